"""How the columns of a file are written, told so that a few of its rows can be read as all of them were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from data.rows import Convention
from data.specs import Layout, Type
from data.values.cells import parse_numbers
from data.values.cleaning import Cleaned
from data.values.durations import MARKED, marking
from data.values.periods import DAYS_A_MONTH, written_period
from data.values.scales import WORD_SCORES
from data.values.written_moments import NUMBERED, full_year
from data.vocabulary import plain

ONE_DAY = 1 / DAYS_A_MONTH
MARKS = (",", ".")


@dataclass(frozen=True)
class Cells:
    """The cells of a column as text, and what each was read as."""

    texts: Sequence[str]
    values: pd.Series

    def value(self, place: int) -> Any:
        """What a cell was read as; None where it says nothing or can't be read."""
        value = self.values.iloc[place]
        return None if pd.isna(value) else value


def conventions(cleaned: Cleaned, layout: Layout) -> dict[str, Convention]:
    """Column key -> how its cells are written, of the columns whose cells could be read in several ways."""
    found = {
        column.key: TELLERS[column.type](Cells(cleaned.texts[column.key], cleaned.frame[column.key]))
        for column in layout.columns
        if column.key in cleaned.texts and column.type in TELLERS
    }
    return {key: convention for key, convention in found.items() if convention != Convention()}


def _moments(cells: Cells) -> Convention:
    return _orders(cells, lambda moment: moment)


def _orders(cells: Cells, day_of: Callable[[Any], Any]) -> Convention:
    """The order of day and month, and whether short years stand in front, by the first dates that show it."""
    day_first = year_first = None
    for place, text in enumerate(cells.texts):
        # The standard form is passed over quickly: it tells nothing.
        found = None if text[4:5] == "-" else NUMBERED.search(text)
        value = cells.value(place) if found else None
        if found is None or value is None:
            continue
        first, second, last = (int(found[name]) for name in ("first", "second_number", "year"))
        day = day_of(value)
        if len(found["year"]) == 2 and year_first is None and first != last:
            year_first = day.year == full_year(f"{first:02}")
        if first != second and day_first is None and not (year_first and len(found["year"]) == 2):
            day_first = second == day.month
        if day_first is not None and (year_first is not None or len(found["year"]) > 2):
            break
    return Convention(day_first=day_first, year_first=year_first)


def _periods(cells: Cells) -> Convention:
    places = {text: place for place, text in enumerate(cells.texts) if written_period(text) is None}
    dated = [period for place in places.values() if (period := cells.value(place)) is not None]
    return replace(
        _orders(cells, lambda period: period.starts_on),
        whole_months=all(period.months != ONE_DAY for period in dated) if dated else None,
    )


def _numbers(whole: bool) -> Callable[[Cells], Convention]:
    return lambda cells: Convention(decimal_mark=_decimal_mark(cells, whole))


def _decimal_mark(cells: Cells, whole: bool) -> str | None:
    """The mark by the first number that would be another one, or none, with the other mark."""
    for place, text in enumerate(cells.texts):
        if "," in text or "." in text:
            value = cells.value(place)
            fitting = [mark for mark in MARKS if parse_numbers((text,), whole, mark)[text] == value]
            if value is not None and len(fitting) == 1:
                return fitting[0]
    return None


def _durations(cells: Cells) -> Convention:
    """The mark before decimals, where one could be of thousands."""
    texts = set(cells.texts)
    return Convention(decimal_mark=marking(texts) if any(map(MARKED.search, texts)) else None)


def _flags(cells: Cells) -> Convention:
    blank = next((place for place, text in enumerate(cells.texts) if not text.strip()), None)
    return Convention(blank_is_no=None if blank is None else cells.value(blank) is not None)


def _scores(cells: Cells) -> Convention:
    return Convention(words=tuple(sorted({plain(text) for text in set(cells.texts)} & WORD_SCORES.keys())))


TELLERS: dict[Type, Callable[[Cells], Convention]] = {
    Type.MOMENT: _moments,
    Type.PERIOD: _periods,
    Type.NUMBER: _numbers(whole=False),
    Type.COUNT: _numbers(whole=True),
    Type.HOURS: _durations,
    Type.SECONDS: _durations,
    Type.FLAG: _flags,
    Type.SCORE: _scores,
}
