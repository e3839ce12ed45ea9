"""Workbooks to be filled in: a sheet with headers, example rows and checks, and one that explains them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from data.files.workbook_cells import cell_text
from data.formats import day, number
from data.forms.entries import DAY, MOMENT, Check, Entry, entry_of, scale_of, statuses, yes_and_no
from data.forms.examples import EXAMPLES, Row
from data.forms.explanations import MEANINGS
from data.forms.looks import Look, TextSheet, carry, dress, fit_to_print, set_heights, write_text_sheet
from data.forms.writing import saved, sheet_name, write_text
from data.kinds import COMPANY_SCALES, KIND_NAMES, layouts_of
from data.language import gettext as _
from data.language import mark
from data.specs import Column, Layout, Scale, Type

Value = str | int | float | date | datetime | time
Fed = Mapping[str, Sequence[str]]

# Of a kind with several layouts, what the rows of each are.
LAYOUT_NAMES = {
    "surveys.log": mark("Survey answers, a row for each"),
    "surveys.totals": mark("Answers counted by month"),
    "contacts.log": mark("Contacts, a row for each"),
    "contacts.totals": mark("Contacts counted by month"),
    "complaints.log": mark("Complaints, a row for each"),
    "complaints.totals": mark("Complaints counted by month"),
    "retention.customers": mark("Customers, a row for each"),
    "retention.snapshot": mark("Customers on one day"),
    "retention.totals": mark("Customers counted by month"),
}

LAST_ROW = 1_048_576
LONGEST_TITLE, LONGEST_MESSAGE = 32, 255
NARROWEST, WIDEST = 14, 34
WIDTHS = {Type.TEXT: WIDEST, Type.MOMENT: 19, Type.CATEGORY: 19}


def title(layout: Layout) -> str:
    """What the rows of a layout are, in the reader's language."""
    return _(LAYOUT_NAMES.get(layout.key, KIND_NAMES[layout.kind]))


def file_name(layout: Layout) -> str:
    """The name of a layout's template."""
    several = len(layouts_of(layout.kind)) > 1
    return f"policypulse-{layout.kind}{f'-{layout.name}' if several else ''}.xlsx"


def template(layout: Layout, scales: Mapping[str, Scale] = COMPANY_SCALES, feeds: Fed | None = None) -> bytes:
    """A layout's workbook to fill in, as the bytes of an xlsx file, in the reader's language.

    ``scales`` are the company's. ``feeds`` tells for column keys which KPIs they feed; without it nothing is
    said of KPIs.
    """
    book = Workbook()
    entries = {column.key: entry_of(column, scales) for column in layout.columns}
    rows = [_values(layout, row, scales) for row in EXAMPLES[layout.key]]
    names = {column.key: heading(column, scales) for column in layout.columns}
    _fill(book.worksheets[0], layout, names, entries, rows)
    _explain(book, layout, entries, rows, feeds)
    carry(
        book,
        {
            "template": layout.key,
            "headers": list(names.values()),
            "examples": [[cell_text(value) for value in row] for row in rows],
        },
    )
    return saved(book)


def _values(layout: Layout, row: Row, scales: Mapping[str, Scale]) -> list[Value | None]:
    return [_value(column, row.get(column.key), scales) for column in layout.columns]


def _value(column: Column, given: Any, scales: Mapping[str, Scale]) -> Value | None:
    """What stands in an example's cell: words in the reader's language, a score on the company's scale."""
    if isinstance(given, bool):
        return yes_and_no()[0 if given else 1]
    if given is not None and column.type is Type.STATUS:
        return statuses()[given]
    if given is not None and column.scale in COMPANY_SCALES:
        return round(scale_of(column, scales).answer(given))
    return _(given) if isinstance(given, str) else given


def heading(column: Column, scales: Mapping[str, Scale]) -> str:
    """The header of a column; a score names its scale, so that no wrong answer can change it."""
    scale = scales.get(column.scale or "")
    if scale is None or scale.low_is_good:
        return column.title
    return f"{column.title} ({scale.low:g}–{scale.high:g})"


