"""What a rollout did to a KPI, in words: the same object that chart, icon and JSON show.

Always "after", never "because of": without others to compare with, nobody can tell where a shift came from.
"""

from __future__ import annotations

from typing import Protocol

from data import formats
from data.language import gettext as _
from data.language import mark
from data.records import Target
from metrics import sentences
from metrics.comparison import Comparison
from metrics.goals.targets import Status
from metrics.impact.course import Course
from metrics.impact.lasting import Decay, Lasting
from metrics.impact.limits import limits
from metrics.impact.steadiness import Steadiness
from metrics.impact.verdict import Kind, Verdict
from metrics.interrupted import REASONS, NoVerdict
from metrics.kpi import Kpi
from metrics.periods import Grain
from metrics.statistics.autoregression import Effect

KIND_WORDS = {
    Kind.IMPROVED: mark("improved"),
    Kind.WORSENED: mark("worsened"),
    Kind.CHANGED: mark("changed"),
    Kind.NO_CHANGE: mark("no change seen"),
    Kind.CANT_TELL: mark("can't tell"),
}
_REAL = frozenset({Kind.IMPROVED, Kind.WORSENED, Kind.CHANGED})
_TOO_FEW = frozenset({NoVerdict.TOO_FEW, NoVerdict.TRIAL})
_TITLES = {
    (Kind.IMPROVED, True): mark("%(kpi)s: up %(by)s after %(day)s, a real shift for the better"),
    (Kind.IMPROVED, False): mark("%(kpi)s: down %(by)s after %(day)s, a real shift for the better"),
    (Kind.WORSENED, True): mark("%(kpi)s: up %(by)s after %(day)s, a real shift for the worse"),
    (Kind.WORSENED, False): mark("%(kpi)s: down %(by)s after %(day)s, a real shift for the worse"),
    (Kind.CHANGED, True): mark("%(kpi)s: up %(by)s after %(day)s, a real shift"),
    (Kind.CHANGED, False): mark("%(kpi)s: down %(by)s after %(day)s, a real shift"),
    (Kind.NO_CHANGE, True): mark("%(kpi)s: up %(by)s after %(day)s, but no real shift is seen"),
    (Kind.NO_CHANGE, False): mark("%(kpi)s: down %(by)s after %(day)s, but no real shift is seen"),
    (Kind.CANT_TELL, True): mark("%(kpi)s: up %(by)s after %(day)s, can't tell whether that is a real shift"),
    (Kind.CANT_TELL, False): mark(
        "%(kpi)s: down %(by)s after %(day)s, can't tell whether that is a real shift"
    ),
}
_EACH = {
    Grain.WEEK: mark("%(value)s a week"),
    Grain.MONTH: mark("%(value)s a month"),
    Grain.QUARTER: mark("%(value)s a quarter"),
    Grain.YEAR: mark("%(value)s a year"),
}
# Where the plain difference doesn't go with the verdict.
_ALONE = {
    Kind.IMPROVED: mark("%(kpi)s: a real shift for the better after %(day)s, to %(level)s"),
    Kind.WORSENED: mark("%(kpi)s: a real shift for the worse after %(day)s, to %(level)s"),
    Kind.CHANGED: mark("%(kpi)s: a real shift after %(day)s, to %(level)s"),
    Kind.NO_CHANGE: mark("%(kpi)s: no real shift is seen after %(day)s"),
    Kind.CANT_TELL: mark("%(kpi)s: can't tell yet what changed after %(day)s"),
}
_SHIFTS = {
    Kind.IMPROVED: mark(
        "That is a real shift for the better: with the rollout it jumped to %(level)s (95 %% interval"
        " %(bounds)s)."
    ),
    Kind.WORSENED: mark(
        "That is a real shift for the worse: with the rollout it jumped to %(level)s (95 %% interval"
        " %(bounds)s)."
    ),
    Kind.CHANGED: mark(
        "That is a real shift: with the rollout it jumped to %(level)s (95 %% interval %(bounds)s)."
    ),
    Kind.NO_CHANGE: mark(
        "No real shift is seen: it came to lie %(level)s, but the 95 %% interval, %(bounds)s, includes no"
        " shift at all."
    ),
}


class Told(Protocol):
    """What the words are about: see ``metrics.impact.impact.Impact``."""

    @property
    def kpi(self) -> Kpi: ...
    @property
    def comparison(self) -> Comparison: ...
    @property
    def verdict(self) -> Verdict: ...
    @property
    def chart(self) -> Steadiness | None: ...
    @property
    def decay(self) -> Decay: ...
    @property
    def course(self) -> Course | None: ...
    @property
    def target(self) -> Target | None: ...
    @property
    def status(self) -> Status | None: ...


def title(found: Told) -> str:
    """The verdict in short: what happened, and whether it is real."""
    compared, change, kind = found.comparison, found.comparison.change, found.verdict.kind
    if change is None:
        return sentences.changed(compared)
    words = {"kpi": found.kpi.title, "day": formats.day(compared.rollout)}
    if _stands_alone(found):
        level = {"level": against(found)} if found.verdict.level else {}
        return _(_ALONE[kind]) % (words | level)
    by = found.kpi.change(abs(change.value), _grain(found)).lstrip("+")
    return _(_TITLES[kind, change.value > 0]) % (words | {"by": by})


