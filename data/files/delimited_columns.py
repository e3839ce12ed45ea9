"""Large text files whose records are all alike, cut into columns by Arrow, piece by piece.

A file that isn't regular is left to the reader that looks at every record; what is regular means the same to
both.
"""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions when it is imported, so no type checker knows them.

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from data.files.caps import Taken
from data.files.dialects import (
    SAMPLE_CHARACTERS,
    SEPARATOR_LINE,
    Dialect,
    dialect_of,
    records_of,
    unwrapped,
)
from data.files.grid import Grid
from data.files.texts import TEXT, Gathering
from data.limits import LONGEST_CELL, MAX_COLUMNS, MEBIBYTE
from data.progress import Told, untold

LARGE = 4 * MEBIBYTE
PIECE = 16 * MEBIBYTE
BLOCK = 2 * MEBIBYTE
HEAD = 200
END = "\x02end\x02"
# The encodings in which a line break and a separator are one byte each, and every byte or none is a sign.
PLAIN = {"utf-8", "utf-8-sig", "cp1250", "cp1251", "cp1252", "cp1254"}
CONTROL = re.compile(rb"\xc2[\x80-\x9f]")


@dataclass(frozen=True)
class _Form:
    """How a file is cut: its encoding and dialect, how many cells a record has, whether any are quoted."""

    encoding: str
    dialect: Dialect
    width: int
    is_quoted: bool


def read_regular(
    content: bytes, encoding: str, least: int = LARGE, piece: int = PIECE, tell: Told = untold
) -> Grid | None:
    """The records of a text file of at least ``least`` bytes; None where it isn't regular, or smaller.

    Its first records may have fewer cells than the others, as titles do. It is read in pieces of ``piece``
    bytes; ``tell`` is told how many of them are read. Refused where it has too many rows.
    """
    if len(content) < least:
        return None
    sample = content[:SAMPLE_CHARACTERS].decode(encoding, errors="ignore").removeprefix("\ufeff")
    dialect = dialect_of(sample)
    if not _is_plain(content, sample, encoding, dialect):
        return None
    head = list(islice(records_of(sample, dialect), HEAD))
    width = max(map(len, head))
    above = next((place for place in range(HEAD) if _all_alike(head[place:], width)), None)
    if (
        above is None
        or not 1 < width <= MAX_COLUMNS
        or any("\n" in cell for row in head[:above] for cell in row)
    ):
        return None
    columns = [Gathering() for __ in range(width)]
    for place, column in enumerate(columns):
        texts = [record[place] if place < len(record) else "" for record in head[:above]]
        column.add(pa.array(texts, TEXT))
    if b'"' in content and not content.endswith((b"\n", b"\r")):
        # What a mark that is left open takes in shows by the line break.
        content += b"\n"
    pieces = _pieces(content, _behind_lines(content, above), piece)
    form = _Form(encoding, dialect, width, b'"' in content)
    return _read(pieces, form, columns, lambda read: tell(min(1, read / len(content))))


def _is_plain(content: bytes, sample: str, encoding: str, dialect: Dialect) -> bool:
    """Whether Arrow cuts a text as the reader of records does."""
    if encoding not in PLAIN or dialect.spaced or dialect.quote != '"' or SEPARATOR_LINE.match(sample):
        return False
    if b'"' in content and (
        dialect.backslash or unwrapped(sample) != sample or not _closes(dialect).search(content)
    ):
        return False
    if b"\0" in content or content.count(b"\r") not in (0, content.count(b"\r\n")):
        return False
    return content.isascii() or encoding not in ("utf-8", "utf-8-sig") or not CONTROL.search(content)


def _closes(dialect: Dialect) -> re.Pattern[bytes]:
    """A quotation mark at the end of a cell: where none stands, marks surround nothing."""
    return re.compile(rb'"\s*(?:' + re.escape(dialect.separator.encode()) + rb"|[\r\n]|\Z)")


def _all_alike(records: Sequence[Sequence[str]], width: int) -> bool:
    return len(records) > 1 and all(len(record) == width for record in records)


def _behind_lines(content: bytes, lines: int) -> int:
    """The place behind some lines."""
    place = 3 if content.startswith(b"\xef\xbb\xbf") and not lines else 0
    for __ in range(lines):
        place = content.index(b"\n", place) + 1
    return place


def _read(
    pieces: Iterator[memoryview | None], form: _Form, columns: list[Gathering], tell: Told
) -> Grid | None:
    """The columns begun with the first records, gone on with those of the pieces; ``tell`` hears of bytes."""
    taken, read = Taken(), 0
    for piece in pieces:
        table = _cut(piece, form, columns) if piece else None
        if table is None or _is_open(table, form):
            return None
        taken.grow(table.num_rows, form.width)
        for column, texts in zip(columns, table.columns, strict=True):
            for chunk in texts.chunks:
                column.add(chunk)
        read += len(piece or b"")
        tell(read)
    return Grid([column.column() for column in columns])


def _pieces(content: bytes, start: int, piece: int) -> Iterator[memoryview | None]:
    """The content from a place on in pieces of whole records; None for what can't be cut so."""
    whole = memoryview(content)
    while start < len(content):
        stop = min(len(content), start + piece)
        if stop < len(content):
            stop = content.rfind(b"\n", start, stop) + 1
        # Within an odd number of quotation marks a line break may be part of a cell.
        while stop > start and content.count(b'"', start, stop) % 2:
            stop = content.rfind(b"\n", start, stop - 1) + 1 if stop < len(content) else 0
        yield whole[start:stop] if stop > start else None
        start = max(stop, start + 1)


def _cut(piece: memoryview, form: _Form, columns: Sequence[Gathering]) -> pa.Table | None:
    """A piece as a table of texts; None where a record has another width, or a cell is too long."""
    names = [str(place) for place in range(form.width)]
    kinds = [TEXT if column.is_plain else pa.dictionary(pa.int32(), TEXT) for column in columns]
    try:
        table = csv.read_csv(
            pa.BufferReader(pa.py_buffer(piece)),
            csv.ReadOptions(
                column_names=names, block_size=BLOCK, encoding=form.encoding.removesuffix("-sig")
            ),
            csv.ParseOptions(
                delimiter=form.dialect.separator, newlines_in_values=form.is_quoted, ignore_empty_lines=False
            ),
            csv.ConvertOptions(column_types=dict(zip(names, kinds, strict=True)), strings_can_be_null=False),
        )
    except (pa.ArrowInvalid, UnicodeDecodeError):
        return None
    return None if _has_long_cell(table) else table


def _is_open(table: pa.Table, form: _Form) -> bool:
    """Whether a quotation mark is left open at the end of a piece: its cell takes in the last line break."""
    last = str(table.columns[-1][-1].as_py()) if form.is_quoted and table.num_rows else ""
    return last.endswith(("\n", "\r"))


def _has_long_cell(table: pa.Table) -> bool:
    return any(
        pc.max(pc.binary_length(_texts(chunk))).as_py() > LONGEST_CELL
        for column in table.columns
        for chunk in column.chunks
        if len(chunk)
    )


def _texts(chunk: pa.Array) -> pa.Array:
    return chunk.dictionary if pa.types.is_dictionary(chunk.type) else chunk
