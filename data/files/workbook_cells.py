"""Workbooks (xlsx, xlsm, xlsb, xls, ods) taken apart into rows of text, in a process of its own.

Nothing here words a message or imports what takes long to load: the process that asked does both.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum, auto
from itertools import islice
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from data import limits
from data.files.workbook_columns import plain_number, whole_sheets

SECOND = timedelta(seconds=1)
BATCH = 1_000
KNOWN_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}
UNKNOWN_ERROR = "cell error"

Row = Sequence[str]
Failed = tuple[int, int, str]
Message = tuple[Any, ...]


class Reason(StrEnum):
    """Why a workbook can't be read; workbooks.py has the words."""

    PASSWORD = auto()
    UNREADABLE = auto()
    ERROR_CELL = auto()
    FAR_CELL = auto()
    LONG_CELL = auto()
    TOO_MUCH = auto()
    MEMORY = auto()
    TIME = auto()
    NOT_STARTED = auto()


class Stopped(Exception):
    """The workbook can't be read for a reason whose words ``details`` fill."""

    def __init__(self, reason: Reason, **details: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details


def answer(content: bytes, widths: Sequence[int] = ()) -> Iterator[Message]:
    """What is sent back for a workbook, piece by piece; ``widths`` are the last columns of its sheets.

    ``("sheet", name, visible)`` begins a sheet, ``("rows", rows)`` or ``("columns", bytes)`` goes on with it,
    ``("error", row, column, value)`` names a cell whose formula failed; ``("end",)`` is the last, or
    ``("stopped", reason, details)`` in its place.
    """
    try:
        whole = whole_sheets(content, widths)
        yield from _sheets(content) if whole is None else whole
        yield ("end",)
    except Stopped as stop:
        yield "stopped", stop.reason, stop.details
    except PasswordError:
        yield "stopped", Reason.PASSWORD, {}
    except MemoryError:
        yield "stopped", Reason.MEMORY, {}
    except (CalamineError, OSError, ValueError, KeyError, TypeError) as error:
        is_cell = UNKNOWN_ERROR in str(error).lower()
        yield "stopped", Reason.ERROR_CELL if is_cell else Reason.UNREADABLE, {}


def _sheets(content: bytes) -> Iterator[Message]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    taken = _Taken()
    for about in workbook.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet:
            yield "sheet", about.name, about.visible == SheetVisibleEnum.Visible
            yield from _contents(content, workbook, about, taken)


class _Taken:
    """How many cells and characters of a workbook were taken so far."""

    cells = 0
    characters = 0

    def add(self, rows: Sequence[Row], sheet: str, before: int) -> None:
        """Count some rows; Stopped where one cell or all of them are too much."""
        for number, row in enumerate(rows, before + 1):
            lengths = list(map(len, row))
            self.cells += len(row)
            self.characters += sum(lengths)
            if max(lengths, default=0) > limits.LONGEST_CELL:
                raise Stopped(Reason.LONG_CELL, sheet=sheet, row=number)
        if self.cells > limits.MAX_CELLS or self.characters > limits.MAX_CHARACTERS:
            raise Stopped(Reason.TOO_MUCH)


def _contents(
    content: bytes, workbook: CalamineWorkbook, about: SheetMetadata, taken: _Taken
) -> Iterator[Message]:
    errors: list[Failed] = []
    rows = _rows(content, workbook, about.name, errors)
    before = 0
    while batch := list(islice(rows, BATCH)):
        taken.add(batch, about.name, before)
        before += len(batch)
        yield "rows", batch
    for error in errors:
        yield "error", *error


def _rows(content: bytes, workbook: CalamineWorkbook, name: str, errors: list[Failed]) -> Iterator[Row]:
    try:
        sheet = workbook.get_sheet_by_name(name)
    except PasswordError:
        raise
    except CalamineError as error:
        if UNKNOWN_ERROR not in str(error).lower() or not content.startswith(b"PK"):
            raise
        return _rows_one_by_one(content, name, errors)
    return _rows_at_once(sheet, name)


def _rows_at_once(sheet: CalamineSheet, name: str) -> Iterator[Row]:
    if sheet.start is None or sheet.end is None:
        return iter(())
    _check_extent(name, sheet.end[0] + 1, sheet.end[1] + 1)
    before = [""] * sheet.start[1]
    return ([*before, *map(cell_text, row)] for row in sheet.iter_rows())


def _check_extent(name: str, rows: int, columns: int) -> None:
    if rows > limits.MAX_ROWS or columns > limits.MAX_COLUMNS or rows * columns > limits.MAX_CELLS:
        raise Stopped(Reason.FAR_CELL, sheet=name, row=rows, column=columns)


def _rows_one_by_one(content: bytes, name: str, errors: list[Failed]) -> Iterator[Row]:
    """The rows of a sheet that calamine gives up because of one cell with an error that it doesn't know."""
    import openpyxl  # only such a workbook pays for loading it

    warnings.simplefilter("ignore")
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheet: Any = book[name]
    # The extent that the file states may be anything.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), 1):
        _check_extent(name, number, len(row))
        yield [_checked_text(cell, errors) for cell in row]


def _checked_text(cell: Any, errors: list[Failed]) -> str:
    """A cell's text, none for an error; one that calamine doesn't read as an empty cell is told."""
    if cell.data_type != "e":
        return cell_text(cell.value)
    if cell.value not in KNOWN_ERRORS:
        errors.append((cell.row, cell.column, str(cell.value)))
    return ""


def cell_text(value: Any) -> str:
    """A cell's value as text: numbers in full, dates and times in ISO form, durations as HH:MM:SS."""
    if isinstance(value, str):
        return value
    writer = WRITERS.get(type(value), str)
    return writer(value)


def _moment(value: datetime) -> str:
    return _whole_seconds(value).isoformat(sep=" ")


def _whole_seconds(value: datetime) -> datetime:
    """Serial numbers carry a second only nearly: 09:12:57.9999 is 09:12:58."""
    return (value + min(SECOND / 2, datetime.max - value)).replace(microsecond=0)


def _clock(value: time) -> str:
    return _whole_seconds(datetime.combine(date(2000, 1, 1), value)).time().isoformat()


def _duration(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


WRITERS = {
    type(None): lambda value: "",
    bool: lambda value: "TRUE" if value else "FALSE",
    int: str,
    float: plain_number,
    datetime: _moment,
    date: date.isoformat,
    time: _clock,
    timedelta: _duration,
}
