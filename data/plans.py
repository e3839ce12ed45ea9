"""What a company plans: policies with the days on which they take effect, goals and targets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, Self

from data.language import mark

Basis = Literal["absolute", "percent", "points"]


class EventKind(StrEnum):
    """What took effect on a day: a policy, or something else that moves a KPI.

    called    its name, marked for translation
    passes    whether it is over some day by itself: with its last day entered, only its time is left out
    """

    called: str
    passes: bool

    def __new__(cls, value: str, called: str, passes: bool = False) -> Self:
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.called, kind.passes = called, passes
        return kind

    POLICY = "policy", mark("a policy")
    SEASON = "season", mark("a season or campaign"), True
    OUTAGE = "outage", mark("an outage"), True
    PRICE = "price", mark("a change of prices")
    OTHER = "other", mark("another event")


@dataclass(frozen=True)
class Rollout:
    """A policy taking effect on a day, for everyone or for one member of a dimension.

    ``ends_on`` is the last day of another event that is over by itself; a policy has none.
    """

    starts_on: date
    dimension: str | None = None
    member: str | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class Policy:
    """A customer-service policy, or another event, and the days on which it took effect."""

    name: str
    rollouts: tuple[Rollout, ...]
    policy_id: int | None = None
    is_sample: bool = False
    kind: EventKind = EventKind.POLICY


@dataclass(frozen=True)
class Step:
    """What a target asks for by a day on the way to its date; ``amount`` in the target's basis."""

    due: date
    amount: float


class BaselineKind(StrEnum):
    """What a relative target is measured from."""

    BEFORE = "before"
    LAST_YEAR = "last_year"
    SPAN = "span"
    TYPED = "typed"


@dataclass(frozen=True)
class Start:
    """What a goal is measured from, as it was chosen.

    first, last    the days of a span; of a value that was typed in, ``last`` is the last day that it is of
    value          the value that was typed in
    """

    kind: BaselineKind = BaselineKind.BEFORE
    first: date | None = None
    last: date | None = None
    value: float | None = None


@dataclass(frozen=True)
class Goal:
    """A target as it was agreed, before its baseline is worked out.

    basis    absolute: ``amount`` is the value; percent: the baseline changed by ``amount`` percent;
             points: the baseline plus ``amount``
    dimension, member    for whom; the whole company without
    steps    what is asked for before ``due``, by their dates
    start    what it is measured from
    """

    kpi: str
    basis: Basis
    amount: float
    due: date
    dimension: str | None = None
    member: str | None = None
    steps: tuple[Step, ...] = ()
    start: Start = Start()


@dataclass(frozen=True)
class Target:
    """A goal with its baseline frozen.

    value    the value to reach, worked out when the target was set
    steps    what is asked for before ``due``, by their dates
    since    the rollout after which it is judged; without one, what came after the baseline is
    held_from    the day from which this version holds; None for the first, which holds from the beginning
    baseline_kind    what the baseline is of; one that was typed in has no first day and no n
    """

    kpi: str
    basis: Basis
    amount: float
    value: float
    due: date
    dimension: str | None = None
    member: str | None = None
    baseline: float | None = None
    baseline_from: date | None = None
    baseline_to: date | None = None
    baseline_n: int | None = None
    target_id: int | None = None
    is_sample: bool = False
    steps: tuple[Step, ...] = ()
    since: date | None = None
    held_from: date | None = None
    baseline_kind: BaselineKind = BaselineKind.BEFORE
