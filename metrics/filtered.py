"""Rows of some members and days, of a table that is asked."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import narwhals.stable.v2 as nw

from metrics.query import Days, Filters

# The member of rows that name none.
NOT_GIVEN = ""


def edges(days: Days) -> tuple[datetime | None, datetime | None]:
    """Days as a half-open span of moments: the first one, and the one after them."""
    first = datetime.combine(days.first, time()) if days.first else None
    after = datetime.combine(days.last, time()) + timedelta(days=1) if days.last else None
    return first, after


def of_members(frame: nw.LazyFrame[Any], where: Filters) -> nw.LazyFrame[Any]:
    """The rows that filters keep; each names a column of the table."""
    for name, members in where:
        frame = frame.filter(nw.col(name).fill_null(NOT_GIVEN).is_in(list(members)))
    return frame


def of_days(moment: nw.Expr, days: Days) -> nw.Expr:
    """Whether a moment is known and lies within some days."""
    first, after = edges(Days(days.first, None if days.last == date.max else days.last))
    known = ~moment.is_null()
    if first is not None:
        known &= moment >= first
    return known & (moment < after) if after is not None else known
