"""Columns of many distinct texts read at once, as far as they are written plainly.

What isn't plain is left to the readers of single texts, so that a column means the same either way. A moment
is a day and a time of day: a million moments have a few hundred different days and times.
"""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions when it is imported, so no type checker knows them.

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.files.texts import TEXT, Mask, Plain
from data.specs import Type
from data.values.cells import parse_numbers
from data.values.durations import LONGEST, MARKED, parse_duration
from data.values.moments import Order, are_serial, doubts, settled_moments, settled_order
from data.values.unreadable import Unreadable
from data.values.written_moments import clock_of, written_moment

DAY_AND_CLOCK = (
    r"^\s*(?P<day>\S.*?)(?:(?:\s+|T)(?P<clock>\d{1,2}:\d{2})(?P<second>:\d{2})?"
    r"(?P<half>\s*[AaPp]\.?\s?[Mm]\.?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?\s*$"
)
BEGINNING = re.compile(r"\S[^:]*?\d(?=[ T]\d{2}:\d{2}(?P<second>(?::\d{2})?)$)")
SECOND = re.compile(r":[0-5]\d")
MOST_DAYS = 50_000
NUMBERED = r"^(?:0|[1-9]\d{0,17})$"
DECIMAL, WHOLE = r"^[-+]?\d{1,15}(?:\.\d{1,15})?$", r"^\d{1,15}$"
# Numbers whose dot may be one of thousands, and those whose dot can't.
GROUPED, FRACTION = r"^[-+]?[1-9]\d{0,2}\.\d{3}$", r"^[-+]?(?:0\.\d+|\d+\.(?:\d{1,2}|\d{4,}))$"
# Three of them together don't overflow.
NOTHING = -(2**61)

Values = Mapping[str, Any]
Numbers = npt.NDArray[Any]


@dataclass(frozen=True)
class Bulk:
    """What was read at once.

    column  the values, of which those of the ``rest`` mean nothing
    rest    the rows that aren't plain
    values  what the texts of those rows mean
    told    what is to be known of how the column was read, in words
    """

    column: Any
    rest: Mask
    values: Values
    told: tuple[str, ...] = ()


def _words(stripped: bool) -> Callable[[Plain, Order], Bulk]:
    """A reader of texts as they are, or without the blanks around them."""

    def read(texts: Plain, _order: Order) -> Bulk:
        chunks = [_word(chunk, stripped) for chunk in texts.array.iterchunks()]
        column = pd.array(pa.chunked_array(chunks, TEXT), dtype="str")
        return Bulk(column, np.zeros(len(texts), np.bool_), {})

    return read


def _word(chunk: pa.Array, stripped: bool) -> pa.Array:
    """The texts with none for blank ones; the same array where nothing is to be changed."""
    bare = pc.utf8_trim_whitespace(chunk)
    kept = chunk if not stripped or bare.equals(chunk) else bare
    empty = pc.equal(pc.binary_length(bare), 0)
    return pc.if_else(empty, pa.scalar(None, TEXT), kept) if pc.any(empty).as_py() else kept


def _moments(texts: Plain, known: Order) -> Bulk | None:
    """Moments as a day, an hour with its minute, and a second; None where the days aren't few."""
    days, clocks, seconds = _Codes(), _Codes(), _Codes()
    for chunk in texts.array.iterchunks():
        for codes, part in zip((days, clocks, seconds), _parts(chunk), strict=True):
            codes.add(part)
        if max(len(days.values), len(clocks.values)) > MOST_DAYS:
            return None
    written = {day: written_moment(day) for day in days.values}
    column, second = clocks.mapped(_clock), seconds.mapped(_seconds)
    rest = (column == NOTHING) | (second == NOTHING) | days.mapped(lambda day: written[day] is None, np.bool_)
    others = texts.where(rest).counts if rest.any() else {}
    weights = {**days.counts(~rest), **others}
    if are_serial(weights):
        return None
    written |= {text: written_moment(text) for text in others}
    told = {text: written[text] for text in weights}
    order = settled_order(told, weights, known)
    read = settled_moments(told, order)
    of_days = days.mapped(lambda day: _microseconds(read.get(day)))
    rest |= of_days == NOTHING
    column += second
    column += of_days
    column[rest] = 0
    left = {text: written_moment(text) for text in _distinct(texts, rest)}
    told |= left
    return Bulk(column.view("datetime64[us]"), rest, settled_moments(left, order), tuple(doubts(told, order)))


def _parts(chunk: pa.Array) -> Sequence[pa.Array]:
    """The day, the hour with its minute, and the second in each text; a text without a time is all day."""
    begin = BEGINNING.match(chunk[0].as_py()) if len(chunk) else None
    lengths = pc.min_max(pc.utf8_length(chunk)).as_py()
    if begin and lengths["min"] == lengths["max"] == begin.end() + 1 + len("00:00") + len(begin["second"]):
        place = begin.end()
        if pc.all(pc.is_in(pc.utf8_slice_codeunits(chunk, place, place + 1), pa.array([" ", "T"]))).as_py():
            ends = (0, place, place + 1, place + 6, lengths["max"])
            return [pc.utf8_slice_codeunits(chunk, ends[at], ends[at + 1]) for at in (0, 2, 3)]
    parts = pc.extract_regex(chunk, DAY_AND_CLOCK)
    day, clock, second, half = (pc.fill_null(parts.field(at), "") for at in range(4))
    return day, pc.binary_join_element_wise(clock, half, pa.scalar("", TEXT)), second


