"""Where the trend leads: a straight line over the months since the rollout, with a prediction interval.

The line is fitted by generalised least squares: months weigh as much as there are answers behind them,
and hang together as their residuals do, which widens the interval. The autocorrelation is that of the
residuals of weighted least squares, corrected for the bias that a fitted line brings, and never negative.
Season is not accounted for.
Sources: Aitken 1936, https://doi.org/10.1017/S0370164600014346, for the line; for what the
latest residuals say of the next Goldberger 1962, https://doi.org/10.1080/01621459.1962.10480665; for the
bias van Giersbergen 2005, https://doi.org/10.1016/j.econlet.2005.05.002
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

from metrics.goals.limits import Limits
from metrics.intervals import CONFIDENCE
from metrics.kpi import Kpi
from metrics.periods import DAYS_IN_MONTH

FEWEST_MONTHS = 6
# What hangs together more than this is a drift, which no line over some months foretells.
STRONGEST = 0.9

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Forecast:
    """The value of the month that ends on a day, with its 95 % prediction interval.

    months      how many months the line stands on
    together    how much one month hangs together with the next, from 0 to 1
    """

    on: date
    value: float
    low: float
    high: float
    months: int
    together: float

    def within(self, limits: Limits) -> Forecast:
        """The same forecast within what a value can be."""
        value, low, high = (limits.clipped(one) for one in (self.value, self.low, self.high))
        return replace(self, value=value, low=low, high=high)


class NoForecast(StrEnum):
    """Why nothing is foretold."""

    DECIDED = "decided"
    TOO_FEW = "too few months"
    TOO_FAR = "too far ahead"


def forecast(kpi: Kpi, months: pd.DataFrame, on: date, limits: Limits | None = None) -> Forecast | NoForecast:
    """The value that the trend of some months leads to on a day, within what the KPI's value can be.

    ``months`` has start, until, value and n, sorted by start; a day that they reach is decided already.
    No further ahead is foretold than the months reach back.
    """
    if len(months) and pd.Timestamp(on) < months["until"].iloc[-1]:
        return NoForecast.DECIDED
    if len(months) < FEWEST_MONTHS:
        return NoForecast.TOO_FEW
    at = _in_months(months["start"] + (months["until"] - months["start"]) / 2)
    ahead = float(_in_months(pd.Series([pd.Timestamp(on)]))[0]) + 1 / DAYS_IN_MONTH - 0.5
    if ahead - at[-1] > at[-1] - at[0] + 1:
        return NoForecast.TOO_FAR
    seen = _Months(at - at[0], _weights(kpi, months))
    led_to, together = _led_to(seen, months["value"].to_numpy(dtype=np.float64), ahead - at[0])
    value, low, high = map(float, led_to)
    found = Forecast(on, value, low, high, len(months), together)
    return found.within(limits) if limits else found


def _in_months(moments: pd.Series) -> Array:
    days = (moments - pd.Timestamp(2000, 1, 1)) / pd.Timedelta(days=1)
    return np.asarray(days / DAYS_IN_MONTH, dtype=np.float64)


def _weights(kpi: Kpi, months: pd.DataFrame) -> Array:
    """How much each month tells, 1 on average; a count tells as much in any month."""
    n = np.ones(len(months)) if kpi.adds_up else months["n"].to_numpy(dtype=np.float64)
    return np.asarray(n / n.mean() if n.sum() > 0 else np.ones(len(months)), dtype=np.float64)


@dataclass(frozen=True)
class _Months:
    """Moments, in months, and how much each of them tells."""

    at: Array
    weights: Array

    @property
    def design(self) -> Array:
        return np.column_stack([np.ones(len(self.at)), self.at])

    def alike(self, others: _Months, together: float) -> Array:
        """How what is left over at these moments goes with what is at others: the covariance, scaled."""
        apart = np.abs(np.subtract.outer(self.at, others.at))
        return together**apart / np.sqrt(np.outer(self.weights, others.weights))


def _led_to(seen: _Months, values: Array, time: float) -> tuple[Array, float]:
    """Value, low and high of an average month at a time, and how much months hang together."""
    root = np.sqrt(seen.weights)
    plain = _line(seen.design * root[:, np.newaxis], values * root)
    together = _autocorrelation(plain.residuals, values)
    alike = seen.alike(seen, together)
    # Divided by its Cholesky factor, what is left over no longer hangs together.
    factor = np.linalg.cholesky(alike)
    line = _line(*(np.asarray(np.linalg.solve(factor, one), np.float64) for one in (seen.design, values)))
    come = _Months(np.array([time]), np.ones(1))
    goes_on = seen.alike(come, together)[:, 0]
    shares = np.linalg.solve(alike, goes_on)
    beyond = come.design[0] - shares @ seen.design
    left = values - seen.design @ line.parameters
    value = float(come.design[0] @ line.parameters + shares @ left)
    spread = 1 - float(shares @ goes_on) + float(beyond @ line.covariance @ beyond)
    freedom = len(values) - len(line.parameters)
    quantile = float(special.stdtrit(freedom, (1 + CONFIDENCE) / 2))
    scale = float((line.residuals**2).sum()) / freedom
    reach = quantile * float(np.sqrt(scale * max(spread, 0.0)))
    return np.array([value, value - reach, value + reach]), together


@dataclass(frozen=True)
class _Line:
    """A line by least squares: its parameters, their covariance but for the scale, and what is left over."""

    parameters: Array
    covariance: Array
    residuals: Array


def _line(design: Array, values: Array) -> _Line:
    turned = np.linalg.pinv(design)
    parameters = turned @ values
    return _Line(parameters, turned @ turned.T, values - design @ parameters)


def _autocorrelation(residuals: Array, values: Array) -> float:
    """How much a residual hangs together with the one before it, corrected for bias; 0 for a perfect line."""
    every = float((residuals**2).sum())
    # What rounding leaves of a perfect line hangs together as it likes.
    if every <= np.finfo(np.float64).eps * float((values**2).sum()):
        return 0.0
    count = len(residuals)
    seen = float((residuals[1:] * residuals[:-1]).sum()) / every
    return float(np.clip((count * seen + 2) / (count - 4), 0.0, STRONGEST))
