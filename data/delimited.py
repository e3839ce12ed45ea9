"""Text files with a separator (csv, tsv, txt) as one sheet of text cells."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from data.encodings import decode
from data.formats import number
from data.language import gettext as _
from data.records import Sheet
from data.refusals import Refused

SEPARATORS = (";", "\t", ",", "|")
SAMPLE_CHARACTERS = 200_000
SAMPLE_RECORDS = 300
LONGEST_CELL = 1_000_000
SENTINEL = "\x02end\x02"
SEPARATOR_LINE = re.compile(r"\A\"?sep=(.)\"?[ ;,\t|]*(\r\n|\n|\r|\Z)", re.IGNORECASE)

csv.field_size_limit(LONGEST_CELL)


def read_delimited(content: bytes) -> Sheet:
    """The records of a text file as one sheet without a name, short records filled up.

    Row n is the nth record, so that a cell with line breaks stays one row. A first line ``sep=;`` counts
    no more than it does in a spreadsheet program. Raises Refused where the text isn't a table.
    """
    text = decode(content)
    declared = SEPARATOR_LINE.match(text)
    if declared:
        text = text[declared.end() :]
    separator = declared.group(1) if declared else separator_of(text)
    return Sheet("", _padded(_records(text, separator)))


def separator_of(text: str) -> str:
    """The separator that cuts most records of the beginning into equally many cells, and into most cells."""
    return max(SEPARATORS, key=lambda separator: _regularity(text[:SAMPLE_CHARACTERS], separator))


def _regularity(sample: str, separator: str) -> float:
    """The share of records of the commonest length above one, weighed by that length."""
    try:
        lengths = [
            len(record)
            for record, __ in zip(_reader(sample, separator), range(SAMPLE_RECORDS), strict=False)
            if record
        ]
    except csv.Error:
        return 0
    length, records = Counter(lengths).most_common(1)[0] if lengths else (1, 0)
    return records / len(lengths) * (1 - 1 / length) if length > 1 else 0


def _records(text: str, separator: str) -> list[list[str]]:
    """All records; a sentinel behind the text is lost in a cell when a quotation mark was left open."""
    try:
        records = list(_reader(_ended(text) + SENTINEL, separator))
    except csv.Error as error:
        raise Refused(
            _(
                "The text can't be cut into cells: a cell is longer than %(limit)s characters, most "
                "likely because a quotation mark is missing."
            )
            % {"limit": number(LONGEST_CELL)}
        ) from error
    if records[-1] != [SENTINEL]:
        raise Refused(
            _(
                "A quotation mark that is opened in row %(row)s is never closed. "
                "Add the missing mark, or remove the one that is too many, and load the file again."
            )
            % {"row": number(len(records))}
        )
    return records[:-1]


def _ended(text: str) -> str:
    return text if text.endswith(("\n", "\r")) else text + "\n"


def _reader(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _padded(records: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    width = max(map(len, records), default=0)
    return tuple((*record, *("",) * (width - len(record))) for record in records)
