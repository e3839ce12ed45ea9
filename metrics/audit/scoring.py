"""What an audit comes to: the points scored of those that were possible, over what was observed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from data.audits import HIGHEST, LOWEST, Audit
from metrics import intervals
from metrics.intervals import Difference, Moments

# Fewer than so many audits carry no interval: their spread says next to nothing.
FEWEST_AUDITS = 3
PERCENT = (100 * LOWEST / HIGHEST, 100.0)
SCORES = (float(LOWEST), float(HIGHEST))
_NO_SPREAD = 1e-9

Bounds = tuple[float, float]


@dataclass(frozen=True)
class Points:
    """Points scored of those possible: ``HIGHEST`` for each standard that was observed."""

    scored: int
    observed: int

    @property
    def possible(self) -> int:
        return HIGHEST * self.observed

    @property
    def percent(self) -> float:
        """From 20 (all at their lowest) to 100."""
        return 100 * self.scored / self.possible


def points(audit: Audit) -> Points:
    """The points of an audit, of which at least one standard was observed."""
    return Points(sum(audit.scores.values()), len(audit.scores))


@dataclass(frozen=True)
class Mean:
    """The mean of ``n`` audits, each counting the same.

    low, high   its 95 % interval; None below ``FEWEST_AUDITS``, or where all came to the same
    moments     the parts of the mean
    """

    value: float
    n: int
    low: float | None
    high: float | None
    moments: Moments


def mean_of(values: Iterable[float], bounds: Bounds) -> Mean | None:
    """The mean of what audits came to; None without any. ``bounds`` are the lowest and highest possible."""
    known = np.array(list(values), dtype=float)
    if not known.size:
        return None
    moments = Moments(known.size, float(known.sum()), float((known**2).sum()))
    low = high = None
    if known.size >= FEWEST_AUDITS and known.std() > _NO_SPREAD:
        reach = intervals.mean(*moments)
        low, high = max(float(reach.low), bounds[0]), min(float(reach.high), bounds[1])
    return Mean(float(known.mean()), known.size, low, high, moments)


def change(before: Mean | None, now: Mean | None) -> Difference | None:
    """Now minus before, by Welch; None below ``FEWEST_AUDITS`` or without any spread."""
    if before is None or now is None or min(before.n, now.n) < FEWEST_AUDITS:
        return None
    if before.low is None and now.low is None:
        return None
    return intervals.difference_of_means(before.moments, now.moments)
