"""A linear model whose errors remember those of the period before: generalised least squares with AR(1).

Correlation is estimated by restricted maximum likelihood (REML), as R's ``nlme::gls`` does. With 18 to 36
periods that estimate is itself uncertain, and an interval that takes it as known is too narrow. Intervals
and p are therefore averaged over all correlations from -1 to 1, each weighted by its restricted
likelihood: at every correlation the estimate follows Student's t with n - p degrees of freedom, and their
mixture is what the bounds are taken from.

Sources: Patterson and Thompson 1971, https://doi.org/10.1093/biomet/58.3.545 (REML); Zellner and Tiao 1964,
Journal of the American Statistical Association 59, 763-778 (averaging over the correlation).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

from metrics.intervals import CONFIDENCE

Array = NDArray[np.float64]

# The midpoints of equal steps from -1 to 1.
NODES: Array = (np.arange(100) + 0.5) / 50 - 1
HIGHEST = 0.9999
# Above this correlation a series has no level to come back to.
DRIFT = 0.99
HALVINGS = 32


@dataclass(frozen=True)
class Effect:
    """An estimate with its 95 % interval, its two-sided p against no effect and its standard error."""

    value: float
    low: float
    high: float
    p: float
    error: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out no effect at all: p is below 5 %."""
        return self.p < 1 - CONFIDENCE


@dataclass(frozen=True)
class Profile:
    """Least squares at each of ``g`` given correlations, for ``r`` series under one design of ``p`` columns.

    coefficients  (g, p, r)
    scale         (g, r): the variance of a period's error
    unscaled      (g, p, p): the covariance of the coefficients for a variance of one
    likelihood    (g, r): the restricted log likelihood, up to a constant
    freedom       n - p
    nodes         (g): the correlations
    """

    coefficients: Array
    scale: Array
    unscaled: Array
    likelihood: Array
    freedom: int
    nodes: Array

    def weights(self, lowest: float = -1.0) -> Array:
        """(g, r): the share of the restricted likelihood that each correlation from ``lowest`` on has."""
        likelihood = np.where(self.nodes[:, None] >= lowest, self.likelihood, -np.inf)
        relative = np.exp(likelihood - likelihood.max(axis=0))
        return relative / relative.sum(axis=0)

    def along(self, contrast: Array) -> tuple[Array, Array]:
        """(g, r) estimates of a contrast of the coefficients, and their standard errors."""
        variance = np.einsum("i,gij,j->g", contrast, self.unscaled, contrast)
        return np.einsum("i,gir->gr", contrast, self.coefficients), np.sqrt(self.scale * variance[:, None])


def profile(design: Array, series: Array, times: Array, nodes: Array = NODES) -> Profile:
    """Fits a design (n, p) to series (n, r) observed at integer ``times`` (n), at each correlation given.

    Missing periods are gaps in ``times``: the correlation over a gap of k periods is its kth power.
    """
    columns = design.shape[1]
    white, volume = _whitened(np.column_stack([design, series]), np.diff(times), nodes)
    outcome = white[:, :, columns:]
    basis, triangle = np.linalg.qr(white[:, :, :columns])
    projected = np.swapaxes(basis, 1, 2) @ outcome
    squares = ((outcome - basis @ projected) ** 2).sum(axis=1)
    inverse = np.linalg.inv(triangle)
    freedom = len(design) - columns
    information = np.log(np.abs(np.diagonal(triangle, axis1=1, axis2=2))).sum(axis=1)
    likelihood = -(volume / 2 + information)[:, None] - freedom / 2 * np.log(squares)
    return Profile(
        coefficients=inverse @ projected,
        scale=squares / freedom,
        unscaled=inverse @ np.swapaxes(inverse, 1, 2),
        likelihood=likelihood,
        freedom=freedom,
        nodes=nodes,
    )


def _whitened(values: Array, gaps: Array, nodes: Array) -> tuple[Array, Array]:
    """(g, n, k) values whose errors are independent at each correlation, and the log determinants (g)."""
    memory = nodes[:, None] ** gaps[None, :]
    spread = 1 - memory**2
    later = (values[None, 1:] - memory[:, :, None] * values[None, :-1]) / np.sqrt(spread)[:, :, None]
    first = np.broadcast_to(values[None, :1], (len(nodes), 1, values.shape[1]))
    return np.concatenate([first, later], axis=1), np.log(spread).sum(axis=1)


