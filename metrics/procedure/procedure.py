"""The procedure of some complaints as a whole: stages, steps, promises; by members, and around a rollout."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.comparison import Around, spans_of
from metrics.counting.scan import NOT_GIVEN
from metrics.procedure.cases import kept
from metrics.procedure.promises import Share, missed, overdue, share_of
from metrics.procedure.stages import Passed, Stage, Standing, passed, standings, without_column
from metrics.procedure.times import Step, Times, differ, spans, steps, times, whole
from metrics.query import Filters
from metrics.windows import Days


@dataclass(frozen=True, eq=False)
class Procedure:
    """What became of some complaints.

    n, first, last   how many, and the days on which they were received
    until            the last moment that their files tell of
    first_until      the last moment that the file tells of which ends first
    stages           those that the files tell of, with their counts
    without          those for whose moment the files have no column
    steps, whole     how long each step takes, and from receipt to resolution where that is several
    overdue, missed  promises overdue, and follow-ups that nobody made
    """

    n: int
    first: date
    last: date
    until: pd.Timestamp
    first_until: pd.Timestamp
    stages: tuple[Passed, ...]
    without: tuple[Stage, ...]
    steps: tuple[Times, ...]
    whole: Times | None
    overdue: Share
    missed: Share

    @property
    def longest(self) -> Times | None:
        """The step that takes longest, by the time in which half are through; None where none can be told."""
        return max((one for one in self.steps if one.curve), key=typical, default=None)

    @property
    def rival(self) -> Times | None:
        """The next longest step, where chance may have it that it isn't as long as the longest."""
        top = self.longest
        others = [one for one in self.steps if one.curve and one is not top]
        rival = max(others, key=typical, default=None)
        if top is None or rival is None:
            return None
        low, high = top.median.low, rival.median.high
        return rival if low is None or high is None or low <= high else None


def typical(found: Times) -> float:
    """Hours in which half are through; past all others where more than half are still waiting."""
    value = found.median.value
    return float("inf") if value is None else value


@dataclass(frozen=True, eq=False)
class Member:
    """A member of a dimension: how long its step takes, how many skip it, and its promises overdue."""

    member: str
    times: Times
    skipped: Share
    overdue: Share


@dataclass(frozen=True, eq=False)
class Members:
    """The members of a dimension at one step, the slowest first; ``p`` is the log-rank test's, if any."""

    dimension: str
    step: Step
    members: tuple[Member, ...]
    p: float | None


@dataclass(frozen=True, eq=False)
class Sides:
    """A step before and after a rollout, by the day of receipt; ``p`` is the log-rank test's, if any."""

    rollout: date
    before: Times
    after: Times
    p: float | None


def procedure(cases: pd.DataFrame, where: Filters = (), days: Days | None = None) -> Procedure | None:
    """The procedure of the complaints that filters keep; None where there are none."""
    chosen = kept(cases, where, days)
    if chosen.empty:
        return None
    found = standings(chosen)
    between = steps(chosen)
    all_of_it = whole(between)
    received = chosen["received_at"]
    return Procedure(
        n=len(chosen),
        first=received.min().date(),
        last=received.max().date(),
        until=chosen["until"].max(),
        first_until=chosen["until"].min(),
        stages=tuple(passed(chosen, found)),
        without=tuple(without_column(chosen)),
        steps=tuple(times(chosen, found, step) for step in between),
        whole=times(chosen, found, all_of_it) if all_of_it else None,
        overdue=overdue(chosen),
        missed=missed(chosen),
    )


def members(cases: pd.DataFrame, step: Step, dimension: str, where: Filters, days: Days) -> Members:
    """The members of a dimension beside each other at one step."""
    chosen = kept(cases, where, days)
    found = standings(chosen)
    groups = chosen[dimension].fillna(NOT_GIVEN)
    told = [_member(str(name), rows, found.loc[rows.index], step) for name, rows in chosen.groupby(groups)]
    enough = [one.member for one in told if one.times.curve]
    compared = [spans(chosen[groups == name], found[groups == name], step) for name in enough]
    tested = differ(compared)
    return Members(dimension, step, tuple(sorted(told, key=_order)), tested.p if tested else None)


def _order(one: Member) -> tuple[bool, float, str]:
    return one.times.curve is None, -typical(one.times), one.member


def _member(name: str, rows: pd.DataFrame, found: pd.DataFrame, step: Step) -> Member:
    standing = found[step.end.key]
    over = standing.isin([Standing.REACHED.value, Standing.SKIPPED.value, Standing.CLOSED.value])
    out = standing.isin([Standing.SKIPPED.value, Standing.CLOSED.value])
    return Member(name, times(rows, found, step), share_of(int(out.sum()), int(over.sum())), overdue(rows))


def sides(cases: pd.DataFrame, step: Step, around: Around) -> Sides | None:
    """A step before and after a rollout; None where one side has no complaints."""
    parts = [kept(cases, around.where, days) for days in spans_of(around)]
    if any(part.empty for part in parts):
        return None
    found = [standings(part) for part in parts]
    before, after = (times(part, told, step) for part, told in zip(parts, found, strict=True))
    tested = None
    if before.curve and after.curve:
        tested = differ([spans(part, told, step) for part, told in zip(parts, found, strict=True)])
    return Sides(around.rollout, before, after, tested.p if tested else None)
