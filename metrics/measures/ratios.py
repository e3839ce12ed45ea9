"""One period total as a percentage of another."""

from __future__ import annotations

from dataclasses import dataclass

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from data.language import mark
from metrics import intervals
from metrics.intervals import Difference
from metrics.measures.columns import column, divided
from metrics.measures.kinds import FEWEST_ANSWERS, NO_BOUNDS, added, estimates, row


@dataclass(frozen=True)
class Ratio:
    """One period total as a percentage of another; ``over`` and ``under`` name the two.

    What is over may stem from another period than what is under it, so that there may be more of it.
    """

    over: str
    under: str
    fewest: int = FEWEST_ANSWERS

    @property
    def method(self) -> str:
        return mark(
            "Intervals are Wilson's for a share and Newcombe's for a difference. "
            "They take each piece as independent of the others."
        )

    @property
    def expressions(self) -> dict[str, nw.Expr]:
        return {}

    @property
    def totals(self) -> dict[str, str]:
        return {"hits": self.over, "n": self.under}

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.totals)

    def adding(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows of totals, a column a figure, with the parts that each adds."""
        return rows.rename(columns={name: part for part, name in self.totals.items()})

    def estimate(self, parts: pd.DataFrame) -> pd.DataFrame:
        hits, n = column(parts, "hits"), column(parts, "n")
        low, high = (
            np.where(hits <= n, 100 * one, np.nan) for one in intervals.share(np.minimum(hits, n), n)
        )
        return estimates(divided(100 * hits, n), (low, high), n, parts.index)

    def pooled(self, parts: pd.DataFrame) -> pd.DataFrame:
        return added(parts)

    def difference(self, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
        was, now = ((side["hits"], side["n"]) for side in map(row, (before, after)))
        if was[0] <= was[1] and now[0] <= now[1]:
            return Difference(*(100 * bound for bound in intervals.difference_of_shares(was, now)))
        return Difference(100 * (now[0] / now[1] - was[0] / was[1]), NO_BOUNDS, NO_BOUNDS)
