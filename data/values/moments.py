"""Days and times written as text, read a whole column at a time.

Whether the day or the month comes first is decided by the column: a number above twelve tells, for all. So is
whether years of two digits stand in front.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from data.language import gettext as _
from data.values.unreadable import Unreadable, shown
from data.values.written_moments import (
    LAST_YEAR,
    NO_DAY,
    Numbered,
    clock_of,
    full_year,
    is_serial,
    says_moment,
    serial_moment,
    written_moment,
)

MOST_CONTRADICTIONS = 0.1
# Years ago, and how many times as many years, that tell where the year of a date is.
LONG_AGO, FAR_MORE = 15, 3
DAY = re.compile(r"\d+(?:[-/.]\s?\d+){2}|\d{8}")

Written = Mapping[str, datetime | Numbered | None]
Values = dict[str, datetime | Unreadable | None]


class Undecided(Exception):
    """Nothing in the column tells whether the day or the month comes first."""


class UndecidedYear(Undecided):
    """Nothing in the column tells whether the first of three short numbers is the year or the last."""


@dataclass(frozen=True)
class Order:
    """The order of the numbers in a column's dates; ``None`` leaves it to the dates.

    day_first   whether the day comes before the month
    year_first  whether years of two digits come before both
    """

    day_first: bool | None = None
    year_first: bool | None = None


@dataclass(frozen=True)
class Moments:
    """What a column's distinct texts mean, and what is to be known of how they were read, in words."""

    values: Values
    told: tuple[str, ...] = ()


def parse_moments(texts: Iterable[str], order: Order = Order()) -> Values:
    """The moments that a column's distinct texts mean; see ``read_moments``."""
    return read_moments(dict.fromkeys(texts, 1), order).values


def read_moments(weights: Mapping[str, int], known: Order) -> Moments:
    """The moments that a column's distinct texts mean: naive, as written, without their time zone.

    Numbers alone are serial numbers of days where all of the column can be. ``weights`` maps each text to
    how often it stands in the column. Raises Undecided where every date can be read both ways and ``known``
    doesn't tell.
    """
    if are_serial(weights):
        return Moments({text: serial_moment(text) if says_moment(text) else None for text in weights})
    written = {text: written_moment(text) for text in weights}
    order = settled_order(written, weights, known)
    return Moments(settled_moments(written, order), tuple(doubts(written, order)))


def are_serial(texts: Iterable[str]) -> bool:
    """Whether all of a column's texts that say something can be serial numbers of days."""
    return all(map(is_serial, filter(says_moment, texts)))


def settled_order(written: Written, weights: Mapping[str, int], known: Order = Order()) -> Order:
    """The order of a column's dates, by what is known of it and else by the dates. Raises Undecided."""
    year_first = known.year_first
    if year_first is None and any(isinstance(one, Numbered) and one.short for one in written.values()):
        year_first = years_lead(written, weights, undecided=False if known.day_first is not None else None)
    if known.day_first is not None:
        return Order(known.day_first, year_first)
    ordered = {
        text: moment
        for text, moment in written.items()
        if not (year_first and isinstance(moment, Numbered) and moment.short)
    }
    numbered = any(isinstance(moment, Numbered) for moment in ordered.values())
    return Order(decided_order(ordered, weights) if numbered or not year_first else None, year_first)


def settled_moments(written: Written, order: Order) -> Values:
    """What texts mean by what is written in them, the order of their numbers being settled."""
    return {text: _settled(text, moment, order) for text, moment in written.items()}


def _settled(text: str, moment: datetime | Numbered | None, order: Order) -> datetime | Unreadable | None:
    if not says_moment(text):
        return None
    if isinstance(moment, Numbered):
        moment = _in_order(moment, order)
    return moment or Unreadable(_("'%(text)s' is not a date") % {"text": shown(text)})


def _in_order(moment: Numbered, order: Order) -> datetime | None:
    return (
        moment.read_year_first() if order.year_first and moment.short else moment.read(bool(order.day_first))
    )


