"""Rows of some days and members, of a frame in memory."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from data.complaints import WITHIN
from metrics.counting.scan import NOT_GIVEN
from metrics.query import Filters
from metrics.windows import Days


def kept(rows: pd.DataFrame, moment: str, days: Days, where: Filters = ()) -> pd.DataFrame:
    """The rows of these days, both inclusive, that the filters keep; a missing column gives nothing.

    A row without a moment is kept where all of the days are among these within which it is known to lie.
    """
    chosen = pd.Series(True, index=rows.index)
    earliest, latest = (_known(rows, moment, edge) for edge in WITHIN)
    if days.first:
        chosen &= earliest >= pd.Timestamp(days.first)
    if days.last:
        chosen &= latest < pd.Timestamp(days.last + timedelta(days=1))
    for name, members in where:
        said = rows[name].fillna(NOT_GIVEN) if name in rows else pd.Series(NOT_GIVEN, index=rows.index)
        chosen &= said.isin(list(members))
    return rows[chosen]


def _known(rows: pd.DataFrame, moment: str, edge: str) -> pd.Series:
    """The moments of rows; an edge of the days that they lie within where they have none."""
    return rows[moment].fillna(pd.to_datetime(rows[edge])) if edge in rows else rows[moment]
