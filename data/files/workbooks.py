"""Workbooks (xlsx, xlsm, xlsb, xls, ods) as sheets of text cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from data.files.grid import Grid
from data.files.texts import Gathering
from data.files.workbook_cells import Reason
from data.files.workbook_pool import Died, ask
from data.formats import number
from data.language import gettext as _
from data.language import mark
from data.limits import LONGEST_CELL, MAX_CELLS, READING_SECONDS
from data.progress import Told, untold
from data.records import Sheet
from data.refusals import Refused

# What stopped the reading, in words that the reason's details fill.
REASONS = {
    Reason.PASSWORD: mark(
        "The workbook is password-protected. Save a copy without a password and load that."
    ),
    Reason.UNREADABLE: mark(
        "The workbook can't be read; it may be damaged, or not a workbook at all. "
        "Open it in a spreadsheet program, save it as .xlsx and load the new copy."
    ),
    Reason.ERROR_CELL: mark(
        "A cell of the workbook holds an error that can't be read, such as #SPILL! or #CALC!. "
        "Mend or clear that cell, save the workbook as .xlsx and load it again."
    ),
    Reason.FAR_CELL: mark(
        "The sheet '%(sheet)s' reaches as far as row %(row)s and column %(column)s, most likely by a single "
        "stray cell. Delete the empty rows and columns beyond the table, save and load again."
    ),
    Reason.LONG_CELL: mark(
        "A cell in row %(row)s of the sheet '%(sheet)s' is longer than %(longest)s characters. "
        "Shorten it and load the workbook again."
    ),
    Reason.TOO_MUCH: mark(
        "The sheets of the workbook hold more than %(cells)s cells, or too much text. "
        "Save the sheet with the data as a file of its own, in parts if need be, and load that."
    ),
    Reason.MEMORY: mark(
        "Reading the workbook takes more memory than any table needs, so it was stopped; it may be damaged. "
        "Copy the table alone into a new workbook, or save its sheet as .csv, and load that."
    ),
    Reason.TIME: mark(
        "Reading the workbook takes longer than %(seconds)s seconds, so it was stopped. "
        "Copy the table alone into a new workbook, or save its sheet as .csv, and load that."
    ),
    Reason.NOT_STARTED: mark(
        "There is no room on the server to read a workbook just now. Nothing is lost: try again in a minute."
    ),
}


def read_workbook(content: bytes, widths: Sequence[int] = (), tell: Told = untold) -> tuple[Sheet, ...]:
    """The sheets of a workbook whose package was checked, cell A1 first; Refused where it can't be read.

    ``widths`` are the last columns of its sheets that hold something, where they are known.
    """
    try:
        messages = ask(content, widths, tell)
    except Died as error:
        raise Refused(_worded(_cause(error))) from error
    except OSError as error:
        raise Refused(_worded(Reason.NOT_STARTED)) from error
    kind, *rest = messages[-1]
    if kind == "stopped":
        reason, details = rest
        raise Refused(_worded(Reason(reason), details))
    return sheets_of(messages)


def _cause(death: Died) -> Reason:
    """Why a process died: the clock stopped it, the parser gave up, or the system didn't let it go on."""
    if death.out_of_time:
        return Reason.TIME
    return Reason.UNREADABLE if death.code == 1 else Reason.MEMORY


def _worded(reason: Reason, details: Mapping[str, str | int] | None = None) -> str:
    caps = {"longest": LONGEST_CELL, "cells": MAX_CELLS, "seconds": READING_SECONDS}
    values = {**caps, **(details or {})}
    return _(REASONS[reason]) % {
        name: value if isinstance(value, str) else number(value) for name, value in values.items()
    }


def sheets_of(messages: Iterable[Any]) -> tuple[Sheet, ...]:
    """The sheets put together from the pieces in which they come."""
    found: list[_Pieces] = []
    for kind, *rest in messages:
        if kind == "sheet":
            found.append(_Pieces(*rest))
        elif kind == "rows":
            found[-1].rows.extend(rest[0])
        elif kind == "columns":
            found[-1].grid = _grid(rest[0])
        elif kind == "error":
            row, column, value = rest
            found[-1].errors.append((row, column, value))
    return tuple(
        Sheet(one.name, one.grid or _padded(one.rows), one.visible, tuple(one.errors)) for one in found
    )


@dataclass
class _Pieces:
    """What came of a sheet so far."""

    name: str
    visible: bool
    rows: list[list[str]] = field(default_factory=list)
    grid: Grid | None = None
    errors: list[tuple[int, int, str]] = field(default_factory=list)


def _grid(stream: bytes) -> Grid:
    """The cells of a sheet from an Arrow stream of its columns."""
    columns = []
    for column in pa.ipc.open_stream(stream).read_all().columns:
        whole = Gathering()
        for chunk in column.chunks:
            whole.add(chunk)
        columns.append(whole.column())
    return Grid(columns)


def _padded(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    width = max(map(len, rows), default=0)
    return tuple((*row, *[""] * (width - len(row))) for row in rows)
