"""Which periods the loaded files reach: elsewhere nothing is known, and nothing is not the same as none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.periods import QUIET_DAYS, Grain, ends

Days = Sequence[tuple[date, date]]


def flags(period_starts: pd.Series, period_ends: pd.Series, files: Days, grain: Grain) -> pd.DataFrame:
    """Columns ``reached``, ``begun`` and ``finished`` for periods that start and end (exclusive) there.

    ``files`` are the first and the last day of each loaded file. A period is reached where a file has
    any day of it; begun and finished where a file reaches its first and its last day, but for a few
    quiet days.
    """
    quiet = pd.Timedelta(days=QUIET_DAYS[grain])
    found = pd.DataFrame(False, index=period_starts.index, columns=["reached", "begun", "finished"])
    for first, last in files:
        begin, after = pd.Timestamp(first), pd.Timestamp(last) + pd.Timedelta(days=1)
        touches = (period_starts < after) & (period_ends > begin)
        found["reached"] |= touches
        found["begun"] |= touches & (period_starts >= begin - quiet)
        found["finished"] |= touches & (period_ends <= after + quiet)
    return found


def over(start: pd.Timestamp, reached: date, grain: Grain) -> bool:
    """Whether data that reach a day finish the period that starts at ``start``."""
    starts = pd.Series([start])
    until = pd.Series(ends(pd.DatetimeIndex(starts), grain))
    return bool(flags(starts, until, [(start.date(), reached)], grain)["finished"].iloc[0])
