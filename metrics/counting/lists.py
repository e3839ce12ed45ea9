"""What lists of customers tell, each of the day when it was drawn: of that day, and of no other."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from data.store.customer_lists import LISTED_AT, REPLACED_AT, VIEW
from metrics.counting.cells import Summed, cells
from metrics.counting.scan import SEPARATOR, aggregations, window
from metrics.kpi import Kpi
from metrics.measures.lists import OfLists
from metrics.periods import Grain, ends, floor
from metrics.query import Query, Source

_Span = tuple[datetime, datetime]
_WHOLE = ("begun", "finished", "begun_within", "finished_within")


def list_parts(source: Source, kpis: tuple[Kpi, ...], query: Query, span: _Span) -> dict[str, pd.DataFrame]:
    """The parts of KPIs that lists tell: one row a list and split, in the period of the list's day.

    Of several lists within a period the last one counts. A list tells of a member only if it has anything on
    somebody of it; whom it doesn't name counts as the list before told. A KPI without a list in the query's
    days is left out. ``span`` are the first moment of the customers and the last.
    """
    cells = _cells(source, kpis, query)
    told = {kpi.key: _of_lists(cells, kpi, query, span) for kpi in kpis}
    return {key: parts for key, parts in told.items() if not parts.empty}


def _cells(source: Source, kpis: tuple[Kpi, ...], query: Query) -> pd.DataFrame:
    """Sums of the versions of customers by the day of their list, that of the next one, and by split."""
    after = window(query)[1]

    def rows() -> nw.LazyFrame[Any]:
        frame = source.frame(VIEW)
        # What a later list told was not known yet.
        return frame.filter(nw.col(LISTED_AT) < after) if after else frame

    keys = {day: nw.col(day) for day in (LISTED_AT, REPLACED_AT)}
    return cells(source, Summed(VIEW, "customers", after, rows, keys, aggregations(kpis)), query)


def _of_lists(cells: pd.DataFrame, kpi: Kpi, query: Query, span: _Span) -> pd.DataFrame:
    names = {f"{kpi.key}{SEPARATOR}{part}": part for part in kpi.measure.expressions}
    own = cells[[LISTED_AT, REPLACED_AT, "split", *names]].rename(columns=names)
    known = own[own[[*names.values()]].sum(axis=1) > 0]
    first = window(query)[0]
    days = sorted(day for day in known[LISTED_AT].unique() if first is None or day >= first)
    if not days:
        return pd.DataFrame()
    found = pd.concat([_as_of(own, known, day, [*names.values()]) for day in days], ignore_index=True)
    found = _in_periods(found, query, span)
    # Of anything but a share of a list nobody knows how several make one: the latest stands alone.
    keys = ["start", "split"] if isinstance(kpi.measure, OfLists) else ["split"]
    last = found.drop_duplicates(keys, keep="last").drop(columns="day")
    return last.assign(**dict.fromkeys(_WHOLE, True)).reset_index(drop=True)


def _as_of(cells: pd.DataFrame, known: pd.DataFrame, day: pd.Timestamp, parts: list[str]) -> pd.DataFrame:
    """The sums of everybody as they were last told by a day, of the members that its own list names."""
    named = set(known.loc[known[LISTED_AT] == day, "split"])
    replaced = cells[REPLACED_AT]
    there = (cells[LISTED_AT] <= day) & (replaced.isna() | (replaced > day)) & cells["split"].isin(named)
    return cells[there].groupby("split", as_index=False)[parts].sum().assign(day=day)


def _in_periods(found: pd.DataFrame, query: Query, span: _Span) -> pd.DataFrame:
    day = pd.Timedelta(days=1)
    if query.grain is Grain.ALL:
        last = pd.Timestamp(query.last) if query.last else found["day"].max()
        return found.assign(start=pd.Timestamp(query.first or span[0]).normalize(), until=last + day)
    starts = pd.DatetimeIndex(floor(found["day"], query.grain))
    return found.assign(start=starts, until=ends(starts, query.grain))
