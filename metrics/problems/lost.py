"""Customers who complained and left soon after, beside those who were there and hadn't complained.

Each customer counts once a problem, from the first complaint of it, where the list of customers reaches so
many days beyond. Those compared with are, for each of these complaints, the customers who were there on its
day without a complaint in as many days before: what becomes of them later doesn't decide who they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.natures import NATURE
from data.store import Store
from metrics import intervals
from metrics.intervals import Difference
from metrics.problems.rows import kept
from metrics.query import Filters
from metrics.windows import Days

DAYS = 90
CHOICES = (30, 90, 180)
# With fewer on either side nothing is told.
FEWEST = 20

Numbers = NDArray[np.int64]
_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True)
class Lost:
    """How many left within so many days after a complaint, beside others.

    left, n         customers who left, of those who complained
    others_share    of those who hadn't complained, on the same days, from 0 to 1
    others          how many customers they were
    """

    days: int
    left: int
    n: int
    others_share: float
    others: int

    @property
    def is_enough(self) -> bool:
        """Whether there are enough of both to compare."""
        return self.n >= FEWEST and self.others >= FEWEST

    @property
    def more(self) -> Difference:
        """The share of those who complained minus that of the others, from -1 to 1, with its interval."""
        return intervals.difference_of_shares(
            (self.others_share * self.others, self.others), (self.left, self.n)
        )


@dataclass(frozen=True)
class _Lives:
    """Customers by their place: the days from which and until which they can be followed, and of leaving.

    Days are numbers since 1970; ``left`` lies far ahead for those who are still there.
    """

    since: Numbers
    left: Numbers
    until: Numbers
    place: Mapping[str, int]


_NEVER = np.int64(2**40)


def lost(store: Store, span: Days, where: Filters, days: int = DAYS) -> dict[str, Lost]:
    """Name of a problem -> how many customers left after it; empty where no list of customers tells."""
    complaints = _complaints(store, where)
    lives = _lives(store, where)
    if complaints.empty or lives is None:
        return {}
    complaints = complaints.assign(place=complaints["customer_id"].map(lives.place)).dropna(subset=["place"])
    followed = _followed(complaints.astype({"place": np.int64}), lives)
    at_risk, leaving, others = _others(followed, lives, days)
    asked = kept(followed, "received_at", span, where).dropna(subset=[NATURE])
    first = asked.sort_values("day", kind="stable").drop_duplicates(["place", NATURE])
    first = first[first["day"] + days <= lives.until[first["place"]]]
    found: dict[str, Lost] = {}
    for name, rows in first.groupby(NATURE, sort=True):
        day = rows["day"].to_numpy()
        gone = lives.left[rows["place"]] <= day + days
        there = at_risk(day)
        share = float(leaving(day).sum() / there.sum()) if there.sum() else 0.0
        found[str(name)] = Lost(days, int(gone.sum()), len(rows), share, others if there.sum() else 0)
    return found


def _complaints(store: Store, where: Filters) -> pd.DataFrame:
    rows = _read(store, "complaints", ("customer_id", "received_at"), (NATURE,), where)
    return rows.assign(day=_number(rows["received_at"]))


def _read(
    store: Store, table: str, needed: tuple[str, ...], more: tuple[str, ...], where: Filters
) -> pd.DataFrame:
    """The rows of a table that have what is needed, with that, more, and what filters are about."""
    frame = store.frame(table)
    present = frame.collect_schema().names()
    wanted = dict.fromkeys([*needed, *more, *(name for name, __ in where if name in present)])
    given = [~nw.col(name).is_null() for name in needed]
    return frame.filter(*given).select(*map(nw.col, wanted)).collect("pandas").to_native()


def _lives(store: Store, where: Filters) -> _Lives | None:
    more = ("left_at", "observed_from", "observed_until")
    rows = _read(store, "customers", ("customer_id", "joined_at"), more, where)
    rows = rows.drop_duplicates("customer_id", keep="last")
    told = tuple((name, members) for name, members in where if name in rows and rows[name].notna().any())
    rows = kept(rows, "joined_at", Days(), told)
    if rows.empty or rows["left_at"].isna().all():
        return None
    since = np.maximum(_number(rows["joined_at"]), _number(rows["observed_from"], before=True))
    reached = rows["observed_until"].fillna(rows[["joined_at", "left_at"]].max().max())
    until = _number(reached)
    place: dict[Any, int] = {name: number for number, name in enumerate(rows["customer_id"])}
    return _Lives(since, _number(rows["left_at"]), until, place)


def _number(moments: pd.Series, *, before: bool = False) -> Numbers:
    """The number of each day; far ahead, or far back with ``before``, where there is none."""
    days = moments.to_numpy(dtype="datetime64[D]")
    missing = np.isnat(days)
    numbers = np.where(missing, np.datetime64(0, "D"), days).astype(np.int64)
    return np.where(missing, -_NEVER if before else _NEVER, numbers)


def _followed(complaints: pd.DataFrame, lives: _Lives) -> pd.DataFrame:
    """The complaints of customers who were there that day."""
    place, day = complaints["place"].to_numpy(), complaints["day"].to_numpy()
    there = (lives.since[place] <= day) & (day <= lives.left[place])
    return complaints[there]


def _others(complaints: pd.DataFrame, lives: _Lives, days: int) -> tuple[Any, Any, int]:
    """Functions of days: how many were there without a recent complaint, and how many of them left soon."""
    # A customer is followed on the days up to that of leaving from which so many more are known.
    last = np.minimum(lives.left, lives.until - days)
    everybody = _Spans(lives.since, last)
    leaving = _Spans(np.maximum(lives.since, lives.left - days), last)
    windows = complaints[["place", "day"]].drop_duplicates().sort_values(["place", "day"])
    place, day = windows["place"].to_numpy(), windows["day"].to_numpy()
    following = np.where(np.append(place[1:] == place[:-1], False), np.append(day[1:], 0), _NEVER)
    ends = np.minimum(np.minimum(day + days - 1, following - 1), last[place])
    recent = _Spans(day, ends)
    recent_leaving = _Spans(np.maximum(day, lives.left[place] - days), ends)
    others = int((last >= lives.since).sum())
    return (
        lambda at: everybody.at(at) - recent.at(at),
        lambda at: leaving.at(at) - recent_leaving.at(at),
        others,
    )


class _Spans:
    """Spans of days, both ends inclusive; those that end before they begin cover none."""

    def __init__(self, first: Numbers, last: Numbers) -> None:
        real = last >= first
        self._first, self._last = np.sort(first[real]), np.sort(last[real])

    def at(self, days: Numbers) -> Numbers:
        """How many spans cover each day."""
        begun = np.searchsorted(self._first, days, side="right")
        return begun - np.searchsorted(self._last, days, side="left")
