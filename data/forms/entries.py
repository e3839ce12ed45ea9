"""What may be entered in a column: in words, and as the check that a spreadsheet program makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from data.formats import number
from data.forms.writing import TEXT
from data.kinds import COMPANY_SCALES
from data.language import gettext as _
from data.language import pgettext
from data.specs import Column, Scale, Type

EARLIEST, LATEST = date(1950, 1, 1), date(2099, 12, 31)
EPOCH = date(1899, 12, 30)
RECOMMENDATIONS = Scale(0, 10)

DAY, MOMENT, MONTH, CLOCK = "d mmm yyyy", "d mmm yyyy hh:mm", "mmm yyyy", "hh:mm"
GENERAL, DECIMAL = "General", "#,##0.00"


@dataclass(frozen=True)
class Check:
    """What a spreadsheet program holds a cell against: a type and its ends, or a list in ``low``.

    ``strict`` says that nothing else may be entered; else the program asks whether it's meant.
    """

    type: Literal["whole", "decimal", "date", "time", "list"]
    low: str
    high: str | None = None
    strict: bool = True


@dataclass(frozen=True)
class Entry:
    """What may be entered in a column's cells: in words, how the cells show it, and the check of it."""

    words: str
    number_format: str
    check: Check | None = None


def entry_of(column: Column, scales: Mapping[str, Scale] = COMPANY_SCALES) -> Entry:
    """What may be entered in a column, scores on the company's scales."""
    if column.type is Type.SCORE:
        return _score(scale_of(column, scales), "decimal" if column.averaged else "whole")
    return ENTRIES[column.type]()


def scale_of(column: Column, scales: Mapping[str, Scale]) -> Scale:
    """The scale on which a column's scores are entered."""
    return scales.get(column.scale or "", RECOMMENDATIONS)


def yes_and_no() -> tuple[str, str]:
    """The words for yes and no in the reader's language."""
    # Translators: what a cell says, a word that data/vocabulary.py has among YES and NO.
    return _("yes"), _("no")


def statuses() -> tuple[str, str, str]:
    """The words for a complaint that is open, being worked on and closed, in the reader's language."""
    return (
        # Translators: what a cell says, a word that data/vocabulary.py has among OPEN.
        pgettext("status of a complaint", "open"),
        # Translators: what a cell says, a word that data/vocabulary.py has among OPEN.
        pgettext("status of a complaint", "in progress"),
        # Translators: what a cell says, a word that data/vocabulary.py has among CLOSED.
        pgettext("status of a complaint", "closed"),
    )


def _score(scale: Scale, numbers: Literal["whole", "decimal"]) -> Entry:
    ends = {"low": number(scale.low), "high": number(scale.high)}
    worst, best = (scale.high, scale.low) if scale.low_is_good else (scale.low, scale.high)
    words = _("A number from %(low)s to %(high)s: %(worst)s is the worst answer, %(best)s the best.") % (
        ends | {"worst": number(worst), "best": number(best)}
    )
    return Entry(words, GENERAL, Check(numbers, f"{scale.low:g}", f"{scale.high:g}"))


def _listed(words: tuple[str, ...]) -> Check:
    return Check("list", f'"{",".join(words)}"')


def _flag() -> Entry:
    yes, no = yes_and_no()
    words = _("%(yes)s or %(no)s; empty where you don't know.") % {"yes": yes, "no": no}
    return Entry(words, TEXT, _listed((yes, no)))


def _status() -> Entry:
    listed = statuses()
    words = _("One of: %(words)s.") % {"words": ", ".join(listed)}
    return Entry(words, TEXT, _listed(listed))


def _days(*, strict: bool) -> Check:
    first, last = (str((day - EPOCH).days) for day in (EARLIEST, LATEST))
    # A time of day on the last day lies behind its number.
    return Check("date", first, f"{last}.99999", strict)


def _moment() -> Entry:
    return Entry(
        _("A date, with the time of day where you have it."),
        MOMENT,
        _days(strict=True),
    )


def _period() -> Entry:
    words = _("The first day of a month stands for the month; Q1 2025, 2025 or a single day will do as well.")
    return Entry(words, MONTH, _days(strict=False))


def _clock() -> Entry:
    return Entry(_("A time of day, such as 14:05."), CLOCK, Check("time", "0", "0.99999"))


def _text() -> Entry:
    return Entry(_("Any text."), TEXT)


def _identifier() -> Entry:
    return Entry(_("Any number or text."), TEXT)


def _category() -> Entry:
    return Entry(_("A name, written the same way each time."), TEXT)


def _hours() -> Entry:
    return Entry(_("Hours as a number: an hour and a half is 1.5."), GENERAL, Check("decimal", "0"))


def _seconds() -> Entry:
    return Entry(_("Seconds as a number: a minute and a half is 90."), GENERAL, Check("decimal", "0"))


def _amount() -> Entry:
    return Entry(_("A number, 0 or more."), DECIMAL, Check("decimal", "0"))


def _count() -> Entry:
    return Entry(_("A whole number, 0 or more."), "#,##0", Check("whole", "0"))


def _share() -> Entry:
    return Entry(_("A share: 84% or 0.84."), "0.0%", Check("decimal", "0", "1"))


def _balance() -> Entry:
    words = _("A score from %(low)s to 100.") % {"low": number(-100)}
    return Entry(words, GENERAL, Check("decimal", "-100", "100"))


ENTRIES: dict[Type, Callable[[], Entry]] = {
    Type.IDENTIFIER: _identifier,
    Type.TEXT: _text,
    Type.CATEGORY: _category,
    Type.MOMENT: _moment,
    Type.CLOCK: _clock,
    Type.PERIOD: _period,
    Type.HOURS: _hours,
    Type.SECONDS: _seconds,
    Type.FLAG: _flag,
    Type.STATUS: _status,
    Type.NUMBER: _amount,
    Type.COUNT: _count,
    Type.SHARE: _share,
    Type.BALANCE: _balance,
}