def _fill(
    sheet: Any,
    layout: Layout,
    names: Mapping[str, str],
    entries: Mapping[str, Entry],
    rows: Sequence[Sequence[Value | None]],
) -> None:
    """The sheet to fill in."""
    sheet.title = sheet_name(title(layout))
    for place, column in enumerate(layout.columns, 1):
        entry, letter = entries[column.key], get_column_letter(place)
        number_format = _format(entry, [row[place - 1] for row in rows])
        write_text(sheet.cell(1, place), names[column.key])
        dress(sheet.cell(1, place), _look(column, layout))
        sheet.column_dimensions[letter].width = _width(column)
        # What is entered below the examples looks like them.
        sheet.column_dimensions[letter].number_format = number_format
        dress(sheet.column_dimensions[letter], Look.DATA)
        for at, row in enumerate(rows, 2):
            _write(sheet.cell(at, place), row[place - 1], number_format)
        if entry.check:
            sheet.add_data_validation(_validation(column, entry, entry.check, letter))
    set_heights(sheet)
    sheet.freeze_panes = "A2"
    fit_to_print(sheet, 1)


def _format(entry: Entry, examples: Sequence[Value | None]) -> str:
    """How a column shows what is entered: days without a time of day where its examples are days."""
    days = any(isinstance(value, date) and not isinstance(value, datetime) for value in examples)
    return DAY if days and entry.number_format == MOMENT else entry.number_format


def _write(cell: Any, value: Value | None, number_format: str) -> None:
    if isinstance(value, str):
        write_text(cell, value)
    elif value is not None:
        cell.value = value
    cell.number_format = number_format
    dress(cell, Look.DATA)


def _look(column: Column, layout: Layout) -> Look:
    if column.required:
        return Look.HEADER
    return Look.EITHER if column.key in layout.any_of else Look.OPTIONAL


def _width(column: Column) -> int:
    widest = max(map(len, column.title.split()))
    return min(WIDEST, max(WIDTHS.get(column.type, NARROWEST), widest + 4, len(column.title) // 2 + 4))


def _validation(column: Column, entry: Entry, check: Check, letter: str) -> DataValidation:
    name, words = column.title[:LONGEST_TITLE], entry.words[:LONGEST_MESSAGE]
    made = DataValidation(
        type=check.type,
        operator="between" if check.high else "greaterThanOrEqual",
        formula1=check.low,
        formula2=check.high,
        allow_blank=True,
        errorStyle="stop" if check.strict else "warning",
        errorTitle=name,
        error=words,
        promptTitle=name,
        prompt=words,
        showErrorMessage=True,
        showInputMessage=True,
    )
    made.add(f"{letter}2:{letter}{LAST_ROW}")
    return made


def _explain(
    book: Workbook,
    layout: Layout,
    entries: Mapping[str, Entry],
    rows: Sequence[Sequence[Value | None]],
    feeds: Fed | None,
) -> None:
    """The sheet that explains the columns."""
    headers = [
        (_("Name of the column"), 26),
        (_("What it means"), 46),
        (_("Needed?"), 22),
        (_("What may be entered"), 40),
        (_("As an example"), 28),
    ]
    if feeds is not None:
        headers.append((_("KPIs that it feeds"), 40))
    lines = [
        [
            column.title,
            _(MEANINGS[column.key]),
            _needed(column, layout),
            entries[column.key].words,
            next((_shown(row[place]) for row in rows if row[place] is not None), ""),
            *(() if feeds is None else (", ".join(feeds.get(column.key, ())),)),
        ]
        for place, column in enumerate(layout.columns)
    ]
    sheet = book.create_sheet(sheet_name(_("What the columns mean")))
    write_text_sheet(sheet, TextSheet(title(layout), _how_to(), headers, lines))


def _how_to() -> list[str]:
    return [
        _("Write your own rows over the example rows of the first sheet: examples are never counted."),
        _(
            "The names of required columns are in bold on a dark ground. All other columns may stay empty or "
            "be deleted, and columns may stand in any order."
        ),
        _("Save the workbook and load it in PolicyPulse as it is."),
    ]


def _needed(column: Column, layout: Layout) -> str:
    if column.required:
        return _("required")
    return _("at least one of these") if column.key in layout.any_of else _("optional")


def _shown(value: Value | None) -> str:
    """An example's value as the reader writes it."""
    if isinstance(value, datetime):
        return f"{day(value)} {value:%H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return day(value)
    return number(value, 1) if isinstance(value, float) else str(value)
