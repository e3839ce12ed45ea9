"""Measures for each customer: what happened, divided by how many customers there were for how long."""

from __future__ import annotations

from dataclasses import dataclass, field

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from data.language import mark
from metrics import intervals
from metrics.intervals import Array, Difference
from metrics.measures.columns import column, divided
from metrics.measures.kinds import NO_BOUNDS, Count, estimates


@dataclass(frozen=True)
class PerExposure(Count):
    """Events for so many customers a month (1,000), whatever the length of a period.

    ``exposure`` is customer-months in a whole period; missing where nobody knows how many there were.
    """

    each: float = 1000

    def estimate(self, parts: pd.DataFrame) -> pd.DataFrame:
        events, there = column(parts, "events"), _there(parts)
        bounds = intervals.rate(events, there / self.each)
        return estimates(divided(self.each * events, there), bounds, np.nan_to_num(events), parts.index)

    def pooled(self, parts: pd.DataFrame) -> pd.DataFrame:
        return _added(parts)

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        sides = [_added(side).iloc[0] for side in (before, after)]
        both = [(float(side["events"]), float(side["exposure"]) / self.each) for side in sides]
        whole = [column(side, "events")[column(side, "periods") == 1] for side in (before, after)]
        return intervals.difference_of_rates(*both, dispersion=intervals.dispersion(*whole))


@dataclass(frozen=True)
class CostPerCustomer(Count):
    """Money for each customer a month; ``cost`` names its period total. It is counted in full."""

    of: nw.Expr = field(default_factory=lambda: nw.lit(True))
    cost: str = ""

    @property
    def method(self) -> str:
        return mark("Costs and customers are counted in full, so there is no interval.")

    @property
    def totals(self) -> dict[str, str]:
        return {"events": self.cost}

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.totals)

    def adding(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows of totals, a column a figure, with the parts that each adds."""
        return rows.rename(columns={name: part for part, name in self.totals.items()})

    def estimate(self, parts: pd.DataFrame) -> pd.DataFrame:
        there = _there(parts)
        value = divided(column(parts, "events"), there)
        return estimates(value, (NO_BOUNDS, NO_BOUNDS), np.round(np.nan_to_num(there)), parts.index)

    def pooled(self, parts: pd.DataFrame) -> pd.DataFrame:
        return _added(parts)

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        was, now = (self.estimate(_added(side))["value"].iloc[0] for side in (before, after))
        return Difference(float(now - was), NO_BOUNDS, NO_BOUNDS)


def _there(parts: pd.DataFrame) -> Array:
    """Customer-months in what there is of each period; NaN where there were none, or nobody knows."""
    known = column(parts, "exposure") if "exposure" in parts else np.full(len(parts), np.nan)
    return np.where(known > 0, known * column(parts, "periods"), np.nan)


def _added(parts: pd.DataFrame) -> pd.DataFrame:
    """Periods as one, of those in which both are known."""
    events, there = column(parts, "events"), _there(parts)
    known = ~np.isnan(events) & ~np.isnan(there)
    sums = [events[known].sum(), there[known].sum(), 1.0]
    return pd.DataFrame(np.array([sums]), columns=["events", "exposure", "periods"])
