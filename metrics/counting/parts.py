"""The parts of KPIs by period and split: one row for every period, with zeros where nothing happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np
import pandas as pd

from data.reach import Reach
from metrics.catalogue import kpi_named
from metrics.counting.adding import added
from metrics.counting.counts import FILES, totals
from metrics.counting.coverage import Covered, clipped, covered, split_flags
from metrics.counting.customer_months import CUSTOMERS_KPI, as_one, per_customer, with_customer_months
from metrics.counting.lists import list_parts
from metrics.counting.logged import logged_parts
from metrics.counting.none import none
from metrics.counting.operations import OPERATIONS, operation_parts
from metrics.counting.scan import EVERYTHING, NOT_GIVEN, SEPARATOR, scan, spread, window
from metrics.counting.stocks import customer_parts
from metrics.counting.totals import retention_totals
from metrics.counting.undated import undated
from metrics.kpi import Kpi
from metrics.measures.columns import worded
from metrics.measures.kinds import Count, Stock
from metrics.measures.medians import Median, distributions
from metrics.measures.retention import Kept
from metrics.periods import Grain, ends, starts
from metrics.query import Query, Source

CUSTOMERS = "customers"
_Span = tuple[datetime, datetime]
_WITHIN = {"begun_within": True, "finished_within": True}
# What stands beside the parts of a period.
DESCRIPTION = ("start", "until", "split", "reached", "begun", "finished", *_WITHIN, "passed_over")


def period_parts(source: Source, query: Query) -> dict[str, pd.DataFrame]:
    """The parts of each KPI of a query that its table can answer; one scan a table.

    Each frame has ``start`` and ``until`` (start of the next period), ``split``, ``finished`` and
    ``begun`` (whether files reach the period's end and its start), and a column a part. Where no file
    reaches at all, counts are missing.
    A KPI whose table has no rows, or not the dimensions asked for, is left out.
    """
    of_customers = per_customer(query.kpis)
    asked = query.of_all(tuple(dict.fromkeys([*query.kpis, CUSTOMERS_KPI]))) if of_customers else query
    answers = _answers(source, asked)
    if of_customers:
        answers |= _per_customer(source, query, of_customers, answers)
    return {key: worded(answers[key]) for key in query.kpis if key in answers}


def _answers(source: Source, query: Query) -> dict[str, pd.DataFrame]:
    answers: dict[str, pd.DataFrame] = {}
    for table, kpis in _by_table(source, query).items():
        if table == CUSTOMERS:
            answers |= _customers(source, kpis, query)
        elif table == OPERATIONS:
            answers |= operation_parts(source, kpis, query)
        else:
            answers |= _facts(source, table, kpis, query)
    return answers


def _per_customer(
    source: Source, query: Query, keys: tuple[str, ...], answers: Mapping[str, pd.DataFrame]
) -> dict[str, pd.DataFrame]:
    """Parts beside customer-months; one period for everything is that of its months."""
    if query.grain is not Grain.ALL:
        customers = answers.get(CUSTOMERS_KPI)
        return {key: with_customer_months(answers[key], customers) for key in keys if key in answers}
    # A stock knows members who only have what began earlier: the months have to know the same ones.
    stocks = (key for key in query.kpis if isinstance(kpi_named(key).measure, Stock))
    monthly = period_parts(source, replace(query, kpis=(*keys, *stocks), grain=Grain.MONTH))
    spans = source.spans()
    return {key: as_one(monthly[key], query, spans[kpi_named(key).table]) for key in keys if key in monthly}


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
    cells = scan(source, table, kpis, query, lasting=lasting)
    reaches = [one for one in source.coverage().get(table, ()) if one.dated]
    files = covered(reaches, query)
    logged = none(kpis, periods, files, query) if cells.empty else logged_parts(cells, kpis, periods)
    for kpi in kpis:
        if isinstance(kpi.measure, Median) and kpi.key in logged:
            durations = spread(source, table, kpi.measure.minutes, query, duration=kpi.key)
            logged[kpi.key] = logged[kpi.key].assign(durations=distributions(durations))
    more = undated(source, kpis, periods, query)
    logged |= more.joined(logged, periods)
    found: dict[str, pd.DataFrame] = {}
    # KPIs of a scan have the same periods and splits: what stands beside them is worked out once for all that
    # the same files tell of.
    beside: dict[object, pd.DataFrame] = {}
    for kpi in (kpi for kpi in kpis if kpi.key in logged):
        alike = kpi.uploads, kpi.key in more.parts
        if alike not in beside:
            told_by = covered(_told_by([*reaches, *more.files(kpi.key)], kpi), query)
            beside[alike] = worded(_described(logged[kpi.key][[]], span, told_by, query))
        found[kpi.key] = _told(logged[kpi.key], kpi, beside[alike])
    for key, told in totals(source, table, tuple(kpi.key for kpi in kpis), query).items():
        if key in logged or not told.parts.empty:
            parts = added(logged.get(key), told.parts, kpi_named(key), periods)
            covering, grid = files + told.told + covered(more.files(key), query), parts[[]]
            frame = _told(parts, kpi_named(key), _described(grid, span, covering, query))
            found[key] = frame.assign(passed_over=_passed_over(frame, told.passed_over))
    return found


def _told_by(reaches: Sequence[Reach], kpi: Kpi) -> list[Reach]:
    """The files that can tell of a KPI."""
    return [one for one in reaches if kpi.uploads is None or one.upload_id in kpi.uploads]


def _passed_over(frame: pd.DataFrame, passed: Mapping[tuple[pd.Timestamp, bool], str]) -> list[str]:
    """For each row, the files of single events that count instead of totals of its period."""
    return [
        passed.get((start, member != NOT_GIVEN), "")
        for start, member in frame[["start", "split"]].itertuples(index=False)
    ]


def _told(parts: pd.DataFrame, kpi: Kpi, described: pd.DataFrame) -> pd.DataFrame:
    """Parts beside their periods; a count or a stock is unknown where no file reaches."""
    columns = {str(name): parts[name].to_numpy() for name in parts.columns}
    unknown = {Count: "events", Stock: "open"}
    for part in (part for kind, part in unknown.items() if isinstance(kpi.measure, kind)):
        columns[part] = np.where(described["reached"], columns[part].astype(np.float64), np.nan)
    beside = {str(name): described[name] for name in described.columns}
    return pd.DataFrame({**beside, **columns}, index=described.index)


def _customers(source: Source, kpis: tuple[Kpi, ...], query: Query) -> dict[str, pd.DataFrame]:
    """The parts of all KPIs of customers: of retention in one scan, of what their lists tell in another.

    Those that place customers by a day of their own, such as that of leaving, have a scan a day.
    """
    staying = tuple(kpi for kpi in kpis if isinstance(kpi.measure, Kept))
    of_lists = tuple(kpi for kpi in kpis if kpi not in staying and not kpi.moment)
    span = source.spans().get(CUSTOMERS)
    found = list_parts(source, of_lists, query, span) if of_lists and span is not None else {}
    for moment in dict.fromkeys(kpi.moment for kpi in kpis if kpi.moment):
        found |= _facts(source, CUSTOMERS, tuple(kpi for kpi in kpis if kpi.moment == moment), query)
    if staying:
        cells = _listed(source, staying[:1], query)
        listed = None if span is None or cells is None else _by_period(cells, staying[0], query, span)
        found |= _retention(source, staying, listed, query)
    return found


def _retention(
    source: Source, kpis: tuple[Kpi, ...], listed: pd.DataFrame | None, query: Query
) -> dict[str, pd.DataFrame]:
    """All KPIs of retention share their parts: from lists of customers, else from period totals."""
    told = retention_totals(source, query)
    if listed is not None:
        known = _known(told, listed[listed["at_start"] > 0], query)
        over, told = told[known], told[~known]
        listed = listed[~listed["start"].isin(set(told["start"]))]
        listed = listed.assign(passed_over=_beside_lists(source, listed, over))
    both = [frame for frame in (listed, told) if frame is not None and not frame.empty]
    if not both:
        return {}
    parts = pd.concat(both, ignore_index=True).sort_values(["start", "split"], ignore_index=True)
    if "passed_over" in parts:
        parts["passed_over"] = parts["passed_over"].fillna("")
    return {kpi.key: parts for kpi in kpis}


def _beside_lists(source: Source, listed: pd.DataFrame, over: pd.DataFrame) -> list[str]:
    """For each period, the lists of customers that count instead of totals of it."""
    files = FILES.join(dict.fromkeys(file.file for file in source.coverage().get(CUSTOMERS, ())))
    spans = list(over[["start", "until"]].drop_duplicates().itertuples(index=False))
    return [
        files if any(start < after and until > begin for begin, after in spans) else ""
        for start, until in listed[["start", "until"]].itertuples(index=False)
    ]


def _known(totals: pd.DataFrame, listed: pd.DataFrame, query: Query) -> pd.Series:
    """Which totals a list of customers already tells, if only in part."""
    if query.grain is Grain.ALL:
        return pd.Series(not listed.empty, index=totals.index)
    known = pd.Series(False, index=totals.index)
    for start, until in listed[["start", "until"]].drop_duplicates().itertuples(index=False):
        known |= (totals["start"] < until) & (totals["until"] > start)
    return known


def _listed(source: Source, kpis: tuple[Kpi, ...], query: Query) -> pd.DataFrame | None:
    """The cells of lists of customers; None where the query's days reach none."""
    span = source.spans().get(CUSTOMERS)
    if span is None or _periods(span, query).empty:
        return None
    cells = scan(source, CUSTOMERS, kpis, query, lasting=True)
    return None if cells.empty else cells


def _by_period(cells: pd.DataFrame, kpi: Kpi, query: Query, span: _Span) -> pd.DataFrame:
    """The parts of retention by period, from the cells of lists."""
    own = [str(column).removeprefix(f"{kpi.key}{SEPARATOR}") for column in cells.columns]
    parts = customer_parts(cells.set_axis(own, axis=1), _periods(span, query), query, pd.Timestamp(span[1]))
    days = [(span[0].date(), span[1].date())]
    return _described(parts, span, Covered(days, days), query).drop(columns=["reached", *_WITHIN])


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


def _described(parts: pd.DataFrame, span: _Span, files: Covered, query: Query) -> pd.DataFrame:
    """Parts with the end of each period and whether the files reach it, its beginning and its end.

    ``begun_within`` and ``finished_within`` say it of what lies within the query's days.
    """
    frame = parts.reset_index()
    if query.grain is Grain.ALL:
        first, last = pd.Timestamp(span[0]), pd.Timestamp(span[1])
        frame = frame.assign(start=_first_day(query, first), until=_day_after(query, last))
        return frame.assign(reached=True, finished=True, begun=True).assign(**_WITHIN)
    frame["until"] = ends(pd.DatetimeIndex(frame["start"]), query.grain)
    first, after = (None if edge is None else pd.Timestamp(edge) for edge in window(query))
    start, until = clipped(frame, first, after)
    inside = pd.DataFrame({"start": start, "until": until, "split": frame["split"]})
    told = split_flags(inside, files, query.grain)
    # A period that the query cuts is not whole, whatever the files hold.
    return frame.assign(
        reached=told["reached"],
        begun=told["begun"] & (frame["start"] == inside["start"]),
        finished=told["finished"] & (frame["until"] == inside["until"]),
        begun_within=told["begun"],
        finished_within=told["finished"],
    )


def _first_day(query: Query, first: pd.Timestamp) -> pd.Timestamp:
    return pd.Timestamp(query.first) if query.first else first.normalize()


def _day_after(query: Query, last: pd.Timestamp) -> pd.Timestamp:
    return pd.Timestamp(query.last if query.last else last.normalize()) + pd.Timedelta(days=1)