def years_lead(written: Written, weights: Mapping[str, int], undecided: bool | None = None) -> bool:
    """Whether years of two digits stand in front of month and day.

    Of the two ways to read such dates that one is meant by which fewer are no day or lie ahead, else the one
    that isn't of long ago, else that of far fewer years. Raises UndecidedYear for dates with dashes that none
    of it tells of, unless ``undecided`` says what they are.
    """
    dates = {
        text: moment for text, moment in written.items() if isinstance(moment, Numbered) and moment.short
    }
    latest = LAST_YEAR if undecided is not None else date.today().year + 1
    behind = sum(weights[text] for text, moment in dates.items() if not _may_end(moment, latest))
    front = sum(
        weights[text] for text, moment in dates.items() if not _is_by(moment.read_year_first(), latest)
    )
    if behind != front:
        return front < behind
    firsts = {full_year(f"{moment.first:02}") for moment in dates.values()}
    lasts = {moment.year for moment in dates.values()}
    recent = [any(latest - LONG_AGO < year <= latest for year in years) for years in (firsts, lasts)]
    if undecided is not None:
        return undecided
    if recent[0] != recent[1]:
        return recent[0]
    if all(moment.mark != "-" for moment in dates.values()):
        return False
    if max(len(firsts), len(lasts)) < FAR_MORE * min(len(firsts), len(lasts)):
        raise UndecidedYear
    return len(firsts) < len(lasts)


def _may_end(moment: Numbered, latest: int) -> bool:
    """Whether a date can be read with its year at the end."""
    return any(_is_by(moment.read(day_first), latest) for day_first in (True, False))


def _is_by(moment: datetime | None, latest: int) -> bool:
    return moment is not None and moment.year <= latest


def decided_order(written: Written, weights: Mapping[str, int] | None = None) -> bool:
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


def doubts(written: Written, order: Order) -> list[str]:
    """What is to be known of how a column's dates were read, beside those that couldn't be, in words."""
    numbered = {text: moment for text, moment in written.items() if isinstance(moment, Numbered)}
    open_ones = {
        text: moment
        for text, moment in numbered.items()
        if max(moment.first, moment.second) <= 12 and moment.first != moment.second
        if not (order.year_first and moment.short)
    }
    told = _other_orders(numbered, open_ones, order)
    if none := sorted(text for text in written if NO_DAY.fullmatch(text)):
        reason = _("dates such as '%(text)s' stand for no date, so they are taken as empty")
        told.append(reason % {"text": _day_in(none[0])})
    return told


def _day_in(text: str) -> str:
    """The day without the time behind it."""
    found = DAY.search(text)
    return found[0] if found else shown(text)


def _other_orders(
    numbered: Mapping[str, Numbered], open_ones: Mapping[str, Numbered], order: Order
) -> list[str]:
    """What is told of dates that could be read either way, where others are in another order or style."""
    if not open_ones or order.day_first is None:
        return []
    turned = any(_is_turned(moment, order) for moment in numbered.values())
    proven = {moment.mark for moment in numbered.values() if max(moment.first, moment.second) > 12}
    strange = {text for text, moment in open_ones.items() if proven and moment.mark not in proven}
    if not turned and not strange:
        return []
    example = _day_in(min(strange or open_ones))
    reason = (
        _("the dates here are written in several ways; those such as '%(text)s' were read day first")
        if order.day_first
        else _("the dates here are written in several ways; those such as '%(text)s' were read month first")
    )
    return [reason % {"text": example}]


def _is_turned(moment: Numbered, order: Order) -> bool:
    """Whether a date is none in the order of its column but one in the other."""
    if order.year_first and moment.short:
        return False
    day_first = bool(order.day_first)
    return moment.read(day_first) is None and moment.read(not day_first) is not None


def parse_clock(text: str) -> timedelta | Unreadable | None:
    """The time of day in a text, ``09:12:58``, ``9:12 PM`` or the day's fraction ``0.384``."""
    if not says_moment(text):
        return None
    stripped = text.strip()
    if (clock := clock_of(stripped)) is not None:
        return clock
    if re.fullmatch(r"0?[.,]\d+|0", stripped):
        return timedelta(seconds=round(float(stripped.replace(",", ".")) * 86400))
    return Unreadable(_("'%(text)s' is not a time of day") % {"text": shown(text)})
