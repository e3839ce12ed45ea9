"""The parts of KPIs by period and split, summed from the cells of a scan."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics.counting.scan import SEPARATOR
from metrics.counting.stocks import open_at_end
from metrics.kpi import Kpi
from metrics.measures.kinds import Count, Stock


def logged_parts(
    cells: pd.DataFrame, kpis: tuple[Kpi, ...], periods: pd.DatetimeIndex
) -> dict[str, pd.DataFrame]:
    """The parts of each KPI for every period and split, summed for all KPIs at once."""
    inside = cells[cells["inside"].astype(bool)] if "inside" in cells else cells
    splits = pd.Index(sorted(set(cells["split"])), dtype=object)
    grid = pd.MultiIndex.from_product([periods, splits], names=["start", "split"])
    period = periods.get_indexer(pd.DatetimeIndex(inside["start"]))
    at = period * len(splits) + splits.get_indexer(pd.Index(inside["split"].astype(object)))
    within = period >= 0
    return {kpi.key: _of_kpi(cells, inside[within], at[within], kpi, grid) for kpi in kpis}


def _of_kpi(
    cells: pd.DataFrame, inside: pd.DataFrame, at: NDArray[np.intp], kpi: Kpi, grid: pd.MultiIndex
) -> pd.DataFrame:
    """The parts of a KPI: ``at`` is the place on the grid of each cell inside the query's days."""
    if isinstance(kpi.measure, Stock):
        periods = pd.DatetimeIndex(grid.levels[0])
        return open_at_end(cells.rename(columns={f"{kpi.key}{SEPARATOR}tracked": "tracked"}), periods)
    parts = {
        part: _summed(inside[f"{kpi.key}{SEPARATOR}{part}"].to_numpy(), at, len(grid))
        for part in kpi.measure.expressions
    }
    periods_each = {"periods": 1.0} if isinstance(kpi.measure, Count) else {}
    return pd.DataFrame({**parts, **periods_each}, index=grid)


def _summed(values: NDArray[Any], at: NDArray[np.intp], places: int) -> NDArray[Any]:
    """The sum in each place, whole numbers as such; 0 where there is none."""
    if values.dtype.kind != "f":
        return np.bincount(at, values, places).astype(values.dtype)
    return np.bincount(at, np.where(np.isnan(values), 0, values), places)
