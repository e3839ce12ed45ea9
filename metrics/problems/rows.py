"""Rows of some days and members, of a frame in memory."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from metrics.counting.scan import NOT_GIVEN
from metrics.query import Filters
from metrics.windows import Days


def kept(rows: pd.DataFrame, moment: str, days: Days, where: Filters = ()) -> pd.DataFrame:
    """The rows of these days, both inclusive, that the filters keep; a missing column gives nothing."""
    chosen = pd.Series(True, index=rows.index)
    if days.first:
        chosen &= rows[moment] >= pd.Timestamp(days.first)
    if days.last:
        chosen &= rows[moment] < pd.Timestamp(days.last + timedelta(days=1))
    for name, members in where:
        said = rows[name].fillna(NOT_GIVEN) if name in rows else pd.Series(NOT_GIVEN, index=rows.index)
        chosen &= said.isin(list(members))
    return rows[chosen]
