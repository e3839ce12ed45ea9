"""The text cells of matched columns as typed columns, with a problem for every cell that can't be used.

Every distinct text of a column is parsed once, then mapped to the rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.cells import parse_flag, parse_identifier, parse_numbers, parse_text
from data.durations import HOUR, parse_duration, unit_in
from data.formats import number
from data.kinds import COMPANY_SCALES
from data.language import gettext as _
from data.moments import Undecided, Unreadable, parse_clock, parse_moments, shown
from data.periods import parse_periods
from data.records import Choices, Conversion, Match, Problem, Question
from data.refusals import Refused, Unanswered
from data.scales import Scores, read_recommendations, read_scores
from data.structure import Table
from data.tables import Column, Layout, Scale, Type
from data.vocabulary import MISSING, plain

DTYPES: dict[Type, Any] = {
    Type.IDENTIFIER: "str",
    Type.TEXT: "str",
    Type.CATEGORY: "str",
    Type.STATUS: "str",
    Type.MOMENT: "datetime64[us]",
    Type.CLOCK: "timedelta64[us]",
    Type.PERIOD: "object",
    Type.FLAG: "boolean",
    Type.HOURS: "float64",
    Type.SECONDS: "float64",
    Type.NUMBER: "float64",
    Type.COUNT: "float64",
    Type.SCORE: "float64",
}

# More unreadable scores than this share, and what is left of them can't be trusted.
MOST_UNREAD, FEW_UNREAD = 0.1, 5

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Reading:
    """What reading a column takes besides its cells."""

    column: Column
    header: str
    counts: Mapping[str, int]
    choices: Choices
    scales: Mapping[str, Scale]


@dataclass(frozen=True)
class Cleaned:
    """A table's columns, typed.

    frame    ``row_number`` and a column a match, under its key: text, ``datetime64[us]``, ``boolean``,
             floats; durations in seconds, times of day as ``timedelta64[us]``, periods as ``periods.Period``
    headers  column key -> header in the file
    numbers  the row numbers of the file's rows, kept or not
    texts    column key -> what stands in its cells in those rows
    """

    frame: pd.DataFrame
    problems: tuple[Problem, ...]
    conversions: tuple[Conversion, ...]
    headers: Mapping[str, str]
    numbers: Sequence[int]
    texts: Mapping[str, Sequence[str]]


def clean(
    table: Table, layout: Layout, matches: Sequence[Match], choices: Choices, scales: Mapping[str, Scale]
) -> Cleaned:
    """Every matched column of a table, typed, all of its rows kept.

    Raises Unanswered where the order of day and month can't be told.
    """
    columns: dict[str, pd.Series] = {"row_number": pd.Series(table.numbers, dtype="int64")}
    problems: list[Problem] = []
    conversions: list[Conversion] = []
    for match in matches:
        column, texts = layout.column(match.column), table.columns[match.position]
        reading = Reading(column, match.header, Counter(texts), choices, scales)
        values, conversion = READERS[column.type](reading)
        columns[column.key] = _mapped(values, texts, DTYPES[column.type])
        problems += _problems(reading, values, texts, table.numbers)
        problems += _told_of_blanks(reading, values, table)
        conversions += [conversion] if conversion else []
    return Cleaned(
        pd.DataFrame(columns),
        tuple(problems),
        tuple(conversions),
        {match.column: match.header for match in matches},
        table.numbers,
        {match.column: table.columns[match.position] for match in matches},
    )


def _mapped(values: Values, texts: Sequence[str], dtype: Any) -> pd.Series:
    usable = {text: None if isinstance(value, Unreadable) else value for text, value in values.items()}
    return pd.Series([usable[text] for text in texts], dtype=dtype)


def _problems(
    reading: Reading, values: Values, texts: Sequence[str], numbers: Sequence[int]
) -> list[Problem]:
    """A problem a cell that can't be read, or that is empty though its row can't do without it."""
    reasons = {text: value.reason for text, value in values.items() if isinstance(value, Unreadable)}
    if reading.column.essential:
        reasons |= {text: _("the cell is empty") for text, value in values.items() if value is None}
    if not reasons:
        return []
    return [
        Problem(number, reading.header, shown(text), reasons[text], reading.column.essential)
        for number, text in zip(numbers, texts, strict=True)
        if text in reasons
    ]


def _told_of_blanks(reading: Reading, values: Values, table: Table) -> list[Problem]:
    if reading.column.type is not Type.FLAG or values.get("") is not False:
        return []
    reason = _("only the yes is marked, so an empty cell is read as no")
    return [Problem(table.header_row or 1, reading.header, "", reason, left_out=False)]


Reader = Callable[[Reading], tuple[Values, Conversion | None]]


def _each(parse: Callable[[str], Any]) -> Reader:
    """A reader for cells that don't depend on each other."""
    return lambda reading: ({text: parse(text) for text in reading.counts}, None)


def _flags(reading: Reading) -> tuple[Values, None]:
    """Yes and no; where a column marks only the yes, its empty cells are the no."""
    values = {text: parse_flag(text) for text in reading.counts}
    known = {value for value in values.values() if isinstance(value, bool)}
    if reading.column.blank_is_no and known == {True}:
        values |= {text: False for text in values if not text.strip()}
    return values, None


def _moments(reading: Reading) -> tuple[Values, None]:
    return _in_order(reading, parse_moments), None


def _periods(reading: Reading) -> tuple[Values, None]:
    return _in_order(reading, parse_periods), None


def _in_order(reading: Reading, parse: Callable[[Iterable[str], bool | None], Values]) -> Values:
    try:
        return parse(reading.counts, reading.choices.day_first)
    except Undecided:
        example = next(text for text in reading.counts if plain(text) not in MISSING)
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


def _durations(unit: float) -> Reader:
    """A reader for durations whose plain numbers count ``unit`` seconds unless the header says otherwise."""

    def read(reading: Reading) -> tuple[Values, None]:
        own = unit_in(reading.header) or unit
        return {text: parse_duration(text, own) for text in reading.counts}, None

    return read


def _numbers(whole: bool) -> Reader:
    return lambda reading: (parse_numbers(reading.counts, whole), None)


def _scores(reading: Reading) -> tuple[Values, Conversion | None]:
    column = reading.column
    if column.scale == "nps":
        scores = read_recommendations(reading.counts)
        return scores.values, _conversion(reading, scores, scores.scale)
    company = reading.scales.get(column.scale or column.key) or COMPANY_SCALES[column.scale or column.key]
    scores = read_scores(reading.header, reading.counts, company, reading.choices.scales.get(column.key))
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
    Type.IDENTIFIER: _each(parse_identifier),
    Type.TEXT: _each(parse_text),
    Type.CATEGORY: _each(parse_identifier),
    Type.STATUS: _each(parse_identifier),
    Type.MOMENT: _moments,
    Type.PERIOD: _periods,
    Type.CLOCK: _each(parse_clock),
    Type.HOURS: _durations(HOUR),
    Type.SECONDS: _durations(1),
    Type.FLAG: _flags,
    Type.NUMBER: _numbers(whole=False),
    Type.COUNT: _numbers(whole=True),
    Type.SCORE: _scores,
}