class _Codes:
    """Texts of some pieces as places among the distinct ones."""

    def __init__(self) -> None:
        self.values: dict[str, int] = {}
        self._pieces: list[Numbers] = []

    def add(self, piece: pa.Array) -> None:
        encoded = piece.dictionary_encode()
        places = [self.values.setdefault(text, len(self.values)) for text in encoded.dictionary.to_pylist()]
        self._pieces.append(np.array(places, np.int32)[encoded.indices.to_numpy()].astype(np.uint16))

    @cached_property
    def _codes(self) -> Numbers:
        return np.concatenate(self._pieces)

    def mapped(self, meaning: Callable[[str], Any], kind: type[Any] = np.int64) -> Numbers:
        """What the text of each row means."""
        return np.array([meaning(text) for text in self.values], kind)[self._codes]

    def counts(self, rows: Mask) -> dict[str, int]:
        """How often each text stands in some rows; those that don't are left out."""
        counts = np.bincount(self._codes[rows], minlength=len(self.values)).tolist()
        return {text: count for text, count in zip(self.values, counts, strict=True) if count}


def _microseconds(moment: datetime | Unreadable | None) -> int:
    return int(np.datetime64(moment, "us").astype(np.int64)) if isinstance(moment, datetime) else NOTHING


def _clock(text: str) -> int:
    clock = clock_of(text) if text else timedelta(0)
    return NOTHING if clock is None else clock // timedelta(microseconds=1)


def _seconds(text: str) -> int:
    if not text:
        return 0
    return int(text[1:]) * 1_000_000 if SECOND.fullmatch(text) else NOTHING


def _numbers(whole: bool) -> Callable[[Plain, Order], Bulk | None]:
    """A reader of numbers with a dot before decimals; None where a column may write them otherwise."""

    def read(texts: Plain, _order: Order) -> Bulk | None:
        rest = ~_matching(texts, WHOLE if whole else DECIMAL)
        others = _distinct(texts, rest)
        if any(map(str.isdigit, "".join(others))) or (not whole and _dots_are_in_doubt(texts)):
            return None
        return Bulk(_floats(texts, rest), rest, parse_numbers(others, whole))

    return read


def are_distinct(column: pd.Series) -> bool:
    """Whether no two texts are the same, told without much memory where they rise or are numbers."""
    texts = pa.table({"texts": column})["texts"]
    if pc.all(pc.less(texts.slice(0, len(texts) - 1), texts.slice(1))).as_py():
        return True
    if pc.all(pc.match_substring_regex(texts, NUMBERED)).as_py():
        numbers = np.sort(pc.cast(texts, pa.int64()).to_numpy())
        return bool((numbers[1:] != numbers[:-1]).all())
    return pc.count_distinct(texts).as_py() == len(texts)


def durations(texts: Plain, unit: float) -> Bulk | None:
    """Durations in seconds of which plain numbers count ``unit`` seconds.

    None where what its dots or commas are isn't plain.
    """
    rest = ~_matching(texts, DECIMAL.replace("[-+]?", ""))
    rest |= _floats(texts, rest) * unit > LONGEST
    left = _distinct(texts, rest)
    if any(map(MARKED.search, left)) or _dots_are_in_doubt(texts):
        return None
    others = {text: parse_duration(text, unit) for text in left}
    return Bulk(_floats(texts, rest) * unit, rest, others)


def _dots_are_in_doubt(texts: Plain) -> bool:
    """Whether dots may be marks of thousands: some stand before three digits, and none elsewhere."""
    return has(texts, GROUPED) and not has(texts, FRACTION)


def has(texts: Plain, pattern: str) -> bool:
    """Whether a pattern is found in any of a column's texts."""
    return bool(_matching(texts, pattern).any())


def _matching(texts: Plain, pattern: str) -> Mask:
    return pc.match_substring_regex(texts.array, pattern).to_numpy()


def _floats(texts: Plain, rest: Mask) -> Numbers:
    plain = pc.if_else(pa.array(rest), "0", texts.array)
    return pc.cast(plain, pa.float64()).to_numpy().copy()


def _distinct(texts: Plain, rows: Mask) -> tuple[str, ...]:
    return tuple(texts.where(rows).counts) if rows.any() else ()


READERS: dict[Type, Callable[[Plain, Order], Bulk | None]] = {
    Type.IDENTIFIER: _words(stripped=True),
    Type.CATEGORY: _words(stripped=True),
    Type.STATUS: _words(stripped=True),
    Type.TEXT: _words(stripped=False),
    Type.MOMENT: _moments,
    Type.NUMBER: _numbers(whole=False),
    Type.COUNT: _numbers(whole=True),
}
