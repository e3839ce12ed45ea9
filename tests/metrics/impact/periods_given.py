"""Months of a KPI as a test wants them, without a store: the parts that a scan of rows would give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from metrics.catalogue import kpi_named
from metrics.facts import KeptFacts
from metrics.query import Query

FIRST = "2022-01-01"
ANSWERS = 200
COLUMNS = {
    "csat": lambda values: {"hits": np.round(values * ANSWERS / 100), "n": float(ANSWERS)},
    "escalation": lambda values: {"hits": np.round(values * ANSWERS / 100), "n": float(ANSWERS)},
    "compensation": lambda values: {"n": 50.0, "total": 50 * values, "squares": 50 * (values**2 + 4)},
    "first_response_time": lambda values: {
        "n": 50.0,
        "total": 50 * values,
        "squares": 50 * (values**2 + 4),
        "waiting": 0.0,
    },
    "complaints": lambda values: {"events": np.round(values), "periods": 1.0},
    "backlog": lambda values: {"tracked": 100.0, "open": np.round(values)},
}


def facts(key: str, values: ArrayLike, **columns: Sequence[float]) -> KeptFacts:
    """Facts of one KPI by month from 2022 on; NaN for a month without rows, and columns that are others."""
    known = np.asarray(values, dtype=np.float64)
    starts = pd.date_range(FIRST, periods=len(known), freq="MS")
    untils = starts + pd.DateOffset(months=1)
    flags = dict.fromkeys(("reached", "finished", "begun", "finished_within", "begun_within"), True)
    made: Mapping[str, object] = COLUMNS[key](np.nan_to_num(known))
    frame = pd.DataFrame({"start": starts, "until": untils, "split": "", **flags, **made}).assign(**columns)
    if key in ("complaints", "backlog"):
        counted = "events" if key == "complaints" else "open"
        frame[counted] = frame[counted].where(np.isfinite(known))
    else:
        frame[[*made]] = frame[[*made]].mul(np.isfinite(known) * 1.0, axis=0)

    def parts_of(query: Query) -> dict[str, pd.DataFrame]:
        inside = pd.Series(True, index=frame.index)
        if query.first is not None:
            inside &= frame["until"] > pd.Timestamp(query.first)
        if query.last is not None:
            inside &= frame["start"] <= pd.Timestamp(query.last)
        return {key: frame[inside].reset_index(drop=True)} if key in query.kpis else {}

    span = (datetime(2022, 1, 1), untils[-1].to_pydatetime() - pd.Timedelta(minutes=1))
    return KeptFacts(parts_of, lambda: {kpi_named(key).table: span}, lambda table: ())


def month(number: int) -> date:
    """The first day of a month, counted from 0."""
    return (pd.Timestamp(FIRST) + pd.DateOffset(months=number)).date()
