"""The company's own standards: what it promised itself, each in force from a day on.

What happened is judged by the standard in force on the day on which it began: a complaint by that of the
day when it was received. So a changed standard leaves what was reported for earlier periods as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import pairwise
from typing import Any

import narwhals.stable.v2 as nw

from data import formats
from data.language import gettext as _
from data.language import mark
from data.specs import Scale
from data.store import Store, Version, scale_versions, versions
from metrics.amounts import AMOUNTS
from metrics.working_time import hours_between, working_time

WORKING_TIME = "working_time"
SATISFIED = "satisfied"
_ROUNDING = 1e-9
_NOTHING = nw.lit(None, dtype=nw.Float64)


@dataclass(frozen=True)
class Standard:
    """A standard that is one number.

    name, explanation    in words, marked for translation
    unit        the unit in words, marked for translation
    default     what holds while the company has set nothing; None where nothing can be supposed
    low, high   the least and the most that makes sense
    whole       whether only whole numbers do
    """

    key: str
    name: str
    explanation: str
    unit: str
    default: float | None
    low: float
    high: float
    whole: bool = False


STANDARDS = (
    Standard(
        "resolution_hours",
        mark("Time to resolve a complaint"),
        mark(
            "Within how many hours of its receipt a complaint should be resolved. A working week of 5 days is"
            " 120 hours by the clock, as nights count."
        ),
        mark("hours"),
        48,
        0.5,
        10_000,
    ),
    Standard(
        "email_hours",
        mark("Time to answer an e-mail"),
        mark("Within how many hours a complaint by e-mail should get its first response. Commonly 24."),
        mark("hours"),
        24,
        0.5,
        10_000,
    ),
    Standard(
        "rings",
        mark("Rings before a call is answered"),
        mark("By which ring a call should be answered, where a file counts rings. Commonly 3."),
        mark("rings"),
        3,
        1,
        100,
        whole=True,
    ),
    Standard(
        "answer_seconds",
        mark("Waiting before a contact is answered"),
        mark(
            "Within how many seconds a contact should be answered, where a file doesn't count rings. Three"
            " rings take about 18 seconds."
        ),
        mark("seconds"),
        18,
        1,
        100_000,
    ),
    Standard(
        "acquisition_cost",
        mark("Cost of winning a customer"),
        mark(
            "What it costs you to win one new customer: marketing and sales of a year, divided by the new"
            " customers of that year. In the currency of your files."
        ),
        mark("money"),
        None,
        0.01,
        1e9,
    ),
    Standard(
        "silent_ratio",
        mark("Unhappy customers for each complaint"),
        mark(
            "How many unhappy customers there are for each one who complains. The published ratio is 26; set"
            " your own if you have measured it."
        ),
        mark("customers"),
        26,
        1,
        1000,
    ),
)
BY_KEY = {standard.key: standard for standard in STANDARDS}


def standard_named(key: str) -> Standard:
    """The standard of a key; ``KeyError`` where there is none."""
    return BY_KEY[key]


class WrongStandardError(ValueError):
    """A standard that makes no sense; the message says what it may be."""


def checked(standard: Standard, value: float | None) -> float:
    """The value, as it may be kept; WrongStandardError says what it may be instead."""
    words = {
        "name": _(standard.name),
        "low": formats.number(standard.low, 0 if standard.low >= 1 else 2),
        "high": formats.number(standard.high),
        "unit": _(standard.unit),
    }
    if value is None or not standard.low <= value <= standard.high:
        raise WrongStandardError(_("%(name)s: give a number from %(low)s to %(high)s (%(unit)s).") % words)
    if standard.whole and value != int(value):
        raise WrongStandardError(_("%(name)s: give a whole number.") % words)
    return value


def with_unit(standard: Standard, value: float) -> str:
    """A number with the unit of its standard, as in ``48 hours``; money is in the currency of the files."""
    decimals = 0 if float(value).is_integer() else 2
    if standard.unit in AMOUNTS:
        return AMOUNTS[standard.unit].told(value, decimals)
    return formats.number(value, decimals)


@dataclass(frozen=True)
class Standards:
    """The standards of a company: for each key its versions, the earliest first.

    That of satisfaction follows from the scale: the position from which an answer counts as satisfied.
    """

    numbers: Mapping[str, tuple[Version, ...]]
    working: tuple[Version, ...] = ()

    def in_force(self, key: str, day: date) -> float | None:
        """The number that holds on a day; None where none does."""
        return _on(self.numbers[key], day)

    def is_set(self, key: str) -> bool:
        """Whether anything holds, now or from some day on."""
        return bool(self.working if key == WORKING_TIME else self.numbers[key])

    def changes(self, key: str, first: date, last: date) -> list[date]:
        """The days within two others from which on something else holds."""
        known = self.working if key == WORKING_TIME else self.numbers[key]
        later = [after for before, after in pairwise(known) if before.value != after.value]
        return [one.since for one in later if one.since is not None and first < one.since <= last]

    def number(self, key: str, moment: nw.Expr) -> nw.Expr:
        """The number in force at the moment of each row; missing where none is."""
        return by_moment(self.numbers[key], moment, nw.lit)

    def worked(self, start: str, end: str) -> nw.Expr:
        """Hours of working time between two moments, by that in force at the first; missing without any.

        Needs the columns of ``working_time.on_the_clock`` for both.
        """
        return by_moment(self.working, nw.col(start), lambda known: hours_between(start, end, known))


def _on(known: tuple[Version, ...], day: date) -> Any:
    held = [one.value for one in known if one.since is None or one.since <= day]
    return held[-1] if held else None


def by_moment(known: tuple[Version, ...], moment: nw.Expr, of: Callable[[Any], nw.Expr]) -> nw.Expr:
    """What follows from the version in force at each row's moment; missing where none is."""
    told = _NOTHING
    for version in known:
        if version.since is None:
            told = _of(version, of)
        else:
            since = datetime.combine(version.since, time())
            told = nw.when(moment >= since).then(_of(version, of)).otherwise(told)
    return told


def _of(version: Version, of: Callable[[Any], nw.Expr]) -> nw.Expr:
    return _NOTHING if version.value is None else of(version.value)


def standards(store: Store) -> Standards:
    """The company's standards: as saved, and before that as they are by default."""
    numbers = {standard.key: _numbers(store, standard) for standard in STANDARDS}
    working = tuple(
        Version(one.since, working_time(one.value) if one.value else None)
        for one in versions(store, WORKING_TIME)
    )
    satisfied = tuple(replace(one, value=top_two(one.value)) for one in scale_versions(store, "csat"))
    return Standards(numbers | {SATISFIED: satisfied}, working)


def top_two(scale: Scale) -> float:
    """From which position on a scale an answer is one of the best two, a hair below it for rounding."""
    return (scale.span - 1) / scale.span - _ROUNDING


def _numbers(store: Store, standard: Standard) -> tuple[Version, ...]:
    saved = versions(store, standard.key)
    if standard.default is None or (saved and saved[0].since is None):
        return saved
    return (Version(None, standard.default), *saved)
