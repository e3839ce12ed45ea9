"""A cheap look into a zipped workbook before a parser touches it.

Unzipping is streamed and stops at a cap, so that a small file can't fill the memory; the references of the
cells are looked at because a single far cell makes the parser reserve the whole rectangle before it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from data.formats import number
from data.language import gettext as _
from data.refusals import Refused

MEBIBYTE = 1024 * 1024
MAX_UNZIPPED = 300 * MEBIBYTE
MAX_CELLS = 20_000_000
CHUNK = 4 * MEBIBYTE
OVERLAP = 64
COLUMN = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,7})\d""")
ROW = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]{0,7}(\d{1,9})["']""")
BINARY_ROW = 0
BINARY_CELLS = range(1, 12)
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


def check_package(content: bytes) -> None:
    """Raise Refused for a zip that is damaged, encrypted, no workbook, or would do harm when parsed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_members(package)
    except BROKEN as error:
        raise Refused(
            _(
                "The workbook is damaged or was cut short. Open it in a spreadsheet program, "
                "save it again and load the new copy."
            )
        ) from error


def _check_members(package: zipfile.ZipFile) -> None:
    members = package.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise Refused(_("The file is password-protected. Save a copy without a password and load that."))
    if not {member.filename for member in members} & {"[Content_Types].xml", "mimetype"}:
        raise Refused(_("This is a zip archive, not a workbook. Unzip it and load the files one by one."))
    budget = MAX_UNZIPPED
    for member in members:
        budget -= _check_member(package, member, budget)
    for name in _binary_sheets(package.namelist()):
        _check_rectangle(*binary_extent(package.read(name)))


def _binary_sheets(names: list[str]) -> list[str]:
    if "xl/workbook.bin" not in names:
        return []
    return [name for name in names if name.startswith("xl/worksheets/") and name.endswith(".bin")]


def _check_member(package: zipfile.ZipFile, member: zipfile.ZipInfo, budget: int) -> int:
    """The unzipped size of a member, with its content looked through on the way."""
    size, columns, rows = 0, 0, 0
    for chunk in _chunks(package, member):
        size += len(chunk)
        _check_size(size, budget)
        _check_doctype(chunk)
        columns = max(columns, _last_column(chunk))
        rows = max(rows, _last_row(chunk))
        _check_rectangle(rows, columns)
    return size


def binary_extent(sheet: bytes) -> tuple[int, int]:
    """The last row and column of a sheet in the binary form of xlsb: records of a type, a length and content.

    Source: [MS-XLSB] 2.1.4; a row's header is record 0 and begins with the row, cells are records 1 to 11 and
    begin with the column, both counted from 0.
    """
    row = column = place = 0
    while place < len(sheet):
        kind, place = _variable(sheet, place, 2)
        length, place = _variable(sheet, place, 4)
        first = int.from_bytes(sheet[place : place + 4], "little")
        if kind == BINARY_ROW:
            row = max(row, first + 1)
        elif kind in BINARY_CELLS:
            column = max(column, first + 1)
        place += length
    return row, column


def _variable(content: bytes, place: int, longest: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and the place behind it."""
    value = 0
    for position, byte in enumerate(content[place : place + longest]):
        value |= (byte & 0x7F) << 7 * position
        if byte < 0x80:
            return value, place + position + 1
    return value, place + longest


def _chunks(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content in pieces, each beginning with the end of the one before, so that nothing is split."""
    tail = b""
    with package.open(member) as stream:
        while piece := stream.read(CHUNK):
            yield tail + piece
            tail = piece[-OVERLAP:]


def _check_size(size: int, budget: int) -> None:
    if size > budget:
        raise Refused(
            _(
                "Unzipped, the workbook is larger than %(limit)s MB. Remove pictures and sheets that aren't "
                "needed, or save the sheet with the data as .csv and load that."
            )
            % {"limit": number(MAX_UNZIPPED // MEBIBYTE)}
        )


def _check_doctype(chunk: bytes) -> None:
    if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
        raise Refused(
            _(
                "The workbook holds a document type declaration, which no spreadsheet program writes, "
                "so it isn't opened. Save it again in a spreadsheet program and load the new copy."
            )
        )


def _check_rectangle(rows: int, columns: int) -> None:
    if rows * columns > MAX_CELLS:
        raise Refused(
            _(
                "A sheet reaches as far as row %(row)s and column %(column)s, most likely by a single stray "
                "cell. Delete the empty rows and columns beyond the table, save and load again."
            )
            % {"row": number(rows), "column": number(columns)}
        )


def _last_column(chunk: bytes) -> int:
    return max(map(_column_number, set(COLUMN.findall(chunk))), default=0)


def _last_row(chunk: bytes) -> int:
    return max(map(int, set(ROW.findall(chunk))), default=0)


def _column_number(letters: bytes) -> int:
    """A is 1, Z is 26, AA is 27, XFD is 16,384."""
    position = 0
    for letter in letters.upper():
        position = position * 26 + letter - 64
    return position