@dataclass(frozen=True)
class Fit:
    """One series under one design: at the REML correlation ``rho``, and over all correlations.

    ``effective_freedom`` is n (1 - rho) / (1 + rho) - p, never below 1 nor above n - p: what would be left
    of the degrees of freedom if ``rho`` were known.
    """

    rho: float
    at_rho: Profile
    over_all: Profile
    effective_freedom: float

    @property
    def drifts(self) -> bool:
        """Whether the restricted likelihood runs to a correlation of one."""
        return self.rho > DRIFT

    @property
    def variance(self) -> float:
        """The variance of a period's error."""
        return float(self.at_rho.scale[0, 0])

    @property
    def negative(self) -> float:
        """The share of the restricted likelihood that lies at correlations below zero."""
        return float(self.over_all.weights()[self.over_all.nodes < 0].sum())

    def effect(self, contrast: Array, lowest: float = -1.0) -> Effect:
        """A contrast (p) of the coefficients: estimate and error at ``rho``, bounds and p over all.

        Over all from ``lowest`` on: where no series of this kind has any below it.
        """
        value, error = (float(found[0, 0]) for found in self.at_rho.along(contrast))
        centres, errors = self.over_all.along(contrast)
        weights = self.over_all.weights(lowest)
        low, high = bounds(centres, errors, weights, self.over_all.freedom)
        below, above = (
            float((weights * special.stdtr(self.over_all.freedom, sign * centres / errors)).sum())
            for sign in (-1, 1)
        )
        # Where nearly all weight lies beside the estimate, it is still no less likely than the bounds.
        return Effect(
            value,
            min(float(low[0]), value),
            max(float(high[0]), value),
            min(1.0, 2 * min(below, above)),
            error,
        )


def fit(design: Array, values: Array, times: Array, rho: float | None = None) -> Fit:
    """Fits a design (n, p) to one series (n) observed at integer ``times``.

    A correlation ``rho`` that is known is taken as it is: 0 gives ordinary least squares, with Student's t.
    Raises ValueError where nothing is left over beside the design: n must be more than p.
    """
    n, columns = design.shape
    if n <= columns:
        raise ValueError(f"{n} values can't carry {columns} coefficients")
    series = values[:, None]
    over_all = profile(design, series, times, NODES if rho is None else np.array([rho]))
    found = _restricted_maximum(design, series, times, over_all) if rho is None else rho
    left = n * (1 - found) / (1 + found) - columns
    at_rho = profile(design, series, times, np.array([found]))
    return Fit(found, at_rho, over_all, float(np.clip(left, 1, n - columns)))


def _restricted_maximum(design: Array, series: Array, times: Array, over_all: Profile) -> float:
    best = over_all.nodes[int(over_all.likelihood[:, 0].argmax())]
    step = over_all.nodes[1] - over_all.nodes[0]
    found = optimize.minimize_scalar(
        lambda rho: -float(profile(design, series, times, np.array([rho])).likelihood[0, 0]),
        bounds=(max(best - step, -HIGHEST), min(best + step, HIGHEST)),
        method="bounded",
        options={"xatol": 1e-7},
    )
    return float(found.x)


Distribution = Callable[[Array], Array]


def bounds(centres: Array, errors: Array, weights: Array, freedom: int) -> tuple[Array, Array]:
    """The 95 % bounds (r) of mixtures of Student's t, whose parts are given as (g, r)."""
    tail = (1 - CONFIDENCE) / 2
    reach = float(special.stdtrit(freedom, 1 - tail)) * errors

    def student(values: Array) -> Array:
        return special.stdtr(freedom, values)

    parts = (centres, errors, weights)
    return (
        _quantile(tail, parts, student, centres - reach),
        _quantile(1 - tail, parts, student, centres + reach),
    )


def low_bounds(centres: Array, errors: Array, weights: Array, freedom: int) -> Array:
    """As ``bounds``, the low ones alone, to about five digits: for many series at once."""
    tail = (1 - CONFIDENCE) / 2
    places = np.sinh(np.linspace(-8, 8, 8001))
    reached = special.stdtr(freedom, places)

    def student(values: Array) -> Array:
        return np.interp(values, places, reached)

    reach = float(special.stdtrit(freedom, 1 - tail)) * errors
    return _quantile(tail, (centres, errors, weights), student, centres - reach)


def _quantile(share: float, parts: tuple[Array, Array, Array], student: Distribution, within: Array) -> Array:
    """Where a mixture's distribution reaches ``share``, by halving between its parts' own quantiles."""
    centres, errors, weights = parts
    low, high = within.min(axis=0), within.max(axis=0)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        reached = (weights * student((middle - centres) / errors)).sum(axis=0) < share
        low, high = np.where(reached, middle, low), np.where(reached, high, middle)
    return (low + high) / 2
