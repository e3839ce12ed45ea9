"""Workbooks (xlsx, xlsm, xlsb, xls, ods) as sheets of text cells."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from data.language import gettext as _
from data.records import Sheet
from data.refusals import Refused

SECOND = timedelta(seconds=1)


def read_workbook(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook whose package was checked, cell A1 first; Refused where it can't be read."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return tuple(_sheets(workbook))
    except PasswordError as error:
        raise Refused(
            _("The workbook is password-protected. Save a copy without a password and load that.")
        ) from error
    except (CalamineError, OSError, ValueError) as error:
        raise Refused(_unreadable()) from error
    except BaseException as error:
        # The parser's own panics aren't Exceptions, and have no class to import.
        if type(error).__name__ != "PanicException":
            raise
        raise Refused(_unreadable()) from error


def _unreadable() -> str:
    return _(
        "The workbook can't be read; it may be damaged, or not a workbook at all. "
        "Open it in a spreadsheet program, save it as .xlsx and load the new copy."
    )


def _sheets(workbook: CalamineWorkbook) -> list[Sheet]:
    return [
        Sheet(
            about.name,
            _cells(workbook.get_sheet_by_name(about.name)),
            about.visible == SheetVisibleEnum.Visible,
        )
        for about in workbook.sheets_metadata
        if about.typ == SheetTypeEnum.WorkSheet
    ]


def _cells(sheet: CalamineSheet) -> tuple[tuple[str, ...], ...]:
    rows = sheet.to_python(skip_empty_area=False)
    return tuple(tuple(map(cell_text, row)) for row in rows)


def cell_text(value: Any) -> str:
    """A cell's value as text: numbers in full, dates and times in ISO form, durations as H:MM:SS."""
    if isinstance(value, str):
        return value
    writer = WRITERS.get(type(value), str)
    return writer(value)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def _moment(value: datetime) -> str:
    return _whole_seconds(value).isoformat(sep=" ")


def _whole_seconds(value: datetime) -> datetime:
    """Serial numbers carry a second only nearly: 09:12:57.9999 is 09:12:58."""
    return (value + SECOND / 2).replace(microsecond=0)


def _clock(value: time) -> str:
    return _whole_seconds(datetime.combine(date(2000, 1, 1), value)).time().isoformat()


def _duration(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


WRITERS = {
    bool: lambda value: "TRUE" if value else "FALSE",
    int: str,
    float: _number,
    datetime: _moment,
    date: date.isoformat,
    time: _clock,
    timedelta: _duration,
}
