"""How the sheets that we write look: generous, calm, in one colour."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from data.forms.carried import SHEET, Carried
from data.forms.writing import looks_like_formula, put_text, write_text

INK, QUIET, COLOUR, TINT, WHITE = "1B2530", "5B6672", "0072B2", "E6F1F8", "FFFFFF"
SIZE = 11
TITLE_HEIGHT, HEADER_HEIGHT, ROW_HEIGHT, LINE_HEIGHT = 30, 40, 21, 16
ROOM = 10
# Of what a workbook carries, so much goes into a cell: less than it holds.
PIECE = 4_000


def _font(colour: str = INK, *, bold: bool = False, size: int = SIZE) -> Font:
    return Font(name="Calibri", size=size, bold=bold, color=colour)


_LINE = Border(bottom=Side(style="thin", color="D3DAE2"))
_WRAPPED = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
_LEFT = Alignment(horizontal="left", vertical="center", indent=1)


class Look(Enum):
    """What a cell is, and so how it looks: font, ground, line and place of the text."""

    HEADER = (_font(WHITE, bold=True), COLOUR, None, _WRAPPED)
    EITHER = (_font(bold=True), TINT, None, _WRAPPED)
    OPTIONAL = (_font(), TINT, None, _WRAPPED)
    TITLE = (_font(COLOUR, bold=True, size=16), None, None, _LEFT)
    NOTE = (_font(QUIET), None, None, _LEFT)
    DATA = (_font(), None, None, _LEFT)
    AT_FAULT = (_font(bold=True), TINT, None, _LEFT)
    WORDS = (_font(), None, _LINE, _WRAPPED)
    NAME = (_font(bold=True), None, _LINE, _WRAPPED)


def dress(cell: Any, look: Look) -> None:
    """Give a cell, or a column for its cells to come, its look."""
    font, ground, line, alignment = look.value
    cell.font = font
    cell.alignment = alignment
    if ground:
        cell.fill = PatternFill("solid", fgColor=ground)
    if line:
        cell.border = line


class Pen:
    """Makes cells of text for a sheet; the style of each look is worked out once."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._styles: dict[tuple[Look, bool], Any] = {}

    def cell(self, text: str, look: Look) -> Any:
        """A cell for the sheet's ``append``, of text that no program takes for a formula."""
        cell: Any = WriteOnlyCell(self._sheet)
        key = look, looks_like_formula(text)
        if key in self._styles:
            put_text(cell, text)
            cell._style = self._styles[key]
        else:
            write_text(cell, text)
            dress(cell, look)
            self._styles[key] = cell._style
        return cell


def carry(book: Workbook, told: Carried) -> None:
    """Put ``told``, of what JSON can hold, into a hidden sheet of a workbook."""
    sheet: Any = book.create_sheet(SHEET)
    sheet.sheet_state = "hidden"
    pen, text = Pen(sheet), json.dumps(told)
    for start in range(0, len(text), PIECE):
        sheet.append([pen.cell(text[start : start + PIECE], Look.DATA)])


@dataclass(frozen=True)
class TextSheet:
    """A sheet to be read: a title, some sentences, and lines of texts under headers with their widths."""

    title: str
    sentences: Sequence[str]
    headers: Sequence[tuple[str, int]]
    lines: Sequence[Sequence[str]] = ()


def write_text_sheet(sheet: Any, page: TextSheet) -> None:
    """Fill an empty sheet that is to be read; the first column names what a line is about."""
    pen, top = Pen(sheet), len(page.sentences) + 3
    widths = [width for __, width in page.headers]
    set_widths(sheet, widths)
    fit_to_print(sheet, top)
    sheet.sheet_view.showGridLines = False
    if page.lines:
        sheet.freeze_panes = f"B{top + 1}"
    _append(sheet, [pen.cell(page.title, Look.TITLE)], 1, TITLE_HEIGHT)
    for row, sentence in enumerate(page.sentences, 2):
        _append(sheet, [pen.cell(sentence, Look.NOTE)], row, ROW_HEIGHT)
    if not page.lines:
        return
    _append(sheet, [], top - 1, ROW_HEIGHT)
    _append(sheet, [pen.cell(name, Look.HEADER) for name, __ in page.headers], top, HEADER_HEIGHT)
    for row, line in enumerate(page.lines, top + 1):
        looks = [Look.NAME, *[Look.WORDS] * (len(line) - 1)]
        cells = [pen.cell(text, look) for text, look in zip(line, looks, strict=True)]
        _append(sheet, cells, row, _height(line, widths))


def _append(sheet: Any, cells: list[Any], row: int, height: float) -> None:
    sheet.row_dimensions[row].height = height
    sheet.append(cells)


def set_widths(sheet: Any, widths: Sequence[int]) -> None:
    """Make the columns of a sheet so many letters wide."""
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width


def set_heights(sheet: Any) -> None:
    """Give the rows of a sheet of data some air, and its header more."""
    sheet.sheet_format.defaultRowHeight = ROW_HEIGHT
    sheet.sheet_format.customHeight = True
    sheet.row_dimensions[1].height = HEADER_HEIGHT


def fit_to_print(sheet: Any, header_row: int) -> None:
    """Have a sheet printed across, as wide as the paper, with its header on each page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{header_row}:{header_row}"


def _height(line: Sequence[str], widths: Sequence[int]) -> float:
    """The height that the longest text of a line takes when it's wrapped."""
    rows = max(-(-len(text) // width) for text, width in zip(line, widths, strict=True))
    return max(1, rows) * LINE_HEIGHT + ROOM
