"""Compensation paid since a rollout beside as much as was paid before in as many months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from metrics.comparison import earliest
from metrics.facts import Facts
from metrics.measures.columns import column
from metrics.periods import DAYS_IN_MONTH
from metrics.query import Filters
from metrics.statistics import bootstrapping
from metrics.windows import Days, parts_between
from metrics.worth.spread import Range

COMPENSATION = "compensation"
# Fewer months don't show how much they vary.
FEWEST_MONTHS = 6
_SHORTEST = 27


@dataclass(frozen=True)
class Extra:
    """What was paid beyond as much as before; less than none is spared.

    extra            over the months since the rollout, with its interval
    paid             all that was paid in these months, of which ``months`` there are
    before, after    how many whole months there are on either side
    """

    extra: Range
    paid: float
    months: float
    before: int
    after: int


def extra(facts: Facts, rollout: date, last: date | None, where: Filters) -> Extra | None:
    """The compensation beyond the baseline's; None with too few whole months on either side.

    A few payments are very large, so the interval is the bootstrap's, of whole months.
    """
    spans = Days(earliest(rollout), rollout - timedelta(days=1)), Days(rollout, last)
    before, after = (
        _known(parts_between(facts, (COMPENSATION,), span, where).get(COMPENSATION)) for span in spans
    )
    sides = [_monthly(side) for side in (before, after)]
    if min(map(len, sides)) < FEWEST_MONTHS:
        return None
    months = float(_days(after).sum()) / DAYS_IN_MONTH
    found = bootstrapping.difference(*sides)
    return Extra(
        Range(found.value, found.low, found.high).times(months),
        float(column(after, "total").sum()),
        months,
        len(sides[0]),
        len(sides[1]),
    )


def _known(parts: pd.DataFrame | None) -> pd.DataFrame:
    """The periods that files cover, and in which they tell what was paid."""
    if parts is None:
        return pd.DataFrame({name: [] for name in ("start", "until", "total")})
    return parts[parts["begun"] & parts["finished"] & (parts["n"] > 0)]


def _monthly(parts: pd.DataFrame) -> np.ndarray:
    """What was paid in each whole month."""
    return column(parts[_days(parts) >= _SHORTEST], "total") if len(parts) else np.array([])


def _days(parts: pd.DataFrame) -> pd.Series:
    return (parts["until"] - parts["start"]).dt.days if len(parts) else pd.Series(dtype=float)
