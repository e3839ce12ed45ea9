"""Medians, exact to the minute: how many rows have each duration adds up, as their median doesn't."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

from data.language import mark
from metrics import intervals
from metrics.intervals import Difference
from metrics.measures.kinds import FEWEST_ANSWERS, NO_BOUNDS, count_where

# Two rows: the durations in minutes, rising, and how many rows have each.
Durations = NDArray[np.int64]
NONE: Durations = np.empty((2, 0), dtype=np.int64)
# Below this many the least and the greatest are no bounds of the median with 95 % confidence.
_FEWEST = 6
_MINUTES = 60


@dataclass(frozen=True)
class Median:
    """The median of a duration in hours, of the rows that have it; parts hold the ``durations`` themselves.

    ``minutes`` are whole minutes; ``waiting`` tells the rows that will have one later.
    """

    minutes: nw.Expr
    waiting: nw.Expr
    fewest: int = FEWEST_ANSWERS

    @property
    def method(self) -> str:
        return mark(
            "Intervals of a median are those of its ranks, which suppose nothing of how the values are"
            " spread; those of a difference are Price and Bonett's (2002). They take each row as independent"
            " of the others."
        )

    @property
    def expressions(self) -> dict[str, nw.Expr]:
        return {"n": self.minutes.count(), "waiting": count_where(self.waiting)}

    def estimate(self, parts: pd.DataFrame) -> pd.DataFrame:
        told = [_told(_durations(cell)) for cell in parts["durations"]]
        frame = pd.DataFrame(told, columns=["value", "low", "high"], index=parts.index, dtype=float)
        return frame.assign(n=parts["n"])

    def pooled(self, parts: pd.DataFrame) -> pd.DataFrame:
        sums = parts[["n", "waiting"]].sum().to_frame().T
        return sums.assign(durations=pd.Series([together(parts["durations"])], index=sums.index))

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        sides = [together(side["durations"]) for side in (before, after)]
        was, now = (_told(side)[0] for side in sides)
        error = np.sqrt(sum(_variance(side) for side in sides))
        reach = intervals.normal_quantile() * error
        return Difference(now - was, now - was - reach, now - was + reach)


def distributions(cells: pd.DataFrame) -> pd.Series:
    """Durations by start and split, from cells of both with ``minutes`` and how many ``rows`` have them."""
    keys = ["start", "split"]
    known = cells[cells["start"].notna()]
    if known.empty:
        return pd.Series([], index=pd.MultiIndex.from_frame(known[keys]), dtype=object)
    groups = known.groupby(keys)
    group = groups.ngroup().to_numpy()
    order = np.lexsort((known["minutes"], group))
    both = np.array([known["minutes"], known["rows"]], dtype=np.int64)[:, order]
    edges = np.flatnonzero(np.diff(group[order])) + 1
    told = [_merged(one) for one in np.split(both, edges, axis=1)]
    return pd.Series(told, index=groups.size().index, dtype=object)


def _merged(found: Durations) -> Durations:
    """Rising durations, each once."""
    minutes, first = np.unique(found[0], return_index=True)
    return np.array([minutes, np.add.reduceat(found[1], first)], dtype=np.int64)


def together(cells: Iterable[object]) -> Durations:
    """The durations of several parts as those of one."""
    both = np.concatenate([_durations(cell) for cell in cells] or [NONE], axis=1)
    minutes, places = np.unique(both[0], return_inverse=True)
    return np.array([minutes, np.bincount(places, both[1], len(minutes))], dtype=np.int64)


def _durations(cell: object) -> Durations:
    """What a cell holds; a period without rows may hold 0 or nothing."""
    return cell if isinstance(cell, np.ndarray) else NONE


def _count(found: Durations) -> int:
    return int(found[1].sum())


def _ranked(found: Durations, rank: int) -> float:
    """The duration in hours that stands at a rank, the shortest at 1."""
    return float(found[0][np.searchsorted(np.cumsum(found[1]), rank)]) / _MINUTES


def _told(found: Durations) -> tuple[float, float, float]:
    """The median and its bounds in hours.

    Source: Conover 1999, Practical Nonparametric Statistics, 3.2
    """
    n = _count(found)
    if not n:
        return NO_BOUNDS, NO_BOUNDS, NO_BOUNDS
    value = (_ranked(found, (n + 1) // 2) + _ranked(found, n // 2 + 1)) / 2
    if n < _FEWEST:
        return value, NO_BOUNDS, NO_BOUNDS
    rank = _lowest_rank(n)
    return value, _ranked(found, rank), _ranked(found, n + 1 - rank)


def _lowest_rank(n: int) -> int:
    """The highest rank below which the median lies with a chance of 2.5 % at most."""
    about = int(n / 2 - intervals.normal_quantile() * np.sqrt(n) / 2)
    ranks = np.arange(max(1, about - 3), about + 4)
    sure = special.bdtr(ranks - 1.0, n, 0.5) <= (1 - intervals.CONFIDENCE) / 2
    return int(ranks[sure].max(initial=1))


def _variance(found: Durations) -> float:
    """Variance of a median from the ranks around it; NaN where there are too few.

    Source: Price and Bonett 2002, https://doi.org/10.1080/00949650212140
    """
    n = _count(found)
    if n < _FEWEST:
        return NO_BOUNDS
    rank = max(1, round((n + 1) / 2 - np.sqrt(n)))
    tail = float(special.bdtr(rank - 1.0, n, 0.5))
    spread = _ranked(found, n - rank + 1) - _ranked(found, rank)
    return float((spread / (2 * special.ndtri(1 - tail))) ** 2)