def _stands_alone(found: Told) -> bool:
    """Whether the plain difference doesn't go with the verdict, so that the title tells the verdict alone."""
    change, verdict = found.comparison.change, found.verdict
    if change is None or change.waits or not round(change.value, found.kpi.decimals):
        return True
    if verdict.kind not in _REAL:
        return change.low is not None and not change.is_clear
    return verdict.level is None or (change.value > 0) != _is_up(verdict)


def _is_up(verdict: Verdict) -> bool:
    return verdict.level is not None and verdict.level.value > (1.0 if verdict.is_ratio else 0.0)


def _grain(found: Told) -> Grain | None:
    return found.comparison.before.grain if found.comparison.before else None


def sentence(found: Told) -> str:
    """What happened, whether it is real and lasts, the target, and what was left out of account."""
    told = [
        *sentences.happened(found.comparison),
        real(found),
        hidden(found),
        slope(found),
        lasts(found),
        sentences.held_to(found.kpi, found.target, found.status),
        *limits(found.course, found.verdict),
    ]
    return " ".join(part for part in told if part)


def effect(kpi: Kpi, found: Effect, *, is_ratio: bool) -> str:
    """A shift with its sign and unit; a ratio as a percentage."""
    return _percent(found.value) if is_ratio else kpi.change(found.value)


def bounds(kpi: Kpi, found: Effect, *, is_ratio: bool) -> str:
    """The two ends of the interval of a shift."""
    if not is_ratio:
        return kpi.bounds(found.low, found.high)
    return _("%(low)s to %(high)s") % {"low": _percent(found.low), "high": _percent(found.high)}


def _percent(ratio: float) -> str:
    return _("%(number)s %%") % {"number": formats.number(100 * (ratio - 1), 1, sign=True)}


def real(found: Told) -> str:
    """Whether it is a real shift."""
    verdict = found.verdict
    if verdict.kind is Kind.CANT_TELL or verdict.level is None:
        return _cant_tell(found)
    told = bounds(found.kpi, verdict.level, is_ratio=verdict.is_ratio)
    return _(_SHIFTS[verdict.kind]) % {"level": against(found), "bounds": told}


def against(found: Told) -> str:
    """How far from its course a KPI came to lie, as in ``9.5 points above where it was heading``."""
    verdict = found.verdict
    if verdict.level is None:
        return ""
    size = effect(found.kpi, verdict.level, is_ratio=verdict.is_ratio).lstrip("+−")
    template = (
        _("%(by)s above where it was heading") if _is_up(verdict) else _("%(by)s below where it was heading")
    )
    return template % {"by": size}


def _cant_tell(found: Told) -> str:
    verdict = found.verdict
    if verdict.reason not in _TOO_FEW:
        why = _(REASONS[verdict.reason]) if verdict.reason else ""
        return (_("Can't tell whether this is a real shift.") + " " + why).strip()
    grain = found.course.grain if found.course else Grain.MONTH
    words = {
        "before": sentences.periods(verdict.missing_before, grain),
        "after": sentences.periods(verdict.missing_after, grain),
    }
    if crowded := _crowded(found):
        return crowded
    if verdict.missing_before and verdict.missing_after:
        told = _(
            "Can't tell yet whether this is a real shift: %(before)s more before the rollout and %(after)s"
            " more after it are needed."
        )
    elif verdict.missing_before:
        told = _("Can't tell whether this is a real shift: %(before)s more before the rollout are needed.")
    else:
        told = _("Can't tell yet whether this is a real shift: %(after)s more after the rollout are needed.")
    return told % words


def _crowded(found: Told) -> str:
    """That another event came too close for a verdict: no more periods will come between the two."""
    verdict, course = found.verdict, found.course
    if course is None:
        return ""
    if verdict.missing_after and course.is_ended:
        words = {"periods": sentences.periods(verdict.after, course.grain)}
        return _("Can't tell whether this is a real shift: the next event came %(periods)s later.") % words
    if verdict.missing_before and course.first > 0:
        words = {"periods": sentences.periods(verdict.before, course.grain)}
        return (
            _("Can't tell whether this is a real shift: the event before came %(periods)s earlier.") % words
        )
    return ""


def hidden(found: Told) -> str:
    """Which shifts so many periods wouldn't show; empty where one was seen."""
    verdict = found.verdict
    if verdict.kind is not Kind.NO_CHANGE:
        return ""
    if verdict.smallest is None:
        return _("In a series like this hardly any shift would show.")
    size = _smallest(found.kpi, verdict)
    return _("A shift of less than %(size)s would hardly show in so many periods.") % {"size": size}


def _smallest(kpi: Kpi, verdict: Verdict) -> str:
    """The size of the smallest shift that would show, towards the better where one way is."""
    smallest = verdict.smallest or 0.0
    if not verdict.is_ratio:
        return kpi.change(smallest).lstrip("+")
    # As many times less is fewer percent than as many times more.
    return _percent(1 / smallest if kpi.better == "lower" else smallest).lstrip("+−")


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
    if found.verdict.kind not in _REAL:
        return ""
    if decay.kind is Lasting.CANT_TELL or decay.later is None:
        if not decay.missing:
            return _("Can't tell whether it lasts.")
        words = {"n": sentences.periods(decay.missing, grain)}
        return _("Can't tell yet whether it lasts beyond half a year: %(n)s more are needed.") % words
    words = {
        "later": effect(found.kpi, decay.later, is_ratio=decay.is_ratio),
        "bounds": bounds(found.kpi, decay.later, is_ratio=decay.is_ratio),
    }
    return _(_LASTING[decay.kind]) % words


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
