"""What a rollout did to a KPI, in words: the same object that chart, icon and JSON show.

Always "after", never "because of": without others to compare with, nobody can tell where a shift came from.
"""

from __future__ import annotations

import pandas as pd

from data import formats
from data.language import gettext as _
from data.language import mark
from metrics import sentences
from metrics.impact.course import Course
from metrics.impact.lasting import FIRST_MONTHS, Lasting
from metrics.impact.limits import limits
from metrics.impact.missing import cant_tell
from metrics.impact.sizes import against, bounds, effect, largest, smallest
from metrics.impact.told import Told
from metrics.impact.two_numbers import two_numbers
from metrics.impact.verdict import Kind
from metrics.impact.word import REAL, Word
from metrics.periods import MONTHS, Grain

_EACH = {
    Grain.WEEK: mark("%(value)s a week"),
    Grain.MONTH: mark("%(value)s a month"),
    Grain.QUARTER: mark("%(value)s a quarter"),
    Grain.YEAR: mark("%(value)s a year"),
}
_SHIFTS = {
    Word.IMPROVED: mark(
        "That is a real shift for the better: with the rollout it jumped to %(level)s (95 %% interval"
        " %(bounds)s)."
    ),
    Word.WORSENED: mark(
        "That is a real shift for the worse: with the rollout it jumped to %(level)s (95 %% interval"
        " %(bounds)s)."
    ),
    Word.CHANGED: mark(
        "That is a real shift: with the rollout it jumped to %(level)s (95 %% interval %(bounds)s)."
    ),
    Word.CHANCE: mark(
        "On its own that would be a real shift: with the rollout it jumped to %(level)s (95 %% interval"
        " %(bounds)s). Among all %(n)s KPIs looked at it may be chance."
    ),
    Word.NO_CHANGE: mark(
        "No real shift is seen, and hardly one larger than %(size)s: it came to lie %(level)s, and the 95 %%"
        " interval, %(bounds)s, takes in no shift, so it may be chance."
    ),
    Word.UNSURE: mark(
        "No real shift is seen, but that is too unsure to tell: it came to lie %(level)s, and with 95 %%"
        " certainty it may be anything from %(bounds)s."
    ),
}


def sentence(found: Told) -> str:
    """What happened, whether it is real and lasts, the target, and what was left out of account."""
    told = [
        *sentences.happened(found.comparison),
        real(found),
        hidden(found),
        slope(found),
        two_numbers(found),
        lasts(found),
        sentences.held_to(found.kpi, found.target, found.status, found.ahead),
        held(found),
        *limits(found.course, found.verdict),
    ]
    return " ".join(part for part in told if part)


def real(found: Told) -> str:
    """Whether it is a real shift."""
    verdict = found.verdict
    if found.word is Word.CANT_TELL or verdict.level is None:
        return cant_tell(found)
    words = {
        "level": against(found),
        "bounds": bounds(found.kpi, verdict.level, is_ratio=verdict.is_ratio),
        "size": largest(verdict),
        "n": formats.number(found.among.count if found.among else 0),
    }
    return _(_SHIFTS[found.word]) % words


def hidden(found: Told) -> str:
    """Which shifts so many periods wouldn't show; empty where one was seen."""
    verdict = found.verdict
    if verdict.kind is not Kind.NO_CHANGE:
        return ""
    if verdict.smallest is None:
        return _("In a series like this hardly any shift would show.")
    size = smallest(found.kpi, verdict)
    return _("A shift of less than %(size)s would hardly show in so many periods.") % {"size": size}


def held(found: Told) -> str:
    """How many periods since the rollout met the target's level; empty without one."""
    if found.chart is None or found.aim is None or found.course is None or found.target is None:
        return ""
    since = found.course.frame["start"].iloc[found.course.at :].min()
    values = found.chart.points.loc[found.chart.points["start"] >= since, "value"]
    if values.empty:
        return ""
    words = {
        "n": formats.number(sum(found.kpi.reaches(value, found.aim) for value in values)),
        "all": sentences.periods(len(values), found.course.grain),
        "value": found.kpi.text(found.aim, found.course.grain),
    }
    return _("One by one, %(n)s of %(all)s since the rollout reached %(value)s.") % words


def slope(found: Told) -> str:
    """Whether it changes faster or slower than before, where that is clear; it makes no verdict."""
    verdict = found.verdict
    if verdict.reason is not None or verdict.slope is None or not verdict.slope.is_clear:
        return ""
    grain = found.course.grain if found.course else Grain.MONTH
    each = effect(found.kpi, verdict.slope, is_ratio=verdict.is_ratio)
    words = {
        "slope": _(_EACH.get(grain, "%(value)s")) % {"value": each},
        "bounds": bounds(found.kpi, verdict.slope, is_ratio=verdict.is_ratio),
    }
    return (
        _("Where it is heading changed as well: %(slope)s beside before (95 %% interval %(bounds)s).") % words
    )


def lasts(found: Told) -> str:
    """Whether the shift lasts; empty where there is none to last."""
    decay, grain = found.decay, found.course.grain if found.course else Grain.MONTH
    if found.word not in REAL:
        return ""
    if decay.kind is Lasting.CANT_TELL or decay.later is None:
        if not decay.missing or found.course is None:
            return _("Can't tell whether it lasts.")
        if found.course.is_ended:
            return _("Can't tell whether it lasts beyond half a year: the next event came before that.")
        words = {"n": sentences.periods(decay.missing, grain), "day": _in_by(found.course, decay.missing)}
        return (
            _(
                "Can't tell yet whether it lasts beyond half a year: %(n)s more are needed, which can be in"
                " by %(day)s."
            )
            % words
        )
    words = {
        "later": effect(found.kpi, decay.later, is_ratio=decay.is_ratio),
        "bounds": bounds(found.kpi, decay.later, is_ratio=decay.is_ratio),
    }
    return _(_LASTING[decay.kind]) % words


def _in_by(course: Course, missing: int) -> str:
    """The first day on which so many more periods can be over."""
    starts, last = course.frame["start"].iloc[course.at :], course.frame.loc[course.counts, "until"].max()
    halfway = starts.min() + pd.DateOffset(months=FIRST_MONTHS) if len(starts) else last
    more = (
        pd.DateOffset(weeks=missing)
        if course.grain is Grain.WEEK
        else pd.DateOffset(months=missing * round(MONTHS[course.grain]))
    )
    return formats.day((max(last, halfway) + more).date())


_LASTING = {
    Lasting.FADES: mark(
        "It wears off: from the seventh month on it lies %(later)s from the first six (95 %% interval"
        " %(bounds)s)."
    ),
    Lasting.GROWS: mark(
        "It grows: from the seventh month on it lies %(later)s from the first six (95 %% interval"
        " %(bounds)s)."
    ),
    Lasting.NO_FADING: mark(
        "No wearing off is seen: from the seventh month on it lies %(later)s from the first six (95 %%"
        " interval %(bounds)s)."
    ),
}
