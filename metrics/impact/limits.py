"""What a verdict left out of account, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data import formats
from data.language import gettext as _
from data.language import ngettext
from metrics.impact.course import OUT_WORDS, Course, place
from metrics.impact.other_events import overlapped
from metrics.impact.verdict import Kind, Verdict
from metrics.periods import Grain
from metrics.rollouts import Event

_NAMED = 3


def limits(course: Course | None, verdict: Verdict) -> list[str]:
    """The season, other events, periods that were left out, and that nobody was compared with."""
    if course is None:
        return []
    told = [left_out(course)]
    if verdict.kind is not Kind.CANT_TELL:
        told = [_season(verdict), _stretch(course), *told]
    return [part for part in (*told, _together(course), _partly(course)) if part]


def _season(verdict: Verdict) -> str:
    if verdict.harmonics:
        return _("Trend and season are accounted for.")
    return _("The trend is accounted for; the season is not, as that takes two years.")


def _stretch(course: Course) -> str:
    """Which periods the verdict is of, where other events cut them off."""
    if course.first == 0 and not course.is_ended:
        return ""
    rows = course.frame.iloc[course.first : course.last]
    words = {
        "first": _period(rows["start"].iloc[0].date(), course.grain),
        "last": _period(rows["start"].iloc[-1].date(), course.grain),
    }
    cutting = [event for event in course.others if _place(course, event) in (course.first, course.last)]
    told = _("The verdict is of %(first)s to %(last)s alone, as %(events)s cut the series there.")
    return " ".join(
        part for part in (told % (words | {"events": _names(cutting)}), _last_day_missing(cutting)) if part
    )


def _place(course: Course, event: Event) -> int:
    return place(course.frame, event.starts_on, course.grain)[0]


def _last_day_missing(cutting: Sequence[Event]) -> str:
    """What to do about events that cut a series, where some pass by themselves: these may be over."""
    over = [event for event in cutting if event.kind.passes]
    if not over:
        return ""
    return _("If %(events)s is over, enter its last day: then only the time that it took is left out.") % {
        "events": _names(over)
    }


def left_out(course: Course) -> str:
    """The periods that count in no test, with the reason."""
    found = [
        _(OUT_WORDS[why]) % {"periods": _periods(days, course.grain), "events": _names(_over(course))}
        for why, days in course.left_out.items()
    ]
    return _("Left out of the verdict: %(periods)s.") % {"periods": "; ".join(found)} if found else ""


def _over(course: Course) -> list[Event]:
    """The events that were over after some days, and took periods of the stretch with them."""
    rows = course.frame.iloc[course.first : course.last]
    return [event for event in course.passing if overlapped(rows, [event]).any()]


def _periods(days: Sequence[date], grain: Grain) -> str:
    named = ", ".join(_period(day, grain) for day in days[-_NAMED:])
    more = len(days) - _NAMED
    if more <= 0:
        return named
    words = {"periods": named, "n": formats.number(more)}
    return ngettext("%(n)s earlier one, %(periods)s", "%(n)s earlier ones, %(periods)s", more) % words


def _period(day: date, grain: Grain) -> str:
    return formats.period(day, grain.value)


def _together(course: Course) -> str:
    if not course.together:
        return ""
    return _("%(events)s came at the same time: the two can't be told apart.") % {
        "events": _names(course.together)
    }


def _partly(course: Course) -> str:
    if not course.partly:
        return ""
    return _("%(events)s reached some of those looked at in this time; that is not accounted for.") % {
        "events": _names(course.partly)
    }


def _names(events: Sequence[Event]) -> str:
    return ", ".join(dict.fromkeys(event.policy for event in events))
