"""How far the sheets of a workbook reach, found without taking them apart.

A single far cell makes a parser reserve the whole rectangle before it. Cells without anything in them, such
as those that are only coloured, don't count: parsers leave them out.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from xml.parsers import expat

import numpy as np
import numpy.typing as npt

REFERENCE = re.compile(rb"""r(?<=\sr)\s*=\s*["']([A-Za-z]{0,7}\d{1,9})["'][^<>/]{0,200}>""")
LETTERS, DIGITS = string.ascii_letters.encode(), string.digits.encode()
BINARY_ROW = 0
BINARY_CELLS = range(2, 12)

LONGEST_REFERENCE = 16
BLANK = np.isin(np.arange(256), list(b" \t\r\n"))
QUOTES = list(b"\"'")

Extent = tuple[int, int]


def reach(extent: Extent, chunk: bytes) -> Extent:
    """The last row and column of a sheet in XML (xlsx), one more piece of it seen."""
    seen = _usual_reach(np.frombuffer(chunk, np.uint8)) or _any_reach(chunk)
    return max(extent[0], seen[0]), max(extent[1], seen[1])


def _usual_reach(signs: npt.NDArray[np.uint8]) -> Extent | None:
    """How far cells reach whose references are written as programs do, ``r="A1"``; None for others.

    All references of a piece are read side by side, a sign of each at a time.
    """
    around = np.pad(signs, (1, LONGEST_REFERENCE + 3))
    begin = np.flatnonzero(signs == ord("r"))
    begin = begin[BLANK[around[begin]]]
    begin = begin[BLANK[around[begin + 2]] | (around[begin + 2] == ord("="))]
    if not np.isin(around[begin + 3], QUOTES).all() or (around[begin + 2] != ord("=")).any():
        return None
    ends = np.append(np.flatnonzero(signs == ord(">")), -1)
    end = ends[np.searchsorted(ends[:-1], begin)]
    holding = begin[(end >= 0) & (signs[end - 1] != ord("/"))]
    return _farthest(around, holding + 4)


def _farthest(signs: npt.NDArray[np.uint8], places: npt.NDArray[np.intp]) -> Extent:
    """The last row and column of the references that begin at some places."""
    row = np.zeros(len(places), np.int64)
    column = np.zeros(len(places), np.int64)
    open_ = np.ones(len(places), np.bool_)
    for at in range(LONGEST_REFERENCE):
        sign = signs[places + at].astype(np.int64)
        letter = open_ & ((sign | 32) >= ord("a")) & ((sign | 32) <= ord("z"))
        digit = open_ & (sign >= ord("0")) & (sign <= ord("9"))
        column = np.where(letter, column * 26 + (sign & 31), column)
        row = np.where(digit, row * 10 + sign - ord("0"), row)
        open_ = letter | digit
        if not open_.any():
            break
    return int(row.max(initial=0)), int(column.max(initial=0))


def _any_reach(chunk: bytes) -> Extent:
    references = b" ".join(REFERENCE.findall(chunk))
    rows = set(references.translate(None, LETTERS).split())
    columns = set(references.translate(None, DIGITS).split())
    return max([*map(int, rows), 0]), max([*map(_column_number, columns), 0])


def _column_number(letters: bytes) -> int:
    """A is 1, Z is 26, AA is 27, XFD is 16,384."""
    position = 0
    for letter in letters.upper():
        position = position * 26 + letter - 64
    return position


def binary_extent(sheet: bytes) -> Extent:
    """The last row and column of a sheet in the binary form of xlsb: records of a type, a length and content.

    Source: [MS-XLSB] 2.1.4; a row's header is record 0 and begins with the row, cells are records 1 to 11 and
    begin with the column, both counted from 0; record 1 is a cell without a value.
    """
    row = last_row = last_column = place = 0
    while place < len(sheet):
        kind, place = _variable(sheet, place, 2)
        length, place = _variable(sheet, place, 4)
        first = int.from_bytes(sheet[place : place + 4], "little")
        if kind == BINARY_ROW:
            row = first + 1
        elif kind in BINARY_CELLS:
            last_row, last_column = max(last_row, row), max(last_column, first + 1)
        place += length
    return last_row, last_column


def _variable(content: bytes, place: int, longest: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and the place behind it."""
    value = 0
    for position, byte in enumerate(content[place : place + longest]):
        value |= (byte & 0x7F) << 7 * position
        if byte < 0x80:
            return value, place + position + 1
    return value, place + longest


class OpenExtents:
    """The extents of the tables of an OpenDocument spreadsheet, fed piece by piece.

    Rows and cells carry how often they're repeated, so that a few bytes stand for a whole sheet.
    """

    def __init__(self) -> None:
        self.extents: list[Extent] = []
        self._row = self._column = self._rows = self._columns = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self.feed: Callable[[bytes], int] = self._parser.Parse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "table:table":
                self.extents.append((0, 0))
                self._row = self._rows = self._column = self._columns = 0
            case "table:table-row":
                self._row, self._rows = self._row + self._rows, 0
                self._rows = _times(attributes, "table:number-rows-repeated")
                self._column = self._columns = 0
            case "table:table-cell" | "table:covered-table-cell":
                self._column += self._columns
                self._columns = _times(attributes, "table:number-columns-repeated")
                if "office:value-type" in attributes:
                    self._fill()
            case "text:p":
                self._fill()

    def _fill(self) -> None:
        if self.extents:
            row, column = self.extents[-1]
            self.extents[-1] = max(row, self._row + self._rows), max(column, self._column + self._columns)


def _times(attributes: dict[str, str], name: str) -> int:
    """How often something is repeated: once unless a number is stated."""
    stated = attributes.get(name, "1")
    return int(stated) if stated.isdecimal() and len(stated) < 10 else 10**9
