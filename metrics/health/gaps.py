"""Gaps: days, weeks or months without rows where those around them have some.

A run of empty periods is told where chance hardly makes one as long: its chance is the product of how
often each of its periods is empty nearby, each weekday by itself, or that of no rows where so many are
usual, whichever is higher, times the number of runs that there could be. How often is estimated with one
empty and one filled period more than were seen.
Source: Laplace's rule of succession, 1814; Bonferroni's correction for looking at many runs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pandas as pd

from metrics.periods import Grain

CHANCE = 0.001
_APART_DAYS, _FEW = 366, 0.01
GRAINS = {Grain.DAY: "D", Grain.WEEK: "W-SUN", Grain.MONTH: "M", Grain.QUARTER: "Q"}
FEWEST_PERIODS = 6
_FEWEST_ROWS = 20
# How far "nearby" reaches on either side, in periods.
_NEARBY = {Grain.DAY: 91, Grain.WEEK: 26, Grain.MONTH: 12, Grain.QUARTER: 8}
_WEEKDAYS = 7
_YEAR = 365
# Of how many periods on either side the usual number of rows is taken.
_USUAL = 28
# A day by itself may be a holiday; it is told where no such weekday nearby has fewer rows than this.
_BUSY = 10


@dataclass(frozen=True)
class Gap:
    """A run of periods without rows, from its first to its last day, and how many rows are usual in it."""

    first: date
    last: date
    grain: Grain
    usual: float

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def every_year(gap: Gap, others: Sequence[Gap]) -> bool:
    """Whether another gap lies at the same days of the year before or after, give or take a week."""
    return any(
        all(
            abs(abs(apart.days) - _YEAR) <= _WEEKDAYS
            for apart in (gap.first - one.first, gap.last - one.last)
        )
        for one in others
    )


def without_strays(daily: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Rows by day without the few that lie more than a year apart from all others, and these few."""
    days = daily[daily > 0]
    apart = np.flatnonzero(np.diff(pd.DatetimeIndex(days.index)) > np.timedelta64(_APART_DAYS, "D")) + 1
    bounds = pairwise([0, *map(int, apart), len(days)])
    groups = [days.iloc[start:stop] for start, stop in bounds]
    few = [group for group in groups if group.sum() <= _FEW * days.sum()]
    if not few or len(few) == len(groups):
        return daily, daily.head(0)
    strays = pd.concat(few)
    kept = days.drop(strays.index)
    inside = daily.loc[kept.index[0] : kept.index[-1]]
    return inside.mask(inside.index.isin(strays.index), 0), strays


def gaps(daily: pd.Series) -> list[Gap]:
    """The gaps in rows by day, zeros among them, in order of time; of more than a year each is one."""
    parts = _apart(daily)
    found = [gap for part in parts for gap in _within(part)]
    return sorted([*found, *map(_between, parts, parts[1:])], key=lambda gap: gap.first)


def _apart(daily: pd.Series) -> list[pd.Series]:
    """Rows by day in parts with more than a year between them, where each has enough rows to tell."""
    days = pd.DatetimeIndex(daily.index[daily > 0])
    places = np.flatnonzero(np.diff(days) > np.timedelta64(_APART_DAYS, "D"))
    cuts = [(days[place], days[place + 1]) for place in map(int, places)]
    edges = pairwise([daily.index[0], *(day for cut in cuts for day in cut), daily.index[-1]]) if cuts else ()
    parts = [daily.loc[first:last] for first, last in list(edges)[::2]]
    return parts if parts and min(part.sum() for part in parts) >= _FEWEST_ROWS else [daily]


def _between(before: pd.Series, after: pd.Series) -> Gap:
    first, last = (pd.Timestamp(str(day)).date() for day in (before.index[-1], after.index[0]))
    return Gap(first + timedelta(days=1), last - timedelta(days=1), Grain.MONTH, math.nan)


def _within(daily: pd.Series) -> list[Gap]:
    grain = finest(daily)
    if grain is None:
        return []
    counts = by_period(daily, grain)
    told: list[slice] = []
    # What is a gap makes no other one look usual, so the longest come first.
    for run in sorted(_empty_runs(counts), key=lambda run: run.start - run.stop):
        chance = max(_chance(counts, run, told, grain), math.exp(-_usual(counts, run)))
        if chance * len(counts) < CHANCE:
            told.append(run)
    return [_gap(counts, run, told, grain) for run in sorted(told, key=lambda run: run.start)]


