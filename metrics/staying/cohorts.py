"""Of the customers who joined together, how many were still there some time later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics import intervals
from metrics.measures.kinds import FEWEST_ANSWERS
from metrics.periods import MONTHS, Grain
from metrics.statistics.sequences import Array
from metrics.staying.tenures import followed

GRAINS = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)
COLUMNS = ("start", "age", "n", "kept", "known", "value", "low", "high")
# Months from the first joining to the last, up to which cohorts of a month, of a quarter are told apart.
_LONGEST = {Grain.MONTH: 18, Grain.QUARTER: 48}
# Lists of the same time, of several branches say, end within so many days of each other.
_LATE = 31
# More customers who are missing on the latest list can't be left out: those who left are all the same on it.
MOST_LOST = 0.02

Whole = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Cohorts:
    """The triangle of retention.

    cells     with ``COLUMNS``: a row a cohort and age, age in periods of the cohorts' own length; ``kept`` of
              ``n`` were there after that time; ``value``, ``low``, ``high`` are shares in %; all NaN where
              the cell isn't ``known``: not all of the cohort have been watched that long
    unseen    customers who joined before they were watched: who had left by then may be on no list
    lost      customers who are missing on the latest list without having left: they are in no cohort where
              they are few; where they are many, cells are known as far as all were watched
    """

    grain: Grain
    cells: pd.DataFrame
    unseen: int
    lost: int = 0

    def latest(self, age: int, fewest: int = FEWEST_ANSWERS) -> pd.Series | None:
        """The latest cohort of at least ``fewest`` customers that is known at an age."""
        found = self.cells[(self.cells["age"] == age) & self.cells["known"] & (self.cells["n"] >= fewest)]
        return None if found.empty else found.iloc[-1]


def fitting(people: pd.DataFrame) -> Grain:
    """The length of cohorts that a reader can take in, by how long customers have been joining."""
    joined = _seen(people)["joined"]
    if joined.empty:
        return Grain.MONTH
    months = float(joined.max() - joined.min()) / 30.4375
    return next((grain for grain, most in _LONGEST.items() if months <= most), Grain.YEAR)


def cohorts(people: pd.DataFrame) -> dict[Grain, Cohorts]:
    """The triangles of customers by the month, the quarter and the year in which they joined.

    people    as ``tenures.customers`` gives them
    A month as a customer is over on the day of the next month that has the number of the joining day, or on
    the first of the one after that where there is no such day.
    """
    dated, seen = people[people["joined"].notna()], _seen(people)
    missing = _lost(seen)
    unseen, lost = len(dated) - len(seen), int(missing.sum())
    walk = _walked(seen[~missing])
    return {grain: Cohorts(grain, _cells(walk, round(MONTHS[grain])), unseen, lost) for grain in GRAINS}


@dataclass(frozen=True, eq=False)
class _Walk:
    """Customers by the month in which they joined and by how many months were over while they were watched.

    joined, stayed    months; ``has_left`` whether each left then, ``last_day`` until which anybody is watched
    """

    joined: Whole
    stayed: Whole
    has_left: NDArray[np.bool_]
    last_day: int


def _walked(seen: pd.DataFrame) -> _Walk:
    joined, has_left = _whole(seen["joined"]), seen["left"].notna().to_numpy()
    end = _whole(seen["left"].fillna(seen["until"] + 1))
    # Somebody may be on a list that ends before they joined.
    stayed = np.maximum(_months(joined, end), 0)
    return _Walk(_month(joined), stayed, has_left, int(seen["until"].max()) if len(seen) else 0)


def _lost(seen: pd.DataFrame) -> pd.Series:
    """Those few of whom the latest lists don't tell whether they are still there."""
    lost = seen["left"].isna() & (seen["until"] < seen["until"].max() - _LATE)
    return lost & (lost.mean() <= MOST_LOST)


def _seen(people: pd.DataFrame) -> pd.DataFrame:
    """Those who are watched from the day on which they joined."""
    return people[people["joined"].notna() & (people["since"] <= people["joined"]) & followed(people)]


def _cells(walk: _Walk, length: int) -> pd.DataFrame:
    if not walk.joined.size:
        return pd.DataFrame(columns=list(COLUMNS))
    cohort, stayed = walk.joined // length, walk.stayed // length
    first = int(cohort.min())
    names, ages = np.arange(first, int(cohort.max()) + 1), np.arange(1, max(1, int(stayed.max())) + 1)
    sides = (walk.has_left, ~walk.has_left)
    gone, there = (_table(cohort - first, stayed, (len(names), len(ages)), of) for of in sides)
    n = np.repeat(gone.sum(axis=1) + there.sum(axis=1), len(ages))
    grid = pd.MultiIndex.from_product([names, ages], names=["cohort", "age"]).to_frame(index=False)
    over = _starts((grid["cohort"].to_numpy() + 1 + grid["age"].to_numpy()) * length) - 1 <= walk.last_day + 1
    known = (_before(there).ravel() == 0) & over & (n > 0)
    return _told(grid.assign(n=n, kept=n - _before(gone).ravel(), known=known), length)


def _told(grid: pd.DataFrame, length: int) -> pd.DataFrame:
    low, high = intervals.share(grid["kept"], grid["n"])
    share = np.divide(grid["kept"], grid["n"], out=np.full(len(grid), np.nan), where=grid["n"] > 0)
    starts = (grid["cohort"].to_numpy() * length).astype("datetime64[M]").astype("datetime64[us]")
    values = {"value": share, "low": low, "high": high}
    shares = {name: np.where(grid["known"], 100 * of, np.nan) for name, of in values.items()}
    kept = grid["kept"].where(grid["known"])
    found = grid.assign(start=pd.DatetimeIndex(starts), kept=kept, **shares)
    return found.loc[found["n"] > 0, list(COLUMNS)].reset_index(drop=True)


def _table(cohort: Whole, stayed: Whole, size: tuple[int, int], of: NDArray[np.bool_]) -> Array:
    """How many of a cohort have stayed for each number of whole periods, from 0 on."""
    names, ages = size
    counts = np.bincount(cohort[of] * (ages + 1) + stayed[of], minlength=names * (ages + 1))
    return counts.reshape(names, ages + 1).astype(np.float64)


def _before(counts: Array) -> Array:
    """How many have stayed for less than each age, from 1 on."""
    return counts.cumsum(axis=1)[:, :-1]


def _whole(days: pd.Series) -> Whole:
    return days.to_numpy(np.float64).astype(np.int64)


def _month(days: Whole) -> Whole:
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def _starts(months: Whole) -> Whole:
    """The first day of each month."""
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def _months(joined: Whole, end: Whole) -> Whole:
    """How many months were over on the day ``end``, counted from the day of joining."""
    began, ended = _month(joined), _month(end)
    return ended - began - (end - _starts(ended) < joined - _starts(began))


def age_months(grain: Grain, age: int) -> int:
    """An age in months."""
    return round(MONTHS[grain]) * age


def first_day(cell: pd.Series) -> date:
    """The first day on which customers of a cell's cohort joined."""
    return pd.Timestamp(cell["start"]).date()
