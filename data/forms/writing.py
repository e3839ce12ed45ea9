"""Cells and workbooks that we write: no spreadsheet program takes a text in them for a formula."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl import Workbook

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a cell of a workbook holds at most, and a workbook's name of a sheet.
LONGEST_TEXT = 32_767
LONGEST_SHEET_NAME = 31

TEXT = "@"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

# What a workbook's XML can't hold or changes, and what it would take for such a character.
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


def write_text(cell: Any, text: str) -> None:
    """Put a text into a cell of a workbook exactly as it is, and as nothing but text.

    What is longer than ``LONGEST_TEXT`` is cut. Programs that are asked to edit the cell keep it text, too.
    """
    put_text(cell, text)
    cell.number_format = TEXT
    cell.quotePrefix = looks_like_formula(text)


def put_text(cell: Any, text: str) -> None:
    """Put a text into a cell that has the style of one written by ``write_text``."""
    cell.value = _held(text)
    # Beginning with an equals sign it was taken for a formula, and #N/A for an error.
    cell.data_type = "s"


def looks_like_formula(text: str) -> bool:
    """Whether some spreadsheet program might take a text for a formula."""
    return text.startswith(FORMULA_STARTS)


def _held(text: str) -> str:
    """A text as a workbook holds it: control characters by their number, what is no character replaced."""
    held = _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", _NO_CHARACTER.sub("\ufffd", text))
    return held[:LONGEST_TEXT]


def sheet_name(name: str) -> str:
    """A name as sheets may have it."""
    return _NOT_IN_NAMES.sub(" ", name)[:LONGEST_SHEET_NAME].strip(" '") or "1"


def saved(book: Workbook) -> bytes:
    """A workbook as the bytes of an xlsx file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
