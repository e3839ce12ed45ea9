"""A day and time written as one text: what it says, as far as a single text tells.

Which of two numbers is the day, and whether a short year stands in front, only a whole column tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from babel import Locale

from data.vocabulary import LANGUAGES, MISSING, plain

FIRST_YEAR, LAST_YEAR = 1900, 2100
SERIAL_RANGE = (20_000, 80_000)
SERIAL_EPOCH = datetime(1899, 12, 30)

CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?"
)
# With a dot or an h between hour and minute it is a number or a duration, but behind a day.
OTHER_CLOCK = r"(?P<other_hour>\d{1,2})[h.](?P<other_minute>\d{2})(?:[m.](?P<other_second>\d{2}))?"
ZONE = r"(?:\s*(?:Z|[A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}))?"
AT = r"(?:\s*,\s*|\s+|T|\s+(?:at|в|о|o|um|à|às|as|a las|v|ve)\s+)"
BEHIND = rf"(?:{AT}(?:{CLOCK}|{OTHER_CLOCK})(?:\s*(?:Uhr|hrs?|hs)\b\.?)?{ZONE})?"
OF_THE_YEAR = r"(?:\s*(?:года|году|року|roku|[rгр]\.|[rгр]\b))?"
YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})(?P<mark>[-/.])\s?(?P<month>\d{{1,2}})(?P=mark)\s?(?P<day>\d{{1,2}})\.?{BEHIND}",
    re.IGNORECASE,
)
COMPACT = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?:T(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
NUMBERED = re.compile(
    rf"(?P<first>\d{{1,2}})(?P<mark>[-/.])\s?(?P<second_number>\d{{1,2}})(?P=mark)\s?"
    rf"(?P<year>\d{{4}}|\d{{2}})(?:\s*[rг]\.)?{BEHIND}",
    re.IGNORECASE,
)
DAY_NAMED = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|-?го|-?е|\.)?[\s\-/]*(?:(?:of|de)\s+)?(?P<name>[^\W\d_]{{3,}})\.?"
    rf"(?:\s+del?\s+|[\s\-/,]*)(?P<year>\d{{4}}|\d{{2}}){OF_THE_YEAR}{BEHIND}",
    re.IGNORECASE,
)
DAY_ROMAN = re.compile(
    rf"(?P<day>\d{{1,2}})(?P<mark>[\s.\-/])\s?(?P<roman>[ivx]{{1,4}})(?P=mark)\s?"
    rf"(?P<year>\d{{4}}){OF_THE_YEAR}{BEHIND}",
    re.IGNORECASE,
)
MONTH_NAMED = re.compile(
    rf"(?P<name>[^\W\d_]{{3,}})\.?[\s\-]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|\s+|-)"
    rf"(?P<year>\d{{4}}){BEHIND}",
    re.IGNORECASE,
)
YEAR_LAST = re.compile(
    rf"(?P<name>[^\W\d_]{{3,}})\.?\s+(?P<day>\d{{1,2}})\s+{CLOCK}{ZONE}\s+(?P<year>\d{{4}})", re.IGNORECASE
)
FIRST_WORD = re.compile(r"([^\W\d_]{2,})\.?,?\s+")
ALONE = re.compile(CLOCK + ZONE, re.IGNORECASE)
SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
# The reader of the standard form takes the minutes behind a dot for parts of a second.
DOTTED_CLOCK = re.compile(r".{8,10}[T ]\d{1,2}[.,]")
# What programs keep where there is no day: the first or the last one that they know.
NO_DAY = re.compile(
    r"\s*(?:(?:0001|1753|1900|1970)[-/.]0?1[-/.]0?1|0?1[-/.]0?1[-/.](?:0001|1753|1900|1970)"
    r"|1899[-/.]12[-/.]3[01]|3[01][-/.]12[-/.]1899|12[-/.]3[01][-/.]1899"
    r"|(?:2999|9999)[-/.]12[-/.]31|(?:31[-/.]12|12[-/.]31)[-/.](?:2999|9999)"
    r"|0000[-/.]00[-/.]00|00[-/.]00[-/.](?:00)?00|00010101|19000101|18991230|99991231|00000000)(?:[T ].*)?\s*"
)
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11,
         "xii": 12}  # fmt: skip


@dataclass(frozen=True)
class Numbered:
    """A date written as two numbers and a year, before it's known which of them is the day.

    ``short`` tells that the year has two digits, so that it may be the day, and the first number the year.
    """

    first: int
    second: int
    year: int
    clock: time
    mark: str
    short: bool = False

    @property
    def dotted(self) -> bool:
        return self.mark == "."

    def read(self, day_first: bool) -> datetime | None:
        """The moment with the year behind; None where there is no such day."""
        day, month = (self.first, self.second) if day_first else (self.second, self.first)
        return _moment(self.year, month, day, self.clock)

    def read_year_first(self) -> datetime | None:
        """The moment with a year of two digits in front; None where there is no such day."""
        if not self.short:
            return None
        return _moment(full_year(f"{self.first:02}"), self.second, self.year % 100, self.clock)


def written_moment(text: str) -> datetime | Numbered | None:
    """What one text says: a moment, a date of undecided order, or None where it's no date."""
    text = text.strip()
    if text[4:5] == "-" and not DOTTED_CLOCK.match(text) and (moment := _iso(text)):
        return moment
    for pattern, reader in READERS:
        if found := pattern.fullmatch(text):
            return reader(found)
    word = FIRST_WORD.match(text)
    return written_moment(text[word.end() :]) if word and plain(word[1]) in _weekdays() else None


