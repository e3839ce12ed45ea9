"""How many customers were kept: how many fewer left after a rollout than would have, told in two ways.

Against the average churn from before, and beside the trend and the season that were there anyway. The
second is Poisson's rate with both in it (``metrics.interrupted``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isfinite

import numpy as np

from metrics import interrupted
from metrics.impact.course import Course
from metrics.impact.impact import Impact
from metrics.impact.verdict import HARMONICS, Kind
from metrics.periods import MONTHS
from metrics.statistics.autoregression import Effect
from metrics.worth.spread import Range

_REAL = (Kind.IMPROVED, Kind.WORSENED)


class Way(StrEnum):
    """How customers kept are counted."""

    PLAIN = "against_before"
    BESIDE = "beside_trend_and_season"


@dataclass(frozen=True, eq=False)
class Kept:
    """How many fewer customers left after a rollout; more than before is less than none.

    plain     against the average churn from before, with the interval of the difference
    beside    beside trend and season; None where that can't be told
    counted   what the worth is worked out from: ``plain``, unless it lies outside ``beside``; its range takes
              in both, and none at all unless the verdict on churn is a real shift the same way
    is_told   whether the verdict on churn is a real shift the same way, and so is all of the range
    at_risk   customers at the start of each period since, added up
    expected  how many would have left at the churn from before, and ``lost`` how many did
    churn     the share lost in a period before, with its interval
    length    months in a period
    first, last    the days since the rollout that are counted
    """

    impact: Impact
    plain: Range
    beside: Range | None
    counted: Range
    is_told: bool
    at_risk: float
    expected: float
    lost: float
    churn: Range
    length: float
    first: date
    last: date

    @property
    def follows_trend(self) -> bool:
        """Whether trend and season explain part of the plain difference, so that it isn't counted."""
        return self.beside is not None and self.counted.value == self.beside.value != self.plain.value

    @property
    def ways(self) -> dict[Way, Range]:
        """The ways of counting that count, each with its own 95 % interval."""
        if self.beside is None:
            return {Way.PLAIN: self.plain}
        if self.follows_trend:
            return {Way.BESIDE: self.beside}
        return {Way.PLAIN: self.plain, Way.BESIDE: self.beside}

    @property
    def takes_in_none(self) -> bool:
        """Whether the range goes beyond those intervals, as far as none kept at all."""
        found = self.ways.values()
        ends = min(one.low for one in found), max(one.high for one in found)
        return ends != (self.counted.low, self.counted.high)


def kept(impact: Impact) -> Kept | None:
    """The customers kept, from what happened to churn; None where no two sides can be compared."""
    compared = impact.comparison
    before, after, change = compared.before, compared.after, compared.change
    if before is None or after is None or change is None or change.low is None or change.high is None:
        return None
    if before.grain is not after.grain:
        return None
    share = after.n / 100
    plain = Range(-change.value * share, -change.high * share, -change.low * share)
    lost = after.value * share
    level = _level(impact.course)
    beside = fewer(lost, level) if level else None
    is_real = _goes_with(impact, plain)
    found = counted(plain, beside, is_told=is_real)
    low, high = (bound if bound is not None else before.value for bound in (before.low, before.high))
    return Kept(
        impact=impact,
        plain=plain,
        beside=beside,
        counted=found,
        is_told=is_real and _goes_with(impact, found) and not found.has_zero,
        at_risk=float(after.n),
        expected=before.value * share,
        lost=lost,
        churn=Range(before.value, low, high).times(1 / 100),
        length=MONTHS.get(after.grain, 1.0),
        first=after.first,
        last=after.last,
    )


def _goes_with(impact: Impact, found: Range) -> bool:
    """Whether the verdict on churn is a real shift the same way."""
    kind = impact.verdict.kind
    return kind in _REAL and (kind is Kind.IMPROVED) == (found.value > 0)


def counted(plain: Range, beside: Range | None, *, is_told: bool) -> Range:
    """What a worth is worked out from, of both readings.

    Measured on 150 simulated companies each (36 + 12 months, 2,000 customers, churn 1 %): it holds the true
    number in 97 to 100 % of cases without a trend, and in 97 to 98 % where churn was falling by 1 or 2 % a
    month anyway, while ``plain`` alone holds it in 91 to 96 %, and in 8 and 0 %.
    """
    found = plain
    if beside is not None and beside.low <= plain.value <= beside.high:
        found = plain.reaching(beside.low).reaching(beside.high)
    elif beside is not None:
        found = beside
    return found if is_told else found.reaching(0)


def fewer(lost: float, level: Effect) -> Range | None:
    """How many fewer were lost than expected, where churn is ``level`` times what it was expected to be."""
    if not level.low > 0 or not all(map(isfinite, (level.value, level.low, level.high))):
        return None
    return Range(*(lost * (1 / ratio - 1) for ratio in (level.value, level.high, level.low)))


def _level(course: Course | None) -> Effect | None:
    """The ratio of the churn after to the churn that was to be expected."""
    if course is None or not 0 <= course.rollout <= course.last - course.first:
        return None
    known = np.isfinite(course.events) & (course.exposure > 0)
    events, exposure = (np.where(known, part, np.nan) for part in (course.events, course.exposure))
    waves = HARMONICS if course.season else 0
    found = interrupted.rate(events, exposure, course.rollout, waves, season=course.season or 12)
    return found.level if found.reason is None else None
