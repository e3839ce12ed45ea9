"""Spans of days by name: ``2025``, ``2025-Q1``, ``2025-03``, ``2025-03-05``, ``2025-03-05..2025-04-10``."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pandas as pd

from data import formats
from data.language import gettext as _
from metrics.periods import Grain
from metrics.windows import Days

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")
_BETWEEN = ".."


class UnknownSpanError(ValueError):
    """A name that means no span of days; the message says what it may be."""


def span_named(name: str) -> Days:
    """The days that a name means; UnknownSpanError where it means none."""
    text = name.strip()
    try:
        first, last = _read(text)
    except ValueError:
        first, last = date.max, date.min
    if first > last:
        message = _(
            "%(name)s is not a span of days. Write it as 2025, 2025-Q1, 2025-03, 2025-03-05"
            " or 2025-03-05..2025-04-10."
        )
        raise UnknownSpanError(message % {"name": name})
    return Days(first, last)


def _read(text: str) -> tuple[date, date]:
    if quarter := _QUARTER.fullmatch(text):
        return _from(date(int(quarter[1]), 3 * int(quarter[2]) - 2, 1), months=3)
    if month := _MONTH.fullmatch(text):
        return _from(date(int(month[1]), int(month[2]), 1), months=1)
    if _YEAR.fullmatch(text):
        return _from(date(int(text), 1, 1), months=12)
    first, between, last = text.partition(_BETWEEN)
    return date.fromisoformat(first), date.fromisoformat(last if between else first)


def _from(first: date, months: int) -> tuple[date, date]:
    after = pd.Timestamp(first) + pd.DateOffset(months=months)
    return first, after.date() - timedelta(days=1)


def name_of(first: date, last: date) -> str:
    """The shortest name of a span; ``span_named`` reads it back."""
    for name in (f"{first:%Y}", f"{first:%Y}-Q{(first.month + 2) // 3}", f"{first:%Y-%m}", f"{first}"):
        if span_named(name) == Days(first, last):
            return name
    return f"{first}{_BETWEEN}{last}"


def told(first: date, last: date) -> str:
    """A span in words: ``2025``, ``Q1 2025``, ``Mar 2025``, a day, or from one day to another."""
    for grain, months in ((Grain.YEAR, 12), (Grain.QUARTER, 3), (Grain.MONTH, 1)):
        begins = first.day == 1 and (first.month - 1) % months == 0
        if begins and _from(first, months) == (first, last):
            return formats.period(first, grain.value)
    if first == last:
        return formats.day(first)
    return _("%(first)s – %(last)s") % {"first": formats.day(first), "last": formats.day(last)}
