"""Numbers and dates as the reader writes them."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_day_names
from babel.lists import format_list
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from data import language

MISSING = "–"
# Beyond so many digits a binary number isn't the decimal one that it stands for; spreadsheets end there, too.
_DIGITS = 15
# A date isn't broken at the end of a line, as is the rule in these languages.
_DAYS = {"ru": "d\u00a0MMM\u00a0y", "pl": "d\u00a0MMM\u00a0y", "sk": "d.\u00a0M.\u00a0y"}
_PERIODS = {"ru": {"month": "LLL\u00a0y", "quarter": "QQQ\u00a0y"}}


def rounded(value: float, decimals: int = 0) -> float:
    """``value`` with at most ``decimals`` digits, a half away from zero, as people and spreadsheets round.

    2.675 becomes 2.68, though the nearest binary number is a little less. Every number that is told is
    rounded here, and once.
    """
    if not isfinite(value) or abs(value) >= 10.0**_DIGITS:
        return float(value)
    meant = Decimal(f"{float(value):.{_DIGITS}g}")
    return float(meant.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)) + 0.0


def whole(value: float) -> int:
    """``value`` as the whole number that is told of it, a half away from zero."""
    return int(rounded(value))


def number(value: float | None, decimals: int = 0, *, sign: bool = False) -> str:
    """``value`` with exactly ``decimals`` digits; a dash where there is none.

    ``sign`` writes a plus before positive numbers too, as changes are written.
    """
    if value is None:
        return MISSING
    shown = rounded(value, decimals)
    digits = "0" * decimals
    pattern = f"#,##0.{digits}" if decimals else "#,##0"
    text = format_decimal(abs(shown), format=pattern, locale=language.current())
    mark = "−" if shown < 0 else "+" if sign and shown > 0 else ""
    return mark + text


def day(value: date | None) -> str:
    """A date in medium length, as in ``1 Mar 2025``; a dash where there is none."""
    if value is None:
        return MISSING
    # Russian ends its own pattern in an abbreviation, whose full stop would meet that of a sentence.
    pattern = _DAYS.get(language.current(), "medium")
    return format_date(value, format=pattern, locale=_locale())


def moment(value: datetime) -> str:
    """A date with the time of day, as in ``1 Mar 2025, 14:05``."""
    return f"{day(value.date())}, {format_time(value, format='short', locale=_locale())}"


def weekday(number: int) -> str:
    """The name of a day of the week; 0 is Monday."""
    return get_day_names("wide", context="stand-alone", locale=language.current())[number]


def period(start: date, grain: str) -> str:
    """A period by its first day: ``Mar 2025``, ``Q1 2025``, ``2025``, or the day itself."""
    skeletons = {"month": "yMMM", "quarter": "yQQQ", "year": "y"}
    own = _PERIODS.get(language.current(), {})
    if grain in own:
        return format_date(start, format=own[grain], locale=_locale())
    if grain in skeletons:
        return format_skeleton(skeletons[grain], start, locale=_locale())
    if grain == "week":
        return f"{day(start)} – {day(start + timedelta(days=6))}"
    return day(start)


def listed(words: Sequence[str]) -> str:
    """Several words in one, as in ``surveys, complaints and contacts``."""
    return format_list(words, locale=_locale())


def _locale() -> str:
    """English is that of most of the world: days before months."""
    return "en_GB" if language.current() == "en" else language.current()


def language_name(spoken: str) -> str:
    """A language's name in that language."""
    return (Locale(spoken).get_language_name(spoken) or spoken).capitalize()


def separators() -> str:
    """The decimal mark and the thousands mark, as charts take them."""
    locale = language.current()
    return get_decimal_symbol(locale) + get_group_symbol(locale)


def escaped(text: str) -> str:
    """A text as charts show it: no markup in it does anything."""
    return html.escape(text, quote=False)
