"""Quasi-Poisson regression of counts on a design, with the logarithm of the exposure as offset."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from metrics.intervals import normal_quantile
from metrics.statistics.autoregression import Effect
from metrics.statistics.sequences import Array


@dataclass(frozen=True)
class QuasiPoisson:
    """A fit to ``n`` counts.

    coefficients, errors  (p) on the logarithmic scale
    dispersion            Pearson's chi-square over n - p
    design, outcome       (n, p) and (n): the last step of the fit as plain least squares, each row by the
                          square root of its expected count, so that all errors have one variance
    """

    coefficients: Array
    errors: Array
    dispersion: float
    design: Array
    outcome: Array

    def ratio(self, column: int) -> Effect:
        """A coefficient as a ratio, with the normal interval that takes counts as independent."""
        value, error = float(self.coefficients[column]), float(self.errors[column])
        reach = normal_quantile() * error
        low, middle, high = (float(bound) for bound in np.exp([value - reach, value, value + reach]))
        return Effect(middle, low, high, float(2 * special.ndtr(-abs(value) / error)), error)


def fit(design: Array, counts: Array, exposure: Array) -> QuasiPoisson:
    """Fits counts (n) out of exposures (n, above 0) on a design (n, p).

    Source: McCullagh and Nelder 1989, Generalized Linear Models, 6.2; the same numbers as R's
    ``glm(family = quasipoisson)``.
    """
    # Loaded where it is used: it takes seconds.
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    found = GLM(counts, design, family=Poisson(), offset=np.log(exposure)).fit()
    expected = np.asarray(found.mu, dtype=np.float64)
    root = np.sqrt(expected)
    coefficients = np.asarray(found.params, dtype=np.float64)
    # Worked out here: asked for it, statsmodels divides by it, which fails where it is 0.
    dispersion = float((((counts - expected) / root) ** 2).sum() / (len(counts) - design.shape[1]))
    working = design @ coefficients + (counts - expected) / expected
    return QuasiPoisson(
        coefficients,
        np.asarray(found.bse, dtype=np.float64) * np.sqrt(dispersion),
        dispersion,
        design * root[:, None],
        working * root,
    )
