"""The sample company's written policy: two versions, who was trained, and how far its nine steps are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from data.language import gettext as _
from data.language import mark
from data.samples.company import MAIN_ROLLOUT, TEAMS
from data.written_policy import (
    Manner,
    OnRecord,
    PolicyTask,
    PolicyVersion,
    Stage,
    Training,
    WrittenChannel,
    WrittenGoal,
    WrittenPolicy,
    WrittenStep,
)

_PEOPLE = {"Support desk": 24, "Deliveries": 18, "Sales desk": 15, "Repairs": 12}
_TRAINED = {"Support desk": 24, "Deliveries": 15, "Sales desk": 15, "Repairs": 7}
_FIRST = datetime(2025, 1, 20, 9, 30, tzinfo=UTC)
_SECOND = datetime(2025, 2, 17, 14, 5, tzinfo=UTC)
# Step -> whose it is, by when it was to be done, and on which day it was.
_DONE: dict[Stage, tuple[str, date, date | None]] = {
    Stage.GOALS: (mark("Head of service"), date(2024, 12, 13), date(2024, 12, 11)),
    Stage.EXPECTATIONS: (mark("Head of marketing"), date(2024, 12, 20), date(2025, 1, 8)),
    Stage.STANDARDS: (mark("Head of service"), date(2025, 1, 24), date(2025, 1, 20)),
    Stage.COMPLAINTS: (mark("Head of service"), date(2025, 2, 7), date(2025, 2, 5)),
    Stage.DISCRETION: (mark("Finance"), date(2025, 2, 14), date(2025, 2, 14)),
    Stage.TRAINING: (mark("Team leaders"), date(2025, 2, 28), None),
    Stage.ROLLOUT: (mark("Board"), MAIN_ROLLOUT, MAIN_ROLLOUT),
    Stage.MEASURING: (mark("Quality"), date(2025, 9, 30), date(2025, 9, 26)),
    Stage.REVIEW: (mark("Board"), date(2025, 10, 31), None),
}


def versions() -> tuple[PolicyVersion, ...]:
    """Both versions, the earlier first; which numbers held is not on record in them yet."""
    later = _later()
    first, second = _("First draft"), _("Discretion agreed with finance, chat and retention added")
    return (
        PolicyVersion(1, _earlier(later), OnRecord(), first, _FIRST, ""),
        PolicyVersion(2, later, OnRecord(), second, _SECOND, ""),
    )


def _earlier(later: WrittenPolicy) -> WrittenPolicy:
    """What the first draft said otherwise."""
    return replace(
        later,
        vision=_("Whoever buys an appliance from us is never left alone with it."),
        goals=later.goals[:-1],
        channels=tuple(one for one in later.channels if one.name != _("Chat")),
        discretion=_("Staff ask their team leader before they pay a customer anything."),
    )


def _later() -> WrittenPolicy:
    return WrittenPolicy(
        title=_("How Talverra Home treats its customers"),
        vision=_(
            "Whoever buys an appliance from us is never left alone with it: one call is enough, one person"
            " stays in charge, and what we promise happens on the day that we promised."
        ),
        goals=_goals(),
        manners=_manners(),
        channels=_channels(),
        steps=_steps(),
        discretion=_(
            "Nobody has to ask for it. Whoever pays writes down why, so that the cause can be mended. Above"
            " the amount the team leader decides on the same day."
        ),
        currency="€",
    )


def _goals() -> tuple[WrittenGoal, ...]:
    return (
        WrittenGoal(_("More customers are satisfied with us than before the policy."), "csat"),
        WrittenGoal(_("Every tenth complaint of today no longer arises."), "complaints"),
        WrittenGoal(_("A complaint is resolved within two working days."), "resolution_time"),
        WrittenGoal(_("Fewer callers hang up before we answer."), "abandonment"),
        WrittenGoal(_("Customers stay with us."), "retention"),
    )


def _manners() -> tuple[Manner, ...]:
    return (
        Manner(_("Greeting"), _("“Talverra Home, good day, my name is …, how can I help?”")),
        Manner(_("Name"), _("We use the customer's name, and give our own before we are asked.")),
        Manner(
            _("Promise"), _("We name a day, not “soon”. If it can't be kept, we call before it has passed.")
        ),
        Manner(_("Farewell"), _("We say what happens next and who will do it, and thank for the call.")),
    )


def _channels() -> tuple[WrittenChannel, ...]:
    return (
        WrittenChannel(_("Phone"), _("Monday to Saturday, 8 to 20"), "", "rings"),
        WrittenChannel(
            _("Chat"), _("Monday to Friday, 9 to 18"), _("a person, not a machine"), "answer_seconds"
        ),
        WrittenChannel(_("E-mail"), _("at any time"), "", "email_hours"),
        WrittenChannel(_("In person"), _("in every branch, while it is open"), _("at once"), ""),
    )


def _steps() -> tuple[WrittenStep, ...]:
    whoever, owner = _("Whoever takes it"), _("The person in charge")
    return (
        WrittenStep(_("Listen, thank, apologise, and record the complaint"), whoever, 0.25),
        WrittenStep(_("Settle it at once where that is within the discretion"), whoever, 0.5),
        WrittenStep(_("Otherwise name the person in charge and the day"), _("Team leader"), 4),
        WrittenStep(_("Find the cause, with the branch or the team that it concerns"), owner, 24),
        WrittenStep(_("Resolve it and tell the customer"), owner, None, "resolution_hours"),
        WrittenStep(_("Ask whether the customer is content"), _("Quality"), 240),
    )


def trainings() -> tuple[Training, ...]:
    """A training of each team in the weeks before the rollout."""
    about = _("Standards, complaint procedure, discretion")
    return tuple(
        Training(date(2025, 2, 10 + 3 * at), team, _TRAINED[team], _PEOPLE[team], about)
        for at, team in enumerate(TEAMS)
    )


def tasks() -> tuple[PolicyTask, ...]:
    """The nine steps, most of them done."""
    return tuple(PolicyTask(stage, _(owner), due, done) for stage, (owner, due, done) in _DONE.items())