def empty_days(daily: pd.Series, known: list[Gap]) -> list[date]:
    """Single empty days whose weekday has many rows in all weeks nearby; some may be holidays."""
    if finest(daily) is not Grain.DAY:
        return []
    counts, found = by_period(daily, Grain.DAY), []
    for run in _empty_runs(counts):
        day = _period(counts, run.start).start_time.date()
        if run.stop - run.start == 1 and not any(gap.first <= day <= gap.last for gap in known):
            nearby = counts.iloc[_neighbours(len(counts), run.start, run, [], Grain.DAY)]
            if len(nearby) >= FEWEST_PERIODS and nearby.min() >= _BUSY:
                found.append(day)
    return found


def finest(daily: pd.Series) -> Grain | None:
    """The shortest periods of which most have rows; None where there are too few to tell."""
    for grain in GRAINS:
        counts = by_period(daily, grain) if len(daily) else daily
        if len(counts) >= FEWEST_PERIODS and (counts > 0).mean() >= 0.5:
            return grain
    return None


def by_period(daily: pd.Series, grain: Grain) -> pd.Series:
    """Rows by period, zeros among them; the index has periods."""
    counts = daily.groupby(pd.DatetimeIndex(daily.index).to_period(GRAINS[grain])).sum()
    return counts.reindex(pd.period_range(counts.index[0], counts.index[-1]), fill_value=0)


def _period(counts: pd.Series, place: int) -> pd.Period:
    return pd.PeriodIndex(counts.index)[place]


def _empty_runs(counts: pd.Series) -> list[slice]:
    empty = np.concatenate([[0], (counts.to_numpy() == 0).astype(int), [0]])
    change = np.flatnonzero(np.diff(empty))
    return [slice(int(start), int(stop)) for start, stop in zip(change[::2], change[1::2], strict=True)]


def _neighbours(
    periods: int, position: int, run: slice, told: list[slice], grain: Grain
) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """The periods nearby of the same weekday, where it is of days, that lie in no gap."""
    reach, step = _NEARBY[grain], _WEEKDAYS if grain is Grain.DAY else 1
    near = np.arange(max(0, run.start - reach), min(periods, run.stop + reach))
    outside = np.ones(len(near), dtype=bool)
    for gap in (run, *told):
        outside &= (near < gap.start) | (near >= gap.stop)
    return near[outside & ((near - position) % step == 0)]


def _empty_share(counts: pd.Series, position: int, run: slice, told: list[slice], grain: Grain) -> float:
    nearby = counts.to_numpy()[_neighbours(len(counts), position, run, told, grain)]
    return float(((nearby == 0).sum() + 1) / (len(nearby) + 2))


def _chance(counts: pd.Series, run: slice, told: list[slice], grain: Grain) -> float:
    """The chance of a run of empty periods as long as this one, in the place of this one."""
    cycle = _WEEKDAYS if grain is Grain.DAY else 1
    places = range(run.start, min(run.stop, run.start + cycle))
    shares = [_empty_share(counts, place, run, told, grain) for place in places]
    length = run.stop - run.start
    return float(np.prod([shares[place % cycle] for place in range(length)]))


def _usual(counts: pd.Series, run: slice) -> float:
    """How many rows are usual in a run: as many as around it."""
    around = (counts.iloc[max(0, run.start - _USUAL) : run.start], counts.iloc[run.stop : run.stop + _USUAL])
    return float(pd.concat(around).mean()) * (run.stop - run.start)


def _gap(counts: pd.Series, run: slice, told: list[slice], grain: Grain) -> Gap:
    """A gap without the days at its ends that are empty as a rule, as Sundays may be."""
    quiet = {
        place
        for place in (*range(run.start, run.stop)[:_WEEKDAYS], *range(run.start, run.stop)[-_WEEKDAYS:])
        if grain is Grain.DAY and _empty_share(counts, place, run, told, grain) > 0.5
    }
    start, stop = run.start, run.stop
    while start in quiet and start < stop - 1:
        start += 1
    while stop - 1 in quiet and stop - 1 > start:
        stop -= 1
    first, last = _period(counts, start).start_time.date(), _period(counts, stop - 1).end_time.date()
    return Gap(first, last, grain, _usual(counts, slice(start, stop)))
