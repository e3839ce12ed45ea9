"""One scan of a fact table for all its KPIs: cells of parts by period of begin and end, and by split."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from metrics.counting.cells import Summed, cells
from metrics.filtered import NOT_GIVEN as NOT_GIVEN
from metrics.filtered import edges
from metrics.kpi import Kpi
from metrics.periods import Grain, floor, truncated
from metrics.query import Days, Query, Source
from metrics.readings import FACT_TABLES, FactTable, read

BEFORE_ALL = datetime(1900, 1, 1)
EVERYTHING = datetime(1900, 1, 2)
SEPARATOR = "|"
_DURATIONS = "durations"
KEYS = ("start", "end", "inside", "observed", "watched", "split")


def scan(source: Source, table: str, kpis: tuple[Kpi, ...], query: Query, *, lasting: bool) -> pd.DataFrame:
    """The parts of several KPIs of one table, in one scan.

    Columns: ``start`` and, where ``lasting``, ``end`` (missing while it lasts) and ``inside`` (begun
    within the query's days); for customers ``observed`` and ``watched``, since and until which day;
    ``split``; and for each KPI ``key|part``. One row for each combination that occurs.
    """
    facts = fact_table(table, kpis)

    def rows() -> nw.LazyFrame[Any]:
        frame = read(source.frame(table), table, source.scales(), source.standards())
        return _within(frame, facts, query, lasting=lasting)

    key = facts.moment, lasting, query.grain, query.first, query.last
    keys = _keys(facts, query, lasting=lasting)
    found = cells(source, Summed(table, table, key, rows, keys, aggregations(kpis)), query)
    return _in_weeks(found) if query.grain is Grain.WEEK else found


def fact_table(table: str, kpis: tuple[Kpi, ...]) -> FactTable:
    """A table as KPIs count it that all place its rows by the same day."""
    (moment,) = {kpi.moment for kpi in kpis}
    return replace(FACT_TABLES[table], moment=moment) if moment else FACT_TABLES[table]


def spread(source: Source, table: str, minutes: nw.Expr, query: Query, *, duration: str = "") -> pd.DataFrame:
    """How many rows have each duration: columns start, split, ``minutes`` and ``rows``.

    ``duration`` tells one kind of duration from the others of its table.
    """

    def rows() -> nw.LazyFrame[Any]:
        frame = _within(source.frame(table), FACT_TABLES[table], query, lasting=False)
        return frame.with_columns(minutes=minutes).filter(~nw.col("minutes").is_null())

    key = _DURATIONS, duration, query.grain, query.first, query.last
    keys = _keys(FACT_TABLES[table], query, lasting=False) | {"minutes": nw.col("minutes")}
    found = cells(source, Summed(table, table, key, rows, keys, {"rows": nw.len()}), query)
    if query.grain is Grain.WEEK:
        found["start"] = floor(found["start"].astype("datetime64[us]"), Grain.WEEK)
    return found


def window(query: Query) -> tuple[datetime | None, datetime | None]:
    """The query's days as a half-open span of moments."""
    return edges(Days(query.first, query.last))


def _within(frame: nw.LazyFrame[Any], facts: FactTable, query: Query, *, lasting: bool) -> nw.LazyFrame[Any]:
    """The rows of a query's days, those of all members."""
    first, after = window(query)
    moment = nw.col(facts.moment)
    if after:
        # Customers without a joining date belong to the whole list, whatever the days.
        frame = (
            frame.filter(moment < after) if not lasting else frame.filter((moment < after) | moment.is_null())
        )
    if first and not lasting:
        frame = frame.filter(moment >= first)
    return _as_of(frame, after) if after and facts.key == "customers" else frame


def _as_of(frame: nw.LazyFrame[Any], after: datetime) -> nw.LazyFrame[Any]:
    """Customers as they were known at a moment: what came later hasn't happened yet."""
    left, observed = nw.col("left_at"), nw.col("observed_until")
    return frame.with_columns(
        tenure_months=nw.when(observed < after).then(nw.col("tenure_months")),
        left_at=nw.when(left < after).then(left),
        observed_until=nw.when(observed < after).then(observed).otherwise(nw.lit(after)),
    )


def _keys(facts: FactTable, query: Query, *, lasting: bool) -> dict[str, nw.Expr]:
    keys = {"start": _bucket(nw.col(facts.moment), query)}
    if lasting and facts.ended:
        first, after = window(query)
        ended = nw.col(facts.ended)
        keys["end"] = _bucket(nw.when(ended < after).then(ended) if after else ended, query)
        keys["inside"] = nw.col(facts.moment) >= (first or BEFORE_ALL)
    if facts.key == "customers":
        keys["observed"] = nw.col("observed_from").dt.truncate("1d")
        keys["watched"] = nw.col("observed_until").dt.truncate("1d")
    return keys


def _bucket(moment: nw.Expr, query: Query) -> nw.Expr:
    """The start of the moment's period; for one period of everything, whether before it or in it."""
    if query.grain is not Grain.ALL:
        return truncated(moment, query.grain)
    first = window(query)[0] or EVERYTHING
    earlier = nw.when(moment < first).then(nw.lit(BEFORE_ALL))
    return earlier.otherwise(nw.when(moment >= first).then(nw.lit(first)))


def aggregations(kpis: tuple[Kpi, ...]) -> dict[str, nw.Expr]:
    """The parts of several KPIs as aggregations over rows, under ``key|part``."""
    return {
        f"{kpi.key}{SEPARATOR}{part}": expression
        for kpi in kpis
        for part, expression in kpi.measure.expressions.items()
    }


def _in_weeks(cells: pd.DataFrame) -> pd.DataFrame:
    keys = [key for key in KEYS if key in cells]
    for key in ("start", "end"):
        if key in cells:
            cells[key] = floor(cells[key].astype("datetime64[us]"), Grain.WEEK)
    return cells.groupby(keys, dropna=False, as_index=False).sum()
