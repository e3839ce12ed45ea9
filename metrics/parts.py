"""The parts of KPIs by period and split: one row for every period, with zeros where nothing happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import pandas as pd

from metrics.catalogue import kpi_named
from metrics.counts import COUNTED, counted
from metrics.coverage import Days, flags
from metrics.kpi import Kpi
from metrics.measures import Count, Stock
from metrics.periods import Grain, ends, starts
from metrics.query import Query, Source
from metrics.scan import EVERYTHING, NOT_GIVEN, SEPARATOR, scan, window
from metrics.standing import customer_parts, open_at_end
from metrics.totals import retention_totals

CUSTOMERS = "customers"
_Span = tuple[datetime, datetime]


def period_parts(source: Source, query: Query) -> dict[str, pd.DataFrame]:
    """The parts of each KPI of a query that its table can answer; one scan a table.

    Each frame has ``start`` and ``until`` (start of the next period), ``split``, ``finished`` and
    ``begun`` (whether files reach the period's end and its start), and a column a part. Where no file
    reaches at all, counts are missing.
    A KPI whose table has no rows, or not the dimensions asked for, is left out.
    """
    answers: dict[str, pd.DataFrame] = {}
    for table, kpis in _by_table(source, query).items():
        answers |= (
            _customers(source, kpis, query) if table == CUSTOMERS else _facts(source, table, kpis, query)
        )
    return answers


def _by_table(source: Source, query: Query) -> dict[str, tuple[Kpi, ...]]:
    tables: dict[str, tuple[Kpi, ...]] = {}
    for kpi in map(kpi_named, query.kpis):
        tables[kpi.table] = (*tables.get(kpi.table, ()), kpi)
    return {table: kpis for table, kpis in tables.items() if _has_dimensions(source, table, query)}


def _has_dimensions(source: Source, table: str, query: Query) -> bool:
    """Whether a table has all that a query filters and splits by."""
    return not query.dimensions or set(query.dimensions) <= {one.key for one in source.dimensions(table)}


def _facts(source: Source, table: str, kpis: tuple[Kpi, ...], query: Query) -> dict[str, pd.DataFrame]:
    span = source.spans().get(table)
    periods = _periods(span, query)
    if span is None or periods.empty:
        return {}
    lasting = any(isinstance(kpi.measure, Stock) for kpi in kpis)
    cells = scan(source, table, kpis, query, lasting=lasting).assign(**_no_split(query))
    files = source.coverage().get(table, [])
    found = {} if cells.empty else {kpi.key: _of_kpi(cells, kpi, periods) for kpi in kpis}
    parts = {key: _told(found[key], kpi_named(key), span, files, query) for key in found}
    return parts | _counts(source, [kpi.key for kpi in kpis if kpi.key in COUNTED], found, periods, query)


def _counts(
    source: Source,
    keys: Sequence[str],
    found: Mapping[str, pd.DataFrame],
    periods: pd.DatetimeIndex,
    query: Query,
) -> dict[str, pd.DataFrame]:
    """The parts of counts that totals tell of where no log does, those of their logs among them."""
    told: dict[str, pd.DataFrame] = {}
    for key in keys:
        table = kpi_named(key).table
        files = source.coverage().get(table, [])
        totals = counted(source, key, query, files)
        if totals is not None and not totals.events.empty:
            parts = _with_counts(found.get(key), totals.events, periods)
            span = source.spans()[table]
            told[key] = _told(parts, kpi_named(key), span, [*files, *totals.days], query)
    return told


def _with_counts(parts: pd.DataFrame | None, events: pd.Series, periods: pd.DatetimeIndex) -> pd.DataFrame:
    """The events of a log with those of totals, for every period and split."""
    logged = events.head(0) if parts is None else parts["events"]
    splits = sorted({*logged.index.get_level_values("split"), *events.index.get_level_values("split")})
    grid = pd.MultiIndex.from_product([periods, splits], names=["start", "split"])
    summed = logged.reindex(grid, fill_value=0) + events.reindex(grid, fill_value=0)
    return pd.DataFrame({"events": summed, "periods": 1.0})


def _told(parts: pd.DataFrame, kpi: Kpi, span: _Span, files: Days, query: Query) -> pd.DataFrame:
    """Parts beside their periods; a count or a stock is unknown where no file reaches."""
    frame = _described(parts, span, files, query)
    if isinstance(kpi.measure, Count):
        return frame.assign(events=frame["events"].where(frame["reached"]))
    return (
        frame.assign(open=frame["open"].where(frame["reached"])) if isinstance(kpi.measure, Stock) else frame
    )


def _of_kpi(cells: pd.DataFrame, kpi: Kpi, periods: pd.DatetimeIndex) -> pd.DataFrame:
    if isinstance(kpi.measure, Stock):
        return open_at_end(cells.rename(columns={f"{kpi.key}{SEPARATOR}tracked": "tracked"}), periods)
    parts = [f"{kpi.key}{SEPARATOR}{part}" for part in kpi.measure.expressions]
    inside = cells[cells["inside"].astype(bool)] if "inside" in cells else cells
    grid = pd.MultiIndex.from_product([periods, sorted(set(cells["split"]))], names=["start", "split"])
    summed = inside.groupby(["start", "split"])[parts].sum().reindex(grid, fill_value=0)
    summed.columns = list(kpi.measure.expressions)
    return summed.assign(periods=1.0) if isinstance(kpi.measure, Count) else summed


def _customers(source: Source, kpis: tuple[Kpi, ...], query: Query) -> dict[str, pd.DataFrame]:
    """All KPIs of retention share their parts: from lists of customers, else from period totals."""
    listed = _listed(source, kpis[0], query)
    totals = retention_totals(source, query)
    if listed is not None:
        totals = totals[~_known(totals, listed[listed["at_start"] > 0], query)]
        listed = listed[~listed["start"].isin(set(totals["start"]))]
    both = [frame for frame in (listed, totals) if frame is not None and not frame.empty]
    if not both:
        return {}
    parts = pd.concat(both, ignore_index=True).sort_values(["start", "split"], ignore_index=True)
    return {kpi.key: parts for kpi in kpis}


def _known(totals: pd.DataFrame, listed: pd.DataFrame, query: Query) -> pd.Series:
    """Which totals a list of customers already tells, if only in part."""
    if query.grain is Grain.ALL:
        return pd.Series(not listed.empty, index=totals.index)
    known = pd.Series(False, index=totals.index)
    for start, until in listed[["start", "until"]].drop_duplicates().itertuples(index=False):
        known |= (totals["start"] < until) & (totals["until"] > start)
    return known


def _listed(source: Source, kpi: Kpi, query: Query) -> pd.DataFrame | None:
    span = source.spans().get(CUSTOMERS)
    periods = _periods(span, query)
    if span is None or periods.empty:
        return None
    cells = scan(source, CUSTOMERS, (kpi,), query, lasting=True).assign(**_no_split(query))
    if cells.empty:
        return None
    cells.columns = [str(column).removeprefix(f"{kpi.key}{SEPARATOR}") for column in cells.columns]
    parts = customer_parts(cells, periods, query, pd.Timestamp(span[1]))
    return _described(parts, span, [(span[0].date(), span[1].date())], query).drop(columns="reached")


def _no_split(query: Query) -> dict[str, str]:
    return {} if query.split else {"split": NOT_GIVEN}


def _periods(span: _Span | None, query: Query) -> pd.DatetimeIndex:
    """The starts of all periods that both the data and the query reach."""
    if span is None:
        return pd.DatetimeIndex([])
    first, after = window(query)
    begin = max(pd.Timestamp(span[0]), pd.Timestamp(first)) if first else pd.Timestamp(span[0])
    last = (
        min(pd.Timestamp(span[1]), pd.Timestamp(after) - pd.Timedelta(1, "us"))
        if after
        else pd.Timestamp(span[1])
    )
    if begin > last:
        return pd.DatetimeIndex([])
    if query.grain is Grain.ALL:
        return pd.DatetimeIndex([first or EVERYTHING])
    return starts(begin, last, query.grain)


def _described(parts: pd.DataFrame, span: _Span, files: Days, query: Query) -> pd.DataFrame:
    """Parts with the end of each period and whether the files reach it, its beginning and its end."""
    frame = parts.reset_index()
    if query.grain is Grain.ALL:
        first, last = pd.Timestamp(span[0]), pd.Timestamp(span[1])
        frame = frame.assign(start=_first_day(query, first), until=_day_after(query, last))
        return frame.assign(reached=True, finished=True, begun=True)
    frame["until"] = ends(pd.DatetimeIndex(frame["start"]), query.grain)
    frame = frame.join(flags(frame["start"], frame["until"], files, query.grain))
    begin, after = window(query)
    # A period that the query cuts is not whole, whatever the files hold.
    if begin is not None:
        frame["begun"] &= frame["start"] >= begin
    if after is not None:
        frame["finished"] &= frame["until"] <= after
    return frame


def _first_day(query: Query, first: pd.Timestamp) -> pd.Timestamp:
    return pd.Timestamp(query.first) if query.first else first.normalize()


def _day_after(query: Query, last: pd.Timestamp) -> pd.Timestamp:
    return pd.Timestamp(query.last if query.last else last.normalize()) + pd.Timedelta(days=1)
