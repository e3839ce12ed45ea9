"""What a person should know of a file beside its rows: macros, a misleading name, cells that failed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import PurePath

from data.files.compounds import MACROS
from data.files.signatures import NEW_WORKBOOKS, OLD_WORKBOOKS, OLE, TEXTS, ZIP
from data.finding.structure import Table
from data.language import gettext as _
from data.language import ngettext
from data.records import Problem, Sheet

MACRO_FOLDERS = ("xl/macrosheets/", "Basic/", "Scripts/")


def notes(file: str, content: bytes) -> list[str]:
    """Sentences about a file that was read."""
    return [*_kind(file, content), *_macros(content)]


def _kind(file: str, content: bytes) -> list[str]:
    """What the file is, where its name says otherwise."""
    ending = PurePath(file).suffix.lower().removeprefix(".")
    if ending in NEW_WORKBOOKS + OLD_WORKBOOKS and not content.startswith((ZIP, OLE)):
        return [_("By its content this is a text file, not a workbook as its name says; it is read as text.")]
    if ending in OLD_WORKBOOKS + TEXTS and content.startswith(ZIP):
        return [
            _("By its content this is a new workbook (as .xlsx), whatever its name says; it is read as one.")
        ]
    if ending in NEW_WORKBOOKS + TEXTS and content.startswith(OLE):
        return [
            _("By its content this is an old workbook (.xls), whatever its name says; it is read as one.")
        ]
    return []


def _macros(content: bytes) -> list[str]:
    if not holds_macros(content):
        return []
    return [_("The workbook holds macros: they are neither run nor kept, only its cells are read.")]


def holds_macros(content: bytes) -> bool:
    """Whether a workbook that can be opened holds programs, by its content and not by its name."""
    if not content.startswith(ZIP):
        return content.startswith(OLE) and MACROS in content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return any(
            name.endswith("vbaProject.bin") or name.startswith(MACRO_FOLDERS) for name in package.namelist()
        )


def failed_cells(sheets: Sequence[Sheet], name: str | None, header_row: int | None) -> list[Problem]:
    """The cells below the header of the sheet ``name`` that are empty because their formula failed."""
    sheet = next((sheet for sheet in sheets if sheet.name == name), None)
    if sheet is None or header_row is None:
        return []
    header = sheet.cells[header_row - 1]
    reason = _("the formula in this cell failed, so the cell is taken as empty")
    return [
        Problem(row, header[column - 1].strip() or _("(no name)"), value, reason, False)
        for row, column, value in sheet.errors
        if row > header_row
    ]


def of_table(table: Table) -> list[str]:
    """What is to be known of how a table was found."""
    said = []
    if table.turned:
        said.append(_("Its months stand side by side as columns; they are read as a row for each month."))
    elif table.sheets:
        said.append(_("The sheets %(sheets)s are read as one table.") % {"sheets": table.sheet})
    for sheet, header in table.lacking:
        words = {"sheet": sheet, "header": header}
        said.append(_("The sheet '%(sheet)s' has no column '%(header)s': it is empty for its rows.") % words)
    if table.header_row is None and not table.sheets:
        said.append(_("No row names the columns, so they go by their letters."))
    if table.above:
        said.append(
            ngettext(
                "The row above the names of the columns isn't part of the table and isn't read.",
                "The %(n)s rows above the names of the columns aren't part of the table and aren't read.",
                table.above,
            )
            % {"n": table.above}
        )
    if table.beside:
        said.append(
            _("Another table beside it isn't read: %(headers)s.") % {"headers": ", ".join(table.beside)}
        )
    if table.passed:
        said.append(
            ngettext(
                "The sheet '%(sheets)s' holds the same columns and isn't read: choose it under Sheet, or put "
                "the rows on one sheet.",
                "The sheets '%(sheets)s' hold the same columns and aren't read: choose one under Sheet, or "
                "put the rows on one sheet.",
                len(table.passed),
            )
            % {"sheets": "', '".join(table.passed)}
        )
    return said
