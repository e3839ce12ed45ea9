"""What happened: a KPI before and after a rollout, with the interval of the difference.

This is a description, not a verdict: it takes the answers as independent, and knows nothing of a
trend or a season that was there anyway.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, isnan

import numpy as np
import pandas as pd

from metrics.catalogue import kpi_named
from metrics.facts import Facts, Parts
from metrics.kpi import Kpi
from metrics.measures.columns import column
from metrics.measures.kinds import Count
from metrics.periods import MONTHS, Grain
from metrics.query import Filters
from metrics.rounding import difference
from metrics.series import Summary, covered, pooled
from metrics.windows import Days, parts_between

# Months: fewer on either side can't carry a word on whether a change lasts.
FEWEST_BEFORE, FEWEST_AFTER = 8, 6
LONGEST_YEARS_BEFORE = 3
# With more still open than this, a mean over those closed looks shorter than it will turn out.
MOST_WAITING = 0.05


@dataclass(frozen=True)
class Change:
    """After minus before in the KPI's unit, with its 95 % interval where there is one.

    ``waiting`` is the share of the later side that is still open, for durations.
    """

    value: float
    low: float | None
    high: float | None
    waiting: float = 0.0

    @property
    def waits(self) -> bool:
        """Whether too many on the later side are still open: those that take longest aren't in yet."""
        return self.waiting > MOST_WAITING

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out no change at all, and nothing is still to come that would."""
        known = self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)
        return known and not self.waits


class Sides:
    """A KPI on two sides of something, and what is told of the change between them."""

    kpi: Kpi
    before: Summary | None
    after: Summary | None
    change: Change | None

    @property
    def told(self) -> float | None:
        """The change between the values as they are shown; None without one."""
        if self.before is None or self.after is None or self.change is None:
            return None
        return difference(self.kpi, self.change.value, self.before.value, self.after.value)

    @property
    def decimals(self) -> int:
        """With how many decimals the change is told: those of the values that are shown beside it."""
        return self.kpi.decimals_of(*(side.value for side in (self.before, self.after) if side))

    @property
    def moved(self) -> bool:
        """Whether a change is told: not where it rounds to nothing."""
        return self.kpi.tells(self.told, self.decimals)

    @property
    def improved(self) -> bool | None:
        """Whether the change that is told is for the better; None where neither way is, or there is none."""
        return self.kpi.improves(self.told, self.decimals)


@dataclass(frozen=True)
class Comparison(Sides):
    """A KPI on both sides of a rollout; a side without data is None, and so is the change then.

    narrowed    whether the first days after the rollout are left out, while a verdict is of all of them
    """

    kpi: Kpi
    rollout: date
    before: Summary | None
    after: Summary | None
    change: Change | None
    narrowed: bool = False

    @property
    def missing_before(self) -> int:
        """How many periods before the rollout are missing to tell whether a change lasts."""
        return _missing(FEWEST_BEFORE, self.before)

    @property
    def missing_after(self) -> int:
        """How many finished periods after the rollout are missing to tell whether a change lasts."""
        return _missing(FEWEST_AFTER, self.after)


def _missing(months: int, side: Summary | None) -> int:
    """How many periods short of so many months a side is, in periods of its own length."""
    needed = months if side is None else ceil(months / MONTHS.get(side.grain, 1.0))
    return max(0, needed - (side.periods if side and side.finished else 0))


@dataclass(frozen=True)
class Around:
    """What a comparison looks at: the rollout's day, for whom, and up to three years before it.

    ``first`` and ``last`` narrow the days after the rollout; None takes all of them.
    """

    rollout: date
    where: Filters = ()
    grain: Grain = Grain.MONTH
    first: date | None = None
    last: date | None = None


def compare(facts: Facts, keys: tuple[str, ...], around: Around) -> dict[str, Comparison]:
    """Each KPI before and after a day, from the finished periods on either side.

    Rows are parted by the day itself, customers by whole periods.
    """
    before, after = sides(facts, keys, around)
    return {key: _compared(kpi_named(key), around, before.get(key), after.get(key)) for key in keys}


def compare_members(facts: Facts, kpi: Kpi, around: Around, dimension: str) -> dict[str, Comparison]:
    """A KPI before and after a day for each member of a dimension."""
    before, after = (side.get(kpi.key) for side in sides(facts, (kpi.key,), around, dimension))
    names = {name for side in (before, after) if side is not None for name in side["split"]}
    return {name: _compared(kpi, around, _of(before, name), _of(after, name)) for name in sorted(names)}


def sides(
    facts: Facts, keys: tuple[str, ...], around: Around, split: str | None = None
) -> tuple[Parts, Parts]:
    """The parts of all periods before and after, of everybody or by a dimension."""
    spans = spans_of(around)
    before, after = (parts_between(facts, keys, side, around.where, around.grain, split) for side in spans)
    return before, after


def spans_of(around: Around) -> tuple[Days, Days]:
    """The days before and the days after that are compared."""
    since = max(around.rollout, around.first or around.rollout)
    eve = around.rollout - timedelta(days=1)
    return Days(earliest(around.rollout), eve), Days(since, around.last)


def _of(parts: pd.DataFrame | None, name: str) -> pd.DataFrame | None:
    return None if parts is None else parts[parts["split"] == name]


def earliest(rollout: date) -> date:
    """The first day that a comparison looks at: older data tell of another company."""
    return (pd.Timestamp(rollout).replace(day=1) - pd.DateOffset(years=LONGEST_YEARS_BEFORE)).date()


def _compared(
    kpi: Kpi, around: Around, before: pd.DataFrame | None, after: pd.DataFrame | None
) -> Comparison:
    known = [None if side is None else covered(kpi, side) for side in (before, after)]
    was, now = (None if side is None else _side(kpi, side, around.grain) for side in known)
    narrowed = around.first is not None and around.first > around.rollout
    if known[0] is None or known[1] is None or was is None or now is None:
        return Comparison(kpi, around.rollout, was, now, None, narrowed)
    return Comparison(kpi, around.rollout, was, now, changed(kpi, known[0], known[1]), narrowed)


def _side(kpi: Kpi, known: pd.DataFrame, grain: Grain) -> Summary | None:
    """A side as one value; none for a count with no whole period, as the part of one would look too low."""
    whole = known["finished"] & known["begun"]
    return None if isinstance(kpi.measure, Count) and not whole.all() else pooled(kpi, known, grain)


def changed(kpi: Kpi, before: pd.DataFrame, after: pd.DataFrame) -> Change:
    """The change between the parts of two sides, with its interval."""
    found = kpi.measure.difference(before, after)
    low, high = (None if isnan(bound) else float(bound) for bound in (found.low, found.high))
    return Change(float(found.value), low, high, waiting(after))


def waiting(parts: pd.DataFrame) -> float:
    """The share that is still open among the rows of a duration; 0 for other measures."""
    if "waiting" not in parts:
        return 0.0
    still, done = (float(np.nansum(column(parts, part))) for part in ("waiting", "n"))
    return still / (still + done) if still else 0.0
