"""One count or sum over the rows of a table, divided by another."""

from __future__ import annotations

from dataclasses import dataclass

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
from scipy import special

from data.language import mark
from metrics.intervals import CONFIDENCE, Array, Difference
from metrics.measures.columns import column, divided
from metrics.measures.kinds import FEWEST_ANSWERS, NO_BOUNDS, added, count_where, estimates

# With less than this of its own size left, a variance is what rounding leaves of sums of squares.
_ROUNDING = 1e-9


class Linearised:
    """A quotient of two sums, from the sums, squares and products of what adds to either.

    ``each`` is what the quotient is told for: 100 for a percentage. The variance is that of the linearised
    ratio; bounds are missing where nothing tells how it varies.
    Source: Cochran 1977, Sampling Techniques, 3rd edition, 6.4; for the difference Satterthwaite 1946,
    https://doi.org/10.2307/3002019
    """

    each: float

    def estimate(self, parts: pd.DataFrame) -> pd.DataFrame:
        value, error = self.each * _ratio(parts), self.each * self.error(parts)
        quantile = special.stdtrit(np.maximum(column(parts, "rows") - 1, 1), (1 + CONFIDENCE) / 2)
        bounds = (value - quantile * error, value + quantile * error)
        return estimates(value, bounds, column(parts, "n"), parts.index)

    def error(self, parts: pd.DataFrame) -> Array:
        """The standard error of each row's ratio, of one and not of 100; NaN where it can't be told."""
        rows, left = column(parts, "rows"), residuals(parts)
        varies = left > _ROUNDING * column(parts, "over_squares")
        squares = np.where(varies, divided(rows * left, rows - 1), np.nan)
        return divided(np.sqrt(squares), column(parts, "under"))

    def pooled(self, parts: pd.DataFrame) -> pd.DataFrame:
        return added(parts)

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        sides = [added(side) for side in (before, after)]
        was, now = (float(_ratio(side)[0]) for side in sides)
        value, spreads = self.each * (now - was), [float(self.error(side)[0]) ** 2 for side in sides]
        if not np.isfinite(spreads).all():
            return Difference(value, NO_BOUNDS, NO_BOUNDS)
        freedom = [float(side["rows"].iloc[0]) - 1 for side in sides]
        apart = sum(spread**2 / of for spread, of in zip(spreads, freedom, strict=True))
        quantile = float(special.stdtrit(sum(spreads) ** 2 / apart, (1 + CONFIDENCE) / 2))
        reach = self.each * quantile * float(np.sqrt(sum(spreads)))
        return Difference(value, value - reach, value + reach)


@dataclass(frozen=True)
class Quotient(Linearised):
    """The sum of what rows add above, divided by the sum of what rows add below.

    over, under    what a row adds; missing where it adds nothing
    each           what the quotient is told for: 100 for a percentage

    Parts: ``rows`` that add to either, ``n`` that add below, the two sums, their squares and products.
    """

    over: nw.Expr
    under: nw.Expr
    each: float = 1
    fewest: int = FEWEST_ANSWERS

    @property
    def method(self) -> str:
        return mark(
            "Intervals are those of a ratio by linearisation, with Student's t. "
            "They take each row as independent of the others."
        )

    @property
    def counted(self) -> nw.Expr:
        """Which rows stand behind the value: those that add below."""
        return ~self.under.is_null()

    @property
    def expressions(self) -> dict[str, nw.Expr]:
        over, under = self.over.fill_null(0.0), self.under.fill_null(0.0)
        return {
            "rows": count_where(~self.over.is_null() | self.counted),
            "n": count_where(self.counted),
            "over": over.sum(),
            "under": under.sum(),
            "over_squares": (over * over).sum(),
            "under_squares": (under * under).sum(),
            "products": (over * under).sum(),
        }


@dataclass(frozen=True)
class PerRow(Quotient):
    """A quotient whose lower part is a count of rows: its size is how many there are."""

    def spread(self, parts: pd.Series) -> float:
        """The spread of one row's contribution to the value, from the parts of all rows together."""
        together = parts.to_frame().T
        return self.each * float(np.sqrt(residuals(together) / column(together, "n"))[0])


def _ratio(parts: pd.DataFrame) -> Array:
    return divided(column(parts, "over"), column(parts, "under"))


def residuals(parts: pd.DataFrame) -> Array:
    """The sum of the squares of what rows add above beyond the ratio times what they add below."""
    ratio, squares = _ratio(parts), column(parts, "over_squares")
    left = squares - 2 * ratio * column(parts, "products") + ratio**2 * column(parts, "under_squares")
    return np.maximum(left, 0)
