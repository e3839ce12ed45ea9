"""Of which days the rows of a prepared file tell."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from data.complaints import WITHIN
from data.records import Preparation
from data.values.periods import DAYS_A_MONTH

_DAY = pd.Timedelta(days=1)


def span(found: Preparation) -> tuple[date, date] | None:
    """The first and the last day; None where the rows aren't ready."""
    layout, frame = found.layout, found.frame
    if layout is None or frame is None:
        return None
    first, last = _ends(frame, layout.moment)
    return None if pd.isna(first) or pd.isna(last) else (first.date(), last.date())


def _ends(frame: pd.DataFrame, moment: str | None) -> tuple[Any, Any]:
    if "starts_on" in frame:
        periods = frame[["starts_on", "months"]].drop_duplicates()
        return periods["starts_on"].min(), max(map(_end, periods["starts_on"], periods["months"]))
    if "joined_at" in frame:
        # Customers are known until the day on which the list was drawn up.
        until = frame["observed_until"].max() if "observed_until" in frame else pd.NaT
        return frame["joined_at"].min(), frame["joined_at"].max() if pd.isna(until) else until
    if WITHIN[0] in frame:
        return frame[WITHIN[0]].min(), frame[WITHIN[1]].max()
    return (frame[moment].min(), frame[moment].max()) if moment in frame else (pd.NaT, pd.NaT)


def _end(start: pd.Timestamp, months: float) -> pd.Timestamp:
    """The last day of a period: of whole months by the calendar, of a shorter one by its days."""
    if months == int(months):
        return start + pd.DateOffset(months=int(months)) - _DAY
    return start + round(months * DAYS_A_MONTH) * _DAY - _DAY
