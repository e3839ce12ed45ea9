"""What a fact table holds by file and day, from one scan of it: rows, filled cells, and answers.

A second look, at columns of figures alone, tells how these spread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from data.kinds import LAYOUTS, MOMENTS
from data.specs import Column, Scale, Type
from metrics.query import Source

SEPARATOR = "|"
# Promises and notices of leaving may well lie ahead.
_MAY_LIE_AHEAD = ("promised_at", "left_at", "observed_until")
_MEASURED = (Type.SECONDS, Type.NUMBER, Type.COUNT)
_TEN_POINTS = {"nps": Scale(0, 10)}
_POSITIONS = Scale(0, 1)
_ROUNDING = 1e-6


@dataclass(frozen=True)
class Figure:
    """A column of figures, or the hours from a row's own moment to another of its moments.

    key     the column of the specs that people give it in, or the moment that ends it
    values  the figures, in the column's unit; hours for moments
    """

    key: str
    values: nw.Expr


@dataclass(frozen=True)
class Profile:
    """One fact table, by file and day.

    columns   what its files may say, by key
    cells     upload_id, day (missing where a row has none), rows, and a column ``key|part`` each:
              ``filled`` of every column; ``ahead`` of moments, those later than ``latest``; of scores
              ``low`` and ``high``, ``total`` and ``squares`` of positions between 0 and 1, and ``lower``,
              how many lie in the lower half, and ``off``, how many outside the scale
    latest    the moment after which nothing can have happened yet
    """

    table: str
    columns: Mapping[str, Column]
    cells: pd.DataFrame
    latest: datetime

    @property
    def rows(self) -> int:
        """How many current rows the table has."""
        return int(self.cells["rows"].sum())

    def filled(self, key: str) -> int:
        """How many rows have a value in a column."""
        return int(self.cells[part(key, "filled")].sum())

    def daily(self, uploads: Sequence[int] | None = None) -> pd.Series:
        """Rows by day, zeros among them, from the first day to the last."""
        known = self.cells.dropna(subset=["day"])
        known = known[known["day"] <= pd.Timestamp(self.latest)]
        if uploads is not None:
            known = known[known["upload_id"].isin(uploads)]
        counts = known.groupby("day")["rows"].sum()
        return counts.asfreq("D", fill_value=0) if len(counts) else counts


def part(key: str, name: str) -> str:
    """The column of cells that holds a part of a column."""
    return f"{key}{SEPARATOR}{name}"


def profile(source: Source, table: str, latest: datetime) -> Profile | None:
    """One fact table by file and day; None where it has no rows. One scan."""
    frame = source.frame(table)
    stored = frame.collect_schema().names()
    columns = {key: column for key, column in _columns(source, table).items() if key in stored}
    day = nw.col(MOMENTS[table]).dt.truncate("1d")
    cells = frame.with_columns(day=day).group_by("upload_id", "day").agg(**_parts(columns, latest))
    found = cells.collect("pandas").to_native()
    if found.empty:
        return None
    found["day"] = found["day"].astype("datetime64[us]")
    return Profile(table, columns, found.sort_values(["day", "upload_id"], ignore_index=True), latest)


def _columns(source: Source, table: str) -> dict[str, Column]:
    of_table = [layout for layout in LAYOUTS if layout.table == table]
    specified = [column for layout in of_table for column in layout.columns]
    return {column.key: column for column in (*specified, *source.dimensions(table)) if not column.personal}


def _parts(columns: Mapping[str, Column], latest: datetime) -> dict[str, nw.Expr]:
    parts: dict[str, nw.Expr] = {"rows": nw.len()}
    for key, column in columns.items():
        parts[part(key, "filled")] = nw.col(key).count()
        if column.type is Type.MOMENT and key not in _MAY_LIE_AHEAD:
            parts[part(key, "ahead")] = _count(nw.col(key) > latest)
        if column.type is Type.SCORE:
            parts |= {part(key, name): of for name, of in _answers(key).items()}
    return parts


def _answers(key: str) -> dict[str, nw.Expr]:
    position = nw.col(key) / scale_of(key).span
    return {
        "low": position.min(),
        "high": position.max(),
        "total": position.sum(),
        "squares": (position**2).sum(),
        "lower": _count(position <= nw.lit(0.5)),
        "off": _count((position < -_ROUNDING) | (position > 1 + _ROUNDING)),
    }


def _count(condition: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0)).sum()


def scale_of(key: str) -> Scale:
    """The scale on which the store keeps a score: positions between 0 and 1, but for the 0 to 10 of NPS."""
    return _TEN_POINTS.get(key, _POSITIONS)


def figures(found: Profile) -> tuple[Figure, ...]:
    """The columns of figures that a table has, and the durations that its moments tell."""
    own = nw.col(MOMENTS[found.table])
    measured = [
        Figure(key, nw.col(key))
        for key, column in found.columns.items()
        if column.type in _MEASURED and found.filled(key)
    ]
    lasting = [
        Figure(ended, (nw.col(ended) - own).dt.total_seconds() / 3600)
        for ended in _ends(found)
        if found.filled(ended)
    ]
    return (*measured, *lasting)


def _ends(found: Profile) -> tuple[str, ...]:
    """The moments that durations end with: those that a column of hours may give in their place."""
    layouts = [layout for layout in LAYOUTS if layout.table == found.table]
    hours = [column for layout in layouts for column in layout.columns if column.type is Type.HOURS]
    return tuple(dict.fromkeys(end for column in hours if (end := column.fills) and end in found.columns))


def look(source: Source, table: str, expressions: Mapping[str, nw.Expr]) -> dict[str, Any]:
    """The values of aggregations over a whole table, in one scan."""
    found = source.frame(table).select(**expressions).collect("pandas").to_native()
    return {str(key): value for key, value in found.iloc[0].items()}
