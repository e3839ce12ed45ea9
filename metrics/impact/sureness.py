"""How sure a verdict is, in plain words: chance, method, what it supposes and left out of account."""

from __future__ import annotations

from data import formats
from data.language import gettext as _
from data.language import ngettext
from metrics import sentences
from metrics.goals.targets import Status
from metrics.impact.course import Scale
from metrics.impact.impact import Impact
from metrics.impact.limits import limits
from metrics.impact.missing import crowded
from metrics.impact.verdict import Kind
from metrics.impact.word import REAL, Word
from metrics.kpi import Unit
from metrics.periods import Grain

_LEAST_CHANCE = 0.001
_TIMES = (Unit.HOURS, Unit.SECONDS, Unit.MONTHS)


def told(found: Impact) -> list[str]:
    """What stands behind the verdict, a paragraph each."""
    parts = [_evidence(found), _chance(found), _corrected(found), _until(found), _method(found)]
    left_out = limits(found.course, found.verdict)
    return [part for part in (*parts, *_supposed(found), *left_out) if part]


def _evidence(found: Impact) -> str:
    verdict, course = found.verdict, found.course
    if course is None or crowded(found):
        return ""
    words = {
        "before": sentences.periods(verdict.before, course.grain),
        "after": sentences.periods(verdict.after, course.grain),
    }
    if verdict.kind is Kind.CANT_TELL:
        return _("What counts so far: %(before)s before the rollout and %(after)s after it.") % words
    return _("The verdict rests on %(before)s before the rollout and %(after)s after it.") % words


def _chance(found: Impact) -> str:
    """How many of the series in which nothing changed would look so."""
    p = found.verdict.p
    if p is None:
        return ""
    if p < _LEAST_CHANCE:
        return _("If nothing had changed, a shift like this would come up in fewer than 1 of 1,000 cases.")
    words = {"share": formats.number(100 * p, 1)}
    return _("If nothing had changed, a shift like this would come up in %(share)s %% of cases.") % words


def _corrected(found: Impact) -> str:
    """What looking at many KPIs makes of a shift that is clear by itself."""
    if found.among is None or found.word is not Word.CHANCE:
        return ""
    words = {
        "n": formats.number(found.among.count),
        "share": formats.number(100 * found.among.p, 1),
    }
    return (
        ngettext(
            "Of %(n)s KPI looked at together with others some stand out by chance. Corrected for that it is"
            " %(share)s %%, and only up to 5 %% counts.",
            "Of %(n)s KPIs looked at together some stand out by chance. Corrected for that it is"
            " %(share)s %%, and only up to 5 %% counts.",
            found.among.count,
        )
        % words
    )


def _until(found: Impact) -> str:
    """How many more periods it takes to show what the target asks for, where neither is reached yet."""
    verdict, course = found.verdict, found.course
    if found.word in REAL or found.status is Status.MET:
        return ""
    if found.target is None or course is None or verdict.reason is not None or not verdict.aim:
        return ""
    if verdict.needed is None:
        return _("A shift as large as the target asks for would not show even within five years.")
    if not verdict.needed:
        return _("A shift as large as the target asks for would show by now, four times in five.")
    words = {"periods": sentences.periods(verdict.needed, course.grain)}
    return (
        _("To show a shift as large as the target asks for, four times in five, takes %(periods)s more.")
        % words
    )


def _method(found: Impact) -> str:
    if found.verdict.level is None:
        return ""
    return _("How: %(method)s") % {"method": _(found.verdict.method)}


def _supposed(found: Impact) -> list[str]:
    verdict, course = found.verdict, found.course
    if course is None or verdict.level is None:
        return []
    supposed = [
        _(
            "It supposes that without the rollout the line before would have gone on, and that nothing else"
            " of weight came at the same time. It tells what came after, not what it came from."
        )
    ]
    if course.scale is Scale.LOGS:
        supposed.append(
            _("Times are compared as percentages, so that a few long ones don't outweigh the others.")
            if found.kpi.unit in _TIMES
            else _("Amounts are compared as percentages, so that a few large ones don't outweigh the others.")
        )
    if course.grain is not Grain.MONTH:
        supposed.append(_("Its periods are other than months, as that is what there is, or what was chosen."))
    return supposed
