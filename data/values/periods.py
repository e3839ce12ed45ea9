"""Periods written as text: years, quarters, months, weeks and days, with their first day and their length."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from data.language import gettext as _
from data.values.moments import Order, parse_moments
from data.values.unreadable import Unreadable, shown
from data.values.written_moments import FIRST_YEAR, LAST_YEAR, month_number
from data.vocabulary import MISSING, plain

DAYS_A_MONTH = 30.4375
YEAR = r"(?P<year>\d{4})(?:\s*(?:год|года|г|rok|roku|r)\.?)?"
QUARTER_WORD = r"(?:q|quarter|кв|квартал|kw|kwartał|k|štvrťrok|kvartál)"
QUARTER_NUMBER = r"(?P<quarter>[1-4]|iv|i{1,3})"
WHOLE_YEAR = re.compile(YEAR)
QUARTERS = tuple(
    map(
        re.compile,
        (
            rf"{QUARTER_WORD}\.?\s*{QUARTER_NUMBER}[\s\-/,.']*{YEAR}",
            rf"{QUARTER_NUMBER}[\s.\-]*{QUARTER_WORD}\.?[\s\-/,']*{YEAR}",
            rf"{YEAR}[\s\-/,.]*{QUARTER_WORD}\.?\s*{QUARTER_NUMBER}",
            rf"{YEAR}[\s\-/,.]*{QUARTER_NUMBER}[\s.\-]*{QUARTER_WORD}\.?",
        ),
    )
)
WEEKS = tuple(
    map(
        re.compile,
        (
            r"(?P<year>\d{4})[\s\-/]*w(?:eek)?\s*(?P<week>\d{1,2})",
            r"w(?:eek)?\s*(?P<week>\d{1,2})[\s\-/,]*(?P<year>\d{4})",
        ),
    )
)
MONTHS = tuple(
    map(
        re.compile,
        (
            r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})",
            r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})",
            rf"(?P<name>[^\W\d_]{{3,}})\.?[\s\-/,.']*{YEAR}",
            rf"{YEAR}[\s\-/,.]*(?P<name>[^\W\d_]{{3,}})\.?",
            r"(?P<name>[^\W\d_]{3,})\.?[\s\-/'.]+(?P<short>\d{2})",
        ),
    )
)
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True)
class Period:
    """A period by its first day; its length in months, as a part of one for weeks and days."""

    starts_on: date
    months: float


def parse_periods(
    texts: Iterable[str],
    order: Order = Order(),  # noqa: B008
    whole_months: bool | None = None,
) -> dict[str, Period | Unreadable | None]:
    """The periods that a column's distinct texts mean.

    Full dates stand for months where all are first, or all last, days of months, else for days, unless it's
    known by ``whole_months``. Raises ``moments.Undecided`` where dates can be read day-first and month-first.
    """
    periods = {text: written_period(text) for text in texts}
    others = [text for text, period in periods.items() if period is None and plain(text) not in MISSING]
    return {**periods, **_dated(others, order, whole_months)}


def written_period(text: str) -> Period | None:
    """A year, quarter, month or week as it's written; None where the text is none of these."""
    bare = plain(text)
    for patterns, reader in ((WEEKS, _week), (QUARTERS, _quarter), ((WHOLE_YEAR,), _year), (MONTHS, _month)):
        for pattern in patterns:
            if (found := pattern.fullmatch(bare)) and (period := reader(found)):
                return period
    return None


def _starting(year: int, month: int, months: int) -> Period | None:
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:
        return None
    return Period(date(year, month, 1), months)


def _year(found: re.Match[str]) -> Period | None:
    return _starting(int(found["year"]), 1, 12)


def _quarter(found: re.Match[str]) -> Period | None:
    number = ROMAN.get(found["quarter"]) or int(found["quarter"])
    return _starting(int(found["year"]), number * 3 - 2, 3)


def _month(found: re.Match[str]) -> Period | None:
    parts = found.groupdict()
    year = int(parts.get("year") or 2000 + int(parts.get("short") or 0))
    month = int(parts["month"]) if parts.get("month") else month_number(parts["name"]) or 0
    return _starting(year, month, 1)


def _week(found: re.Match[str]) -> Period | None:
    """Weeks are counted after ISO 8601: they begin on Mondays."""
    try:
        return Period(date.fromisocalendar(int(found["year"]), int(found["week"]), 1), 7 / DAYS_A_MONTH)
    except ValueError:
        return None


def _dated(
    texts: list[str], order: Order, whole_months: bool | None
) -> dict[str, Period | Unreadable | None]:
    moments = parse_moments(texts, order)
    days = [moment.date() for moment in moments.values() if isinstance(moment, datetime)]
    monthly = whole_months
    if monthly is None:
        monthly = all(day.day == 1 for day in days) or all((day + timedelta(days=1)).day == 1 for day in days)
    return {text: _dated_period(text, moment, monthly) for text, moment in moments.items()}


def _dated_period(
    text: str, moment: datetime | Unreadable | None, monthly: bool
) -> Period | Unreadable | None:
    if isinstance(moment, Unreadable):
        return Unreadable(_("'%(text)s' is not a period") % {"text": shown(text)})
    if moment is None:
        return None
    return Period(moment.date().replace(day=1), 1) if monthly else Period(moment.date(), 1 / DAYS_A_MONTH)
