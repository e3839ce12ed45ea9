"""What a list of customers tells of the day when it was drawn, and of no day before."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from metrics.counting.scan import SEPARATOR, window
from metrics.kpi import Kpi
from metrics.periods import Grain, ends, floor
from metrics.query import Query


def at_list(cells: pd.DataFrame, kpi: Kpi, query: Query, span: tuple[datetime, datetime]) -> pd.DataFrame:
    """The parts of a KPI of everybody on the lists, one row a split, in the period of the latest list.

    ``cells`` are those of a scan of customers, ``span`` the first moment of their lists and the last. Empty
    where the query's days don't reach the day of the list: what it counts was not known on another.
    """
    first, after = window(query)
    drawn = pd.Timestamp(span[1]).normalize()
    if (first and drawn < first) or (after and drawn >= after):
        return pd.DataFrame()
    parts = {f"{kpi.key}{SEPARATOR}{part}": part for part in kpi.measure.expressions}
    summed = cells.groupby("split", as_index=False)[list(parts)].sum().rename(columns=parts)
    start, until = _period(drawn, query, span)
    # A list is whole on its day, however far its period goes on.
    return summed.assign(start=start, until=until, finished=True, begun=True)


def _period(
    drawn: pd.Timestamp, query: Query, span: tuple[datetime, datetime]
) -> tuple[pd.Timestamp, pd.Timestamp]:
    day = pd.Timedelta(days=1)
    if query.grain is Grain.ALL:
        last = pd.Timestamp(query.last) if query.last else drawn
        return pd.Timestamp(query.first or span[0]).normalize(), last + day
    starts = pd.DatetimeIndex(floor(pd.Series([drawn]), query.grain))
    return starts[0], ends(starts, query.grain)[0]
