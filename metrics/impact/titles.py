"""The verdict on a rollout in short: a headline that says what happened, and whether it is real."""

from __future__ import annotations

from data import formats
from data.language import gettext as _
from data.language import mark
from metrics import sentences
from metrics.impact.sizes import against, is_up
from metrics.impact.told import Told
from metrics.impact.verdict import Kind
from metrics.impact.word import REAL, WORDS, Word

_UP, _DOWN = True, False
_TITLES = {
    (Word.IMPROVED, _UP): mark("%(kpi)s: up %(by)s after %(day)s, a real shift for the better"),
    (Word.IMPROVED, _DOWN): mark("%(kpi)s: down %(by)s after %(day)s, a real shift for the better"),
    (Word.WORSENED, _UP): mark("%(kpi)s: up %(by)s after %(day)s, a real shift for the worse"),
    (Word.WORSENED, _DOWN): mark("%(kpi)s: down %(by)s after %(day)s, a real shift for the worse"),
    (Word.CHANGED, _UP): mark("%(kpi)s: up %(by)s after %(day)s, a real shift"),
    (Word.CHANGED, _DOWN): mark("%(kpi)s: down %(by)s after %(day)s, a real shift"),
    (Word.CHANCE, _UP): mark("%(kpi)s: up %(by)s after %(day)s, but among %(n)s KPIs that may be chance"),
    (Word.CHANCE, _DOWN): mark("%(kpi)s: down %(by)s after %(day)s, but among %(n)s KPIs that may be chance"),
    (Word.NO_CHANGE, _UP): mark("%(kpi)s: up %(by)s after %(day)s, but no real shift is seen"),
    (Word.NO_CHANGE, _DOWN): mark("%(kpi)s: down %(by)s after %(day)s, but no real shift is seen"),
    (Word.UNSURE, _UP): mark(
        "%(kpi)s: up %(by)s after %(day)s, but no real shift is seen: too unsure to tell"
    ),
    (Word.UNSURE, _DOWN): mark(
        "%(kpi)s: down %(by)s after %(day)s, but no real shift is seen: too unsure to tell"
    ),
    (Word.CANT_TELL, _UP): mark("%(kpi)s: up %(by)s after %(day)s, can't tell whether that is a real shift"),
    (Word.CANT_TELL, _DOWN): mark(
        "%(kpi)s: down %(by)s after %(day)s, can't tell whether that is a real shift"
    ),
}
# Where the plain difference doesn't go with the verdict.
_ALONE = {
    Word.IMPROVED: mark("%(kpi)s: a real shift for the better after %(day)s, to %(level)s"),
    Word.WORSENED: mark("%(kpi)s: a real shift for the worse after %(day)s, to %(level)s"),
    Word.CHANGED: mark("%(kpi)s: a real shift after %(day)s, to %(level)s"),
    Word.CHANCE: mark("%(kpi)s: %(level)s after %(day)s, but among %(n)s KPIs that may be chance"),
    Word.NO_CHANGE: mark("%(kpi)s: no real shift is seen after %(day)s"),
    Word.UNSURE: mark("%(kpi)s: no real shift is seen after %(day)s, too unsure to tell"),
    Word.CANT_TELL: mark("%(kpi)s: can't tell yet what changed after %(day)s"),
}
_CLEAR = frozenset({Kind.IMPROVED, Kind.WORSENED, Kind.CHANGED})


def title(found: Told) -> str:
    """The verdict in short: what happened, whether it is real, and what else came with the rollout."""
    compared, change = found.comparison, found.comparison.change
    if change is None:
        return sentences.changed(compared)
    words = {
        "kpi": found.kpi.title,
        "day": formats.day(compared.rollout),
        "n": formats.number(found.among.count if found.among else 0),
    }
    if _stands_alone(found):
        level = {"level": against(found)} if found.verdict.level else {}
        return with_others(_(_ALONE[found.word]) % (words | level), found)
    grain = compared.before.grain if compared.before else None
    by = found.kpi.change(abs(compared.told or 0.0), grain, compared.decimals).lstrip("+")
    return with_others(_(_TITLES[found.word, change.value > 0]) % (words | {"by": by}), found)


def word(found: Told) -> str:
    """The verdict in a word or two, and what else came with the rollout."""
    return with_others(_(WORDS[found.word]), found)


def with_others(told: str, found: Told) -> str:
    """A verdict with the events that can't be told apart from the rollout, where it is one on both."""
    names = others(found)
    if not names or found.word not in (*REAL, Word.CHANCE):
        return told
    words = {"told": told, "events": ", ".join(names)}
    return _("%(told)s, with %(events)s at the same time") % words


def others(found: Told) -> list[str]:
    """The names of the events that can't be told apart from the rollout."""
    return list(dict.fromkeys(event.policy for event in found.course.together)) if found.course else []


def _stands_alone(found: Told) -> bool:
    """Whether the plain difference doesn't go with the verdict, so that the title tells the verdict alone."""
    change, verdict = found.comparison.change, found.verdict
    if change is None or change.waits or not found.comparison.moved or found.comparison.narrowed:
        return True
    if verdict.kind not in _CLEAR:
        return change.low is not None and not change.is_clear
    return verdict.level is None or (change.value > 0) != is_up(verdict)
