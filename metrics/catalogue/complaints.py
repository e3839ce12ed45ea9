"""What customers complain about, and how it is handled."""

from __future__ import annotations

import narwhals.stable.v2 as nw

from data.language import mark as _
from metrics.kpi import Group, Kpi, Unit
from metrics.measures.exposure import PerExposure
from metrics.measures.kinds import Count, Mean, Multiplied, Share, Stock
from metrics.measures.medians import Median
from metrics.readings import minutes_between

# Every complaint: that it came in is known even where it isn't known on which day.
_RECEIVED = ~nw.col("upload_id").is_null()
_OPEN = nw.col("is_open").fill_null(False)
# Whether it is known that a complaint was resolved, whenever that was.
_RESOLVED = ~nw.col("resolved_at").is_null() | ~nw.col("is_open").fill_null(True)
# Whether a file tells when a complaint was resolved, or that it was not by the file's last day.
_OUTCOME_KNOWN = nw.col("tells_resolution") & (~nw.col("resolved_at").is_null() | _OPEN)
# Old enough to tell by its age alone: counting quick ones before that would look too good.
_RESOLUTION_KNOWN = _OUTCOME_KNOWN & (nw.col("known_hours") >= nw.col("resolution_standard"))
_RESPONSE_KNOWN = nw.col("tells_response") & (~nw.col("first_response_at").is_null() | _OPEN)
_EMAIL_KNOWN = nw.col("is_email") & _RESPONSE_KNOWN & (nw.col("known_hours") >= nw.col("email_standard"))
_PROMISE_DUE = _OUTCOME_KNOWN & (nw.col("promise_due") <= nw.col("known_until"))
_ON_TIME = nw.col("resolved_at") <= nw.col("promised_at")
_KEPT = _ON_TIME | (nw.col("resolved_at") < nw.col("promise_due"))
_CHEAP = nw.col("paid") < nw.col("acquisition_cost")

