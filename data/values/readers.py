"""What the cells of a column mean by its type: by distinct texts, or at once where many are plain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
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
from data.values.cells import parse_flag, parse_identifier, parse_numbers, parse_text
from data.values.durations import HOUR, parse_duration, unit_in
from data.values.identifiers import SHORTENED_OR_LONG, parse_identifiers
from data.values.moments import Undecided, Unreadable, parse_clock, parse_moments, shown
from data.values.periods import parse_periods
from data.values.plain_columns import Bulk
from data.values.scales import Scores, read_recommendations, read_scores
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
    def day_first(self) -> bool | None:
        """The order of day and month where a person chose one, or it's known."""
        chosen = self.choices.day_first
        return self.convention.day_first if chosen is None else chosen


def read(reading: Reading) -> tuple[Bulk, Conversion | None]:
    """What a column's cells mean, and the scale where it was another than the company's.

    Raises Unanswered where the order of day and month can't be told, Refused where too many scores can't be
    read.
    """
    if isinstance(reading.texts, Plain) and (found := _at_once(reading, reading.texts)):
        return replace(found, values=_without_failed(found.values)), None
    values, conversion = READERS[reading.column.type](reading)
    return Bulk(None, np.ones(len(reading.texts), np.bool_), _without_failed(values)), conversion


def _without_failed(values: Values) -> Values:
    """The values with a reason for the texts that programs show where a formula failed."""
    reason = Unreadable(_("the formula in this cell failed, so the cell is taken as empty"))
    failed = [text for text in values if text.lstrip().startswith(FAILED_BEGIN) and plain(text) in FAILED]
    return {**values, **dict.fromkeys(failed, reason)} if failed else values


def _at_once(reading: Reading, texts: Plain) -> Bulk | None:
    kind = reading.column.type
    if kind in UNITS:
        return plain_columns.durations(texts, _unit(reading))
    reader = plain_columns.READERS.get(kind)
    if reader is None or reading.convention.decimal_mark or _is_doubtful(kind, texts):
        return None
    with _asking(reading):
        return reader(texts, reading.day_first)


def _is_doubtful(kind: Type, texts: Plain) -> bool:
    """Whether a column of words has some that may be no word: of a failed formula, or a shortened number."""
    if kind is Type.IDENTIFIER and plain_columns.has(texts, SHORTENED_OR_LONG):
        return True
    return kind in WORDS and plain_columns.has(texts, MAY_HAVE_FAILED)


Reader = Callable[[Reading], tuple[Values, Conversion | None]]


def _each(parse: Callable[[str], Any]) -> Reader:
    """A reader for cells that don't depend on each other."""
    return lambda reading: ({text: parse(text) for text in reading.counts}, None)


def _flags(reading: Reading) -> tuple[Values, None]:
    """Yes and no; where a column marks only the yes, its empty cells are the no."""
    values = {text: parse_flag(text) for text in reading.counts}
    known = {value for value in values.values() if isinstance(value, bool)}
    only_yes = reading.convention.blank_is_no
    if only_yes is None:
        only_yes = reading.column.blank_is_no and known == {True}
    if only_yes:
        values |= {text: False for text in values if not text.strip()}
    return values, None


def _moments(reading: Reading) -> tuple[Values, None]:
    return _in_order(reading, parse_moments), None


def _periods(reading: Reading) -> tuple[Values, None]:
    whole_months = reading.convention.whole_months
    return _in_order(reading, lambda texts, order: parse_periods(texts, order, whole_months)), None


def _in_order(reading: Reading, parse: Callable[[Iterable[str], bool | None], Values]) -> Values:
    with _asking(reading):
        return parse(reading.counts, reading.day_first)


@contextmanager
def _asking(reading: Reading) -> Iterator[None]:
    """Ask for the order of day and month where a column doesn't tell it."""
    try:
        yield
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


# How many seconds a plain number in a column of durations counts, unless its header says otherwise.
UNITS = {Type.HOURS: HOUR, Type.SECONDS: 1.0}


def _unit(reading: Reading) -> float:
    return unit_in(reading.header) or UNITS[reading.column.type]


def _durations(reading: Reading) -> tuple[Values, None]:
    return {text: parse_duration(text, _unit(reading)) for text in reading.counts}, None


def _numbers(whole: bool) -> Reader:
    return lambda reading: (parse_numbers(reading.counts, whole, reading.convention.decimal_mark), None)


def _scores(reading: Reading) -> tuple[Values, Conversion | None]:
    column = reading.column
    if column.scale == "nps":
        scores = read_recommendations(reading.counts)
        return scores.values, _conversion(reading, scores, scores.scale)
    company = reading.scales.get(column.scale or column.key) or COMPANY_SCALES[column.scale or column.key]
    # Words that the column is known to hold tell on which scale of words the others are.
    counts = dict.fromkeys(reading.convention.words, 0) | dict(reading.counts)
    scores = read_scores(reading.header, counts, company, reading.choices.scales.get(column.key))
    scores = replace(scores, values={text: scores.values[text] for text in reading.counts})
    _refuse_guesswork(reading, scores.values)
    return scores.values, _conversion(reading, scores, company)


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


READERS: dict[Type, Reader] = {
    Type.IDENTIFIER: lambda reading: (parse_identifiers(reading.counts), None),
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
}
