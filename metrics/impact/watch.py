"""Control after a rollout: when to look whether a change lasts, and what each look says.

Where nobody keeps controlling it, service tends to fall off after half a year: the first look is due from
the sixth to the eighth month after the rollout, then one every half a year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import log

import pandas as pd

from data.records import Policy
from metrics.impact.forest import Forest
from metrics.impact.impact import Impact
from metrics.impact.lasting import Decay, Lasting
from metrics.impact.verdict import Kind
from metrics.periods import months_after
from metrics.statistics.autoregression import Effect

FIRST, WITHIN, EVERY = 6, 2, 6
# Of a change, what must be left with 95 % certainty so that it is said to hold.
LEFT = 0.5


@dataclass(frozen=True)
class Look:
    """A look that is due so many months after a rollout: from the day ``due`` to the day ``until``."""

    month: int
    due: date
    until: date


@dataclass(frozen=True)
class Schedule:
    """The looks after a rollout.

    last     the latest that the data reach; None before the first
    next     the first that they don't reach
    today    the day on which that is asked
    """

    last: Look | None
    next: Look
    today: date

    @property
    def is_overdue(self) -> bool:
        """Whether it is time for the next look, but its data aren't there."""
        return self.next.due <= self.today

    @property
    def current(self) -> Look | None:
        """The look that is to be made now; None where none is."""
        if self.is_overdue:
            return self.next
        return self.last if self.last is not None and self.today < self.last.until else None


def schedule(rollout: date, reached: date, today: date) -> Schedule:
    """The looks after a rollout, with data up to ``reached``, that day included."""
    made = [look for look in _looks(rollout, reached) if look.due <= reached + timedelta(days=1)]
    following = _look(rollout, FIRST + EVERY * len(made))
    return Schedule(made[-1] if made else None, following, today)


def _looks(rollout: date, until: date) -> list[Look]:
    months = (until.year - rollout.year) * 12 + until.month - rollout.month + 1
    return [_look(rollout, month) for month in range(FIRST, months + 1, EVERY)]


def _look(rollout: date, month: int) -> Look:
    due, until = (months_after(rollout, number) for number in (month, month + WITHIN))
    return Look(month, due, until)


def today_for(policy: Policy | None, last: date | None) -> date:
    """Today; for the sample company, whose time stands still, the last day of its data."""
    return last if last is not None and policy is not None and policy.is_sample else date.today()


class State(StrEnum):
    """What a look says of a change."""

    HOLDS = "holds"
    FADES = "fades"
    CANT_TELL = "can't tell"


@dataclass(frozen=True, eq=False)
class Watched:
    """A KPI that shifted, and whether that lasts."""

    impact: Impact
    state: State


@dataclass(frozen=True, eq=False)
class Watch:
    """What a look at a rollout says: of the KPIs that shifted, those that fade first.

    judged   how many KPIs have a verdict, shifted or not
    """

    schedule: Schedule
    watched: tuple[Watched, ...]
    judged: int = 0


_ORDER = (State.FADES, State.CANT_TELL, State.HOLDS)


def watch(found: Forest, rollout: date, reached: date, today: date) -> Watch:
    """Whether the changes of a forest last; before the first look nothing is watched."""
    due = schedule(rollout, reached, today)
    if due.last is None:
        return Watch(due, (), len(found.rows))
    shifted = [row.impact for row in found.rows if row.kind in (Kind.IMPROVED, Kind.WORSENED)]
    watched = [Watched(impact, state(impact.decay)) for impact in shifted]
    return Watch(due, tuple(sorted(watched, key=lambda one: _ORDER.index(one.state))), len(found.rows))


def state(decay: Decay) -> State:
    """Whether a change holds: it fades where it clearly went back, holds where half is surely left."""
    if decay.kind is Lasting.FADES:
        return State.FADES
    if decay.kind is Lasting.CANT_TELL or decay.first is None or decay.later is None:
        return State.CANT_TELL
    if decay.kind is Lasting.GROWS:
        return State.HOLDS
    first = _plain(decay.first.value, decay)
    back = min(_plain(end, decay) * (1 if first > 0 else -1) for end in _ends(decay.later))
    return State.HOLDS if back > -LEFT * abs(first) else State.CANT_TELL


def _ends(effect: Effect) -> tuple[float, float]:
    return effect.low, effect.high


def _plain(value: float, decay: Decay) -> float:
    """An effect as a difference, on the scale of the comparison."""
    return log(value) if decay.is_ratio else value


def reached(found: Forest) -> date | None:
    """The last day of the finished periods that any KPI has; None without one."""
    frames = [impact.course.frame[impact.course.counts] for impact in found.impacts if impact.course]
    ends = [frame["until"].max() for frame in frames if len(frame)]
    return (max(ends) - pd.Timedelta(days=1)).date() if ends else None
