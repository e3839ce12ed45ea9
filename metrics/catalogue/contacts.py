"""Calls, chats and e-mails, and how they are answered."""

from __future__ import annotations

import narwhals.stable.v2 as nw

from data.language import mark as _
from metrics.kpi import Group, Kpi, Unit
from metrics.measures.kinds import Count, Mean, Share

_ANSWERED = nw.col("answered").fill_null(True)
_INBOUND = nw.col("inbound").fill_null(True)

KPIS = (
    Kpi(
        key="abandonment",
        leading=True,
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
        leading=True,
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
        key="answered_in_standard",
        name=_("Answered within 3 rings"),
        description=_(
            "How many of the answered contacts are answered within your standard: 3 rings, or 18 seconds"
            " where rings are not counted, unless you set another."
        ),
        formula=_(
            "Contacts answered by the last ring allowed, or within the seconds allowed, by the standard of"
            " their day, divided by all answered contacts with a count of rings or a waiting time."
        ),
        unit=Unit.PERCENT,
        better="higher",
        decimals=1,
        group=Group.WE_DO,
        table="contacts",
        measure=Share(
            hits=nw.col("answered_in_time"), base=_ANSWERED & ~nw.col("answered_in_time").is_null()
        ),
        needs=(("rings", "wait_seconds"),),
        kind="contacts",
        standard="answer_seconds",
        caution=_("Those who gave up waiting are not in it: look at abandoned contacts beside it."),
        source="ISO 18295-1:2017, Customer contact centres",
    ),
    Kpi(
        key="first_contact_resolution",
        leading=True,
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
        key="transfer",
        name=_("Transferred contacts"),
        description=_("How often customers are passed on to somebody else."),
        formula=_(
            "Answered contacts that were transferred, divided by the answered ones of which that is known."
        ),
        unit=Unit.PERCENT,
        better="lower",
        decimals=1,
        group=Group.WE_DO,
        table="contacts",
        measure=Share(hits=nw.col("transferred"), base=_ANSWERED & ~nw.col("transferred").is_null()),
        needs=("transferred",),
        kind="contacts",
        from_zero=True,
        source="ISO 18295-1:2017, Customer contact centres",
    ),
    Kpi(
        key="handle_time",
        name=_("Handling time"),
        description=_("How long a contact keeps your people busy."),
        formula=_("Mean of talking, holding and work afterwards, of the contacts that were answered."),
        unit=Unit.SECONDS,
        better="lower",
        decimals=1,
        group=Group.WE_DO,
        table="contacts",
        measure=Mean(of=nw.when(_ANSWERED).then(nw.col("handle_seconds"))),
        needs=("handle_seconds",),
        kind="contacts",
        from_zero=True,
        caution=_(
            "Shorter is only better where customers are helped as well: read it beside first-contact"
            " resolution. Some files tell the time of talking alone."
        ),
        source="ISO 18295-1:2017, Customer contact centres",
    ),
    Kpi(
        key="contacts",
        name=_("Contacts"),
        description=_("How many calls, chats and e-mails there were."),
        formula=_("Count by the day on which they began; over several periods, the average a period."),
        unit=Unit.COUNT,
        better=None,
        decimals=0,
        group=Group.WE_DO,
        table="contacts",
        measure=Count(of=~nw.col("started_at").is_null()),
        needs=("started_at",),
        kind="contacts",
        from_zero=True,
        source="ISO 18295-1:2017, Customer contact centres",
    ),
)
