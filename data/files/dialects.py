"""How a text is cut into cells: the separator, the quotation mark, and what else tells cells apart."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from data.limits import LONGEST_CELL

SEPARATORS = (";", "\t", ",", "|")
QUOTES = ('"', "'")
SAMPLE_CHARACTERS = 500_000
SAMPLE_RECORDS = 3_000
FEWEST_BY_BLANKS = 3
FEWEST_QUOTED = 2
SEPARATOR_LINE = re.compile(r"\A\"?sep=(.)\"?[ ;,\t|]*(\r\n|\n|\r|\Z)", re.IGNORECASE)
# A comma that a decimal number or a sentence has: no sign of another separator.
OWN_COMMA = re.compile(r"(?<=\d),(?=\d)|,(?=\s)")


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
    """The first records that aren't empty, as far as no cell is too long."""
    sampled: list[list[str]] = []
    with suppress(csv.Error):
        for record in islice(records_of(sample, dialect), SAMPLE_RECORDS):
            sampled.append(record)
    return list(filter(None, sampled))


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


def unwrapped(text: str) -> str:
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
    return "\n".join(record[0] if record else "" for record in records_of(text, outer))


def never_closed(text: str, dialect: Dialect) -> bool:
    """Whether several cells begin with a quotation mark and none ends with one: it surrounds nothing."""
    quote, separator = dialect.quote, re.escape(dialect.separator)
    if not quote or quote not in text or re.search(rf"{quote}\s*(?:{separator}|[\r\n]|\Z)", text):
        return False
    return len(re.findall(rf"(?:^|\r|{separator}){quote}", text, re.MULTILINE)) >= FEWEST_QUOTED


def records_of(text: str, dialect: Dialect) -> Iterator[list[str]]:
    """The records of a text, cell by cell; raises csv.Error where a cell is too long."""
    quote = dialect.quote
    if quote and dialect.backslash:
        text = text.replace(f"\\{quote}", quote * 2)
    # The limit is the whole program's: whoever else reads may have set another.
    csv.field_size_limit(LONGEST_CELL)
    return csv.reader(
        io.StringIO(text, newline=""),
        delimiter=dialect.separator,
        quotechar=quote,
        quoting=csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE,
        skipinitialspace=dialect.spaced,
    )
