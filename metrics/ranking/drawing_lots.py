"""Between which shares those lie who are drawn by lot from all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]


def drawn(hits: float, everything: float, n: float, level: float) -> tuple[float, float]:
    """The shares between which a member of n lies, drawn from all without regard to who they are.

    By the hypergeometric distribution: beyond the least and the greatest count lies less than what may lie
    outside. Between counts the limits go on smoothly, as Spiegelhalter draws them.
    Source: Fisher 1935, https://doi.org/10.2307/2342435
    """
    counts = np.arange(0, min(hits, n) + 1)
    ways = _choose(hits, counts) + _choose(everything - hits, n - counts) - _choose(everything, np.asarray(n))
    chances = np.exp(ways)
    low = _last_inside(chances, (1 - level) / 2)
    high = len(counts) - 1 - _last_inside(chances[::-1], (1 - level) / 2)
    return low / n, high / n


def _last_inside(chances: Array, tail: float) -> float:
    """The first place from the left at which the chances together exceed a tail, less by how much they do."""
    together = np.cumsum(chances)
    place = int(np.argmax(together > tail))
    return place - float((together[place] - tail) / chances[place])


def _choose(total: float, some: Array) -> Array:
    """The logarithm of in how many ways some can be drawn of a total; minus infinity where they can't."""
    possible = (some >= 0) & (some <= total)
    taken = np.where(possible, some, 0.0)
    ways = special.gammaln(total + 1) - special.gammaln(taken + 1) - special.gammaln(total - taken + 1)
    return np.where(possible, ways, -np.inf)
