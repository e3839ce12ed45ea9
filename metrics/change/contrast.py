"""A KPI over two spans of days: the later beside the earlier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from metrics.comparison import Change, Sides, changed
from metrics.facts import Facts
from metrics.kpi import Kpi
from metrics.measures.kinds import Count
from metrics.periods import Grain, months_after
from metrics.query import Filters
from metrics.series import Summary, covered, summary
from metrics.windows import Days, parts_between

_WEEK, _FOUR_WEEKS = 7, 28
Pair = tuple[Days, Days]


@dataclass(frozen=True)
class Contrast(Sides):
    """A KPI over an earlier and a later span; a side without data is None, and so is the change then."""

    kpi: Kpi
    before: Summary | None
    after: Summary | None
    change: Change | None

    @property
    def told(self) -> float:
        """The change between the values as they are shown; 0 without one."""
        return super().told or 0.0


def contrast(facts: Facts, kpi: Kpi, pair: Pair, where: Filters = ()) -> Contrast:
    """The later span of a pair against the earlier one, from their finished periods."""
    grain = fitting(pair)
    before, after = (counting(facts, kpi, days, where, grain) for days in pair)
    return between(kpi, before, after, grain)


def between(kpi: Kpi, before: pd.DataFrame, after: pd.DataFrame, grain: Grain) -> Contrast:
    """Two sides by the parts that count of them, as ``counting`` gives them."""
    was, now = (None if side.empty else summary(kpi, side, grain) for side in (before, after))
    change = changed(kpi, before, after) if was and now else None
    return Contrast(kpi, was, now, change)


def counting(facts: Facts, kpi: Kpi, days: Days, where: Filters, grain: Grain) -> pd.DataFrame:
    """The parts of the periods of some days that count: those that the data cover. Empty without any.

    A count has none where no period is whole, as a part of one would look too low.
    """
    parts = parts_between(facts, (kpi.key,), days, where, grain).get(kpi.key)
    if parts is None:
        return pd.DataFrame()
    known = covered(kpi, parts)
    whole = known["finished"] & known["begun"]
    return known.head(0) if isinstance(kpi.measure, Count) and not whole.all() else known


def fitting(pair: Pair) -> Grain:
    """The length of the periods that both spans of a pair are told by."""
    lengths = [(days.last - days.first).days + 1 for days in pair if days.first and days.last]
    shortest = min(lengths, default=_FOUR_WEEKS)
    if shortest >= _FOUR_WEEKS:
        return Grain.MONTH
    return Grain.WEEK if shortest >= _WEEK else Grain.DAY


def span_before(first: date, last: date) -> Days:
    """The span of the same length that ends the day before: whole months for whole months."""
    eve = first - timedelta(days=1)
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        return Days(months_after(first, -months), eve)
    return Days(first - (last - first) - timedelta(days=1), eve)


def span_a_year_before(first: date, last: date) -> Days:
    """The same days of the year before; the end of a month stays one."""
    after = months_after(last + timedelta(days=1), -12)
    return Days(months_after(first, -12), after - timedelta(days=1))
