"""Days and times written as text, read a whole column at a time.

Whether the day or the month comes first is decided by the column: a number above twelve tells, for all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from babel import Locale

from data.language import gettext as _
from data.vocabulary import LANGUAGES, MISSING, plain

FIRST_YEAR, LAST_YEAR = 1900, 2100
SERIAL_RANGE = (20_000, 80_000)
SERIAL_EPOCH = datetime(1899, 12, 30)
MOST_CONTRADICTIONS = 0.1
LONGEST_SHOWN = 60

CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?"
)
ZONE = r"(?:\s*(?:Z|[A-Z]{2,5}(?:[+-]\d{1,2})?|[+-]\d{2}:?\d{2}))?"
AT = r"(?:\s*,\s*|\s+|T|\s+(?:at|в|о|o|um|à|às|as|a las|v|ve)\s+)"
BEHIND = rf"(?:{AT}{CLOCK}(?:\s*(?:Uhr|hrs?|hs)\b\.?)?{ZONE})?"
YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}}){BEHIND}", re.IGNORECASE
)
COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})")
NUMBERED = re.compile(
    rf"(?P<first>\d{{1,2}})(?P<mark>[-/.])\s?(?P<second_number>\d{{1,2}})(?P=mark)\s?"
    rf"(?P<year>\d{{4}}|\d{{2}})(?:\s*[rг]\.)?{BEHIND}",
    re.IGNORECASE,
)
DAY_NAMED = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?[\s\-/]*(?:(?:of|de)\s+)?(?P<name>[^\W\d_]{{3,}})\.?"
    rf"(?:\s+del?\s+|[\s\-/,]*)"
    rf"(?P<year>\d{{4}}|\d{{2}})(?:\s*(?:года|году|року|roku|[rгр]\.|[rгр]\b))?{BEHIND}",
    re.IGNORECASE,
)
MONTH_NAMED = re.compile(
    rf"(?P<name>[^\W\d_]{{3,}})\.?[\s\-]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|\s+|-)"
    rf"(?P<year>\d{{4}}){BEHIND}",
    re.IGNORECASE,
)
FIRST_WORD = re.compile(r"([^\W\d_]{2,})\.?,?\s+")
ALONE = re.compile(CLOCK + ZONE, re.IGNORECASE)
SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")


@dataclass(frozen=True)
class Unreadable:
    """Why a cell can't be read, in words."""

    reason: str


@dataclass(frozen=True)
class Numbered:
    """A date written as two numbers and a year, before it's known which of them is the day."""

    first: int
    second: int
    year: int
    clock: time
    dotted: bool

    def read(self, day_first: bool) -> datetime | None:
        day, month = (self.first, self.second) if day_first else (self.second, self.first)
        return _moment(self.year, month, day, self.clock)


def shown(text: str) -> str:
    """A cell's text as it's quoted in a message, cut where it's long."""
    stripped = " ".join(text.split())
    return stripped if len(stripped) <= LONGEST_SHOWN else stripped[:LONGEST_SHOWN] + "…"


class Undecided(Exception):
    """Nothing in the column tells whether the day or the month comes first."""


def parse_moments(
    texts: Iterable[str], day_first: bool | None = None
) -> dict[str, datetime | Unreadable | None]:
    """The moments that a column's distinct texts mean: naive, as written, without their time zone.

    Numbers alone are serial numbers of days where all of the column can be. ``texts`` may map each text to
    how often it stands in the column. Raises Undecided where every date can be read both ways and
    ``day_first`` doesn't tell.
    """
    weights = texts if isinstance(texts, Mapping) else dict.fromkeys(texts, 1)
    if are_serial(weights):
        return {text: serial_moment(text) if _given(text) else None for text in weights}
    written = {text: written_moment(text) for text in weights}
    return settled_moments(written, decided_order(written, weights) if day_first is None else day_first)


def are_serial(texts: Iterable[str]) -> bool:
    """Whether all of a column's texts that say something can be serial numbers of days."""
    return all(map(is_serial, filter(_given, texts)))


def settled_moments(
    written: Mapping[str, datetime | Numbered | None], day_first: bool
) -> dict[str, datetime | Unreadable | None]:
    """What texts mean by what is written in them, the order of day and month being decided."""
    return {text: _settled(text, moment, day_first) for text, moment in written.items()}


