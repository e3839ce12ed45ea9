"""Text files with a separator (csv, tsv, txt) as one sheet of text cells."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from data.caps import check_records, check_text
from data.encodings import decode
from data.formats import number
from data.language import gettext as _
from data.records import Sheet
from data.refusals import Refused

SEPARATORS = (";", "\t", ",", "|")
QUOTES = ('"', "'")
SAMPLE_CHARACTERS = 500_000
SAMPLE_RECORDS = 3_000
FEWEST_BY_BLANKS = 3
FEWEST_QUOTED = 2
LONGEST_CELL = 1_000_000
SENTINEL = "\x02end\x02"
SEPARATOR_LINE = re.compile(r"\A\"?sep=(.)\"?[ ;,\t|]*(\r\n|\n|\r|\Z)", re.IGNORECASE)
# A comma that a decimal number or a sentence has: no sign of another separator.
OWN_COMMA = re.compile(r"(?<=\d),(?=\d)|,(?=\s)")

csv.field_size_limit(LONGEST_CELL)


@dataclass(frozen=True)
class Dialect:
    r"""How a text is cut into cells.

    quote      the mark around cells that hold separators; None where there is none
    backslash  whether a quotation mark inside a cell is written \" rather than doubled
    spaced     whether blanks behind a separator are no part of the cell
    """

    separator: str
    quote: str | None = '"'
    backslash: bool = False
    spaced: bool = False


def read_delimited(content: bytes) -> Sheet:
    """The records of a text file as one sheet without a name, short records filled up.

    Row n is the nth record, so that a cell with line breaks stays one row. A first line ``sep=;`` counts
    no more than it does in a spreadsheet program. Raises Refused where the text isn't a table.
    """
    text = decode(content)
    declared = SEPARATOR_LINE.match(text)
    text = text[declared.end() :] if declared else _unwrapped(text)
    dialect = dialect_of(text, declared.group(1) if declared else None)
    check_text(text, dialect.separator)
    if _never_closed(text, dialect):
        dialect = replace(dialect, quote=None)
    return Sheet("", _padded(_records(text, dialect)))


def separator_of(text: str) -> str:
    """The separator that cuts a text most regularly; see ``dialect_of``."""
    return dialect_of(text).separator


def dialect_of(text: str, separator: str | None = None) -> Dialect:
    """The dialect that cuts most records into equally many cells, into most cells, and into whole ones.

    ``separator`` is one that the file declares. Blanks separate only where nothing else does, and where they
    cut every record alike.
    """
    sample = text[:SAMPLE_CHARACTERS]
    quote = _quote_of(sample)
    if separator is None:
        found = max(SEPARATORS, key=lambda one: _regularity(sample, Dialect(one, quote)))
        blanks = Dialect(" ", quote, spaced=True)
        if not _regularity(sample, Dialect(found, quote)) and _cuts_all_alike(sample, blanks):
            return blanks
        separator = found
    return Dialect(separator, quote, _has_backslashes(sample, quote), _has_blanks(sample, separator, quote))


def _quote_of(sample: str) -> str:
    """The apostrophe where it surrounds cells, all that begin with it; else the double mark."""
    quoted = {quote: len(_quoted_cells(quote).findall(sample)) for quote in QUOTES}
    opened = len(re.findall(r"(?:^|[\r;\t,|])'", sample, re.MULTILINE))
    return "'" if FEWEST_QUOTED <= opened <= quoted["'"] > quoted['"'] else '"'


def _quoted_cells(quote: str) -> re.Pattern[str]:
    """Cells that a mark opens and closes."""
    text = rf"{quote}[^{quote}]*(?:{quote}{quote}[^{quote}]*)*{quote}"
    return re.compile(rf"(?:^|(?<=[\r;\t,|])) *{text}(?= *(?:[;\t,|\r\n]|\Z))", re.MULTILINE)


def _has_backslashes(sample: str, quote: str) -> bool:
    inside = re.search(rf"\\{quote}(?![;\t,|\r\n]|\Z)", sample)
    return bool(inside) and not re.search(rf"[^;\t,|\s{quote}\\] ?{quote}{quote}", sample)


def _has_blanks(sample: str, separator: str, quote: str) -> bool:
    return bool(re.search(rf"{re.escape(separator)} +{quote}[^{quote}]*{quote} *(?:[;\t,|\r\n]|\Z)", sample))


def _sampled(sample: str, dialect: Dialect) -> list[list[str]]:
    try:
        return [record for record in islice(_reader(sample, dialect), SAMPLE_RECORDS) if record]
    except csv.Error:
        return []


def _regularity(sample: str, dialect: Dialect) -> float:
    """The share of records of the commonest length above one, weighed by that length and by whole cells."""
    records = _sampled(sample, dialect)
    length, count = Counter(map(len, records)).most_common(1)[0] if records else (1, 0)
    if length == 1:
        return 0
    return count / len(records) * (1 - 1 / length) * _wholeness(records, dialect.separator)


def _wholeness(records: list[list[str]], separator: str) -> float:
    """The share of cells without any of the other separators."""
    others = set(SEPARATORS) - {separator}
    cells = [cell for record in records for cell in record]
    return sum(others.isdisjoint(OWN_COMMA.sub("", cell)) for cell in cells) / len(cells)


def _cuts_all_alike(sample: str, dialect: Dialect) -> bool:
    records = _sampled(sample, dialect)
    lengths = set(map(len, records))
    return len(records) >= FEWEST_BY_BLANKS and len(lengths) == 1 and lengths != {1}


def _unwrapped(text: str) -> str:
    """The text inside where every record is one quoted cell that holds a record, as when exported twice."""
    if not text.startswith('"'):
        return text
    outer = Dialect("\x1f")
    sample = _sampled(text[:SAMPLE_CHARACTERS], outer)
    inner = "\n".join(record[0] for record in sample)
    if any(len(record) > 1 for record in sample) or _regularity(text[:SAMPLE_CHARACTERS], dialect_of(text)):
        return text
    if not _regularity(inner, dialect_of(inner)):
        return text
    return "\n".join(record[0] if record else "" for record in _records(text, outer))


def _records(text: str, dialect: Dialect) -> list[list[str]]:
    """All records; a sentinel behind the text is lost in a cell when a quotation mark was left open."""
    try:
        records = list(_reader(_ended(text) + SENTINEL, dialect))
    except csv.Error as error:
        raise Refused(
            _(
                "The text can't be cut into cells: a cell is longer than %(limit)s characters, most "
                "likely because a quotation mark is missing."
            )
            % {"limit": number(LONGEST_CELL)}
        ) from error
    if records[-1] == [SENTINEL]:
        return records[:-1]
    raise Refused(
        _(
            "A quotation mark that is opened in row %(row)s is never closed. "
            "Add the missing mark, or remove the one that is too many, and load the file again."
        )
        % {"row": number(len(records))}
    )


def _never_closed(text: str, dialect: Dialect) -> bool:
    """Whether several cells begin with a quotation mark and none ends with one: it surrounds nothing."""
    quote, separator = dialect.quote, re.escape(dialect.separator)
    if not quote or quote not in text or re.search(rf"{quote}\s*(?:{separator}|[\r\n]|\Z)", text):
        return False
    return len(re.findall(rf"(?:^|\r|{separator}){quote}", text, re.MULTILINE)) >= FEWEST_QUOTED


def _ended(text: str) -> str:
    return text if text.endswith(("\n", "\r")) else text + "\n"


def _reader(text: str, dialect: Dialect) -> Iterator[list[str]]:
    quote = dialect.quote
    if quote and dialect.backslash:
        text = text.replace(f"\\{quote}", quote * 2)
    return csv.reader(
        io.StringIO(text, newline=""),
        delimiter=dialect.separator,
        quotechar=quote,
        quoting=csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE,
        skipinitialspace=dialect.spaced,
    )


def _padded(records: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    check_records(records)
    width = max(map(len, records), default=0)
    return tuple((*record, *("",) * (width - len(record))) for record in records)
