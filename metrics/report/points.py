"""The periods of a section as points to be drawn, and which of them a line joins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from metrics.report.report import Side


@dataclass(frozen=True)
class Point:
    """A period of a course; ``at`` is its middle in days since the first, None is what isn't known."""

    first: float
    at: float
    after: float
    name: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    finished: bool
    is_before: bool
    target: float | None


def points(series: pd.DataFrame) -> tuple[list[Point], pd.Timestamp]:
    """The points of a series, a period each, and the day from which theirs are counted."""
    begin = pd.Timestamp(series["start"].min()) if len(series) else pd.Timestamp(0)
    return [_point(row, begin) for row in series.to_dict("records")], begin


def _point(row: dict[Any, Any], begin: pd.Timestamp) -> Point:
    first, after = ((pd.Timestamp(row[name]) - begin) / pd.Timedelta(days=1) for name in ("start", "until"))
    return Point(
        first=first,
        at=(first + after) / 2,
        after=after,
        name=row["period"],
        value=_known(row["value"]),
        low=_known(row["low"]),
        high=_known(row["high"]),
        n=round(row["n"]),
        finished=bool(row["finished"]),
        is_before=row["side"] == Side.BEFORE,
        target=_known(row["target"]),
    )


def _known(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def stretches(of: Sequence[Point], *, joined: bool) -> list[list[Point]]:
    """Points with a value that a line joins: of one side, and without a missing one between them."""
    found: list[list[Point]] = [[]]
    for point in of:
        if found[-1] and found[-1][-1].is_before != point.is_before:
            found.append([])
        if point.value is not None:
            found[-1].append(point)
        elif not joined:
            found.append([])
    return [stretch for stretch in found if stretch]
