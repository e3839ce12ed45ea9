"""Confidence intervals from additive parts: counts, sums and sums of squares.

Every function takes scalars or arrays and gives arrays (low, high); where the parts can't carry an
interval (no answers, one answer) both are NaN.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

CONFIDENCE = 0.95
EXACT_BELOW = 10

Array = NDArray[np.float64]


class Interval(NamedTuple):
    """A low and a high bound, arrays of one shape."""

    low: Array
    high: Array


class Difference(NamedTuple):
    """After minus before, with the bounds of its interval."""

    value: float
    low: float
    high: float


class Moments(NamedTuple):
    """The parts of a mean: how many values, their sum and their sum of squares."""

    n: float
    total: float
    squares: float

    @property
    def mean(self) -> float:
        return float(_divide(self.total, self.n))

    @property
    def variance(self) -> float:
        """Sample variance (n - 1); NaN below two values."""
        return float(variance(self.n, self.total, self.squares))


def _array(values: ArrayLike) -> Array:
    return np.asarray(values, dtype=np.float64)


def _divide(numerator: ArrayLike, denominator: ArrayLike) -> Array:
    over, under = _array(numerator), _array(denominator)
    return np.divide(over, under, out=np.full(np.broadcast(over, under).shape, np.nan), where=under > 0)


def normal_quantile(level: float = CONFIDENCE) -> float:
    """The standard normal quantile of a two-sided level: 1.96 at 95 %."""
    return float(special.ndtri((1 + level) / 2))


def variance(n: ArrayLike, total: ArrayLike, squares: ArrayLike) -> Array:
    """Sample variance from sums; NaN below two values.

    Formula: (sum of squares - n x mean squared) / (n - 1); rounding below zero counts as zero.
    """
    n, total, squares = _array(n), _array(total), _array(squares)
    spread = np.maximum(squares - _divide(total**2, n), 0)
    return _divide(spread, n - 1)


def mean(n: ArrayLike, total: ArrayLike, squares: ArrayLike) -> Interval:
    """Student's t interval of a mean from its sums; NaN below two values.

    Source: NIST/SEMATECH e-Handbook, 1.3.5.2, https://doi.org/10.18434/M32189
    """
    n = _array(n)
    centre = _divide(total, n)
    error = np.sqrt(_divide(variance(n, total, squares), n))
    reach = special.stdtrit(np.maximum(n - 1, 1), (1 + CONFIDENCE) / 2) * error
    return Interval(centre - reach, centre + reach)


def share(successes: ArrayLike, trials: ArrayLike, level: float = CONFIDENCE) -> Interval:
    """Wilson's score interval of a share, from 0 to 1.

    Source: Wilson 1927, https://doi.org/10.1080/01621459.1927.10502953
    """
    trials = _array(trials)
    z = normal_quantile(level)
    rate = _divide(successes, trials)
    centre = (rate + _divide(z**2 / 2, trials)) / (1 + _divide(z**2, trials))
    spread = np.sqrt(_divide(rate * (1 - rate), trials) + _divide(z**2 / 4, trials**2))
    reach = z * spread / (1 + _divide(z**2, trials))
    # At the very ends rounding would leave a bound a hair inside.
    low = np.where(_array(successes) == 0, centre - centre, centre - reach)
    high = np.where(_array(successes) == trials, centre / centre, centre + reach)
    return Interval(np.maximum(low, 0), np.minimum(high, 1))


def nps_variance(promoters: ArrayLike, passives: ArrayLike, detractors: ArrayLike) -> Array:
    """Variance of one answer's contribution (1, 0, -1) to the net promoter score.

    Source: Rocks 2016, https://doi.org/10.1080/00031305.2016.1158128
    """
    up, middle, down = _array(promoters), _array(passives), _array(detractors)
    n = up + middle + down
    return _divide(up + down, n) - _divide(up - down, n) ** 2


def nps(promoters: ArrayLike, passives: ArrayLike, detractors: ArrayLike) -> Interval:
    """Adjusted Wald interval of the net promoter score as a share from -1 to 1.

    Adds 3/4, 1 1/2 and 3/4 answers, and reaches to the score itself where those pull it away from a
    unanimous one. Source: Rocks 2016, https://doi.org/10.1080/00031305.2016.1158128
    """
    asked = _array(promoters) + _array(passives) + _array(detractors)
    up, middle, down = _array(promoters) + 0.75, _array(passives) + 1.5, _array(detractors) + 0.75
    n = up + middle + down
    centre = _divide(up - down, n)
    reach = normal_quantile() * np.sqrt(_divide(nps_variance(up, middle, down), n))
    score = _divide(_array(promoters) - _array(detractors), asked)
    low, high = np.maximum(centre - reach, -1), np.minimum(centre + reach, 1)
    return Interval(np.minimum(low, score), np.maximum(high, score))


def rate(events: ArrayLike, exposure: ArrayLike) -> Interval:
    """Interval of a rate, events for each unit of exposure: Byar's, exact below 10 events.

    Source: Breslow and Day 1987, Statistical Methods in Cancer Research II, p. 69;
    Garwood 1936, https://doi.org/10.1093/biomet/28.3-4.437
    """
    count = _array(events)
    z, tail = normal_quantile(), (1 - CONFIDENCE) / 2
    safe = np.maximum(count, 1)
    byar_low = safe * (1 - 1 / (9 * safe) - z / (3 * np.sqrt(safe))) ** 3
    byar_high = (count + 1) * (1 - 1 / (9 * (count + 1)) + z / (3 * np.sqrt(count + 1))) ** 3
    exact_low = np.where(count > 0, special.gammaincinv(safe, tail), 0.0)
    exact_high = special.gammaincinv(count + 1, 1 - tail)
    few = count < EXACT_BELOW
    low, high = np.where(few, exact_low, byar_low), np.where(few, exact_high, byar_high)
    return Interval(_divide(low, exposure), _divide(high, exposure))


def difference_of_means(before: Moments, after: Moments, *, level: float = CONFIDENCE) -> Difference:
    """Welch's interval of a difference of two means; NaN bounds below two values on a side.

    Source: Welch 1947, https://doi.org/10.1093/biomet/34.1-2.28
    """
    value = after.mean - before.mean
    spread = [_divide(side.variance, side.n) for side in (before, after)]
    error = float(np.sqrt(spread[0] + spread[1]))
    if not error > 0:
        return Difference(value, value if error == 0 else np.nan, value if error == 0 else np.nan)
    freedom = error**4 / (spread[0] ** 2 / (before.n - 1) + spread[1] ** 2 / (after.n - 1))
    reach = float(special.stdtrit(freedom, (1 + level) / 2)) * error
    return Difference(value, value - reach, value + reach)


def difference_of_shares(
    before: tuple[float, float], after: tuple[float, float], *, level: float = CONFIDENCE
) -> Difference:
    """Newcombe's hybrid score interval of a difference of two shares, each (successes, trials).

    Source: Newcombe 1998, method 10,
    https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I
    """
    bounds = [share(*side, level) for side in (before, after)]
    return _combine(float(_divide(*before)), bounds[0], float(_divide(*after)), bounds[1])


def difference_of_nps(
    before: tuple[float, float, float],
    after: tuple[float, float, float],
    *,
    level: float = CONFIDENCE,
) -> Difference:
    """Interval of a difference of two scores, each (promoters, passives, detractors), from -2 to 2.

    Formula: sqrt(v1 / n1 + v2 / n2) with the adjusted counts of Rocks 2016.
    """
    value = _score(after) - _score(before)
    padded = [tuple(np.add(side, (0.75, 1.5, 0.75))) for side in (before, after)]
    error = np.sqrt(sum(nps_variance(*side) / sum(side) for side in padded))
    centre = _score(padded[1]) - _score(padded[0])
    reach = normal_quantile(level) * float(error)
    low, high = np.minimum(centre - reach, value), np.maximum(centre + reach, value)
    return Difference(value, float(low), float(high))


def _score(counts: tuple[float, ...]) -> float:
    return float(_divide(counts[0] - counts[2], sum(counts)))


def difference_of_rates(
    before: tuple[float, float], after: tuple[float, float], dispersion: float = 1.0
) -> Difference:
    """Interval of a difference of two rates, each (events, exposure), from Byar's two intervals.

    ``dispersion`` widens the interval where counts vary more than chance alone would have it.
    Source: Zou and Donner 2008 (MOVER), https://doi.org/10.1002/sim.3095
    """
    plain = _combine(float(_divide(*before)), rate(*before), float(_divide(*after)), rate(*after))
    stretch = np.sqrt(max(dispersion, 1.0))
    value = plain.value
    return Difference(value, value - stretch * (value - plain.low), value + stretch * (plain.high - value))


def _combine(before: float, before_bounds: Interval, after: float, after_bounds: Interval) -> Difference:
    """Squares and adds the distances of two intervals, as Newcombe does for shares and MOVER for any."""
    value = after - before
    down = np.hypot(after - after_bounds.low, before_bounds.high - before)
    up = np.hypot(after_bounds.high - after, before - before_bounds.low)
    return Difference(value, value - float(down), value + float(up))


def dispersion(*groups: ArrayLike) -> float:
    """How much more counts vary within their groups than a Poisson process would; 1 for as much.

    Pearson's chi-square over its degrees of freedom; 1 where a group has fewer than three counts.
    Source: McCullagh and Nelder 1989, Generalized Linear Models, 6.2.3
    """
    counts = [_array(group) for group in groups]
    if any(len(group) < 3 or not group.sum() for group in counts):
        return 1.0
    chi_square = sum(float(((group - group.mean()) ** 2 / group.mean()).sum()) for group in counts)
    return chi_square / sum(len(group) - 1 for group in counts)


Kind = Literal["mean", "share", "nps", "rate"]
DIFFERENCES: dict[str, Callable[..., Difference]] = {
    "mean": difference_of_means,
    "share": difference_of_shares,
    "nps": difference_of_nps,
    "rate": difference_of_rates,
}


def difference(kind: Kind, before: Any, after: Any) -> Difference:
    """After minus before by the kind of KPI, from the parts that the function of that kind takes.

    mean   ``Moments`` or (n, sum, sum of squares), Welch's
    share  (successes, trials), Newcombe's
    nps    (promoters, passives, detractors), adjusted Wald
    rate   (events, exposure), Byar's two combined

    Money has none of these: see ``bootstrapping.difference``.

    Raises ValueError for another kind.
    """
    if kind not in DIFFERENCES:
        raise ValueError(f"a difference is of {', '.join(DIFFERENCES)}, not {kind!r}")
    sides = [Moments(*side) for side in (before, after)] if kind == "mean" else [before, after]
    return DIFFERENCES[kind](*sides)
