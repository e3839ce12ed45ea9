"""Durations written as text, in seconds: plain numbers, clocks, and numbers with units in words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from data.language import gettext as _
from data.matching.header_names import CAMEL
from data.values.cells import COMMA_GROUPS, DOT_GROUPS, THOUSAND, are_hundreds, decimal_mark, dot_in_doubt
from data.values.unreadable import Unreadable, shown
from data.vocabulary import MISSING, SECONDS_IN, plain

HOUR = 3600.0
# What lasts longer is no duration, but a moment or a stand-in.
YEARS = 20
LONGEST = YEARS * 365.25 * 24 * HOUR
SHORTEST_UNIT = 4
AMOUNT = r"\d+(?:[.,]\d+)*"
NUMBER = re.compile(rf"[-−]?{AMOUNT}|[-−]?[.,]\d+")
# Three digits behind a mark may be of a part or of thousands.
MARKED = re.compile(r"\d[.,]\d{3}(?!\d)")
# What stands between a thousand and the hundreds behind it, beside the marks that may be of decimals.
GAP = re.compile(r"(?<=\d)[\s'’](?=\d{3}(?!\d))")
CLOCK = re.compile(
    r"(?P<sign>[-−])?(?:(?P<days>\d+)(?:\s*days?,?\s+|\.))?(?P<first>\d+):(?P<second>\d{2})"
    r"(?::(?P<third>\d{2})(?:[.,]\d+)?)?"
)
PART = re.compile(rf"({AMOUNT})\s*([^\W\d_]+)\.?[\s,]*(?:and\s+|и\s+|i\s+|a\s+)?")
# As programs write durations by the standard, and 1h30 without the last unit.
STANDARD = re.compile(
    r"p(?:(?P<weeks>\d+)w)?(?:(?P<days>\d+)d)?"
    r"(?:t(?:(?P<hours>\d+)h)?(?:(?P<minutes>\d+)m)?(?:(?P<seconds>\d+(?:[.,]\d+)?)s)?)?"
)
HOURS_FIRST = re.compile(r"(?P<hours>\d+)\s*(?:h|ч)\s*(?P<minutes>[0-5]\d)")
PARTS = {"weeks": 7 * 24 * HOUR, "days": 24 * HOUR, "hours": HOUR, "minutes": 60.0, "seconds": 1.0}
WORD = re.compile(r"[^\W\d_]+")
HOURS_AND_MINUTES = re.compile(r"\bhh?:mm\b(?!:)|\bчч?:мм\b(?!:)|\bgg?:mm\b(?!:)")


def unit_in(header: str) -> float | None:
    """The seconds of the unit that a header names in brackets, as its last word or in front; else None."""
    if HOURS_AND_MINUTES.search(plain(header)):
        return HOUR
    words = WORD.findall(plain(CAMEL.sub(" ", header.replace("_", " "))))
    bracketed = re.search(r"[(\[]\s*([^\W\d_]+)\.?\s*[)\]]", plain(header))
    word = bracketed[1] if bracketed and bracketed[1] in SECONDS_IN else words[-1] if words else ""
    if word in SECONDS_IN and (bracketed or len(words) > 1):
        return float(SECONDS_IN[word])
    # *Days to resolve*: a unit in front tells as well, but for a second response.
    inside = {SECONDS_IN[word] for word in words if len(word) >= SHORTEST_UNIT and word in SECONDS_IN}
    return float(inside.pop()) if len(words) > 1 and len(inside) == 1 and "second" not in words else None


def parse_durations(
    texts: Iterable[str], unit: float, known_mark: str | None = None
) -> dict[str, float | Unreadable | None]:
    """The seconds that a column's distinct texts mean; ``unit`` is how many seconds a plain number counts.

    Whether a comma or a dot marks decimals is decided by the whole column unless it's known. Where nothing
    tells, numbers that would be others by either are unreadable.
    """
    texts = list(texts)
    mark = known_mark or marking(texts)
    return {text: parse_duration(text, unit, mark) if mark else _in_doubt(text, unit) for text in texts}


def marking(texts: Iterable[str]) -> str | None:
    """The mark before decimals in durations, ``.`` or ``,``; None where nothing tells.

    A comma before three digits may be of decimals or of thousands, unless another number shows what it is.
    """
    numbers = [number for text in texts for number in _amounts(text)]
    marked = [number for number in numbers if not number.isdigit()]
    groups = marked and all(map(COMMA_GROUPS.fullmatch, marked))
    if not groups or any(number.count(",") > 1 for number in marked) or are_hundreds(numbers):
        return decimal_mark(numbers)
    return "," if any(number.isdigit() and int(number) >= THOUSAND for number in numbers) else None


def dot_of_durations(texts: Iterable[str]) -> str | None:
    """A number of a duration whose dot is taken for one of decimals though it may be of thousands."""
    numbers = [number for text in texts for number in _amounts(text)]
    return None if are_hundreds(numbers) else dot_in_doubt(numbers)


def _amounts(text: str) -> list[str]:
    """The numbers in a text that aren't of a clock."""
    return [] if ":" in text else re.findall(AMOUNT, GAP.sub("", plain(text)))


