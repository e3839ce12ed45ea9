"""Measures for each customer: what happened, divided by how many customers there were for how long."""

from __future__ import annotations

from dataclasses import dataclass, field

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from data.language import mark
from metrics import intervals
from metrics.intervals import Difference
from metrics.measures.kinds import NO_BOUNDS, Count


@dataclass(frozen=True)
class PerExposure(Count):
    """Events for so many customers a month (1,000), whatever the length of a period.

    ``exposure`` is customer-months in a whole period; missing where nobody knows how many there were.
    """

    each: float = 1000

    def estimate(self, parts: pd.DataFrame) -> pd.DataFrame:
        events, there = parts["events"], _there(parts)
        low, high = intervals.rate(events, there / self.each)
        columns = {"value": self.each * events / there, "low": low, "high": high, "n": events.fillna(0)}
        return pd.DataFrame(columns, index=parts.index, dtype=float)

    def pooled(self, parts: pd.DataFrame) -> pd.DataFrame:
        return _added(parts)

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        sides = [_added(side).iloc[0] for side in (before, after)]
        both = [(float(side["events"]), float(side["exposure"]) / self.each) for side in sides]
        whole = [side.loc[side["periods"] == 1, "events"] for side in (before, after)]
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

    def estimate(self, parts: pd.DataFrame) -> pd.DataFrame:
        there = _there(parts)
        columns = {"value": parts["events"] / there, "low": NO_BOUNDS, "high": NO_BOUNDS}
        frame = pd.DataFrame(columns, index=parts.index, dtype=float)
        return frame.assign(n=_rounded(there))

    def pooled(self, parts: pd.DataFrame) -> pd.DataFrame:
        return _added(parts)

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        was, now = (self.estimate(_added(side))["value"].iloc[0] for side in (before, after))
        return Difference(float(now - was), NO_BOUNDS, NO_BOUNDS)


def _there(parts: pd.DataFrame) -> pd.Series:
    """Customer-months in what there is of each period; NaN where there were none, or nobody knows."""
    known = parts["exposure"] if "exposure" in parts else pd.Series(np.nan, index=parts.index)
    return (known * parts["periods"]).where(known > 0)


def _added(parts: pd.DataFrame) -> pd.DataFrame:
    """Periods as one, of those in which both are known."""
    there = _there(parts)
    known = there.notna() & parts["events"].notna()
    sums = {"events": parts["events"][known].sum(), "exposure": there[known].sum(), "periods": 1.0}
    return pd.DataFrame([sums])


def _rounded(there: pd.Series) -> pd.Series:
    return there.fillna(0).round()
