"""Measures of keeping customers, from the parts of a period.

Parts: ``at_start`` customers at the period's start, ``kept`` of those at its end, ``at_end`` all that are
there at its end, those who joined in between among them, ``months`` the
period's length weighted by ``at_start``, and what customers paid: ``months_paid`` customer-months with
a known value, ``paid`` in them, ``paid_squares`` the sum of squares.
Over several periods the parts add up, and give the average period.
"""

from __future__ import annotations

from dataclasses import dataclass

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from data.language import mark
from metrics import intervals
from metrics.intervals import Array, Difference
from metrics.measures.columns import column, divided
from metrics.measures.kinds import FEWEST_ANSWERS, NO_BOUNDS, estimates
from metrics.periods import MINUTES_IN_MONTH

PARTS = ("at_start", "kept", "at_end", "months", "months_paid", "paid", "paid_squares")

_VALUE = nw.col("mean_purchase") * nw.col("purchases_per_month")
_SINCE_JOINING = (
    nw.coalesce(nw.col("left_at"), nw.col("observed_until")) - nw.col("joined_at")
).dt.total_minutes()
CUSTOMERS = {
    "customers": nw.len(),
    "with_value": _VALUE.count(),
    "value": _VALUE.sum(),
    "value_squares": (_VALUE**2).sum(),
    "dated": nw.col("joined_at").count(),
    # A list that gives months is taken at its word: by the calendar they come to some days more or less.
    "minutes": nw.coalesce(nw.col("tenure_months") * MINUTES_IN_MONTH, _SINCE_JOINING).sum(),
}


def _lost(parts: pd.DataFrame) -> Array:
    return column(parts, "at_start") - column(parts, "kept")


def _churned(parts: pd.DataFrame) -> Array:
    """The share lost; NaN where nobody was there, or nobody left."""
    return divided(_lost(parts), column(parts, "at_start"))


def _length(parts: pd.DataFrame) -> Array:
    return divided(column(parts, "months"), column(parts, "at_start"))


def _frame(value: ArrayLike, low: ArrayLike, high: ArrayLike, parts: pd.DataFrame) -> pd.DataFrame:
    return estimates(value, (low, high), column(parts, "at_start"), parts.index)


@dataclass(frozen=True)
class Kept:
    """What all measures of retention share: parts that add up over periods."""

    fewest: int = FEWEST_ANSWERS

    @property
    def method(self) -> str:
        return mark(
            "Intervals are Wilson's for the share kept and Newcombe's for a difference; those of lifetime and"
            " value follow by the delta method. Several months are told as the average month."
        )

    @property
    def expressions(self) -> dict[str, nw.Expr]:
        return CUSTOMERS

    def pooled(self, parts: pd.DataFrame) -> pd.DataFrame:
        columns = {part: column(parts, part) for part in PARTS if part in parts}
        # Period totals don't tell how what was paid varies, so a mixture with them doesn't either.
        untold = (columns["months_paid"] > 0) & np.isnan(columns["paid_squares"])
        sums = [np.nan if np.isnan(one).all() else np.nansum(one) for one in columns.values()]
        pooled = pd.DataFrame([sums], columns=list(columns))
        return pooled.assign(paid_squares=np.nan) if untold.any() else pooled


@dataclass(frozen=True)
class Retention(Kept):
    """The percentage of the customers at a period's start who are still there at its end."""

    def estimate(self, parts: pd.DataFrame) -> pd.DataFrame:
        low, high = intervals.share(column(parts, "kept"), column(parts, "at_start"))
        return _frame(100 * (1 - _churned(parts)), 100 * low, 100 * high, parts)

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        sides = [(float(side["kept"].sum()), float(side["at_start"].sum())) for side in (before, after)]
        return Difference(*(100 * bound for bound in intervals.difference_of_shares(*sides)))


