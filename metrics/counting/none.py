"""Counts where nothing was found of what files tell of: none, which is not the same as not known."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.counting.coverage import Covered
from metrics.counting.scan import NOT_GIVEN
from metrics.kpi import Kpi
from metrics.measures.kinds import Count
from metrics.query import Query


def none(
    kpis: tuple[Kpi, ...], periods: pd.DatetimeIndex, files: Covered, query: Query
) -> dict[str, pd.DataFrame]:
    """The parts of counts, a row a period, all of them 0; no parts where no file tells of the query's days.

    By a split there are none either: of nothing there are no members.
    """
    if query.split or not _has_days(files, query):
        return {}
    grid = pd.MultiIndex.from_product([periods, [NOT_GIVEN]], names=["start", "split"])
    return {
        kpi.key: pd.DataFrame(0.0, index=grid, columns=list(kpi.measure.expressions)).assign(periods=1.0)
        for kpi in kpis
        if isinstance(kpi.measure, Count)
    }


def _has_days(files: Covered, query: Query) -> bool:
    first, last = query.first or date.min, query.last or date.max
    return any(begin <= last and end >= first for begin, end in files.rest)