def _in_doubt(text: str, unit: float) -> float | Unreadable | None:
    """What a text means by either mark; unreadable where that differs."""
    found = [parse_duration(text, unit, mark) for mark in (".", ",")]
    if found[0] == found[1]:
        return found[0]
    reason = _(
        "'%(text)s' may have a mark of thousands or of decimals, and nothing in the column tells which"
    )
    return Unreadable(reason % {"text": shown(text)})


def parse_duration(text: str, unit: float, mark: str = ".") -> float | Unreadable | None:
    """The seconds in a text; ``unit`` is how many seconds a plain number counts, ``mark`` is before decimals.

    ``4:05`` is hours and minutes where the unit is an hour or longer, else minutes and seconds.
    """
    stripped = GAP.sub("", plain(text))
    if stripped in MISSING:
        return None
    seconds = _seconds(stripped, unit, mark)
    if seconds is None:
        return Unreadable(_("'%(text)s' is not a duration") % {"text": shown(text)})
    if seconds > LONGEST:
        words = {"text": shown(text), "years": YEARS}
        return Unreadable(_("'%(text)s' is longer than %(years)s years") % words)
    if seconds < 0:
        return Unreadable(_("'%(text)s' is below zero, which a duration can't be") % {"text": shown(text)})
    return seconds


def _seconds(text: str, unit: float, mark: str) -> float | None:
    if NUMBER.fullmatch(text):
        number = _decimal(text, mark)
        return None if number is None else number * unit
    if found := CLOCK.fullmatch(text):
        return _clock(found, unit)
    if found := STANDARD.fullmatch(text) or HOURS_FIRST.fullmatch(text):
        parts = {name: part for name, part in found.groupdict().items() if part}
        return (
            sum(float(part.replace(",", ".")) * PARTS[name] for name, part in parts.items())
            if parts
            else None
        )
    return _worded(text, mark)


def _decimal(text: str, mark: str) -> float | None:
    """A number without its marks of thousands; one that can't be such is of decimals, whatever it is."""
    digits = text.replace("−", "-")
    pattern, groups = (COMMA_GROUPS, ",") if mark == "." else (DOT_GROUPS, ".")
    before, __, __ = digits.partition(mark)
    if pattern.fullmatch(before):
        digits = digits.replace(groups, "")
    if sum(map(digits.count, ".,")) > 1:
        return None
    return float(digits.replace(",", "."))


def _clock(found: re.Match[str], unit: float) -> float:
    parts = [int(part or 0) for part in found.group("days", "first", "second", "third")]
    days, first, second, third = parts
    if found["third"] is None and unit < HOUR and found["days"] is None:
        seconds = first * 60 + second
    else:
        seconds = days * 86400 + first * 3600 + second * 60 + third
    return float(-seconds if found["sign"] else seconds)


def _worded(text: str, mark: str) -> float | None:
    """``2 h 15 min`` or ``10 часов``: every part a number and a unit that's known, nothing besides."""
    parts = PART.findall(text)
    if not parts or PART.sub("", text) or any(word not in SECONDS_IN for __, word in parts):
        return None
    amounts = [(_decimal(amount, mark), SECONDS_IN[word]) for amount, word in parts]
    told = [amount * seconds for amount, seconds in amounts if amount is not None]
    return sum(told) if len(told) == len(amounts) else None
