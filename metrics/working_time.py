"""Working time: how much of the time between two moments the company was at work."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

import narwhals.stable.v2 as nw

from data.language import gettext as _

MONDAY = datetime(1990, 1, 1)
_HOUR, _DAY, _WEEK = 3600, 24 * 3600, 7


@dataclass(frozen=True)
class WorkingTime:
    """On which days of the week (0 is Monday) the company works, from when to when, but for holidays."""

    days: tuple[int, ...]
    opens: time
    closes: time
    holidays: frozenset[date] = field(default_factory=frozenset[date])

    @property
    def seconds(self) -> int:
        """The length of a working day."""
        return _of_day(self.closes) - _of_day(self.opens)

    def told(self) -> dict[str, object]:
        """What JSON can hold of it."""
        return {
            "days": list(self.days),
            "opens": self.opens.isoformat("minutes"),
            "closes": self.closes.isoformat("minutes"),
            "holidays": sorted(day.isoformat() for day in self.holidays),
        }


class NoWorkingTimeError(ValueError):
    """Working time that can't be; the message says what to change."""


def working_time(told: dict[str, list[str] | list[int] | str]) -> WorkingTime:
    """Working time from what was kept of it."""
    return WorkingTime(
        tuple(int(day) for day in told["days"]),
        time.fromisoformat(str(told["opens"])),
        time.fromisoformat(str(told["closes"])),
        frozenset(date.fromisoformat(str(day)) for day in told["holidays"]),
    )


def checked(found: WorkingTime) -> WorkingTime:
    """The same working time; NoWorkingTimeError where nobody would ever be at work."""
    if not found.days:
        raise NoWorkingTimeError(_("Choose at least one working day."))
    if found.closes <= found.opens:
        raise NoWorkingTimeError(
            _("Work has to end after it begins. Work past midnight can't be told: choose 23:59 as its end.")
        )
    return found


def on_the_clock(moment: str) -> dict[str, nw.Expr]:
    """The columns by which ``hours_between`` knows a moment: the day since a Monday, and its second."""
    midnight = nw.col(moment).dt.truncate("1d")
    return {
        f"{moment}_day": (midnight - nw.lit(MONDAY)).dt.total_minutes() // (_DAY // 60),
        f"{moment}_second": (nw.col(moment) - midnight).dt.total_seconds(),
    }


def hours_between(start: str, end: str, working: WorkingTime) -> nw.Expr:
    """Hours of working time from one moment to another, by their columns; missing where one of them is."""
    return (_worked(end, working) - _worked(start, working)) / _HOUR


def _worked(moment: str, working: WorkingTime) -> nw.Expr:
    """Seconds of working time from a Monday long ago to a moment."""
    day = nw.col(f"{moment}_day")
    weeks, weekday = day // _WEEK, day % _WEEK
    holidays = [_number(one) for one in sorted(working.holidays) if one.weekday() in working.days]
    whole = weeks * len(working.days) + _steps(weekday, list(working.days)) - _steps(day, holidays)
    at_work = weekday.is_in(list(working.days))
    if holidays:
        at_work = at_work & ~day.is_in(holidays)
    today = nw.when(at_work).then(_reached(moment, working)).otherwise(nw.lit(0))
    return whole * working.seconds + today


def _steps(value: nw.Expr, edges: list[int]) -> nw.Expr:
    """How many edges lie below a value."""
    passed = nw.lit(0)
    for count, edge in enumerate(sorted(edges), start=1):
        passed = nw.when(value > edge).then(nw.lit(count)).otherwise(passed)
    return passed


def _reached(moment: str, working: WorkingTime) -> nw.Expr:
    """Seconds of a working day until a moment within it."""
    second = nw.col(f"{moment}_second")
    opens, closes = _of_day(working.opens), _of_day(working.closes)
    late = nw.when(second >= closes).then(nw.lit(closes - opens)).otherwise(second - opens)
    return nw.when(second <= opens).then(nw.lit(0)).otherwise(late)


def _number(day: date) -> int:
    """The number of a day since a Monday long ago."""
    return (day - MONDAY.date()).days


def _of_day(clock: time) -> int:
    return clock.hour * _HOUR + clock.minute * 60 + clock.second
