"""What the works behind the service do, from period totals."""

from __future__ import annotations

from data.language import mark as _
from data.language import nmark
from metrics.kpi import Group, Kpi, Unit
from metrics.measures.exposure import CostPerCustomer
from metrics.measures.ratios import Ratio

KPIS = (
    Kpi(
        key="return_rate",
        name=_("Returned products"),
        description=_("How many of the products sold come back."),
        formula=_("Products returned, divided by products sold in the same period."),
        unit=Unit.PERCENT,
        better="lower",
        decimals=2,
        group=Group.WE_DO,
        table="operations",
        measure=Ratio(over="returned", under="sold"),
        needs=("sold", "returned"),
        kind="operations",
        counted=nmark("%(n)s product sold", "%(n)s products sold"),
        from_zero=True,
        caution=_("What comes back was often sold in an earlier period."),
        source="ASCM 2022, SCOR Digital Standard, perfect customer order fulfilment",
    ),
    Kpi(
        key="stockout_rate",
        name=_("Out of stock"),
        description=_("How often what is ordered is not there."),
        formula=_("Order lines that were not available or on back order, divided by all order lines."),
        unit=Unit.PERCENT,
        better="lower",
        decimals=2,
        group=Group.WE_DO,
        table="operations",
        measure=Ratio(over="unavailable", under="ordered"),
        needs=("ordered", "unavailable"),
        kind="operations",
        counted=nmark("%(n)s order line", "%(n)s order lines"),
        from_zero=True,
        source="ASCM 2022, SCOR Digital Standard, perfect customer order fulfilment",
    ),
    Kpi(
        key="reject_rate",
        name=_("Internal rejects"),
        description=_("How much of what you make is rejected before it leaves the house."),
        formula=_("Products rejected, divided by products made in the same period."),
        unit=Unit.PERCENT,
        better="lower",
        decimals=2,
        group=Group.WE_DO,
        table="operations",
        measure=Ratio(over="rejected", under="produced"),
        needs=("produced", "rejected"),
        kind="operations",
        counted=nmark("%(n)s product made", "%(n)s products made"),
        from_zero=True,
        source="ISO 22400-2:2014, Key performance indicators for manufacturing operations management",
    ),
    Kpi(
        key="reshipment_rate",
        name=_("Orders shipped again"),
        description=_("How often an order has to be shipped a second time."),
        formula=_("Orders shipped again, divided by orders shipped in the same period."),
        unit=Unit.PERCENT,
        better="lower",
        decimals=2,
        group=Group.WE_DO,
        table="operations",
        measure=Ratio(over="reshipped", under="shipped"),
        needs=("shipped", "reshipped"),
        kind="operations",
        counted=nmark("%(n)s order shipped", "%(n)s orders shipped"),
        from_zero=True,
        source="ASCM 2022, SCOR Digital Standard, perfect customer order fulfilment",
    ),
    Kpi(
        key="cost_to_serve",
        name=_("Cost to serve a customer"),
        description=_("What a customer costs you in service a month."),
        formula=_(
            "Cost of service of a period, divided by the customers of that period and its length in"
            " months. The customers are the average of those at its start and at its end."
        ),
        unit=Unit.MONEY,
        better="lower",
        decimals=2,
        group=Group.WE_DO,
        table="operations",
        measure=CostPerCustomer(cost="service_cost"),
        needs=("service_cost", "customer_id"),
        kind="operations",
        counted=nmark("%(n)s customer-month", "%(n)s customer-months"),
        from_zero=True,
        caution=_("Without a list of customers for the same period it has no value."),
        source="Kaplan and Narayanan 2001, Measuring and Managing Customer Profitability",
    ),
)
