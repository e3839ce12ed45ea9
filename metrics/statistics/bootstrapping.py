"""The bootstrap interval of a difference of means, for money.

A few values are very large there, and Student's t would not hold. The same values give the same interval.
Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, 13 (percentile intervals)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from metrics.intervals import CONFIDENCE, Array, Difference
from metrics.statistics.sequences import numeric

RESAMPLES = 1999
SEED = 20_260_101
# As many numbers at a time as fit into memory beside everything else.
BATCH = 5_000_000


def difference(before: ArrayLike, after: ArrayLike) -> Difference:
    """The mean after minus the mean before, with its 95 % interval; NaN bounds below two values on a side.

    Raises ValueError where a side isn't numbers, or has none.
    """
    sides = _known(before), _known(after)
    if not all(len(side) for side in sides):
        raise ValueError("a difference of means takes a value on each side")
    low, high = _bounds(_difference_of, *sides)
    return Difference(float(_difference_of(*sides)), low, high)


def _known(values: ArrayLike) -> Array:
    found = numeric(values)
    return found[np.isfinite(found)]


def _difference_of(before: Array, after: Array, axis: int = -1) -> Any:
    return after.mean(axis=axis) - before.mean(axis=axis)


def _bounds(statistic: Callable[..., object], *samples: Array) -> tuple[float, float]:
    if any(len(sample) < 2 for sample in samples):
        return np.nan, np.nan
    # Loaded where it is used: it takes a second.
    from scipy.stats import bootstrap

    found = bootstrap(
        samples,
        statistic,
        n_resamples=RESAMPLES,
        batch=max(1, BATCH // sum(map(len, samples))),
        confidence_level=CONFIDENCE,
        method="percentile",
        rng=SEED,
    ).confidence_interval
    return float(found.low), float(found.high)
