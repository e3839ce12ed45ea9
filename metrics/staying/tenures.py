"""Customers as they are known: when each came, went, and was watched; and for how long each has stayed.

Days are numbers since 1970, NaN where one is missing, so that 200,000 customers take a moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics.counting.scan import NOT_GIVEN
from metrics.filtered import of_members
from metrics.periods import DAYS_IN_MONTH
from metrics.query import Filters, Source
from metrics.statistics.sequences import Array

CUSTOMERS = "customers"
_DAYS = {"joined_at": "joined", "left_at": "left", "observed_from": "since", "observed_until": "until"}


@dataclass(frozen=True)
class Asked:
    """Which customers: those that ``where`` keeps, as they were known at the end of ``last``.

    by     a dimension to tell them apart by
    """

    where: Filters = ()
    last: date | None = None
    by: str | None = None


@dataclass(frozen=True, eq=False)
class Stays:
    """For how long customers have stayed.

    months     how long each has stayed so far, or had when it left
    left       whether it has left
    entry      for how long each had stayed when it began to be watched; 0 from its beginning
    members    the member of a dimension of each, "" where none is given
    untold     customers of whom nobody can tell it: without a joining date, or never watched
    of_list    whether they are as a list of one day tells them, with the months that it gives
    """

    months: Array
    left: NDArray[np.bool_]
    entry: Array
    members: NDArray[np.object_]
    untold: int
    of_list: bool = False

    def only(self, kept: NDArray[np.bool_]) -> Stays:
        """Some of them."""
        parts = (self.months[kept], self.left[kept], self.entry[kept], self.members[kept])
        return Stays(*parts, self.untold, self.of_list)


def customers(source: Source, asked: Asked, *columns: str) -> pd.DataFrame:
    """One row a customer: joined, left, since and until as days, tenure in months, member.

    joined, left      NaN where unknown, or not left by the last day asked for
    since, until      from which day, until which day it is watched; -inf for since the beginning
    ``columns``       more columns of the table that are wanted as they are
    Customers who had not joined by that day, and lists drawn later, are left out.
    """
    frame = source.frame(CUSTOMERS)
    frame = of_members(frame, asked.where)
    if asked.last:
        after = datetime.combine(asked.last, time()) + timedelta(days=1)
        for name in ("joined_at", "observed_from"):
            frame = frame.filter((nw.col(name) < after) | nw.col(name).is_null())
    wanted = [*_DAYS, "tenure_months", *columns, *([asked.by] if asked.by else [])]
    table: pd.DataFrame = frame.select(*dict.fromkeys(wanted)).collect("pandas").to_native()
    found = pd.DataFrame({name: days(table[column]) for column, name in _DAYS.items()}, index=table.index)
    found = _as_of(found, source, asked.last)
    found["tenure"] = pd.to_numeric(table["tenure_months"], errors="coerce").to_numpy(np.float64)
    found["member"] = table[asked.by].fillna(NOT_GIVEN).astype(object) if asked.by else NOT_GIVEN
    return found.assign(**{name: table[name] for name in columns})


def days(moments: pd.Series[Any]) -> Array:
    """The days of moments as numbers; NaN where one is missing."""
    values = moments.to_numpy("datetime64[D]")
    return np.where(np.isnat(values), np.nan, values.astype(np.int64)).astype(np.float64)


def day_number(day: date) -> float:
    """A day as a number."""
    return float(np.datetime64(day, "D").astype(np.int64))


def _as_of(found: pd.DataFrame, source: Source, last: date | None) -> pd.DataFrame:
    """What was known at a day: what came later hadn't happened yet."""
    span = source.spans().get(CUSTOMERS)
    latest = day_number(span[1].date()) if span else np.nan
    found["until"] = found["until"].fillna(latest)
    found["since"] = found["since"].fillna(-np.inf)
    if last is not None:
        number = day_number(last)
        found["left"] = found["left"].where(found["left"] <= number)
        found["until"] = found["until"].clip(upper=number)
    return found


def watched(people: pd.DataFrame) -> pd.DataFrame:
    """Those customers who are watched for a day or more.

    ``begin`` is the first day on which one is watched as a customer, ``end`` the day after the last.
    """
    end = people["left"].fillna(people["until"]) + 1
    begin = people["joined"].clip(lower=people["since"])
    found = people.assign(begin=begin, end=end)
    return found[followed(found) & (found["begin"] < found["end"])]


def followed(people: pd.DataFrame) -> pd.Series:
    """Whether a list tells of each over some time: one drawn on one day alone does not."""
    return people["until"] >= people["since"]


def stays(people: pd.DataFrame) -> Stays:
    """How long customers have stayed, from the days on which they are watched.

    Where most are known from a list of one day alone, it is told as that list has it: with its own months,
    as though it held all who ever came.
    """
    dated = watched(people)
    listed = people[people["tenure"].notna() & ~people.index.isin(dated.index)]
    if len(listed) > len(dated):
        return _of_list(listed, len(people) - len(listed))
    return between(dated, -np.inf, np.inf, len(people) - len(dated))


def _of_list(listed: pd.DataFrame, untold: int) -> Stays:
    months = listed["tenure"].to_numpy(np.float64)
    left = listed["left"].notna().to_numpy()
    return Stays(months, left, np.zeros(len(months)), listed["member"].to_numpy(object), untold, of_list=True)


def between(dated: pd.DataFrame, first: float, after: float, untold: int = 0) -> Stays:
    """The stays of watched customers as far as they lie between two days, ``after`` not among them.

    Who was there before is watched from then on only; who leaves later is still there.
    """
    begin = dated["begin"].clip(lower=first).to_numpy(np.float64)
    end = dated["end"].clip(upper=after).to_numpy(np.float64)
    kept = begin < end
    joined = dated["joined"].to_numpy(np.float64)
    left = dated["left"].notna().to_numpy() & (dated["end"].to_numpy(np.float64) <= after)
    months, entry = (end - joined) / DAYS_IN_MONTH, (begin - joined) / DAYS_IN_MONTH
    members = dated["member"].to_numpy(object)
    return Stays(months[kept], left[kept], entry[kept], members[kept], untold)
