"""Survival curves of customers: of all, before a rollout and since, and by the members of a dimension."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics import survival
from metrics.comparison import earliest
from metrics.counting.scan import NOT_GIVEN
from metrics.measures.kinds import FEWEST_ANSWERS
from metrics.statistics.sequences import Array
from metrics.staying.tenures import Stays, between, day_number, stays, watched
from metrics.survival import Curve, Estimate, HazardRatio, LogRank

YEAR = 12.0
# Months beyond a year of which a comparison tells, too: the longest that both sides reach.
LATER = (60.0, 36.0, 24.0)
FALSE_ALARMS = 0.05
# Fewer who left than these on a side carry no comparison.
FEWEST_LEFT = 5
# With fewer who are watched at once, each who leaves would move a curve by a tenth or more.
FEWEST_AT_ONCE = 10


@dataclass(frozen=True, eq=False)
class Group:
    """The customers of one curve; ``curve`` is None where too few are watched, or never enough at once."""

    name: str
    n: int
    left: int
    curve: Curve | None

    @property
    def after_a_year(self) -> Estimate:
        """The share still there after a year, from 0 to 1."""
        return self.at(YEAR)

    def at(self, months: float) -> Estimate:
        """The share still there after so many months, from 0 to 1; None where not told from the start."""
        return self.curve.at(months) if self.is_whole and self.curve else Estimate(None, None, None)

    @property
    def is_whole(self) -> bool:
        """Whether the curve begins when customers join, and not only with those who stayed for some time."""
        return self.curve is not None and self.curve.since == 0

    @property
    def reach(self) -> float:
        """The months up to which a curve has enough customers left to be looked at."""
        if self.curve is None:
            return 0.0
        enough = self.curve.points[self.curve.points["at_risk"] >= FEWEST_AT_ONCE]
        return min(self.curve.longest, float(enough["time"].max())) if len(enough) else self.curve.longest

    @property
    def median(self) -> Estimate:
        """The months by which half have left."""
        return self.curve.median if self.is_whole and self.curve else Estimate(None, None, None)


@dataclass(frozen=True, eq=False)
class Rollout:
    """Customers at the same tenure, in the time before a rollout and since.

    since     the day of the rollout; the time before begins at ``first``
    test      the log-rank test, and ``ratio`` how many times as often customers leave since the rollout; None
              where too few left on a side, or a list doesn't tell when they did
    """

    since: date
    first: date
    before: Group
    after: Group
    test: LogRank | None
    ratio: HazardRatio | None

    @property
    def is_clear(self) -> bool:
        """Whether the log-rank test tells the two apart."""
        return self.test is not None and self.test.p < FALSE_ALARMS

    @property
    def later(self) -> float | None:
        """The months beyond a year up to which both sides have enough customers; None where neither has."""
        reached = min(self.before.reach, self.after.reach)
        return next((months for months in LATER if months <= reached), None)

    @property
    def fewer_leave(self) -> bool:
        """Whether customers clearly leave less often since the rollout."""
        return self.is_clear and self.ratio is not None and self.ratio.value < 1


@dataclass(frozen=True, eq=False)
class Split:
    """The members of a dimension, most customers first; those of no member aren't compared."""

    dimension: str
    groups: tuple[Group, ...]
    test: LogRank | None


@dataclass(frozen=True, eq=False)
class Curves:
    """For how long all customers stay.

    untold    customers of whom nobody can tell it
    of_list   whether it is as a list of one day tells it
    delayed   how many are watched only from some time after they joined
    """

    everyone: Group
    untold: int
    of_list: bool
    delayed: int


def curves(people: pd.DataFrame) -> Curves:
    """The curve of all customers, as ``tenures.customers`` gives them."""
    found = stays(people)
    delayed = int((found.entry > 0).sum())
    return Curves(_group("", found), found.untold, found.of_list, delayed)


def split(people: pd.DataFrame, dimension: str) -> Split:
    """A curve for each member of a dimension, and whether they differ."""
    found = stays(people)
    names, sizes = np.unique(found.members[found.members != NOT_GIVEN].astype(str), return_counts=True)
    order = [str(names[place]) for place in np.argsort(-sizes, kind="stable")]
    groups = tuple(_group(name, found.only(found.members == name)) for name in order)
    told = [group.name for group in groups if group.curve]
    return Split(dimension, groups, _test(found.only(np.isin(found.members, told))))


def around(people: pd.DataFrame, rollout: date, first: date | None = None) -> Rollout | None:
    """Customers before a rollout and since; None where no days on which they are watched lie on a side.

    first    the first day since the rollout that is looked at; the rollout itself without it
    """
    dated = watched(people)
    day, since = day_number(rollout), day_number(max(first or rollout, rollout))
    before = between(dated, day_number(earliest(rollout)), day)
    after = between(dated, since, np.inf)
    if not len(before.months) or not len(after.months):
        return None
    groups = [_group("before", before), _group("after", after)]
    test = ratio = None
    if all(group.n >= FEWEST_ANSWERS and group.left >= FEWEST_LEFT for group in groups):
        both = _joined(before, after)
        is_after = np.arange(len(both.months)) >= len(before.months)
        ratio = survival.hazard_ratio(both.months, both.left, is_after, both.entry)
        test = survival.logrank(both.months, both.left, is_after, both.entry)
    return Rollout(rollout, earliest(rollout), *groups, test=test, ratio=ratio)


def _joined(one: Stays, other: Stays) -> Stays:
    parts = zip(_parts(one), _parts(other), strict=True)
    return Stays(*(np.concatenate(pair) for pair in parts), untold=0)


def _parts(found: Stays) -> tuple[NDArray[Any], ...]:
    return found.months, found.left, found.entry, found.members


def _group(name: str, found: Stays) -> Group:
    n, left = len(found.months), int(found.left.sum())
    entry = _entry(found)
    since = 0.0 if entry is None else _enough(found)
    if n < FEWEST_ANSWERS or since is None:
        return Group(name, n, left, None)
    later = found.only(found.months > since) if since else found
    begun = None if entry is None else np.maximum(later.entry, since)
    return Group(name, n, left, survival.kaplan_meier(later.months, later.left, begun))


def _entry(found: Stays) -> Array | None:
    return found.entry if (found.entry > 0).any() else None


def _enough(found: Stays) -> float | None:
    """The months from which on a curve can be told: as soon as enough customers are watched at once.

    Before that the first who leaves would take a large part of them along. None where it never comes to that.
    """
    begun = np.sort(found.entry)
    ended = np.searchsorted(np.sort(found.months), begun, side="right")
    there = np.searchsorted(begun, begun, side="right") - ended
    enough = np.flatnonzero(there >= FEWEST_AT_ONCE)
    return float(begun[enough[0]]) if enough.size else None


def _test(found: Stays) -> LogRank | None:
    """The log-rank test of all members; None where they are fewer than two, or nobody left."""
    if len(set(found.members)) < 2 or found.left.sum() < FEWEST_LEFT:
        return None
    try:
        return survival.logrank(found.months, found.left, found.members, _entry(found))
    except survival.NeverTogether:
        return None
