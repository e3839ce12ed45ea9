"""Months among the names of columns or sheets, in the languages that files come in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from babel import Locale

from data.values.periods import written_period
from data.values.written_moments import Numbered, written_moment
from data.vocabulary import LANGUAGES, plain

SHORTEST = 3
NAME = re.compile(r"(?P<name>[^\W\d_]{3,})\.?(?:[\s\-_/,.']*(?P<year>(?:19|20)\d{2}|\d{2}))?")
YEAR_FIRST = re.compile(r"(?P<year>(?:19|20)\d{2})[\s\-_/,.']*(?P<name>[^\W\d_]{3,})\.?")

Month = tuple[int | None, int]


@cache
def _numbers(language: str) -> dict[str, int]:
    """The names of months and their short forms, from three letters on, in one language."""
    numbers: dict[str, set[int]] = {}
    for forms in Locale.parse(language).months.values():
        for width in ("wide", "abbreviated"):
            for number, name in forms[width].items():
                whole = plain(name).rstrip(".")
                for form in {whole, whole[:SHORTEST]} - {""}:
                    numbers.setdefault(form, set()).add(number)
    return {form: min(found) for form, found in numbers.items() if len(found) == 1}


def months_among(names: Sequence[str]) -> dict[int, Month]:
    """The places of names that are months, in the language that has most of them, as (year, month).

    The year is None where the name has none. First days of months are their months. Months that come twice
    are none.
    """
    return _named_months(names) or _first_days(names)


def _first_days(names: Sequence[str]) -> dict[int, Month]:
    """The places of names that are dates, all of them first days of months, each of another one."""
    written = {place: written_moment(name) for place, name in enumerate(names)}
    readings = [
        {place: day for place, moment in written.items() if (day := _day(moment, order))}
        for order in (True, False)
    ]
    found = [days for days in readings if days and all(day.day == 1 for day in days.values())]
    # Both orders give first days only where a single one is told: 01/01/2024.
    if not found or any(days != found[0] for days in found):
        return {}
    months: dict[int, Month] = {place: (day.year, day.month) for place, day in found[0].items()}
    return months if len(set(months.values())) == len(months) else {}


def _day(moment: datetime | Numbered | None, day_first: bool) -> datetime | None:
    return moment.read(day_first) if isinstance(moment, Numbered) else moment


def _named_months(names: Sequence[str]) -> dict[int, Month]:
    readings = [{place: _month(name, language) for place, name in enumerate(names)} for language in LANGUAGES]
    found = max(readings, key=lambda months: sum(month is not None for month in months.values()))
    months = {place: month for place, month in found.items() if month is not None}
    return months if len(set(months.values())) == len(months) else {}


def _month(name: str, language: str) -> Month | None:
    bare = plain(name)
    written = NAME.fullmatch(bare) or YEAR_FIRST.fullmatch(bare)
    if written and written["name"] in _numbers(language):
        return _full(written["year"]), _numbers(language)[written["name"]]
    period = written_period(bare)
    return (period.starts_on.year, period.starts_on.month) if period and period.months == 1 else None


def _full(year: str | None) -> int | None:
    if year is None:
        return None
    return int(year) if len(year) > 2 else 2000 + int(year)