KPIS = (
    Kpi(
        key="complaints",
        leading=True,
        name=_("Complaints received"),
        description=_("How many complaints came in."),
        formula=_("Count by the day of receipt; over several periods, the average a period."),
        unit=Unit.COUNT,
        better="lower",
        decimals=0,
        group=Group.CUSTOMERS_SAY,
        table="complaints",
        measure=Count(of=_RECEIVED),
        needs=("received_at",),
        kind="complaints",
        from_zero=True,
        caution=_(
            "A policy that makes complaining easier brings more complaints at first, and that is good."
        ),
        source="ISO 10002:2018, Complaints handling in organizations",
    ),
    Kpi(
        key="complaints_per_1000",
        leading=True,
        name=_("Complaints per 1,000 customers"),
        description=_("How often customers complain, however many customers you have."),
        formula=_(
            "Complaints of a period, divided by the customers of that period and its length in months,"
            " times 1,000. The customers are the average of those at its start and at its end."
        ),
        unit=Unit.PER_1000,
        better="lower",
        decimals=2,
        group=Group.CUSTOMERS_SAY,
        table="complaints",
        measure=PerExposure(of=~nw.col("received_at").is_null()),
        needs=("received_at", "customer_id"),
        kind="complaints",
        from_zero=True,
        caution=_("Without a list of customers for the same period it has no value: one can not be guessed."),
        source="ISO 10002:2018, Complaints handling in organizations",
    ),
    Kpi(
        key="backlog",
        leading=True,
        name=_("Open complaints"),
        description=_("How many complaints are still open when a period ends."),
        formula=_(
            "Received before the period's end and not resolved by then. What is dated as resolved after that"
            " end counts as open at it, whatever its status says since."
        ),
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
        key="first_response_time",
        leading=True,
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
        key="first_response_median",
        name=_("Typical time to first response"),
        description=_("How long half of the customers wait at most for a first answer to a complaint."),
        formula=_(
            "Median hours, counted in whole minutes, from receipt to the first response, of the complaints"
            " that got one."
        ),
        unit=Unit.HOURS,
        better="lower",
        decimals=1,
        group=Group.WE_DO,
        table="complaints",
        measure=Median(
            minutes=minutes_between("received_at", "first_response_at"),
            waiting=_OPEN & nw.col("first_response_at").is_null(),
        ),
        needs=("first_response_at",),
        kind="complaints",
        from_zero=True,
        caution=_("A few very slow cases hardly move it: read the mean beside it to see them."),
        source="ISO 10002:2018, Complaints handling in organizations",
    ),
    Kpi(
        key="first_response_working_time",
        name=_("Time to first response in working time"),
        description=_("How long customers wait for a first answer to a complaint while you are at work."),
        formula=_(
            "Mean hours of your working time from receipt to the first response, of the complaints that"
            " got one."
        ),
        unit=Unit.HOURS,
        better="lower",
        decimals=1,
        group=Group.WE_DO,
        table="complaints",
        measure=Mean(
            of=nw.col("first_response_working_hours"), waiting=_OPEN & nw.col("first_response_at").is_null()
        ),
        needs=("first_response_at",),
        kind="complaints",
        from_zero=True,
        standard="working_time",
        caution=_(
            "Customers wait at night and at weekends, too: that time shows in the time by the clock alone."
        ),
        source="ISO 10002:2018, Complaints handling in organizations",
    ),
    Kpi(
        key="email_in_24h",
        name=_("E-mails answered in time"),
        description=_(
            "How many complaints by e-mail get a first response within your standard, 24 hours unless you"
            " set another."
        ),
        formula=_(
            "Complaints by e-mail with a first response within the standard of the day on which they came,"
            " divided by all of them that are old enough to tell."
        ),
        unit=Unit.PERCENT,
        better="higher",
        decimals=1,
        group=Group.WE_DO,
        table="complaints",
        measure=Share(hits=nw.col("first_response_hours") <= nw.col("email_standard"), base=_EMAIL_KNOWN),
        needs=("first_response_at", "channel"),
        kind="complaints",
        standard="email_hours",
        caution=_("Complaints closed without the time of a response are left out, since nobody can tell."),
        source="ISO 10002:2018, Complaints handling in organizations",
    ),
    Kpi(
        key="resolution_time",
        leading=True,
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
        key="resolution_median",
        name=_("Typical time to resolve"),
        description=_("Within what time half of the complaints are resolved."),
        formula=_(
            "Median hours, counted in whole minutes, from receipt to resolution, of the complaints that"
            " are resolved."
        ),
        unit=Unit.HOURS,
        better="lower",
        decimals=1,
        group=Group.WE_DO,
        table="complaints",
        measure=Median(
            minutes=minutes_between("received_at", "resolved_at"),
            waiting=_OPEN & nw.col("resolved_at").is_null(),
        ),
        needs=("resolved_at",),
        kind="complaints",
        from_zero=True,
        caution=_("A few cases that drag on hardly move it: read the mean beside it to see them."),
        source="ISO 10002:2018, Complaints handling in organizations",
    ),
    Kpi(
        key="resolution_working_time",
        name=_("Time to resolve in working time"),
        description=_(
            "How long it takes until a complaint is resolved, counting the time in which you are at work."
        ),
        formula=_(
            "Mean hours of your working time from receipt to resolution, of the complaints that are resolved."
        ),
        unit=Unit.HOURS,
        better="lower",
        decimals=1,
        group=Group.WE_DO,
        table="complaints",
        measure=Mean(of=nw.col("resolution_working_hours"), waiting=_OPEN & nw.col("resolved_at").is_null()),
        needs=("resolved_at",),
        kind="complaints",
        from_zero=True,
        standard="working_time",
        caution=_(
            "Customers wait at night and at weekends, too: that time shows in the time by the clock alone."
        ),
        source="ISO 10002:2018, Complaints handling in organizations",
    ),
    Kpi(
        key="resolved_in_standard",
        leading=True,
        name=_("Resolved within the standard"),
        description=_(
            "How many complaints are resolved within your standard, 48 hours unless you set another."
        ),
        formula=_(
            "Complaints resolved within the standard of the day on which they came, divided by all"
            " complaints that are old enough to tell."
        ),
        unit=Unit.PERCENT,
        better="higher",
        decimals=1,
        group=Group.WE_DO,
        table="complaints",
        measure=Share(
            hits=nw.col("resolution_hours") <= nw.col("resolution_standard"), base=_RESOLUTION_KNOWN
        ),
        needs=("resolved_at",),
        kind="complaints",
        standard="resolution_hours",
        caution=_(
            "Complaints closed without a date are left out, since nobody can tell. Those still open past"
            " the standard count as missed."
        ),
        source="ISO 10002:2018, Complaints handling in organizations",
    ),
    Kpi(
        key="promise_kept",
        name=_("Promises kept"),
        description=_("How often a complaint is resolved by the time that the customer was promised."),
        formula=_(
            "Complaints resolved by the promised time, divided by those whose promise has fallen due. A"
            " promise for a day holds until that day is over."
        ),
        unit=Unit.PERCENT,
        better="higher",
        decimals=1,
        group=Group.WE_DO,
        table="complaints",
        measure=Share(hits=_KEPT, base=_PROMISE_DUE),
        needs=("promised_at", "resolved_at"),
        kind="complaints",
        caution=_("Only complaints with a promise count: promise later, and more promises are kept."),
        source="ISO 10002:2018, Complaints handling in organizations",
    ),
    Kpi(
        key="on_the_spot",
        name=_("Solved on the spot"),
        description=_("How many complaints are solved at once by whoever takes them."),
        formula=_("Complaints solved on the spot, divided by the complaints of which that is known."),
        unit=Unit.PERCENT,
        better="higher",
        decimals=1,
        group=Group.WE_DO,
        table="complaints",
        measure=Share(hits=nw.col("resolved_on_spot"), base=~nw.col("resolved_on_spot").is_null()),
        needs=("resolved_on_spot",),
        kind="complaints",
        source="ISO 10002:2018, Complaints handling in organizations",
    ),
    Kpi(
        key="solved_below_cac",
        name=_("Cheap ones solved at once"),
        description=_(
            "How many complaints that cost less than winning a new customer are solved on the spot."
        ),
        formula=_(
            "Complaints solved on the spot, divided by those whose compensation is below your cost of"
            " winning a customer. An empty cell is no compensation."
        ),
        unit=Unit.PERCENT,
        better="higher",
        decimals=1,
        group=Group.WE_DO,
        table="complaints",
        measure=Share(hits=nw.col("resolved_on_spot"), base=_CHEAP & ~nw.col("resolved_on_spot").is_null()),
        needs=("resolved_on_spot", "compensation"),
        kind="complaints",
        standard="acquisition_cost",
        caution=_("What is paid for complaints that are still open is not known yet."),
        source="ISO 10002:2018, Complaints handling in organizations",
    ),
    Kpi(
        key="compensation",
        name=_("Compensation per complaint"),
        description=_("What complaints cost you in compensation."),
        formula=_(
            "Compensation paid, divided by all complaints of files that tell it. An empty cell is no"
            " compensation."
        ),
        unit=Unit.MONEY,
        better=None,
        decimals=2,
        group=Group.WE_DO,
        table="complaints",
        measure=Mean(of=nw.col("paid")),
        needs=("compensation",),
        kind="complaints",
        from_zero=True,
        caution=_(
            "What is paid for complaints that are still open is not known yet. Neither more nor less is"
            " better in itself."
        ),
        source="ISO 10002:2018, Complaints handling in organizations",
    ),
    Kpi(
        key="follow_up",
        name=_("Followed up"),
        description=_("How often you ask customers afterwards whether all is well."),
        formula=_("Resolved complaints that were followed up, divided by all resolved complaints."),
        unit=Unit.PERCENT,
        better="higher",
        decimals=1,
        group=Group.WE_DO,
        table="complaints",
        measure=Share(hits=~nw.col("followed_up_at").is_null(), base=_RESOLVED & nw.col("tells_follow_up")),
        needs=("followed_up_at",),
        kind="complaints",
        caution=_(
            "Complaints resolved lately may still be followed up, so the latest periods look worse than"
            " they will turn out."
        ),
        source="ISO 10002:2018, Complaints handling in organizations",
    ),
    Kpi(
        key="escalation",
        name=_("Escalated complaints"),
        description=_("How many complaints have to go up to a superior."),
        formula=_("Complaints that were escalated, divided by the complaints of which that is known."),
        unit=Unit.PERCENT,
        better="lower",
        decimals=1,
        group=Group.WE_DO,
        table="complaints",
        measure=Share(hits=nw.col("escalated"), base=~nw.col("escalated").is_null()),
        needs=("escalated",),
        kind="complaints",
        from_zero=True,
        source="ISO 10002:2018, Complaints handling in organizations",
    ),
    Kpi(
        key="reopened",
        name=_("Reopened complaints"),
        description=_("How many complaints come back after they were said to be resolved."),
        formula=_(
            "Resolved complaints that were opened again, divided by the resolved ones of which that is known."
        ),
        unit=Unit.PERCENT,
        better="lower",
        decimals=1,
        group=Group.WE_DO,
        table="complaints",
        measure=Share(hits=nw.col("reopened"), base=_RESOLVED & ~nw.col("reopened").is_null()),
        needs=("reopened",),
        kind="complaints",
        from_zero=True,
        caution=_("Complaints resolved lately may still come back."),
        source="ISO 10002:2018, Complaints handling in organizations",
    ),
    Kpi(
        key="complaint_satisfaction",
        name=_("Satisfied with the handling"),
        description=_("How many of those who complained are satisfied with how it was handled."),
        formula=_("Complainers who said that they are satisfied, divided by those of whom that is known."),
        unit=Unit.PERCENT,
        better="higher",
        decimals=1,
        group=Group.CUSTOMERS_SAY,
        table="complaints",
        measure=Share(hits=nw.col("satisfied"), base=~nw.col("satisfied").is_null()),
        needs=("satisfied",),
        kind="complaints",
        caution=_("Only those who were asked and answered are counted."),
        source="ISO 10004:2018, Customer satisfaction: monitoring and measuring",
    ),
    Kpi(
        key="silent_customers",
        name=_("Unhappy customers who say nothing (estimate)"),
        description=_("How many unhappy customers there may be who never complain."),
        formula=_(
            "Complaints times 26, the published ratio, or times the ratio that you set; over several"
            " periods, the average a period."
        ),
        unit=Unit.COUNT,
        better="lower",
        decimals=0,
        group=Group.CUSTOMERS_SAY,
        table="complaints",
        measure=Multiplied(of=~nw.col("received_at").is_null(), times=nw.col("silent")),
        needs=("received_at",),
        kind="complaints",
        from_zero=True,
        standard="silent_ratio",
        caution=_(
            "It is an estimate by a ratio of other companies. Its interval tells chance in the complaints"
            " alone."
        ),
        source="TARP 1986, Consumer Complaint Handling in America: An Update Study",
    ),
    Kpi(
        key="complainer_repurchase",
        name=_("Complainers who bought again"),
        description=_("How many of those who complained buy from you again."),
        formula=_("Complainers who bought again, divided by those of whom that is known."),
        unit=Unit.PERCENT,
        better="higher",
        decimals=1,
        group=Group.THEY_STAY,
        table="complaints",
        measure=Share(hits=nw.col("repurchased"), base=~nw.col("repurchased").is_null()),
        needs=("repurchased",),
        kind="complaints",
        caution=_("Those who complained lately have had less time to buy again."),
        source="TARP 1986, Consumer Complaint Handling in America: An Update Study",
    ),
)
