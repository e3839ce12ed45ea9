"""What the cells of a column mean by its type: by distinct texts, or at once where many are plain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from data.files.texts import Plain, Texts
from data.formats import number
from data.kinds import COMPANY_SCALES
from data.language import gettext as _
from data.records import Choices, Conversion, Question
from data.refusals import Refused, Unanswered
from data.rows import Convention
from data.specs import Column, Scale, Type
from data.values import plain_columns
from data.values.balances import doubt, parse_balances
from data.values.cells import (
    are_hundreds,
    dot_in_doubt,
    parse_flag,
    parse_identifier,
    parse_numbers,
    parse_text,
)
from data.values.durations import HOUR, PARTS, dot_of_durations, parse_durations, unit_in
from data.values.identifiers import SHORTENED_OR_LONG, parse_identifiers
from data.values.moments import Order, Undecided, UndecidedYear, parse_clock, read_moments
from data.values.periods import parse_periods
from data.values.plain_columns import Bulk
from data.values.scales import Scores, read_recommendations, read_scores
from data.values.shares import parse_shares
from data.values.unreadable import Unreadable, shown
from data.vocabulary import FAILED, FAILED_BEGIN, MISSING, plain

# More unreadable scores than this share, and what is left of them can't be trusted.
MOST_UNREAD, FEW_UNREAD = 0.1, 5

WORDS = (Type.IDENTIFIER, Type.CATEGORY, Type.STATUS, Type.TEXT)
MAY_HAVE_FAILED = rf"^\s*(?:{'|'.join(map(re.escape, FAILED_BEGIN))})"

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Reading:
    """A column's cells, and what reading them takes."""

    column: Column
    header: str
    texts: Texts
    choices: Choices
    scales: Mapping[str, Scale]

    @property
    def counts(self) -> Mapping[str, int]:
        """How often each distinct text stands in the column."""
        return self.texts.counts

    @property
    def convention(self) -> Convention:
        """What is known already of how the cells are written."""
        return self.choices.conventions.get(self.column.key, Convention())

    @property
    def order(self) -> Order:
        """The order of the numbers in dates where a person chose one, or it's known."""
        chosen, known = self.choices.day_first, self.convention
        return Order(known.day_first if chosen is None else chosen, known.year_first)


@dataclass(frozen=True)
class Read:
    """What a column's distinct texts mean, the scale where it is another one, and what is to be known."""

    values: Values
    conversion: Conversion | None = None
    told: tuple[str, ...] = ()


def read(reading: Reading) -> tuple[Bulk, Conversion | None]:
    """What a column's cells mean, and the scale where it was another than the company's.

    Raises Unanswered where the order of day and month can't be told, Refused where too many scores can't be
    read.
    """
    if isinstance(reading.texts, Plain) and (found := _at_once(reading, reading.texts)):
        return replace(found, values=_without_failed(found.values)), None
    found = READERS[reading.column.type](reading)
    rest = np.ones(len(reading.texts), np.bool_)
    return Bulk(None, rest, _without_failed(found.values), found.told), found.conversion


def _without_failed(values: Values) -> Values:
    """The values with a reason for the texts that programs show where a formula failed."""
    reason = Unreadable(_("the formula in this cell failed, so the cell is taken as empty"))
    failed = [text for text in values if text.lstrip().startswith(FAILED_BEGIN) and plain(text) in FAILED]
    return {**values, **dict.fromkeys(failed, reason)} if failed else values


def _at_once(reading: Reading, texts: Plain) -> Bulk | None:
    kind = reading.column.type
    if kind in UNITS and not reading.convention.decimal_mark:
        return plain_columns.durations(texts, _unit(reading))
    reader = plain_columns.READERS.get(kind)
    if reader is None or reading.convention.decimal_mark or _is_doubtful(kind, texts):
        return None
    with _asking(reading):
        return reader(texts, reading.order)


def _is_doubtful(kind: Type, texts: Plain) -> bool:
    """Whether a column of words has some that may be no word: of a failed formula, or a shortened number."""
    if kind is Type.IDENTIFIER and plain_columns.has(texts, SHORTENED_OR_LONG):
        return True
    return kind in WORDS and plain_columns.has(texts, MAY_HAVE_FAILED)


Reader = Callable[[Reading], Read]


def _each(parse: Callable[[str], Any]) -> Reader:
    """A reader for cells that don't depend on each other."""
    return lambda reading: Read({text: parse(text) for text in reading.counts})


def _flags(reading: Reading) -> Read:
    """Yes and no; where a column marks only the yes, its empty cells are the no."""
    values = {text: parse_flag(text) for text in reading.counts}
    known = {value for value in values.values() if isinstance(value, bool)}
    only_yes = reading.convention.blank_is_no
    if only_yes is None:
        only_yes = reading.column.blank_is_no and known == {True}
    if only_yes:
        values |= {text: False for text in values if not text.strip()}
    return Read(values)


def _moments(reading: Reading) -> Read:
    with _asking(reading):
        found = read_moments(reading.counts, reading.order)
        return Read(found.values, told=found.told)


def _periods(reading: Reading) -> Read:
    whole_months = reading.convention.whole_months
    with _asking(reading):
        return Read(parse_periods(reading.counts, reading.order, whole_months))


