"""Which places of a ranking the data tell apart.

The amount of a problem adds up over its complaints: 1 each, or what each cost. As complaints come by chance,
two amounts differ by more than that where their difference is large beside the root of the squares that they
are made of (a compound Poisson process); counts are compared exactly. Every pair is looked at, so each p is
corrected for that.

Source: Przyborowski and Wilenski 1940, https://doi.org/10.1093/biomet/31.3-4.313
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from scipy import special

from metrics.statistics.multiplicity import FALSE_ALARMS, corrected


@dataclass(frozen=True)
class Amount:
    """What adds up to a problem's amount: the sum over its complaints, and the sum of squares."""

    total: float
    squares: float
    is_count: bool = False


@dataclass(frozen=True)
class Places:
    """Between which places a problem stands: the first and the last that the data leave open, from 1.

    is_clear    whether the data tell it from the one after it in the order
    """

    first: int
    last: int
    is_clear: bool


def places(amounts: Sequence[Amount]) -> list[Places]:
    """The places that the data leave open to each of several problems, the largest amount first."""
    pairs = list(combinations(range(len(amounts)), 2))
    chances = corrected([chance(amounts[one], amounts[other]) for one, other in pairs]) if pairs else []
    apart = {pair for pair, p in zip(pairs, chances, strict=True) if p <= FALSE_ALARMS}
    every = range(len(amounts))
    return [
        Places(
            first=1 + sum((above, place) in apart for above in every),
            last=len(amounts) - sum((place, below) in apart for below in every),
            is_clear=(place, place + 1) in apart,
        )
        for place in every
    ]


def chance(one: Amount, other: Amount) -> float:
    """How likely so large a difference is where both have the same rate."""
    difference = one.total - other.total
    if one.is_count and other.is_count:
        fewer, both = min(one.total, other.total), one.total + other.total
        return min(1.0, float(2 * special.bdtr(fewer, both, 0.5))) if both else 1.0
    spread = sqrt(one.squares + other.squares)
    return float(2 * special.ndtr(-abs(difference) / spread)) if spread else 1.0
