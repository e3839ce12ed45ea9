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
IS_QUOTE = np.isin(np.arange(256), list(b"\"'"))
DECIMAL, ALPHABET = 10, 26

Extent = tuple[int, int]
Signs = npt.NDArray[np.uint8]
Places = npt.NDArray[np.intp]
Numbers = npt.NDArray[np.int64]


def reach(extent: Extent, chunk: bytes) -> Extent:
    """The last row and column of a sheet in XML (xlsx), one more piece of it seen."""
    seen = _usual_reach(chunk) or _any_reach(chunk)
    return max(extent[0], seen[0]), max(extent[1], seen[1])


def _usual_reach(chunk: bytes) -> Extent | None:
    """How far cells reach whose references are written as programs do, ``r="A1"``; None for others.

    All references of a piece are read side by side, a sign of each at a time.
    """
    signs = np.frombuffer(chunk, np.uint8)
    around = np.pad(signs, (1, LONGEST_REFERENCE + 3))
    begin = np.flatnonzero(signs == ord("r"))
    begin = begin[BLANK[around[begin]]]
    behind = around[begin + 2]
    if (behind != ord("=")).any():
        begin = begin[BLANK[behind] | (behind == ord("="))]
    if not IS_QUOTE[around[begin + 3]].all() or (around[begin + 2] != ord("=")).any():
        return None
    rows, columns = _references(around, begin + 4)
    return _farthest(chunk, begin, rows), _farthest(chunk, begin, columns)


def _references(signs: Signs, places: Places) -> tuple[Numbers, Numbers]:
    """The rows and columns of the references that begin at some places."""
    row = np.zeros(len(places), np.int64)
    column = np.zeros(len(places), np.int64)
    open_ = np.ones(len(places), np.bool_)
    for at in range(LONGEST_REFERENCE):
        sign = signs[places + at]
        digit = open_ & (sign - ord("0") < DECIMAL)
        letter = open_ & ((sign | 32) - ord("a") < ALPHABET)
        if letter.any():
            column = np.where(letter, column * ALPHABET + (sign & 31), column)
        if digit.any():
            row = np.where(digit, row * DECIMAL + (sign & 15), row)
        open_ = letter | digit
        if not open_.any():
            break
    return row, column


def _farthest(chunk: bytes, begin: Places, numbers: Numbers) -> int:
    """The largest number of those of the references that are of cells with something in them."""
    if not len(numbers):
        return 0
    # Most often that of the largest number is one, which saves looking at the others.
    at = int(numbers.argmax())
    end = chunk.find(b">", begin[at])
    if end >= 0 and chunk[end - 1] != ord("/"):
        return int(numbers[at])
    return int(numbers[_holding(np.frombuffer(chunk, np.uint8), begin)].max(initial=0))


def _holding(signs: Signs, begin: Places) -> npt.NDArray[np.bool_]:
    """Which of the references are of cells with something in them, not closed at once."""
    ends = np.append(np.flatnonzero(signs == ord(">")), -1)
    end = ends[np.searchsorted(ends[:-1], begin)]
    return (end >= 0) & (signs[end - 1] != ord("/"))


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