@contextmanager
def _asking(reading: Reading) -> Iterator[None]:
    """Ask for the order of day and month where a column doesn't tell it; or where its years are."""
    try:
        yield
    except UndecidedYear:
        question = Question("day_first", _untold_years(reading), "--day-first or --month-first")
        raise Unanswered(question) from None
    except Undecided:
        example = next(text for text in reading.texts if plain(text) not in MISSING)
        raise Unanswered(
            Question(
                "day_first",
                _(
                    "In '%(header)s', does the day or the month come first? A date such as %(example)s can "
                    "be read either way, and no date in the column tells."
                )
                % {"header": reading.header, "example": shown(example)},
                "--day-first or --month-first",
            )
        ) from None


def _untold_years(reading: Reading) -> str:
    example = next(text for text in reading.texts if plain(text) not in MISSING)
    return _(
        "In '%(header)s', a date such as %(example)s can be read with the year first or last, and no date in "
        "the column tells. If the year is last, does the day or the month come first? If the year is first, "
        "write it with four digits, and load the file again."
    ) % {"header": reading.header, "example": shown(example)}


# How many seconds a plain number in a column of durations counts, unless its header says otherwise.
UNITS = {Type.HOURS: HOUR, Type.SECONDS: 1.0}


def _unit(reading: Reading) -> float:
    chosen = reading.choices.units.get(reading.column.key)
    return PARTS[chosen] if chosen else unit_in(reading.header) or UNITS[reading.column.type]


def _durations(reading: Reading) -> Read:
    known = reading.convention.decimal_mark
    values = parse_durations(reading.counts, _unit(reading), known)
    return Read(values, told=() if known else _told_of_dots(dot_of_durations(reading.counts)))


def _told_of_dots(doubtful: str | None) -> tuple[str, ...]:
    """What is told of a column whose numbers may be a thousand times as many."""
    if doubtful is None:
        return ()
    return (_("in numbers such as '%(text)s' the dot is read as one before decimals") % {"text": doubtful},)


def _numbers(whole: bool) -> Reader:
    def read_numbers(reading: Reading) -> Read:
        known = reading.convention.decimal_mark
        doubtful = None if whole or known or are_hundreds(reading.counts) else dot_in_doubt(reading.counts)
        return Read(parse_numbers(reading.counts, whole, known), told=_told_of_dots(doubtful))

    return read_numbers


def _scores(reading: Reading) -> Read:
    column = reading.column
    if column.scale == "nps":
        scores = read_recommendations(reading.counts)
        return Read(scores.values, _conversion(reading, scores, scores.scale))
    company = reading.scales.get(column.scale or column.key) or COMPANY_SCALES[column.scale or column.key]
    # Words that the column is known to hold tell on which scale of words the others are.
    counts = dict.fromkeys(reading.convention.words, 0) | dict(reading.counts)
    scores = read_scores(reading.header, counts, company, reading.choices.scales.get(column.key))
    scores = replace(scores, values={text: scores.values[text] for text in reading.counts})
    _refuse_guesswork(reading, scores.values)
    return Read(scores.values, _conversion(reading, scores, company))


def _refuse_guesswork(reading: Reading, values: Values) -> None:
    """Scores of which many can't be read say nothing: those that can are no fair part of them."""
    unread = {text: reading.counts[text] for text, value in values.items() if isinstance(value, Unreadable)}
    read = sum(reading.counts[text] for text, value in values.items() if isinstance(value, float | int))
    lost = sum(unread.values())
    if lost <= max(FEW_UNREAD, MOST_UNREAD * (lost + read)):
        return
    message = _(
        "In '%(header)s', %(lost)s of %(all)s answers are no score that is known, such as '%(example)s'."
        " Without them the rest would look better or worse than it is. Write these answers as numbers,"
        " or leave the column out."
    )
    example = max(unread, key=lambda text: unread[text])
    words = {"header": reading.header, "lost": number(lost), "all": number(lost + read)}
    raise Refused(message % (words | {"example": shown(example)}))


def _conversion(reading: Reading, scores: Scores, company: Scale) -> Conversion | None:
    missing = sum(reading.counts[text] for text in scores.stand_ins)
    if scores.scale == company and not missing:
        return None
    return Conversion(reading.column.key, reading.header, scores.scale, missing)


def _balances(reading: Reading) -> Read:
    values = parse_balances(reading.counts, reading.header, reading.convention.decimal_mark)
    doubtful = doubt(values)
    return Read(values, told=(doubtful,) if doubtful else ())


READERS: dict[Type, Reader] = {
    Type.IDENTIFIER: lambda reading: Read(parse_identifiers(reading.counts)),
    Type.TEXT: _each(parse_text),
    Type.CATEGORY: _each(parse_identifier),
    Type.STATUS: _each(parse_identifier),
    Type.MOMENT: _moments,
    Type.PERIOD: _periods,
    Type.CLOCK: _each(parse_clock),
    Type.HOURS: _durations,
    Type.SECONDS: _durations,
    Type.FLAG: _flags,
    Type.NUMBER: _numbers(whole=False),
    Type.COUNT: _numbers(whole=True),
    Type.SCORE: _scores,
    Type.SHARE: lambda reading: Read(parse_shares(reading.counts, reading.convention.decimal_mark)),
    Type.BALANCE: _balances,
}
