"""What was promised and not kept: complaints past their promise, customers whom nobody asked afterwards."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from metrics.intervals import share

# By when customers should have been asked afterwards whether all is well.
FOLLOW_UP_DAYS = 7


@dataclass(frozen=True)
class Share:
    """So many of so many, with the 95 % interval of the share; bounds are None without any."""

    hits: int
    n: int
    low: float | None
    high: float | None

    @property
    def value(self) -> float | None:
        """The share from 0 to 1."""
        return self.hits / self.n if self.n else None


def share_of(hits: int, n: int) -> Share:
    """A share with its interval."""
    if not n:
        return Share(0, 0, None, None)
    bounds = share(hits, n)
    return Share(hits, n, float(bounds.low), float(bounds.high))


def is_overdue(cases: pd.DataFrame, until: pd.Series | pd.Timestamp) -> pd.Series:
    """Which complaints are open though their promise has fallen due by then."""
    is_open = cases["is_open"].fillna(False).astype(bool) & cases["resolved_at"].isna()
    return is_open & (cases["promise_due"] <= until)


def overdue(cases: pd.DataFrame) -> Share:
    """Promises that have fallen due while the complaint is still open, of all that have fallen due."""
    known = cases["resolved_at"].notna() | cases["is_open"].notna()
    due = known & (cases["promise_due"] <= cases["until"])
    return share_of(int(is_overdue(cases, cases["until"]).sum()), int(due.sum()))


def needs_follow_up(cases: pd.DataFrame, until: pd.Series | pd.Timestamp) -> pd.Series:
    """Which complaints were resolved long enough before then to have been followed up, in files that tell."""
    told = cases["tells_follow_up"].fillna(False).astype(bool)
    return told & (cases["resolved_at"] + pd.Timedelta(days=FOLLOW_UP_DAYS) <= until)


def missed(cases: pd.DataFrame) -> Share:
    """Resolved complaints that nobody followed up in time, of those resolved long enough ago.

    One that was followed up later than that isn't missed.
    """
    due = needs_follow_up(cases, cases["until"])
    return share_of(int((due & cases["followed_up_at"].isna()).sum()), int(due.sum()))
