"""Counts of complaints that have no day of their own, only days between which they came in.

They count in each period that holds all of these days, and in none that holds a part of them: nobody can tell
how they spread. No measure but a count has them, as most others hang on when a complaint came in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from data.complaints import WITHIN
from data.kinds import COMPLAINTS, UNDATED_COMPLAINTS
from data.reach import Reach
from metrics.catalogue import kpi_named
from metrics.counting.adding import added
from metrics.counting.coverage import covered
from metrics.counting.none import none
from metrics.counting.scan import EVERYTHING, NOT_GIVEN, SEPARATOR, aggregations, window
from metrics.filtered import of_members
from metrics.kpi import Kpi
from metrics.measures.kinds import Count
from metrics.periods import Grain, floor
from metrics.query import Query, Source
from metrics.readings import read


@dataclass(frozen=True)
class Undated:
    """The counts of complaints without a day of their own.

    parts     KPI -> its parts by ``start`` and ``split``, of the periods that hold all of their days
    reaches   the files that they came by, those that tell of such a period
    """

    parts: dict[str, pd.DataFrame] = field(default_factory=dict)
    reaches: tuple[Reach, ...] = ()

    def files(self, key: str) -> tuple[Reach, ...]:
        """The files that tell of a KPI beside those whose rows have days."""
        return self.reaches if key in self.parts else ()

    def joined(
        self, logged: Mapping[str, pd.DataFrame], periods: pd.DatetimeIndex
    ) -> dict[str, pd.DataFrame]:
        """KPI -> its parts with those of a log, for every period and split."""
        return {
            key: added(logged.get(key), parts, kpi_named(key), periods) for key, parts in self.parts.items()
        }


def counts_undated(kpi: Kpi) -> bool:
    """Whether a KPI counts complaints, whenever they came in."""
    return kpi.table == COMPLAINTS.table and type(kpi.measure) is Count and not kpi.moment


def tells_of_periods(file: Reach, query: Query) -> bool:
    """Whether a file tells of any whole period of a query: its rows have days, or one holds all of theirs."""
    return file.dated or _holding(file.first, file.last, query) is not None


def undated(source: Source, kpis: Sequence[Kpi], periods: pd.DatetimeIndex, query: Query) -> Undated:
    """The counts among some KPIs of complaints that have no day of their own."""
    counting = tuple(kpi for kpi in kpis if counts_undated(kpi))
    if not counting or UNDATED_COMPLAINTS not in source.spans():
        return Undated()
    files = [file for file in source.coverage().get(COMPLAINTS.table, ()) if not file.dated]
    reaches = tuple(file for file in files if tells_of_periods(file, query))
    cells = _cells(source, counting, query)
    if cells.empty:
        return Undated(none(counting, periods, covered(reaches, query), query), reaches)
    summed = cells.groupby(["start", "split"]).sum()
    names = {kpi.key: f"{kpi.key}{SEPARATOR}events" for kpi in counting}
    return Undated({key: summed[[name]].set_axis(["events"], axis=1) for key, name in names.items()}, reaches)


def _cells(source: Source, kpis: tuple[Kpi, ...], query: Query) -> pd.DataFrame:
    """The parts of KPIs by the period that holds all days of the rows, and by split."""
    frame = read(source.frame(UNDATED_COMPLAINTS), COMPLAINTS.table, source.scales(), source.standards())
    frame = of_members(frame, query.where)
    split = {"split": nw.col(query.split).fill_null(NOT_GIVEN) if query.split else nw.lit(NOT_GIVEN)}
    found = frame.with_columns(**split).group_by(*WITHIN, "split").agg(**aggregations(kpis))
    cells = found.collect("pandas").to_native()
    from_days, until_days = (pd.to_datetime(cells[name]).dt.date for name in WITHIN)
    days = zip(from_days, until_days, strict=True)
    starts = [_holding(first, last, query) for first, last in days]
    cells["start"] = pd.Series(starts, cells.index, dtype="datetime64[us]")
    return cells.drop(columns=list(WITHIN)).dropna(subset=["start"])


def _holding(first: date, last: date, query: Query) -> Any:
    """The start of the query's period that holds all of some days; None where none does."""
    if (query.first and first < query.first) or (query.last and last > query.last):
        return None
    if query.grain is Grain.ALL:
        return pd.Timestamp(window(query)[0] or EVERYTHING)
    starts = floor(pd.Series(pd.to_datetime([first, last])), query.grain)
    return starts[0] if starts[0] == starts[1] else None
