"""Parts that come as period totals, where no list of customers gives them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from metrics.counting.coverage import flags
from metrics.counting.scan import NOT_GIVEN, window
from metrics.filtered import of_members
from metrics.measures.retention import PARTS
from metrics.periods import DAYS_IN_MONTH, MONTHS, Grain, ends, floor
from metrics.query import Query, Source
from metrics.readings import COMMON_DIMENSIONS

COLUMNS = ("start", "split", *PARTS, "until", "finished", "begun")
TOTALS = "retention_totals"
_SUMMED = ("customers_start", "customers_end", "at_end", "months_paid", "paid")
# Months are of several lengths: days by which a period may seem to reach into the next.
_SLACK = 2
_BY_LENGTH = sorted(MONTHS, key=lambda grain: MONTHS[grain])


def retention_totals(source: Source, query: Query) -> pd.DataFrame:
    """Parts of retention from period totals: one row a period and split, of the query's grain.

    Totals of a period longer than the grain stand at their own start and length, since nobody can
    tell how they spread within it. Those of shorter periods follow on one another: 90 % kept in each
    of three months is 72.9 % in the quarter.
    """
    rows = _rows(source, query) if TOTALS in source.spans() else pd.DataFrame()
    if rows.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    own = rows["months"].map(grain_of)
    rows["grain"] = [max(grain, query.grain, key=rank) for grain in own]
    by_grain = {grain: rows[rows["grain"] == grain] for grain in _BY_LENGTH}
    parts = pd.concat(
        [_in_periods(group, grain) for grain, group in by_grain.items() if len(group)], ignore_index=True
    )
    return _one_period(parts, query) if query.grain is Grain.ALL else parts


def rank(grain: Grain) -> float:
    """The length of a grain in months, 0 of one that has none of its own."""
    return MONTHS.get(grain, 0.0)


def grain_of(months: float) -> Grain:
    """The grain that a period of so many months is of."""
    return min(_BY_LENGTH, key=lambda grain: abs(MONTHS[grain] - months))


def _rows(source: Source, query: Query) -> pd.DataFrame:
    """One row a period total and split, of the shortest periods known: starts_on, months and the parts."""
    found = of_members(source.frame(TOTALS), query.where).collect("pandas").to_native()
    if found.empty:
        return found
    found["starts_on"] = found["starts_on"].astype("datetime64[us]")
    # Totals have no dimension of the company's own: a split or filter by one finds all of them not given.
    of = list(dict.fromkeys((*COMMON_DIMENSIONS, *query.dimensions)))
    found[of] = found[of].astype(object).where(found[of].notna(), NOT_GIVEN)
    table = found.pivot_table(
        index=["starts_on", "months", *of], columns="part", values="value", aggfunc="sum"
    )
    rows = _valued(shortest(_within(table.reset_index(), query)))
    rows["split"] = rows[query.split] if query.split else NOT_GIVEN
    return rows.groupby(["starts_on", "months", "split"], as_index=False)[list(_SUMMED)].sum(min_count=1)


def shortest(rows: pd.DataFrame) -> pd.DataFrame:
    """Without the totals of longer periods that shorter ones of the same members tell in more detail."""
    until = rows["starts_on"] + pd.to_timedelta((rows["months"] * DAYS_IN_MONTH).round(), unit="D")
    rows = rows.assign(until=until - pd.Timedelta(days=_SLACK))
    kept: list[pd.DataFrame] = []
    for _length, longer in rows.groupby("months"):
        told = pd.Series(False, index=longer.index)
        for shorter in kept:
            pairs = longer.reset_index().merge(shorter, on=list(COMMON_DIMENSIONS), suffixes=("", "_of"))
            overlap = (pairs["starts_on"] < pairs["until_of"]) & (pairs["until"] > pairs["starts_on_of"])
            told |= told.index.isin(pairs.loc[overlap, "index"])
        kept.append(longer[~told])
    return pd.concat(kept) if kept else rows


def _valued(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the customer-months that their revenue came from, unknown where new customers are."""
    rows = rows.reindex(columns=list({*rows.columns, "customers_new", "revenue"}))
    at_end = rows["customers_end"] + rows["customers_new"]
    average = (rows["customers_start"] + rows["customers_end"] + rows["customers_new"]) / 2
    paid = rows["revenue"].where(average.notna())
    return rows.assign(months_paid=(average * rows["months"]).where(paid.notna()), paid=paid, at_end=at_end)


def _within(table: pd.DataFrame, query: Query) -> pd.DataFrame:
    first, after = window(query)
    inside = pd.Series(True, index=table.index)
    if first:
        inside &= table["starts_on"] >= pd.Timestamp(first)
    if after:
        inside &= table["starts_on"] < pd.Timestamp(after)
    return table[inside].copy()


def _in_periods(rows: pd.DataFrame, grain: Grain) -> pd.DataFrame:
    at_start, kept = rows["customers_start"], rows["customers_end"]
    table = pd.DataFrame(
        {
            "start": floor(rows["starts_on"], grain),
            "split": rows["split"],
            "at_start": at_start,
            "stayed": kept / at_start.where(at_start > 0),
            "at_end": rows["at_end"],
            "length": rows["months"],
            "months_paid": rows["months_paid"],
            "paid": rows["paid"],
            "paid_squares": np.nan,
        }
    )
    parts = _followed(table)
    parts["until"] = ends(pd.DatetimeIndex(parts["start"]), grain)
    ends_on = rows["starts_on"] + pd.to_timedelta((rows["months"] * DAYS_IN_MONTH).round() - 1, unit="D")
    files = list(zip(rows["starts_on"].dt.date, ends_on.dt.date, strict=True))
    return parts.join(flags(parts["start"], parts["until"], joined(files), grain)[["finished", "begun"]])


def joined(files: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Periods that follow on one another as one stretch of days."""
    stretches: list[tuple[date, date]] = []
    for first, last in sorted(files):
        if stretches and first <= stretches[-1][1] + timedelta(days=1 + _SLACK):
            stretches[-1] = (stretches[-1][0], max(last, stretches[-1][1]))
        else:
            stretches.append((first, last))
    return stretches


def _followed(table: pd.DataFrame) -> pd.DataFrame:
    """Shorter periods as one: of the customers at the first one's start, those who stay through all."""
    periods = table.groupby(["start", "split"], as_index=False)
    parts = periods.sum(min_count=1)
    parts["at_start"] = periods["at_start"].first()["at_start"]
    parts["at_end"] = periods["at_end"].last()["at_end"]
    parts["kept"] = parts["at_start"] * periods["stayed"].prod()["stayed"]
    parts["months"] = parts["at_start"] * parts["length"]
    return parts.drop(columns=["stayed", "length"])


def _one_period(parts: pd.DataFrame, query: Query) -> pd.DataFrame:
    """All periods as one, the average period: the parts add up."""
    first, last = parts["start"].min(), parts["until"].max()
    summed = parts.drop(columns=["start", "until", "finished", "begun"]).groupby("split", as_index=False)
    return summed.sum(min_count=1).assign(start=first, until=last, finished=True, begun=True)
