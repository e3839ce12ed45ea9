"""Facts as the company reads them: scores on its own scales, durations in hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw

from data.kinds import DIMENSIONS
from data.specs import Scale

_ROUNDING = 1e-9
COMMON_DIMENSIONS = tuple(column.key for column in DIMENSIONS)


@dataclass(frozen=True)
class FactTable:
    """A table of facts: when each begins and, where it lasts, when it ends."""

    key: str
    moment: str
    ended: str | None = None


FACT_TABLES = {
    table.key: table
    for table in (
        FactTable("answers", "answered_at"),
        FactTable("complaints", "received_at", "resolved_at"),
        FactTable("contacts", "started_at"),
        FactTable("customers", "joined_at", "left_at"),
    )
}


def read(frame: nw.LazyFrame[Any], table: str, scales: Mapping[str, Scale]) -> nw.LazyFrame[Any]:
    """The rows of a fact table with the columns that KPI expressions use beside the stored ones.

    answers: csat_points and ces_points on the company's scales, csat_in_top_two;
    complaints: first_response_hours and resolution_hours.
    """
    columns = {"answers": lambda: _scores(scales), "complaints": _durations}.get(table)
    return frame.with_columns(**columns()) if columns else frame


def _scores(scales: Mapping[str, Scale]) -> dict[str, nw.Expr]:
    csat, ces = scales["csat"], scales["ces"]
    top_two = (csat.span - 1) / csat.span - _ROUNDING
    return {
        "csat_points": csat.low + nw.col("csat") * csat.span,
        "csat_in_top_two": nw.col("csat") >= top_two,
        "ces_points": ces.low + nw.col("ces") * ces.span,
    }


def _durations() -> dict[str, nw.Expr]:
    received = nw.col("received_at")
    return {
        "first_response_hours": (nw.col("first_response_at") - received).dt.total_seconds() / 3600,
        "resolution_hours": (nw.col("resolved_at") - received).dt.total_seconds() / 3600,
    }
