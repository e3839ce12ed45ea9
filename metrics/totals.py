"""Parts that come as period totals, where no list of customers gives them."""

from __future__ import annotations

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from metrics.periods import DAYS_IN_MONTH, MONTHS, Grain, begun, ends, finished, floor
from metrics.query import Query, Source
from metrics.scan import NOT_GIVEN, window

COLUMNS = (
    "start",
    "split",
    "at_start",
    "kept",
    "months",
    "months_paid",
    "paid",
    "paid_squares",
    "until",
    "finished",
    "begun",
)
_BY_LENGTH = sorted(MONTHS, key=lambda grain: MONTHS[grain])


def retention_totals(source: Source, query: Query) -> pd.DataFrame:
    """Parts of retention from period totals: one row a period and split, of the query's grain.

    Totals of a period longer than the grain stand at their own start and length, since nobody can
    tell how they spread within it. Those of shorter periods follow on one another: 90 % kept in each
    of three months is 72.9 % in the quarter.
    """
    rows = _rows(source, query)
    if rows.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    own = rows["months"].map(_own_grain)
    rows["grain"] = [max(grain, query.grain, key=_rank) for grain in own]
    by_grain = {grain: rows[rows["grain"] == grain] for grain in _BY_LENGTH}
    parts = pd.concat(
        [_in_periods(group, grain) for grain, group in by_grain.items() if len(group)], ignore_index=True
    )
    return _one_period(parts, query) if query.grain is Grain.ALL else parts


def _rank(grain: Grain) -> float:
    return MONTHS.get(grain, 0.0)


def _own_grain(months: float) -> Grain:
    return min(_BY_LENGTH, key=lambda grain: abs(MONTHS[grain] - months))


def _rows(source: Source, query: Query) -> pd.DataFrame:
    """One row a period total: starts_on, months, split and the parts as columns."""
    frame = source.frame("periods").filter(nw.col("kind") == "retention")
    for name, members in query.where:
        if name not in frame.collect_schema().names():
            return pd.DataFrame()
        frame = frame.filter(nw.col(name).fill_null(NOT_GIVEN).is_in(list(members)))
    split = nw.col(query.split).fill_null(NOT_GIVEN) if query.split else nw.lit(NOT_GIVEN)
    sums = (
        frame.with_columns(split=split)
        .group_by("starts_on", "months", "split", "part")
        .agg(nw.col("value").sum())
    )
    found = sums.collect("pandas").to_native()
    if found.empty:
        return found
    found["starts_on"] = found["starts_on"].astype("datetime64[us]")
    table = found.pivot(index=["starts_on", "months", "split"], columns="part", values="value").reset_index()
    return _within(table, query)


def _within(table: pd.DataFrame, query: Query) -> pd.DataFrame:
    first, after = window(query)
    inside = pd.Series(True, index=table.index)
    if first:
        inside &= table["starts_on"] >= pd.Timestamp(first)
    if after:
        inside &= table["starts_on"] < pd.Timestamp(after)
    return table[inside].copy()


def _in_periods(rows: pd.DataFrame, grain: Grain) -> pd.DataFrame:
    rows = rows.reindex(columns=list({*rows.columns, "customers_new", "revenue"}))
    at_start, kept = rows["customers_start"], rows["customers_end"]
    average = (at_start + kept + rows["customers_new"].fillna(0)) / 2
    table = pd.DataFrame(
        {
            "start": floor(rows["starts_on"], grain),
            "split": rows["split"],
            "at_start": at_start,
            "stayed": kept / at_start.where(at_start > 0),
            "length": rows["months"],
            "months_paid": (average * rows["months"]).where(rows["revenue"].notna()),
            "paid": rows["revenue"],
            "paid_squares": np.nan,
        }
    )
    parts = _followed(table)
    parts["until"] = ends(pd.DatetimeIndex(parts["start"]), grain)
    lengths = pd.to_timedelta((rows["months"] * DAYS_IN_MONTH).round() - 1, unit="D")
    parts["finished"] = finished(parts["until"], (rows["starts_on"] + lengths).max(), grain)
    return parts.assign(begun=begun(parts["start"], rows["starts_on"].min(), grain))


def _followed(table: pd.DataFrame) -> pd.DataFrame:
    """Shorter periods as one: of the customers at the first one's start, those who stay through all."""
    periods = table.groupby(["start", "split"], as_index=False)
    parts = periods.sum(min_count=1)
    parts["at_start"] = periods["at_start"].first()["at_start"]
    parts["kept"] = parts["at_start"] * periods["stayed"].prod()["stayed"]
    parts["months"] = parts["at_start"] * parts["length"]
    return parts.drop(columns=["stayed", "length"])


def _one_period(parts: pd.DataFrame, query: Query) -> pd.DataFrame:
    """All periods as one, the average period: the parts add up."""
    first, last = parts["start"].min(), parts["until"].max()
    summed = parts.drop(columns=["start", "until", "finished", "begun"]).groupby("split", as_index=False)
    return summed.sum(min_count=1).assign(start=first, until=last, finished=True, begun=True)
