"""Workbooks and text files made for a test."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import openpyxl


def workbook(sheets: Mapping[str, Iterable[Sequence[Any]]], hidden: Sequence[str] = ()) -> bytes:
    """An xlsx file with these sheets, row by row from A1."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(content: bytes, members: Mapping[str, bytes]) -> bytes:
    """A zip with some members replaced or added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in dict.fromkeys([*old.namelist(), *members]):
            new.writestr(name, members[name] if name in members else old.read(name))
    return stream.getvalue()


def csv_text(*rows: str) -> bytes:
    return ("\n".join(rows) + "\n").encode()
