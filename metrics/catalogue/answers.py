"""What customers answer when they are asked."""

from __future__ import annotations

import narwhals.stable.v2 as nw

from data.language import mark as _
from metrics.kpi import Group, Kpi, Unit
from metrics.measures.kinds import Count, Mean, NetPromoterScore, Share

_ANY_SCORE = ~(nw.col("csat").is_null() & nw.col("nps").is_null() & nw.col("ces").is_null())

KPIS = (
    Kpi(
        key="csat",
        leading=True,
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
        standard="satisfied",
        caution=_(
            "Only those who answered are counted: a change in who answers changes it too."
            " Scores in complaints and calls count as well."
        ),
        source="ISO 10004:2018, Customer satisfaction: monitoring and measuring",
    ),
    Kpi(
        key="nps",
        leading=True,
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
        leading=True,
        name=_("Customer effort (ease)"),
        description=_("How easy customers find it to get what they need."),
        formula=_("Mean of the ease score; a higher score is easier."),
        unit=Unit.POINTS,
        better="higher",
        decimals=2,
        group=Group.CUSTOMERS_SAY,
        table="answers",
        measure=Mean(of=nw.col("ces_points")),
        scale="ces",
        needs=("ces",),
        kind="surveys",
        source="Dixon, Freeman and Toman 2010, Stop Trying to Delight Your Customers",
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
        scale="csat",
        needs=("csat",),
        kind="surveys",
        caution=_("It hides whether a few are furious or many are lukewarm: see CSAT beside it."),
        source="ISO 10004:2018, Customer satisfaction: monitoring and measuring",
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
)