@dataclass(frozen=True)
class Churn(Kept):
    """The percentage of the customers at a period's start who are gone at its end."""

    def estimate(self, parts: pd.DataFrame) -> pd.DataFrame:
        kept = Retention().estimate(parts)
        return _frame(100 - kept["value"], 100 - kept["high"], 100 - kept["low"], parts)

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        kept = Retention().difference(before, after)
        return Difference(-kept.value, -kept.high, -kept.low)


@dataclass(frozen=True)
class ActiveCustomers(Kept):
    """How many customers are there at a period's end; over several periods, at the end of the last."""

    @property
    def method(self) -> str:
        return mark("Customers are counted in full, so there is no interval.")

    def estimate(self, parts: pd.DataFrame) -> pd.DataFrame:
        at_end = column(parts, "at_end")
        there = np.where(at_end > 0, at_end, np.nan)
        return estimates(there, (NO_BOUNDS, NO_BOUNDS), at_end, parts.index)

    def pooled(self, parts: pd.DataFrame) -> pd.DataFrame:
        return parts.tail(1)

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        value = float(after["at_end"].iloc[-1] - before["at_end"].iloc[-1])
        return Difference(value, NO_BOUNDS, NO_BOUNDS)


@dataclass(frozen=True)
class Lifetime(Kept):
    """How many months a customer stays: the period's length over churn as a share (not as a percentage)."""

    def estimate(self, parts: pd.DataFrame) -> pd.DataFrame:
        low, high = intervals.share(_lost(parts), column(parts, "at_start"))
        length = _length(parts)
        value, shortest, longest = (divided(length, share) for share in (_churned(parts), high, low))
        return _frame(value, shortest, longest, parts)

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        return _difference_of_logs(*(self._spread(self.pooled(side)) for side in (before, after)))

    def _spread(self, parts: pd.DataFrame) -> tuple[float, float]:
        value = float(self.estimate(parts)["value"].iloc[0])
        return value, float(_churn_spread(parts)[0])


@dataclass(frozen=True)
class LifetimeValue(Kept):
    """What a customer brings in while staying: value a month times lifetime in months.

    The interval is the delta method's on the logarithm, from the spread of the value and of churn.
    Source: Casella and Berger 2002, Statistical Inference, 5.5.4
    """

    def estimate(self, parts: pd.DataFrame) -> pd.DataFrame:
        paid = divided(column(parts, "paid"), column(parts, "months_paid"))
        value = paid * column(Lifetime().estimate(parts), "value")
        reach = np.exp(intervals.normal_quantile() * np.sqrt(self._log_variance(parts)))
        return _frame(value, value / reach, value * reach, parts)

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        return _difference_of_logs(*(self._spread(self.pooled(side)) for side in (before, after)))

    def _spread(self, parts: pd.DataFrame) -> tuple[float, float]:
        return float(self.estimate(parts)["value"].iloc[0]), float(self._log_variance(parts)[0])

    def _log_variance(self, parts: pd.DataFrame) -> Array:
        return _churn_spread(parts) + _value_spread(parts)


def _churn_spread(parts: pd.DataFrame) -> Array:
    """Variance of the logarithm of churn: (1 - churn) / customers lost."""
    return divided(1 - _churned(parts), _lost(parts))


def _value_spread(parts: pd.DataFrame) -> Array:
    """Variance of the logarithm of the mean value a month; NaN where the squares aren't known."""
    n, total, squares = (column(parts, part) for part in ("months_paid", "paid", "paid_squares"))
    return divided(divided(intervals.variance(n, total, squares), n), divided(total, n) ** 2)


def _difference_of_logs(before: tuple[float, float], after: tuple[float, float]) -> Difference:
    """A difference of two values with the variances of their logarithms, by the delta method."""
    value = after[0] - before[0]
    error = float(np.sqrt(after[0] ** 2 * after[1] + before[0] ** 2 * before[1]))
    reach = intervals.normal_quantile() * error
    return (
        Difference(value, value - reach, value + reach)
        if np.isfinite(reach)
        else Difference(value, NO_BOUNDS, NO_BOUNDS)
    )
