"""What a policy says, passage by passage and line by line: by these its versions are compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from data import formats
from data.language import gettext as _
from data.language import mark, ngettext
from data.written_policy import WrittenChannel, WrittenGoal, WrittenPolicy, WrittenStep
from metrics.catalogue import by_key
from metrics.policy.headings import Heading
from metrics.policy.promises import PROMISES, Promise, within

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """A passage of a policy as plain text, a line each; ``name`` is marked for translation."""

    name: str
    lines: Lines

    @property
    def title(self) -> str:
        return _(self.name)


def passages(policy: WrittenPolicy) -> tuple[Passage, ...]:
    """The words of a policy in the order in which they are read; numbers of the settings aside."""
    return tuple(Passage(name, lines(policy)) for name, lines in _PASSAGES.items())


def _split(text: str) -> Lines:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _goal(goal: WrittenGoal) -> str:
    return _joined(goal.sentence, kpi_title(goal.kpi))


def kpi_title(key: str) -> str:
    """The name of a goal's KPI; empty where there is none, or none any more."""
    kpi = by_key().get(key)
    return kpi.title if kpi else ""


def _channel(channel: WrittenChannel) -> str:
    return _joined(channel.name, channel.opening, channel.promise, _by_setting(channel.standard))


def _step(step: WrittenStep) -> str:
    told = hours(step.hours) if step.hours is not None else ""
    return _joined(step.task, step.who, _by_setting(step.standard) or told)


def _by_setting(standard: str) -> str:
    if not standard:
        return ""
    return _("time as in: %(standard)s") % {"standard": _(PROMISES.get(standard, standard))}


# What each passage is called, and its lines.
_PASSAGES: dict[str, Callable[[WrittenPolicy], Lines]] = {
    mark("Title"): lambda policy: _split(policy.title),
    Heading.VISION.value: lambda policy: _split(policy.vision),
    Heading.GOALS.value: lambda policy: tuple(map(_goal, policy.goals)),
    Heading.MANNERS.value: lambda policy: tuple(_joined(one.name, one.wording) for one in policy.manners),
    Heading.CHANNELS.value: lambda policy: tuple(map(_channel, policy.channels)),
    Heading.STEPS.value: lambda policy: tuple(map(_step, policy.steps)),
    Heading.DISCRETION.value: lambda policy: _split(policy.discretion),
}


def hours(number: float) -> str:
    """A time from receipt, in the largest unit that tells it without a fraction."""
    minutes = max(round(number * 60), 1)
    if minutes < 60 or minutes % 60:
        return within(ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": formats.number(minutes)})
    whole = minutes // 60
    if whole >= 48 and not whole % 24:
        days = whole // 24
        return within(ngettext("%(n)s day", "%(n)s days", days) % {"n": formats.number(days)})
    return within(ngettext("%(n)s hour", "%(n)s hours", whole) % {"n": formats.number(whole)})


def channel_time(channel: WrittenChannel, known: Mapping[str, Promise]) -> str:
    """What is promised on a channel: its words, and the number of its setting."""
    promise = known.get(channel.standard)
    return _joined(channel.promise, promise.within if promise else "")


def step_time(step: WrittenStep, known: Mapping[str, Promise]) -> str:
    """Within which time of receipt a step is done; empty where nobody said."""
    if promise := known.get(step.standard):
        return promise.within
    return hours(step.hours) if step.hours is not None else ""


def step_hours(step: WrittenStep, known: Mapping[str, Promise]) -> float | None:
    """The same as a number; None where nobody said."""
    promise = known.get(step.standard)
    return promise.value if promise else step.hours


def out_of_order(policy: WrittenPolicy, known: Mapping[str, Promise]) -> tuple[WrittenStep, ...]:
    """The steps that are to be done sooner after receipt than a step before them."""
    found: list[WrittenStep] = []
    latest = 0.0
    for step in policy.steps:
        number = step_hours(step, known)
        if number is not None and number < latest:
            found.append(step)
        latest = max(latest, number or 0.0)
    return tuple(found)
