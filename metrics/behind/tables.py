"""The rows behind a number, as a table in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd

from data import formats
from data.language import gettext as _
from data.specs import Column, Scale, Type
from data.store.rows import StoredRow
from metrics import sentences
from metrics.behind.rows import Found, Number
from metrics.kpi import Kpi
from metrics.measures.kinds import Stock
from metrics.people import names_people
from metrics.span_names import told as span_told

Cell = Any  # of whatever type the column has


def of_rows(
    kpi: Kpi,
    found: Sequence[Found],
    rows: Sequence[StoredRow],
    columns: Mapping[str, Sequence[Column]],
    scales: Mapping[str, Scale],
    *,
    named: bool,
) -> pd.DataFrame:
    """A row a row of the files, with the columns that any of them fills; people's names only if ``named``.

    ``columns`` gives those of each fact table; scores stand on the company's ``scales``.
    """
    hits = {one.key: one.hit for one in found}
    shown = _shown(rows, columns, named=named)
    told = [
        {_("File"): row.file, _("Row"): formats.number(row.key.row_number)}
        | _counts(kpi, hits.get(row.key))
        | {
            column.title: _cell(_on_scale(row.cells.get(key), column, scales))
            for key, column in shown.items()
        }
        for row in rows
    ]
    return pd.DataFrame(told)


def _shown(
    rows: Sequence[StoredRow], columns: Mapping[str, Sequence[Column]], *, named: bool
) -> dict[str, Column]:
    """The columns that some row fills by their keys, in the order of their tables."""
    filled = {key for row in rows for key in row.cells}
    found: dict[str, Column] = {}
    for table in dict.fromkeys(row.key.table for row in rows):
        for column in columns[table]:
            if column.key in filled and (named or not names_people(column.key)):
                found.setdefault(column.key, column)
    return found


def _on_scale(cell: Cell, column: Column, scales: Mapping[str, Scale]) -> Cell:
    """A score as an answer on the company's scale: it is kept as a position on it."""
    scale = scales.get(column.scale or column.key)
    return cell if cell is None or column.type is not Type.SCORE or scale is None else scale.answer(cell)


def _counts(kpi: Kpi, hit: bool | None) -> dict[str, str]:
    if hit is None:
        return {}
    name = _("Still open") if isinstance(kpi.measure, Stock) else _("Counts towards it")
    return {name: _("yes") if hit else _("no")}


def _cell(value: Cell) -> str:
    match value:
        case None:
            return formats.MISSING
        case bool():
            return _("yes") if value else _("no")
        case datetime():
            return formats.moment(value)
        case date():
            return formats.day(value)
        case float() | int():
            return formats.number(value, 0 if float(value).is_integer() else 2)
        case _:
            return str(value)


def headline(kpi: Kpi, behind: Number) -> str:
    """The number, its days and what stands behind it."""
    if behind.value is None:
        return _("There is no value for these days.")
    words = {
        "kpi": kpi.title,
        "value": kpi.text(behind.value.value, behind.value.grain),
        "span": span_told(behind.value.first, behind.value.last),
        "n": sentences.counted(kpi, behind.rows),
    }
    told = _("%(kpi)s, %(span)s: %(value)s, from %(n)s.") % words
    if not behind.told:
        return told
    words["told"] = formats.number(behind.told)
    return told + " " + _("%(told)s more come as totals of a period, which have no rows.") % words