def _given(text: str) -> bool:
    return plain(text) not in MISSING


def _settled(text: str, moment: datetime | Numbered | None, day_first: bool) -> datetime | Unreadable | None:
    if isinstance(moment, Numbered):
        moment = moment.read(day_first)
    if moment is None and _given(text):
        return Unreadable(_("'%(text)s' is not a date") % {"text": shown(text)})
    return moment


def decided_order(
    written: Mapping[str, datetime | Numbered | None], weights: Mapping[str, int] | None = None
) -> bool:
    """Whether the day comes first in a column's dates; where nothing tells, dates with dots are day-first.

    A few dates that fit only the other order are errors; where they are more, nothing is decided. ``weights``
    tell how often each text stands in the column.
    """
    dates = {text: moment for text, moment in written.items() if isinstance(moment, Numbered)}
    weigh = dict.fromkeys(dates, 1) if weights is None else weights
    day = sum(weigh[text] for text, moment in dates.items() if moment.first > 12 >= moment.second)
    month = sum(weigh[text] for text, moment in dates.items() if moment.second > 12 >= moment.first)
    if min(day, month) > MOST_CONTRADICTIONS * max(day, month):
        raise Undecided
    if day != month:
        return day > month
    if all(moment.dotted or moment.first == moment.second for moment in dates.values()):
        return True
    raise Undecided


def written_moment(text: str) -> datetime | Numbered | None:
    """What one text says: a moment, a date of undecided order, or None where it's no date."""
    text = text.strip()
    if text[4:5] == "-" and (moment := _iso(text)):
        return moment
    for pattern, reader in READERS:
        if found := pattern.fullmatch(text):
            return reader(found)
    word = FIRST_WORD.match(text)
    return written_moment(text[word.end() :]) if word and plain(word[1]) in _weekdays() else None


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


def _full_year(digits: str) -> int:
    """Two digits mean 1970 to 2069."""
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < 70 else 1900)


def _time_of(found: re.Match[str]) -> time | None:
    """The time of day behind a date, midnight where there is none, None where it's impossible."""
    parts = found.groupdict()
    if parts.get("hour") is None:
        return time()
    hour = int(parts["hour"])
    if parts["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if parts["half"].lower() == "p" else 0)
    microsecond = int((parts["fraction"] or "0")[:6].ljust(6, "0"))
    try:
        return time(hour, int(parts["minute"]), int(parts["second"] or 0), microsecond)
    except ValueError:
        return None


def _numeric(found: re.Match[str]) -> datetime | None:
    return _moment(int(found["year"]), int(found["month"]), int(found["day"]), _time_of(found))


def _named(found: re.Match[str]) -> datetime | None:
    return _moment(
        _full_year(found["year"]), month_number(found["name"]) or 0, int(found["day"]), _time_of(found)
    )


def _undecided(found: re.Match[str]) -> Numbered | None:
    clock = _time_of(found)
    first, second = int(found["first"]), int(found["second_number"])
    if clock is None:
        return None
    return Numbered(first, second, _full_year(found["year"]), clock, found["mark"] == ".")


READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], datetime | Numbered | None]], ...] = (
    (NUMBERED, _undecided),
    (YEAR_FIRST, _numeric),
    (COMPACT, _numeric),
    (DAY_NAMED, _named),
    (MONTH_NAMED, _named),
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
    clock = _time_of(found) if found else None
    if clock is None:
        return None
    return timedelta(
        hours=clock.hour, minutes=clock.minute, seconds=clock.second, microseconds=clock.microsecond
    )


def parse_clock(text: str) -> timedelta | Unreadable | None:
    """The time of day in a text, ``09:12:58``, ``9:12 PM`` or the day's fraction ``0.384``."""
    if not _given(text):
        return None
    stripped = text.strip()
    if (clock := clock_of(stripped)) is not None:
        return clock
    if re.fullmatch(r"0?[.,]\d+|0", stripped):
        return timedelta(seconds=round(float(stripped.replace(",", ".")) * 86400))
    return Unreadable(_("'%(text)s' is not a time of day") % {"text": shown(text)})
