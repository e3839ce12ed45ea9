"""Text files with a separator (csv, tsv, txt) as one sheet of text cells."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, zip_longest

import pyarrow as pa

from data.files.caps import Taken, check_text, too_long
from data.files.delimited_columns import read_regular
from data.files.dialects import (
    SEPARATOR_LINE,
    SEPARATORS,
    Dialect,
    dialect_of,
    never_closed,
    records_of,
    unwrapped,
)
from data.files.encodings import decode, encoding_of
from data.files.grid import Grid
from data.files.texts import TEXT, Gathering
from data.formats import number
from data.language import gettext as _
from data.progress import Told, untold
from data.records import Sheet
from data.refusals import Refused

SENTINEL = "\x02end\x02"
BATCH = 500_000
FEWEST_SWALLOWED = 3


def read_delimited(content: bytes, encoding: str | None = None, tell: Told = untold) -> Sheet:
    """The records of a text file as one sheet without a name, short records filled up.

    It is read in the encoding given, else in the likeliest. Row n is the nth record, so that a cell with line
    breaks stays one row. A first line ``sep=;`` counts no more than it does in a spreadsheet program. Raises
    Refused where the text isn't a table.
    """
    encoding = encoding or encoding_of(content)
    regular = read_regular(content, encoding, tell=tell)
    cells = read_by_record(content, encoding, tell) if regular is None else regular
    _check_swallowed(cells)
    return Sheet("", cells, encoding=encoding)


def _check_swallowed(cells: Grid) -> None:
    """Raise Refused for a cell that holds whole rows, as a mark opened in it is closed in a later one."""
    for column in cells.columns:
        for text in column.holding("\n"):
            inside = text.split("\n")[1:-1]
            if len(inside) >= FEWEST_SWALLOWED and any(_are_rows(inside, one, cells) for one in SEPARATORS):
                raise Refused(_swallowed(int(column.equal(text).argmax()) + 1, len(inside) + 1))


def _swallowed(row: int, lines: int) -> str:
    return _(
        "A quotation mark that is opened in row %(row)s is closed only %(lines)s lines below, so that whole "
        "rows would be lost in one cell. Add the missing mark, or remove the one that is too many, and load "
        "the file again."
    ) % {"row": number(row), "lines": number(lines)}


def _are_rows(lines: Sequence[str], separator: str, cells: Grid) -> bool:
    return all(line.count(separator) == len(cells.columns) - 1 > 0 for line in lines)


def read_by_record(content: bytes, encoding: str, tell: Told = untold) -> Grid:
    """The cells of a text file whose records may be anything; Refused where it isn't a table."""
    text = decode(content, encoding)
    declared = SEPARATOR_LINE.match(text)
    text = text[declared.end() :] if declared else unwrapped(text)
    dialect = dialect_of(text, declared.group(1) if declared else None)
    check_text(text, dialect.separator)
    if never_closed(text, dialect):
        dialect = replace(dialect, quote=None)
    # A cell may hold line breaks, so that there are fewer records than lines.
    lines = text.count("\n") + 1
    return _gridded(_records(text, dialect), lambda rows: tell(min(1, rows / lines)))


def _records(text: str, dialect: Dialect) -> Iterator[list[str]]:
    """All records; a sentinel behind the text is lost in a cell when a quotation mark was left open."""
    last: list[str] = []
    count = 0
    try:
        for record in records_of(_ended(text) + SENTINEL, dialect):
            if count:
                yield last
            last = record
            count += 1
    except csv.Error as error:
        raise Refused(too_long(count + 1)) from error
    if last != [SENTINEL]:
        raise Refused(
            _(
                "A quotation mark that is opened in row %(row)s is never closed. "
                "Add the missing mark, or remove the one that is too many, and load the file again."
            )
            % {"row": number(count)}
        )


def _ended(text: str) -> str:
    return text if text.endswith(("\n", "\r")) else text + "\n"


def _gridded(records: Iterator[list[str]], tell: Told) -> Grid:
    """Records as columns, filled up to the longest, some thousands at a time; ``tell`` is told how many."""
    columns: list[Gathering] = []
    taken = Taken()
    while batch := list(islice(records, max(1, BATCH // max(1, taken.width)))):
        before = taken.rows
        taken.add(batch)
        for place, texts in enumerate(zip_longest(*batch, fillvalue="")):
            if place == len(columns):
                columns.append(Gathering())
                columns[place].add(pa.array([""] * before, TEXT))
            columns[place].add(pa.array(texts, TEXT))
        for column in columns[max(map(len, batch)) :]:
            column.add(pa.array([""] * len(batch), TEXT))
        tell(taken.rows)
    return Grid([column.column() for column in columns])
