"""How often some customers leave, beside others of the same days and the same time as customers.

The time that each is watched is cut into strata: quarters of the calendar and bands of tenure. A customer
counts with the days alone on which it belongs to a group: nobody is ahead by having had to stay until then.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics import intervals
from metrics.periods import DAYS_IN_MONTH
from metrics.statistics.sequences import Array

DAYS_IN_YEAR = 365.25
# Months as a customer at which one band ends and the next begins.
BANDS = (0, 3, 6, 12, 24, 36, 60)
_EDGES = np.array([*(DAYS_IN_MONTH * months for months in BANDS), np.inf])
_QUARTER = DAYS_IN_YEAR / 4
# Fewer who left than these on both sides together carry no comparison.
FEWEST_LEFT = 10


@dataclass(frozen=True)
class Rate:
    """How often customers leave: of 100, so many in a year, with the 95 % interval.

    customers   how many they are, ``left`` of whom left
    years       the time that they are watched for, all together
    """

    customers: int
    left: int
    years: float
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Ratio:
    """How many times as often some leave as the others, with the 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out that they leave as often."""
        return self.low > 1 or self.high < 1


@dataclass(frozen=True, eq=False)
class Strata:
    """Days watched and customers who left, by stratum."""

    days: Array
    left: Array


def rate(spells: pd.DataFrame) -> Rate:
    """How often customers leave in their spells: begin, end (the day after the last), left, customer."""
    years = float((spells["end"] - spells["begin"]).sum()) / DAYS_IN_YEAR
    left = int(spells["left"].sum())
    low, high = intervals.rate(left, years)
    value = 100 * left / years if years else np.nan
    return Rate(spells["customer"].nunique(), left, years, value, 100 * float(low), 100 * float(high))


def strata(spells: pd.DataFrame, window: tuple[float, float]) -> Strata:
    """The days and the leavings of spells (joined, begin, end, left) by quarter of the window and band."""
    quarters = int(np.ceil((window[1] - window[0]) / _QUARTER))
    joined, begin, end = (spells[name].to_numpy(np.float64) for name in ("joined", "begin", "end"))
    days = np.zeros((quarters, len(BANDS)))
    for quarter in range(quarters):
        first = window[0] + quarter * _QUARTER
        inside = (begin < first + _QUARTER) & (end > first)
        low = np.maximum(begin[inside], first) - joined[inside]
        high = np.minimum(end[inside], first + _QUARTER) - joined[inside]
        # What lies in a band is what lies below its end less what lies below its beginning.
        below = [(np.minimum(high, edge) - np.minimum(low, edge)).sum() for edge in _EDGES]
        days[quarter] = np.diff(below)
    left = spells["left"].to_numpy(bool)
    last = end[left] - 1
    places = ((last - window[0]) // _QUARTER).astype(np.int64) * len(BANDS)
    places += np.searchsorted(_EDGES, last - joined[left], side="right") - 1
    return Strata(days.ravel(), np.bincount(places, minlength=days.size).astype(np.float64))


def ratio(some: Strata, others: Strata) -> Ratio | None:
    """Mantel and Haenszel's ratio of rates over the strata; None where too few left, or none of a group.

    Source: Rothman and Greenland 1998, Modern Epidemiology, ch. 15 (person-time); its variance: Greenland and
    Robins 1985, https://doi.org/10.2307/2530643
    """
    whole = some.days + others.days
    kept = whole > 0
    days, beside, whole = some.days[kept], others.days[kept], whole[kept]
    ours, theirs = some.left[kept], others.left[kept]
    over, under = float((ours * beside / whole).sum()), float((theirs * days / whole).sum())
    if ours.sum() + theirs.sum() < FEWEST_LEFT or not (over > 0 and under > 0):
        return None
    spread = float(((ours + theirs) * days * beside / whole**2).sum()) / (over * under)
    value, reach = over / under, intervals.normal_quantile() * np.sqrt(spread)
    return Ratio(value, float(value * np.exp(-reach)), float(value * np.exp(reach)))
