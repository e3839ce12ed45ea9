"""What the periods of a KPI are made of, for the models of before and after."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics.kpi import Kpi
from metrics.measures.columns import column, divided
from metrics.measures.exposure import CostPerCustomer, PerExposure
from metrics.measures.kinds import Count, Share
from metrics.measures.ratios import Ratio
from metrics.measures.retention import Churn, Retention
from metrics.statistics.sequences import Array


def made_of(kpi: Kpi, parts: pd.DataFrame) -> tuple[Array, Array]:
    """The counts of each period and what they are out of; NaN for a KPI that is made of neither."""
    measure, unknown = kpi.measure, np.full(len(parts), np.nan)
    if isinstance(measure, PerExposure):
        exposure = column(parts, "exposure") * column(parts, "periods") if "exposure" in parts else unknown
        return np.where(exposure > 0, column(parts, "events"), np.nan), exposure
    if isinstance(measure, Count) and not isinstance(measure, CostPerCustomer):
        return column(parts, "events"), column(parts, "periods")
    if isinstance(measure, Share | Ratio):
        return column(parts, "hits"), column(parts, "n")
    if isinstance(measure, Retention | Churn):
        at_start, kept = column(parts, "at_start"), column(parts, "kept")
        return kept if isinstance(measure, Retention) else at_start - kept, at_start
    return unknown, unknown


def waiting(parts: pd.DataFrame) -> Array:
    """The share of each period's rows that are still open; 0 where nothing waits."""
    if "waiting" not in parts:
        return np.zeros(len(parts))
    still = column(parts, "waiting")
    return np.nan_to_num(divided(still, still + column(parts, "n")))
