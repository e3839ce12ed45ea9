"""Which periods the loaded files reach: elsewhere nothing is known, and nothing is not the same as none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.reach import Reach
from metrics.counting.scan import NOT_GIVEN
from metrics.periods import QUIET_DAYS, Grain, ends
from metrics.query import Query

Days = Sequence[tuple[date, date]]


@dataclass(frozen=True)
class Covered:
    """The days that something tells of under a query.

    members    of the members of the split: where it has the dimension
    rest       of what names no member: everything where nothing is split
    """

    members: Days = ()
    rest: Days = ()

    def __add__(self, other: Covered) -> Covered:
        return Covered([*self.members, *other.members], [*self.rest, *other.rest])


def telling(files: Iterable[Reach], query: Query, *, named: bool) -> list[Reach]:
    """The files that tell of a query's members (``named``), or of what names none.

    A file without a dimension can't tell any of its members, not even that there was nothing of it: all that
    it tells is not given.
    """
    return [one for one in files if tells(one.columns, query, named=named)]


def tells(columns: Set[str], query: Query, *, named: bool) -> bool:
    """Whether rows with these columns tell of a query's members, or of what names none."""
    filtered = all(name in columns or NOT_GIVEN in members for name, members in query.where)
    return filtered and (not named or query.split is None or query.split in columns)


def covered(files: Iterable[Reach], query: Query) -> Covered:
    """The days of the files that tell of a query."""
    known = list(files)
    of_members, of_rest = (
        [(one.first, one.last) for one in telling(known, query, named=named)] for named in (True, False)
    )
    return Covered(of_members, of_rest)


def flags(period_starts: pd.Series, period_ends: pd.Series, files: Days, grain: Grain) -> pd.DataFrame:
    """Columns ``reached``, ``begun`` and ``finished`` for periods that start and end (exclusive) there.

    ``files`` are the first and the last day of each loaded file. A period is reached where a file has
    any day of it; begun and finished where a file reaches its first and its last day, but for a few
    quiet days.
    """
    day, quiet = np.timedelta64(1, "D"), np.timedelta64(QUIET_DAYS[grain], "D")
    starts, after_each = (column.to_numpy() for column in (period_starts, period_ends))
    found = np.zeros((len(starts), 3), dtype=bool)
    for first, last in dict.fromkeys(files):
        begin, after = np.datetime64(first), np.datetime64(last) + day
        touches = (starts < after) & (after_each > begin)
        begun, finished = touches & (starts >= begin - quiet), touches & (after_each <= after + quiet)
        found |= np.column_stack([touches, begun, finished])
    return pd.DataFrame(found, index=period_starts.index, columns=["reached", "begun", "finished"])


def clipped(
    periods: pd.DataFrame, begin: pd.Timestamp | None, after: pd.Timestamp | None
) -> tuple[pd.Series, pd.Series]:
    """The starts and the ends of periods as they lie within two edges; None is no edge."""
    start, until = periods["start"], periods["until"]
    if begin is not None:
        start = start.where(start >= begin, begin)
    if after is not None:
        until = until.where(until <= after, after)
    return start, until


def split_flags(periods: pd.DataFrame, told: Covered, grain: Grain) -> pd.DataFrame:
    """The flags of rows with ``start``, ``until`` and ``split``, each by the days that tell of its member."""
    members, rest = (
        flags(periods["start"], periods["until"], days, grain) for days in (told.members, told.rest)
    )
    named = (periods["split"] != NOT_GIVEN).to_numpy(dtype=bool)[:, np.newaxis]
    return pd.DataFrame(np.where(named, members, rest), index=periods.index, columns=members.columns)


def over(start: pd.Timestamp, reached: date, grain: Grain) -> bool:
    """Whether data that reach a day finish the period that starts at ``start``."""
    starts = pd.Series([start])
    until = pd.Series(ends(pd.DatetimeIndex(starts), grain))
    return bool(flags(starts, until, [(start.date(), reached)], grain)["finished"].iloc[0])
