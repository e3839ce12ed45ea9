"""Tables to take away, as a workbook or as text: nothing in them is ever a formula.

Source for the mark before a text that a spreadsheet program would take for one:
https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.forms.writing import looks_like_formula, saved, sheet_name, write_text

CSV_MIME = "text/csv"
_WIDTHS = (10, 48)
_DAY = "yyyy-mm-dd"

Cell = str | float | int | date | None


@dataclass(frozen=True)
class Table:
    """A table with its title; rows have a cell for each header, None where there is nothing to tell."""

    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def workbook(table: Table) -> bytes:
    """The table as the bytes of an xlsx file with one sheet; texts are texts, numbers and dates their own."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    from data.forms.looks import Look, dress

    book = Workbook()
    sheet: Any = book.active
    sheet.title = sheet_name(table.title)
    sheet.freeze_panes = "B2"
    for column, header in enumerate(table.headers, start=1):
        cell = sheet.cell(1, column)
        write_text(cell, header)
        dress(cell, Look.HEADER)
        longest = max([len(header), *(len(str(row[column - 1] or "")) for row in table.rows)])
        sheet.column_dimensions[get_column_letter(column)].width = min(
            max(longest + 2, _WIDTHS[0]), _WIDTHS[1]
        )
    for number, row in enumerate(table.rows, start=2):
        for column, value in enumerate(row, start=1):
            _write(sheet.cell(number, column), value)
    return saved(book)


def _write(cell: Any, value: Cell) -> None:
    if isinstance(value, str):
        write_text(cell, value)
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = _DAY


def text_file(table: Table) -> bytes:
    """The table as the bytes of a csv file in UTF-8, with the mark by which Excel knows it."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow([_inert(header) for header in table.headers])
    writer.writerows([_inert(value) for value in row] for row in table.rows)
    return stream.getvalue().encode("utf-8-sig")


def _inert(value: Cell) -> str | float | int:
    """A cell that no program takes for a formula; a date as in 2025-03-01."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and looks_like_formula(value):
        return f"'{value}"
    return value
