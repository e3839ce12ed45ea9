"""Counts that come as period totals, where no log of single events tells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import narwhals.stable.v2 as nw
import pandas as pd

from metrics.coverage import Days
from metrics.periods import DAYS_IN_MONTH, Grain, floor
from metrics.query import Query, Source
from metrics.readings import COMMON_DIMENSIONS
from metrics.scan import EVERYTHING, NOT_GIVEN, window
from metrics.totals import grain_of, rank, shortest

# KPI -> the fact table of its log, the view of its totals and their part.
COUNTED = {"complaints": ("complaints", "complaint_totals", "complaints")}

Spans = Mapping[str, tuple[datetime, datetime]]


@dataclass(frozen=True)
class Counted:
    """Counts by ``start`` and ``split``, and the days that they are of."""

    events: pd.Series
    days: Days


def with_totals(spans: Spans) -> dict[str, tuple[datetime, datetime]]:
    """The span of each table, that of totals which count the same among it."""
    found = dict(spans)
    for table, view, __ in COUNTED.values():
        both = [spans[name] for name in (table, view) if name in spans]
        if both:
            found[table] = (min(first for first, __ in both), max(last for __, last in both))
    return found


def counted(source: Source, kpi: str, query: Query, files: Days) -> Counted | None:
    """The totals of a count that no log in ``files`` tells of; None where the query asks for what they lack.

    A total of a longer period than the query's grain, or one that its days cut, is left out: nobody can
    tell how it spreads.
    """
    __, view, part = COUNTED[kpi]
    if not set(query.dimensions) <= set(COMMON_DIMENSIONS):
        return None
    frame = source.frame(view).filter(nw.col("part") == part)
    for name, members in query.where:
        frame = frame.filter(nw.col(name).fill_null(NOT_GIVEN).is_in(list(members)))
    rows = frame.collect("pandas").to_native()
    return None if rows.empty else _counted(_apart(_whole(_rows(rows), query), files), query)


def _rows(found: pd.DataFrame) -> pd.DataFrame:
    """One row a total of the shortest periods known, with its dimensions and the day after it."""
    of = list(COMMON_DIMENSIONS)
    found[of] = found[of].astype(object).where(found[of].notna(), NOT_GIVEN)
    found["starts_on"] = found["starts_on"].astype("datetime64[us]")
    rows = shortest(found.groupby(["starts_on", "months", *of], as_index=False)[["value"]].sum())
    after = {
        (start, months): _after(start, months)
        for start, months in rows[["starts_on", "months"]].drop_duplicates().itertuples(index=False)
    }
    keys = zip(rows["starts_on"], rows["months"], strict=True)
    until = pd.Series([after[key] for key in keys], index=rows.index, dtype="datetime64[us]")
    return rows.assign(until=until)


def _after(start: pd.Timestamp, months: float) -> pd.Timestamp:
    whole = float(months).is_integer()
    return start + (
        pd.DateOffset(months=int(months)) if whole else pd.Timedelta(days=round(months * DAYS_IN_MONTH))
    )


def _whole(rows: pd.DataFrame, query: Query) -> pd.DataFrame:
    """The totals that lie within the query's days and are no longer than its grain."""
    first, after = window(query)
    kept = pd.Series(True, index=rows.index)
    if query.grain is not Grain.ALL:
        short = [rank(grain_of(months)) <= rank(query.grain) for months in rows["months"].tolist()]
        kept = pd.Series(short, index=rows.index, dtype=bool)
    if first is not None:
        kept &= rows["starts_on"] >= first
    if after is not None:
        kept &= rows["until"] <= after
    return rows[kept]


def _apart(rows: pd.DataFrame, files: Days) -> pd.DataFrame:
    """The totals of periods of which no log has a day: single events tell more."""
    told = pd.Series(False, index=rows.index)
    for first, last in files:
        told |= (rows["starts_on"] <= pd.Timestamp(last)) & (rows["until"] > pd.Timestamp(first))
    return rows[~told]


def _counted(rows: pd.DataFrame, query: Query) -> Counted:
    whole = query.grain is Grain.ALL
    start = window(query)[0] or EVERYTHING
    starts = pd.Series(start, index=rows.index) if whole else floor(rows["starts_on"], query.grain)
    splits = rows[query.split] if query.split else pd.Series(NOT_GIVEN, index=rows.index)
    keyed = pd.DataFrame(
        {"start": starts.astype("datetime64[us]"), "split": splits.astype(object), "events": rows["value"]}
    )
    return Counted(keyed.groupby(["start", "split"])["events"].sum(), _days(rows))


def _days(rows: pd.DataFrame) -> list[tuple[date, date]]:
    known = rows[["starts_on", "until"]].drop_duplicates()
    return [
        (start.date(), (until - pd.Timedelta(days=1)).date())
        for start, until in known.itertuples(index=False)
    ]
