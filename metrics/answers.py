"""Answers for a program: plain dictionaries of what a page shows."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pandas as pd

from metrics import sentences
from metrics.catalogue import kpi_named
from metrics.comparison import Comparison
from metrics.periods import Grain
from metrics.query import Query, Source
from metrics.series import Summary, values

_EVERYTHING = "all"


def value_rows(source: Source, query: Query) -> list[dict[str, Any]]:
    """A dictionary a value: kpi, period (its first day, or "all"), split, value, low, high, n, unit."""
    found = values(source, query)
    return [_value_row(row, query) for row in found.to_dict("records")]


def _value_row(row: dict[Any, Any], query: Query) -> dict[str, Any]:
    return {
        "kpi": row["kpi"],
        "period": _EVERYTHING if query.grain is Grain.ALL else row["start"].date().isoformat(),
        "split": (row["split"] or None) if query.split else None,
        "value": _plain(row["value"]),
        "low": _plain(row["low"]),
        "high": _plain(row["high"]),
        "n": round(row["n"]),
        "unit": kpi_named(row["kpi"]).unit.value,
        "finished": bool(row["finished"]),
    }


def comparison_answer(found: Comparison) -> dict[str, Any]:
    """A comparison with the sentence that the page shows."""
    change = found.change
    return {
        "kpi": found.kpi.key,
        "unit": found.kpi.unit.value,
        "rollout": found.rollout.isoformat(),
        "before": side(found.before),
        "after": side(found.after),
        "difference": {"value": change.value, "low": change.low, "high": change.high} if change else None,
        "missing_before": found.missing_before,
        "missing_after": found.missing_after,
        "sentence": sentences.comparison(found),
    }


def side(found: Summary | None) -> dict[str, Any] | None:
    """A value over a span for a program; None without one."""
    if found is None:
        return None
    plain = dataclasses.asdict(found) | {"grain": found.grain.value}
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in plain.items()}


def _plain(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
