"""The parts of a KPI from several sources, added up."""

from __future__ import annotations

import pandas as pd

from metrics.kpi import Kpi
from metrics.measures.kinds import Count


def added(
    logged: pd.DataFrame | None, others: pd.DataFrame, kpi: Kpi, periods: pd.DatetimeIndex
) -> pd.DataFrame:
    """The parts of a log with those of other rows or totals, for every period and split."""
    both = [others] if logged is None else [logged, others]
    splits = sorted(set().union(*(parts.index.get_level_values("split") for parts in both)))
    grid = pd.MultiIndex.from_product([periods, splits], names=["start", "split"])
    columns = list(kpi.measure.expressions)
    first, *more = (parts.reindex(index=grid, columns=columns, fill_value=0) for parts in both)
    summed = sum(more, first)
    return summed.assign(periods=1.0) if isinstance(kpi.measure, Count) else summed
