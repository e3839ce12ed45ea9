"""Sudden changes of volume: weeks or months with far more or fewer rows than those around them.

Counts are looked at as twice the root of the count and 3/8, in which chance alone moves them by about 1
whatever their size, and against the median of their neighbours; how far they usually move is taken from
the median of these distances, and never for less than chance.
Sources: Anscombe 1948, The transformation of Poisson, binomial and negative-binomial data,
https://doi.org/10.1093/biomet/35.3-4.246; Iglewicz and Hoaglin 1993, How to detect and handle outliers
(the median of distances, 1.4826 of which are a standard deviation).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from metrics.health.gaps import Gap, by_period
from metrics.periods import Grain

# Iglewicz and Hoaglin say 3.5 for one look; over hundreds of weeks in several tables that is too near.
FAR = 5.0
FOLD = 2.0
LASTING_FOLD = 1.8
_FEWEST_ROWS = 8
_SIDE, _LASTING_SIDE = 6, 8
_FEWEST_PERIODS = 2 * _LASTING_SIDE
_MAD = 1.4826

Numbers = np.ndarray[tuple[int], np.dtype[np.float64]]


@dataclass(frozen=True)
class Jump:
    """Periods with far more or fewer rows than usual.

    rows, usual   a period, on average; where it lasts, after and before
    lasting       whether it stays so, from ``first`` on
    """

    first: date
    last: date
    grain: Grain
    rows: float
    usual: float
    lasting: bool


def jumps(daily: pd.Series, known: Sequence[Gap] = ()) -> list[Jump]:
    """The sudden changes in rows by day, in order of time; known gaps are no jumps."""
    for grain in (Grain.WEEK, Grain.MONTH):
        counts = _whole(daily, grain, known)
        if len(counts) >= _FEWEST_PERIODS and counts.median() >= _FEWEST_ROWS:
            return _jumps(counts, grain)
    return []


def _jumps(counts: pd.Series, grain: Grain) -> list[Jump]:
    rows = counts.to_numpy(dtype=float)
    height = 2 * np.sqrt(rows + 3 / 8)
    shifts = _shifts(rows, height)
    told = [_shift(counts, place, grain) for place in shifts]
    near = {place + step for place in shifts for step in range(-2, 2)}
    spikes = [place for place in _spikes(rows, height) if place not in near]
    told += [_spike(counts, run, grain) for run in _runs(spikes, rows)]
    return sorted(told, key=lambda jump: jump.first)


def _whole(daily: pd.Series, grain: Grain, known: Sequence[Gap]) -> pd.Series:
    """Rows by whole period, without those that a gap reaches into."""
    if daily.empty:
        return daily
    counts = by_period(daily, grain)
    index = pd.PeriodIndex(counts.index)
    whole = (index.start_time >= daily.index[0]) & (index.end_time.normalize() <= daily.index[-1])
    for gap in known:
        whole &= ~((index.start_time <= pd.Timestamp(gap.last)) & (index.end_time >= pd.Timestamp(gap.first)))
    return counts[whole]


def _around(rows: Numbers, place: int) -> Numbers:
    return np.concatenate([rows[max(0, place - _SIDE) : place], rows[place + 1 : place + 1 + _SIDE]])


def _spikes(rows: Numbers, height: Numbers) -> list[int]:
    usual = np.array([np.median(_around(height, place)) for place in range(len(height))])
    distance = height - usual
    spread = max(1.0, _MAD * float(np.median(np.abs(distance))))
    level = np.array([np.median(_around(rows, place)) for place in range(len(rows))])
    fold = np.maximum(rows, level) / np.maximum(np.minimum(rows, level), 0.5)
    return [int(place) for place in np.flatnonzero((np.abs(distance) > FAR * spread) & (fold >= FOLD))]


def _runs(places: list[int], rows: Numbers) -> list[list[int]]:
    """Places in a row on the same side of their neighbours."""
    runs: list[list[int]] = []
    for place in places:
        above = rows[place] > np.median(_around(rows, place))
        if (
            runs
            and runs[-1][-1] == place - 1
            and above == (rows[place - 1] > np.median(_around(rows, place - 1)))
        ):
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _shifts(rows: Numbers, height: Numbers) -> list[int]:
    """The places from which on the rows are far more or fewer than before, and stay so."""
    spread = max(1.0, _MAD * float(np.median(np.abs(np.diff(height)))) / np.sqrt(2))
    strength = {
        place: _strength(rows, height, place) / spread
        for place in range(_LASTING_SIDE, len(rows) - _LASTING_SIDE + 1)
    }
    found: list[int] = []
    for place in sorted(strength, key=lambda one: -strength[one]):
        if strength[place] > FAR / 2 and all(abs(place - other) >= _LASTING_SIDE for other in found):
            found.append(place)
    return sorted(found)


def _strength(rows: Numbers, height: Numbers, place: int) -> float:
    """How far the medians of both sides are apart; 0 where the sides overlap or the change is small."""
    before, after = rows[place - _LASTING_SIDE : place], rows[place : place + _LASTING_SIDE]
    low, high = sorted((before, after), key=lambda side: float(np.median(side)))
    if low.max() >= high.min() or np.median(high) < LASTING_FOLD * max(float(np.median(low)), 0.5):
        return 0.0
    sides = (height[place - _LASTING_SIDE : place], height[place : place + _LASTING_SIDE])
    return abs(float(np.median(sides[1]) - np.median(sides[0])))


def _spike(counts: pd.Series, run: list[int], grain: Grain) -> Jump:
    rows, index = counts.to_numpy(dtype=float), pd.PeriodIndex(counts.index)
    usual = float(np.median([np.median(_around(rows, place)) for place in run]))
    first, last = index[run[0]].start_time.date(), index[run[-1]].end_time.date()
    return Jump(first, last, grain, float(rows[run].mean()), usual, lasting=False)


def _shift(counts: pd.Series, place: int, grain: Grain) -> Jump:
    rows, index = counts.to_numpy(dtype=float), pd.PeriodIndex(counts.index)
    first, last = index[place].start_time.date(), index[-1].end_time.date()
    after, before = rows[place : place + _LASTING_SIDE], rows[place - _LASTING_SIDE : place]
    return Jump(first, last, grain, float(np.median(after)), float(np.median(before)), lasting=True)
