"""Durations written as text, in seconds: plain numbers, clocks, and numbers with units in words."""

from __future__ import annotations

import re

from data.language import gettext as _
from data.matching.header_names import CAMEL
from data.values.moments import Unreadable, shown
from data.vocabulary import MISSING, SECONDS_IN, plain

HOUR = 3600.0
# What lasts longer is no duration, but a moment or a stand-in.
YEARS = 20
LONGEST = YEARS * 365.25 * 24 * HOUR
SHORTEST_UNIT = 4
NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)?|[-−]?[.,]\d+")
CLOCK = re.compile(
    r"(?P<sign>[-−])?(?:(?P<days>\d+)(?:\s*days?,?\s+|\.))?(?P<first>\d+):(?P<second>\d{2})"
    r"(?::(?P<third>\d{2})(?:[.,]\d+)?)?"
)
PART = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]+)\.?[\s,]*(?:and\s+|и\s+|i\s+|a\s+)?")
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


def parse_duration(text: str, unit: float) -> float | Unreadable | None:
    """The seconds in a text; ``unit`` is how many seconds a plain number counts.

    ``4:05`` is hours and minutes where the unit is an hour or longer, else minutes and seconds.
    """
    stripped = plain(text)
    if stripped in MISSING:
        return None
    seconds = _seconds(stripped, unit)
    if seconds is None:
        return Unreadable(_("'%(text)s' is not a duration") % {"text": shown(text)})
    if seconds > LONGEST:
        words = {"text": shown(text), "years": YEARS}
        return Unreadable(_("'%(text)s' is longer than %(years)s years") % words)
    if seconds < 0:
        return Unreadable(_("'%(text)s' is below zero, which a duration can't be") % {"text": shown(text)})
    return seconds


def _seconds(text: str, unit: float) -> float | None:
    if NUMBER.fullmatch(text):
        return _decimal(text) * unit
    if found := CLOCK.fullmatch(text):
        return _clock(found, unit)
    return _worded(text)


def _decimal(text: str) -> float:
    return float(text.replace(",", ".").replace("−", "-"))


def _clock(found: re.Match[str], unit: float) -> float:
    parts = [int(part or 0) for part in found.group("days", "first", "second", "third")]
    days, first, second, third = parts
    if found["third"] is None and unit < HOUR and found["days"] is None:
        seconds = first * 60 + second
    else:
        seconds = days * 86400 + first * 3600 + second * 60 + third
    return float(-seconds if found["sign"] else seconds)


def _worded(text: str) -> float | None:
    """``2 h 15 min`` or ``10 часов``: every part a number and a unit that's known, nothing besides."""
    parts = PART.findall(text)
    if not parts or PART.sub("", text) or any(word not in SECONDS_IN for __, word in parts):
        return None
    return sum(_decimal(amount) * SECONDS_IN[word] for amount, word in parts)
