"""Why there is no verdict on a rollout, and what would bring one, in words."""

from __future__ import annotations

from datetime import date

from data import formats
from data.language import gettext as _
from metrics import sentences
from metrics.impact.course import Course, Out
from metrics.impact.list_words import too_few_lists
from metrics.impact.told import Told
from metrics.interrupted import BEFORE_A_VERDICT, FEWEST_AFTER, REASONS, NoVerdict
from metrics.periods import Grain
from metrics.rollouts import Event

_TOO_FEW = frozenset({NoVerdict.TOO_FEW, NoVerdict.TRIAL})
# Days are counted up to two months.
_MOST_DAYS = 61


def cant_tell(found: Told) -> str:
    """That it can't be told whether a shift is real, with the reason and what it takes."""
    verdict = found.verdict
    if verdict.reason not in _TOO_FEW:
        why = _(REASONS[verdict.reason]) if verdict.reason else ""
        return (_("Can't tell whether this is a real shift.") + " " + why).strip()
    if sentences.told_by_lists(found.kpi):
        return too_few_lists(verdict)
    if found.course is None:
        words = {"day": formats.day(found.comparison.rollout)}
        return (
            _("Can't tell: there are no data of the three years before %(day)s, nor of the time since.")
            % words
        )
    return crowded(found) or _open(found, found.course) or _more(found, found.course)


def _more(found: Told, course: Course) -> str:
    before, after = found.verdict.missing_before, found.verdict.missing_after
    if before and after:
        told = _(
            "Can't tell yet whether this is a real shift: %(before)s more before the rollout and %(after)s"
            " more after it are needed."
        )
    elif before:
        told = _("Can't tell whether this is a real shift: %(before)s more before the rollout are needed.")
    else:
        told = _("Can't tell yet whether this is a real shift: %(after)s more after the rollout are needed.")
    return told % _periods(before, after, course.grain)


def _periods(before: int, after: int, grain: Grain) -> dict[str, str]:
    return {"before": sentences.periods(before, grain), "after": sentences.periods(after, grain)}


def _open(found: Told, course: Course) -> str:
    """That periods are there, but with too much still open, where these would bring a verdict."""
    verdict, out = found.verdict, course.frame["out"]
    waiting = [
        int((out.iloc[first:last] == Out.OPEN).sum())
        for first, last in ((course.first, course.at), (course.at, course.last))
    ]
    missing = (verdict.missing_before, verdict.missing_after)
    if not any(has and lacks for has, lacks in zip(waiting, missing, strict=True)):
        return ""
    words = {"periods": sentences.periods(sum(waiting), course.grain)}
    told = _(
        "Can't tell yet whether this is a real shift: in %(periods)s too many are still open for these to"
        " count. Load a newer file, with the days on which they were closed."
    )
    before, after = (max(0, lacks - has) for has, lacks in zip(waiting, missing, strict=True))
    return " ".join(part for part in (told % words, _besides(before, after, course.grain)) if part)


def _besides(before: int, after: int, grain: Grain) -> str:
    if before and after:
        told = _("Besides, %(before)s more before the rollout and %(after)s more after it are needed.")
    elif before:
        told = _("Besides, %(before)s more before the rollout are needed.")
    elif after:
        told = _("Besides, %(after)s more after the rollout are needed.")
    else:
        return ""
    return told % _periods(before, after, grain)


def crowded(found: Told) -> str:
    """That another event came too close for a verdict: no more periods will come between the two."""
    verdict, course, rollout = found.verdict, found.course, found.comparison.rollout
    if course is None:
        return ""
    apart = [event for event in course.others if event not in course.together]
    later = [event for event in apart if event.starts_on > rollout]
    earlier = [event for event in apart if event.starts_on < rollout]
    if verdict.missing_after and course.is_ended and later:
        template = _(
            "Can't tell whether this is a real shift: %(event)s came %(time)s later, on %(day)s, and it"
            " takes %(needed)s between the two."
        )
        return _close(template, min(later, key=_day), rollout, FEWEST_AFTER, course.grain)
    if verdict.missing_before and course.first > 0 and earlier:
        template = _(
            "Can't tell whether this is a real shift: %(event)s came %(time)s before, on %(day)s, and it"
            " takes %(needed)s between the two."
        )
        return _close(template, max(earlier, key=_day), rollout, BEFORE_A_VERDICT, course.grain)
    return ""


def _day(event: Event) -> date:
    return event.starts_on


def _close(template: str, event: Event, rollout: date, needed: int, grain: Grain) -> str:
    words = {
        "event": event.policy,
        "time": _between(*sorted((event.starts_on, rollout))),
        "day": formats.day(event.starts_on),
        "needed": sentences.periods(needed, grain),
    }
    if not event.kind.passes:
        return template % words
    passes = _("If it is over, enter its last day: then only the time that it took is left out.")
    return f"{template % words} {passes}"


def _between(first: date, last: date) -> str:
    """How far two days are apart, by the calendar: in whole months, or in days where these are few."""
    days = (last - first).days
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    return sentences.periods(days, Grain.DAY) if days <= _MOST_DAYS else sentences.periods(months)
