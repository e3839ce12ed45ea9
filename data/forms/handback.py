"""The workbook of rows that were left out: for a person to mend, and to load again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook

from data.formats import number
from data.forms.carried import PLACE, REASON
from data.forms.looks import (
    Look,
    Pen,
    TextSheet,
    carry,
    fit_to_print,
    set_heights,
    set_widths,
    write_text_sheet,
)
from data.forms.writing import LONGEST_TEXT, saved, sheet_name
from data.language import gettext as _
from data.language import ngettext
from data.preparing.decisions import told
from data.records import Problem
from data.rows import LeftOut, LeftRow

WIDTHS = (64, 18)
NARROWEST, WIDEST = 12, 40
LOOKED_AT = 200

Reasons = Mapping[int, Sequence[Problem]]


def file_name(file: str) -> str:
    """The name of the workbook with what was left out of a file."""
    stem = file.rpartition(".")[0] or file
    return _("%(file)s - left out.xlsx") % {"file": stem}


def handback(file: str, left_out: LeftOut | None, problems: Iterable[Problem]) -> bytes:
    """The workbook with the rows that were left out of a file, as the bytes of an xlsx file.

    Each row stands as it does in the file, behind why it was left out and where it stands. ``problems`` are
    all of the file; what was left out but isn't a row to mend is told on a second sheet. Loaded again, the
    workbook is read as the file was.
    """
    reasons = _by_row(problems)
    book = Workbook(write_only=True)
    if left_out:
        _write_rows(book.create_sheet(sheet_name(_("Rows left out"))), left_out, reasons)
    _write_page(book.create_sheet(sheet_name(_("About these rows"))), file, left_out, reasons)
    if left_out:
        carry(book, {"source": left_out.source, "choices": told(left_out.choices)})
    return saved(book)


def _by_row(problems: Iterable[Problem]) -> Reasons:
    """The problems of each row that was left out."""
    found: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        found[problem.row].append(problem)
    return {row: told for row, told in found.items() if any(problem.left_out for problem in told)}


def _write_rows(sheet: Any, left_out: LeftOut, reasons: Reasons) -> None:
    """The sheet with the rows to mend, as wide as the longest of them."""
    width = max(len(left_out.headers), *(len(row.cells) for row in left_out.rows))
    headers = [*left_out.headers, *[""] * (width - len(left_out.headers))]
    set_widths(sheet, [*WIDTHS, *_widths(headers, left_out.rows)])
    set_heights(sheet)
    fit_to_print(sheet, 1)
    sheet.freeze_panes = "C2"
    pen = Pen(sheet)
    own = [pen.cell(_(name), Look.HEADER) for name in (REASON, PLACE)]
    sheet.append([*own, *(pen.cell(header, Look.OPTIONAL) for header in headers)])
    for row in left_out.rows:
        sheet.append(_cells(pen, row, headers, reasons.get(row.number, ())))


def _widths(headers: Sequence[str], rows: Sequence[LeftRow]) -> list[int]:
    longest = [len(header) for header in headers]
    for row in rows[:LOOKED_AT]:
        for place, cell in enumerate(row.cells):
            longest[place] = max(longest[place], len(cell))
    return [min(WIDEST, max(NARROWEST, length + 4)) for length in longest]


def _cells(pen: Pen, row: LeftRow, headers: Sequence[str], problems: Sequence[Problem]) -> list[Any]:
    at_fault = {problem.column for problem in problems}
    return [
        pen.cell(why(problems), Look.DATA),
        pen.cell(row.place, Look.NOTE),
        *(
            pen.cell(cell, Look.AT_FAULT if header in at_fault or not header else Look.DATA)
            for cell, header in zip(row.cells, headers, strict=False)
        ),
    ]


def why(problems: Sequence[Problem]) -> str:
    """The reasons of a row in one line, each with the column that it is about."""
    named = [
        _("%(column)s: %(reason)s") % {"column": problem.column, "reason": problem.reason}
        if problem.column
        else problem.reason
        for problem in problems
    ]
    return "; ".join(dict.fromkeys(named))


def _write_page(sheet: Any, file: str, left_out: LeftOut | None, reasons: Reasons) -> None:
    """The sheet that says what to do, and names what was left out but isn't a row to mend."""
    mendable = {row.number for row in left_out.rows} if left_out else set[int]()
    others = [(row, problems) for row, problems in sorted(reasons.items()) if row not in mendable]
    headers = [(_(PLACE), 18), (_("What stands there"), 60), (_(REASON), 60)]
    more = left_out.more if left_out else 0
    lines = [] if more else [[number(row), problems[0].value, why(problems)] for row, problems in others]
    sentences = [*_how_to(left_out), *_cut(left_out), *_told_of_others(len(others) if not more else 0)]
    title = _("Left out of %(file)s") % {"file": file}
    write_text_sheet(sheet, TextSheet(title, sentences, headers, lines))


def _how_to(left_out: LeftOut | None) -> list[str]:
    if left_out is None:
        return [_("No row to mend is kept of this file. What was left out stands below.")]
    return [
        _("Mend the cells in the first sheet, where those with something wrong are in bold, and save."),
        _("Then load this workbook: its rows are read as the file was, and no row is loaded twice."),
        _(
            "The columns '%(reason)s' and '%(place)s' are passed over. Leave '%(place)s' as it is: by it a "
            "row that you mend once more takes the place of the one before."
        )
        % {"reason": _(REASON), "place": _(PLACE)},
    ]


def _cut(left_out: LeftOut | None) -> list[str]:
    """What of the rows isn't in the workbook."""
    if left_out is None:
        return []
    said = []
    if left_out.more:
        said.append(
            ngettext(
                "One more row was left out, which isn't here: mend it in the file itself.",
                "%(n)s more rows were left out, which aren't here: mend them in the file itself.",
                left_out.more,
            )
            % {"n": number(left_out.more)}
        )
    long = [row.place for row in left_out.rows if any(len(cell) > LONGEST_TEXT for cell in row.cells)]
    if long:
        said.append(
            _("A cell holds %(n)s characters at most, so longer texts are cut in these rows: %(rows)s.")
            % {"n": number(LONGEST_TEXT), "rows": ", ".join(long)}
        )
    return said


def _told_of_others(count: int) -> list[str]:
    if not count:
        return []
    return [
        ngettext(
            "One row isn't among them, as there is nothing to mend in it. It stands below.",
            "%(n)s rows aren't among them, as there is nothing to mend in them. They stand below.",
            count,
        )
        % {"n": number(count)}
    ]
