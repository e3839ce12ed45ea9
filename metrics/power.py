"""How long until one can tell: the smallest shift of a level that so many periods would show.

Worked out by simulation of the very verdict of ``interrupted.level_and_slope``: series without any change
are drawn, and the change that would have lifted the interval of the level clear of zero is noted of each.
A series that drifts, so that no verdict is given, counts as one that shows nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, inf, sqrt

import numpy as np

from metrics.interrupted import BEFORE_A_VERDICT, FEWEST_AFTER
from metrics.statistics import autoregression
from metrics.statistics.autoregression import DRIFT, NODES
from metrics.statistics.segmented import segmented
from metrics.statistics.sequences import Array

POWER = 0.8
DRAWS = 400
# Every other correlation, the highest among them: as good for a chance, and twice as quick.
CORRELATIONS = NODES[1::2]
SEED = 20_260_101
LONGEST = 60


@dataclass(frozen=True)
class Model:
    """What stands beside the shift of the level: a change of slope, and waves of a season (in periods)."""

    slope: bool = True
    harmonics: int = 0
    season: int = 12


LEVEL_AND_SLOPE = Model()


def smallest_detectable(
    variance: float,
    before: int,
    after: int,
    *,
    rho: float = 0.0,
    power: float = POWER,
    model: Model = LEVEL_AND_SLOPE,
) -> float:
    """The smallest shift of the level that would get a verdict with a chance of ``power``.

    variance       of a period around its line, in the unit squared: ``Shift.variance``
    before, after  periods on either side; below 12 and 6 no change gets a verdict, so that it is infinite
    rho            the autocorrelation of periods, above -1 and below 1: ``Shift.rho``

    For a rate give its dispersion divided by the mean count as variance, and a model without slope: the
    result is then the logarithm of the ratio. Infinite where even large changes get a verdict less often.
    Raises ValueError for a negative variance, or a correlation or power out of range.
    """
    if not variance >= 0 or not -1 < rho < 1 or not 0 < power < 1:
        raise ValueError(f"variance {variance}, rho {rho} or power {power} is out of range")
    if before < BEFORE_A_VERDICT or after < FEWEST_AFTER:
        return inf
    needed = _needed(before, after, rho, model)
    return sqrt(variance) * needed[ceil(power * len(needed)) - 1]


def periods_needed(
    change: float,
    variance: float,
    before: int,
    after: int = 0,
    *,
    rho: float = 0.0,
    power: float = POWER,
    model: Model = LEVEL_AND_SLOPE,
) -> int | None:
    """How many more periods after the rollout it takes to show a change with a chance of ``power``.

    change  the shift to be shown, of either sign, in the unit of the values
    after   how many periods there are already; 0 more where they are enough

    None where 60 periods after wouldn't be enough, or there are too few before for any verdict.
    Other arguments and errors as for ``smallest_detectable``.
    """

    def shows(periods: int) -> bool:
        found = smallest_detectable(variance, before, periods, rho=rho, power=power, model=model)
        return found <= abs(change)

    first, last = max(after, FEWEST_AFTER), max(after, LONGEST)
    if not shows(last):
        return None
    while first < last:
        middle = (first + last) // 2
        first, last = (first, middle) if shows(middle) else (middle + 1, last)
    return first - after


@lru_cache(maxsize=256)
def _needed(before: int, after: int, rho: float, model: Model) -> tuple[float, ...]:
    """The shifts, in standard deviations of a period, that lift the level of each draw clear; ascending."""
    length = before + after
    steps = {"level": before, "slope": before} if model.slope else {"level": before}
    fitted = segmented(np.zeros(length), steps, model.harmonics, model.season)
    found = autoregression.profile(fitted.design, _errors(length, rho), fitted.times, CORRELATIONS)
    centres, errors = found.along(fitted.contrast("level"))
    low = autoregression.low_bounds(centres, errors, found.weights(), found.freedom)
    drifts = CORRELATIONS[found.likelihood.argmax(axis=0)] >= DRIFT - 1e-9
    return tuple(np.sort(np.where(drifts, np.inf, np.maximum(-low, 0))).tolist())


def _errors(length: int, rho: float) -> Array:
    """Series (length, draws) of variance one and the given correlation of neighbours."""
    draw = np.random.default_rng(SEED).standard_normal((length, DRAWS))
    series = np.empty_like(draw)
    series[0] = draw[0]
    for at in range(1, length):
        series[at] = rho * series[at - 1] + sqrt(1 - rho**2) * draw[at]
    return series
