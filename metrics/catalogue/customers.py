"""Who stays and who leaves."""

from __future__ import annotations

import narwhals.stable.v2 as nw

from data.language import mark as _
from metrics.kpi import Group, Kpi, Unit
from metrics.measures.lists import ListShare
from metrics.measures.retention import ActiveCustomers, Churn, Lifetime, LifetimeValue, Retention

KPIS = (
    Kpi(
        key="retention",
        leading=True,
        name=_("Retention"),
        description=_("How many of your customers stay."),
        formula=_(
            "Of the customers at a period's start, those still there at its end."
            " Customers who joined in between don't count."
        ),
        unit=Unit.PERCENT,
        better="higher",
        decimals=2,
        group=Group.THEY_STAY,
        table="customers",
        measure=Retention(),
        needs=("customer_id", "joined_at"),
        kind="retention",
        period_rate=True,
        source="Reichheld and Sasser 1990, Zero Defections, Harvard Business Review",
    ),
    Kpi(
        key="churn",
        leading=True,
        name=_("Churn"),
        description=_("How many of your customers leave."),
        formula=_("100 minus retention."),
        unit=Unit.PERCENT,
        better="lower",
        decimals=2,
        group=Group.THEY_STAY,
        table="customers",
        measure=Churn(),
        needs=("customer_id", "joined_at"),
        kind="retention",
        period_rate=True,
        from_zero=True,
        source="Reichheld and Sasser 1990, Zero Defections, Harvard Business Review",
    ),
    Kpi(
        key="active_customers",
        leading=True,
        name=_("Active customers"),
        description=_("How many customers you have when a period ends."),
        formula=_("Customers who had joined by the end of a period and had not left."),
        unit=Unit.COUNT,
        better="higher",
        decimals=0,
        group=Group.THEY_STAY,
        table="customers",
        measure=ActiveCustomers(),
        needs=("customer_id", "joined_at"),
        kind="retention",
        from_zero=True,
        caution=_(
            "Customers without a joining date count in none of the periods, since nobody can tell when"
            " they came."
        ),
        source="Farris, Bendle, Pfeifer and Reibstein 2010, Marketing Metrics",
    ),
    Kpi(
        key="lifetime",
        name=_("Customer lifetime"),
        description=_("How long a customer stays with you, at the present churn."),
        formula=_(
            "The period's length in months, divided by churn as a share: 40 % a year is 12 / 0.40 = 30."
            " Dividing by 40 instead of 0.40, as is often seen, makes it a hundred times too short."
        ),
        unit=Unit.MONTHS,
        better="higher",
        decimals=1,
        group=Group.THEY_STAY,
        table="customers",
        measure=Lifetime(),
        needs=("customer_id", "joined_at"),
        kind="retention",
        caution=_("It supposes that churn stays as it is."),
        source="Reichheld and Sasser 1990, Zero Defections, Harvard Business Review",
    ),
    Kpi(
        key="ltv",
        leading=True,
        name=_("Lifetime value"),
        description=_("What a customer brings in while staying with you."),
        formula=_(
            "Mean purchase × purchases per customer a month × lifetime in months:"
            " 1,550 once a month over 30 months is 46,500."
            " Purchases are counted per customer, never for the whole company."
        ),
        unit=Unit.MONEY,
        better="higher",
        decimals=0,
        group=Group.THEY_STAY,
        table="customers",
        measure=LifetimeValue(),
        needs=("customer_id", "joined_at", "mean_purchase"),
        kind="retention",
        caution=_("It is revenue, not profit, and supposes that churn stays as it is."),
        source="Reichheld and Sasser 1990, Zero Defections, Harvard Business Review",
    ),
    Kpi(
        key="repeat_purchase",
        name=_("Repeat purchases"),
        description=_("How many of those who bought came back to buy again."),
        formula=_(
            "Of all customers on the list with a purchase, those with two or more. A list tells how many"
            " purchases there were by its day, so there is one value each list, in the period of that day."
            " Customers whom a later list doesn't name count as the list before told."
        ),
        unit=Unit.PERCENT,
        better="higher",
        decimals=1,
        group=Group.THEY_STAY,
        table="customers",
        measure=ListShare(
            nw.col("purchase_count") >= 2,
            nw.col("purchase_count") >= 1,
            number=(nw.col("purchase_count"), nw.col("purchase_count_before")),
        ),
        needs=("customer_id", "purchase_count"),
        kind="retention",
        caution=_(
            "Two lists are comparable only if both count purchases over the same length of time, such as the"
            " last twelve months. Purchases since joining only ever grow: with them the share rises by"
            " waiting alone, and a target is met without any policy. Load a list every few months, each as it"
            " was on its day."
        ),
        source="Farris, Bendle, Pfeifer and Reibstein 2010, Marketing Metrics",
    ),
)
