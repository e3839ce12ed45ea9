"""The KPI catalogue: every KPI, declared once.

The expressions read the columns of ``metrics.readings``. They use nothing that only one engine has.
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from data.language import gettext
from data.language import mark as _
from metrics.kpi import Group, Kpi, Unit
from metrics.measures import Count, Mean, NetPromoterScore, Share, Stock
from metrics.retention import Churn, Lifetime, LifetimeValue, Retention

_ANY_SCORE = ~(nw.col("csat").is_null() & nw.col("nps").is_null() & nw.col("ces").is_null())
_ANSWERED = nw.col("answered").fill_null(True)
_OPEN = nw.col("is_open").fill_null(False)
_INBOUND = nw.col("inbound").fill_null(True)

KPIS = (
    Kpi(
        key="csat",
        name=_("Customer satisfaction (CSAT)"),
        description=_("How many of your customers are satisfied."),
        formula=_(
            "Answers at most one point below the best on your company's scale, divided by all answers."
            " Answers on other scales are converted first: 8 of 10 is 4.1 of 5."
        ),
        unit=Unit.PERCENT,
        better="higher",
        decimals=1,
        group=Group.CUSTOMERS_SAY,
        table="answers",
        measure=Share(hits=nw.col("csat_in_top_two"), base=~nw.col("csat").is_null()),
        needs=("csat",),
        kind="surveys",
        caution=_(
            "Only those who answered are counted: a change in who answers changes it too."
            " Scores in complaints and calls count as well."
        ),
        source="ISO 10004:2018, Customer satisfaction: monitoring and measuring",
    ),
    Kpi(
        key="csat_mean",
        name=_("Mean satisfaction"),
        description=_("The average satisfaction score on your company's scale."),
        formula=_("Sum of the scores, divided by the number of answers."),
        unit=Unit.POINTS,
        better="higher",
        decimals=2,
        group=Group.CUSTOMERS_SAY,
        table="answers",
        measure=Mean(of=nw.col("csat_points")),
        needs=("csat",),
        kind="surveys",
        caution=_("It hides whether a few are furious or many are lukewarm: see CSAT beside it."),
        source="ISO 10004:2018, Customer satisfaction: monitoring and measuring",
    ),
    Kpi(
        key="nps",
        name=_("Net promoter score (NPS)"),
        description=_("How many more customers would recommend you than would not."),
        formula=_("100 × (share answering 9–10 minus share answering 0–6)."),
        unit=Unit.POINTS,
        better="higher",
        decimals=1,
        group=Group.CUSTOMERS_SAY,
        table="answers",
        measure=NetPromoterScore(answer=nw.col("nps")),
        needs=("nps",),
        kind="surveys",
        caution=_("It needs more answers than a mean does to be as sure."),
        source="Reichheld 2003, The One Number You Need to Grow, Harvard Business Review",
    ),
    Kpi(
        key="ces",
        name=_("Customer effort (ease)"),
        description=_("How easy customers find it to get what they need."),
        formula=_("Mean of the ease score; a higher score is easier."),
        unit=Unit.POINTS,
        better="higher",
        decimals=2,
        group=Group.CUSTOMERS_SAY,
        table="answers",
        measure=Mean(of=nw.col("ces_points")),
        needs=("ces",),
        kind="surveys",
        source="Dixon, Freeman and Toman 2010, Stop Trying to Delight Your Customers",
    ),
    Kpi(
        key="answers",
        name=_("Survey answers"),
        description=_("How many answers there are with at least one score."),
        formula=_("Count of answers in surveys, and of the scores in complaints and calls."),
        unit=Unit.COUNT,
        better=None,
        decimals=0,
        group=Group.CUSTOMERS_SAY,
        table="answers",
        measure=Count(of=_ANY_SCORE),
        needs=(("csat", "nps", "ces"),),
        kind="surveys",
        from_zero=True,
        source="ISO 10004:2018, Customer satisfaction: monitoring and measuring",
    ),
    Kpi(
        key="complaints",
        name=_("Complaints received"),
        description=_("How many complaints came in."),
        formula=_("Count by the day of receipt; over several periods, the average a period."),
        unit=Unit.COUNT,
        better="lower",
        decimals=0,
        group=Group.CUSTOMERS_SAY,
        table="complaints",
        measure=Count(of=~nw.col("received_at").is_null()),
        needs=("received_at",),
        kind="complaints",
        from_zero=True,
        caution=_(
            "A policy that makes complaining easier brings more complaints at first, and that is good."
        ),
        source="ISO 10002:2018, Complaints handling in organizations",
    ),
    Kpi(
        key="first_response_time",
        name=_("Time to first response"),
        description=_("How long customers wait for a first answer to a complaint."),
        formula=_("Mean hours from receipt to the first response, of the complaints that got one."),
        unit=Unit.HOURS,
        better="lower",
        decimals=1,
        group=Group.WE_DO,
        table="complaints",
        measure=Mean(
            of=nw.col("first_response_hours"), waiting=_OPEN & nw.col("first_response_at").is_null()
        ),
        needs=("first_response_at",),
        kind="complaints",
        from_zero=True,
        caution=_("Complaints still unanswered are not in the mean: they show in the backlog."),
        source="ISO 10002:2018, Complaints handling in organizations",
    ),
    Kpi(
        key="resolution_time",
        name=_("Time to resolve"),
        description=_("How long it takes until a complaint is resolved."),
        formula=_("Mean hours from receipt to resolution, of the complaints that are resolved."),
        unit=Unit.HOURS,
        better="lower",
        decimals=1,
        group=Group.WE_DO,
        table="complaints",
        measure=Mean(of=nw.col("resolution_hours"), waiting=_OPEN & nw.col("resolved_at").is_null()),
        needs=("resolved_at",),
        kind="complaints",
        from_zero=True,
        caution=_(
            "The slowest of the latest complaints are still open, so the latest periods look better"
            " than they will turn out: read them beside the backlog."
        ),
        source="ISO 10002:2018, Complaints handling in organizations",
    ),
    Kpi(
        key="backlog",
        name=_("Open complaints"),
        description=_("How many complaints are still open when a period ends."),
        formula=_("Received before the period's end and not resolved by then."),
        unit=Unit.COUNT,
        better="lower",
        decimals=0,
        group=Group.WE_DO,
        table="complaints",
        measure=Stock(tracked=~nw.col("resolved_at").is_null() | nw.col("is_open").fill_null(False)),
        needs=("resolved_at",),
        kind="complaints",
        from_zero=True,
        caution=_("Complaints closed without a date are left out, since nobody can tell when."),
        source="ISO 10002:2018, Complaints handling in organizations",
    ),
    Kpi(
        key="abandonment",
        name=_("Abandoned contacts"),
        description=_("How many customers gave up before anyone answered."),
        formula=_("Inbound contacts that nobody answered, divided by all inbound contacts."),
        unit=Unit.PERCENT,
        better="lower",
        decimals=1,
        group=Group.WE_DO,
        table="contacts",
        measure=Share(hits=~nw.col("answered"), base=_INBOUND & ~nw.col("answered").is_null()),
        needs=("answered",),
        kind="contacts",
        from_zero=True,
        source="ISO 18295-1:2017, Customer contact centres",
    ),
    Kpi(
        key="speed_of_answer",
        name=_("Speed of answer"),
        description=_("How long customers wait before someone answers."),
        formula=_("Mean waiting time of the contacts that were answered."),
        unit=Unit.SECONDS,
        better="lower",
        decimals=1,
        group=Group.WE_DO,
        table="contacts",
        measure=Mean(of=nw.when(_ANSWERED).then(nw.col("wait_seconds"))),
        needs=("wait_seconds",),
        kind="contacts",
        from_zero=True,
        caution=_("Those who gave up waiting are not in the mean: look at abandoned contacts beside it."),
        source="ISO 18295-1:2017, Customer contact centres",
    ),
    Kpi(
        key="first_contact_resolution",
        name=_("First-contact resolution"),
        description=_("How often the first contact is enough."),
        formula=_("Answered contacts resolved at the first contact, divided by all answered contacts."),
        unit=Unit.PERCENT,
        better="higher",
        decimals=1,
        group=Group.WE_DO,
        table="contacts",
        measure=Share(hits=nw.col("resolved_first"), base=_ANSWERED & ~nw.col("resolved_first").is_null()),
        needs=("resolved_first",),
        kind="contacts",
        source="ISO 18295-1:2017, Customer contact centres",
    ),
    Kpi(
        key="retention",
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
)

BY_KEY = {kpi.key: kpi for kpi in KPIS}


class UnknownKpiError(LookupError):
    """A KPI key that the catalogue doesn't have; the message lists those it has."""


def kpi_named(key: str) -> Kpi:
    """The KPI with this key; UnknownKpiError where there is none."""
    try:
        return BY_KEY[key]
    except KeyError:
        message = gettext("There is no KPI named %(key)s. Choose one of: %(keys)s.")
        raise UnknownKpiError(message % {"key": key, "keys": ", ".join(BY_KEY)}) from None