def says_moment(text: str) -> bool:
    """Whether a text says a moment at all; one that stands for none says none."""
    return plain(text) not in MISSING and not NO_DAY.fullmatch(text)


def _iso(text: str) -> datetime | None:
    """The standard form, which most files have, by the fastest reader of it."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=None) if FIRST_YEAR <= moment.year <= LAST_YEAR else None


def _moment(year: int, month: int, day: int, clock: time | None) -> datetime | None:
    if clock is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return datetime.combine(date(year, month, day), clock)
    except ValueError:
        return None


def full_year(digits: str) -> int:
    """A year as it's written; two digits mean 1970 to 2069."""
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < 70 else 1900)


def time_of(found: re.Match[str]) -> time | None:
    """The time of day behind a date, midnight where there is none, None where it's impossible."""
    parts = found.groupdict()
    if parts.get("other_hour") is not None:
        return _time(int(parts["other_hour"]), int(parts["other_minute"]), int(parts["other_second"] or 0))
    if parts.get("hour") is None:
        return time()
    hour = int(parts["hour"])
    if parts.get("half"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if parts["half"].lower() == "p" else 0)
    microsecond = int((parts.get("fraction") or "0")[:6].ljust(6, "0"))
    return _time(hour, int(parts["minute"]), int(parts["second"] or 0), microsecond)


def _time(hour: int, minute: int, second: int, microsecond: int = 0) -> time | None:
    try:
        return time(hour, minute, second, microsecond)
    except ValueError:
        return None


def _numeric(found: re.Match[str]) -> datetime | None:
    return _moment(int(found["year"]), int(found["month"]), int(found["day"]), time_of(found))


def _named(found: re.Match[str]) -> datetime | None:
    return _moment(
        full_year(found["year"]), month_number(found["name"]) or 0, int(found["day"]), time_of(found)
    )


def _roman(found: re.Match[str]) -> datetime | None:
    month = ROMAN.get(found["roman"].lower(), 0)
    return _moment(int(found["year"]), month, int(found["day"]), time_of(found))


def _undecided(found: re.Match[str]) -> Numbered | None:
    clock = time_of(found)
    first, second = int(found["first"]), int(found["second_number"])
    if clock is None:
        return None
    year = found["year"]
    return Numbered(first, second, full_year(year), clock, found["mark"], len(year) == 2)


READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], datetime | Numbered | None]], ...] = (
    (NUMBERED, _undecided),
    (YEAR_FIRST, _numeric),
    (COMPACT, _numeric),
    (DAY_ROMAN, _roman),
    (DAY_NAMED, _named),
    (MONTH_NAMED, _named),
    (YEAR_LAST, _named),
)


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(
        plain(name).rstrip(".")
        for language in LANGUAGES
        for forms in Locale.parse(language).days.values()
        for width in ("wide", "abbreviated")
        for name in forms[width].values()
    )


@cache
def _month_starts() -> dict[str, int]:
    """Every beginning, from three letters on, that belongs to one month's name in any of the languages.

    A whole name is its own month's, though that of another one begins with it, as červenec with červen.
    """
    months: dict[str, set[int]] = {}
    whole: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for forms in Locale.parse(language).months.values():
            for number, name in (*forms["wide"].items(), *forms["abbreviated"].items()):
                _add_starts(months, plain(name).rstrip("."), number)
                whole.setdefault(plain(name).rstrip("."), set()).add(number)
    return {start: min(numbers) for start, numbers in (months | whole).items() if len(numbers) == 1}


def _add_starts(months: dict[str, set[int]], name: str, number: int) -> None:
    for length in range(3, len(name) + 1):
        months.setdefault(name[:length], set()).add(number)


def month_number(name: str) -> int | None:
    """1 to 12 for a month's name, or a beginning of it that is clear, in any of the languages; else None."""
    return _month_starts().get(plain(name).rstrip("."))


def is_serial(text: str) -> bool:
    """Whether a text can be a spreadsheet's serial number of a day between 1954 and 2119."""
    low, high = SERIAL_RANGE
    return bool(SERIAL.fullmatch(text.strip())) and low <= float(text.strip().replace(",", ".")) <= high


def serial_moment(text: str) -> datetime:
    """The moment of a serial number, days since 30 December 1899, to the second."""
    days = float(text.strip().replace(",", "."))
    return SERIAL_EPOCH + timedelta(seconds=round(days * 86400))


def clock_of(text: str) -> timedelta | None:
    """The time of day that a text says, ``09:12:58`` or ``9:12 PM``; None where it says none."""
    found = ALONE.fullmatch(text.strip())
    clock = time_of(found) if found else None
    if clock is None:
        return None
    return timedelta(
        hours=clock.hour, minutes=clock.minute, seconds=clock.second, microseconds=clock.microsecond
    )
