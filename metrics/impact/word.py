"""What is said of a KPI at a rollout, in a word: the one that trend, list, badge and JSON share.

A verdict of no shift says little by itself: the interval tells whether a large one is ruled out. A shift that
is clear by itself may be chance where many KPIs are looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.language import mark
from metrics.impact.verdict import Kind, Verdict
from metrics.kpi import Kpi, Unit
from metrics.measures.kinds import NetPromoterScore
from metrics.statistics.multiplicity import FALSE_ALARMS

# By convention: a shift that matters is a tenth of what was; of a share 5 points, or a fifth of the rarer
# side where that is less; 10 points of a net promoter score.
_TENTH, _FIFTH = 0.1, 0.2
_OF_A_SHARE, _OF_PROMOTERS = 5.0, 10.0


class Word(StrEnum):
    """What became of a KPI at a rollout, among all that are looked at."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    CHANGED = "changed"
    CHANCE = "may be chance"
    NO_CHANGE = "no large change"
    UNSURE = "too unsure to tell"
    CANT_TELL = "can't tell"


WORDS = {
    Word.IMPROVED: mark("improved"),
    Word.WORSENED: mark("worsened"),
    Word.CHANGED: mark("changed"),
    Word.CHANCE: mark("may be chance"),
    Word.NO_CHANGE: mark("no large change"),
    Word.UNSURE: mark("too unsure to tell"),
    Word.CANT_TELL: mark("can't tell"),
}
REAL = frozenset({Word.IMPROVED, Word.WORSENED, Word.CHANGED})
_SHIFTED = {
    Kind.IMPROVED: Word.IMPROVED,
    Kind.WORSENED: Word.WORSENED,
    Kind.CHANGED: Word.CHANGED,
    Kind.CANT_TELL: Word.CANT_TELL,
}


@dataclass(frozen=True)
class Among:
    """What looking at so many KPIs makes of a verdict: its p corrected for them."""

    p: float
    count: int

    @property
    def is_clear(self) -> bool:
        """Whether so many looked at leave it clear."""
        return self.p <= FALSE_ALARMS


def word(verdict: Verdict, before: float | None, among: Among | None) -> Word:
    """The word for a verdict; ``before`` is the KPI's value before, ``among`` None where it stands alone."""
    if verdict.kind is Kind.NO_CHANGE:
        return Word.NO_CHANGE if _is_narrow(verdict, before) else Word.UNSURE
    if verdict.kind in (Kind.IMPROVED, Kind.WORSENED) and among is not None and not among.is_clear:
        return Word.CHANCE
    return _SHIFTED[verdict.kind]


def _is_narrow(verdict: Verdict, before: float | None) -> bool:
    """Whether the interval holds no shift that matters."""
    if verdict.level is None:
        return False
    none, margin = (1.0, _TENTH) if verdict.is_ratio else (0.0, _margin(verdict.kpi, before))
    return max(none - verdict.level.low, verdict.level.high - none) <= margin


def _margin(kpi: Kpi, before: float | None) -> float:
    """The smallest shift that matters, in the KPI's unit; 0 where that can't be told."""
    if isinstance(kpi.measure, NetPromoterScore):
        return _OF_PROMOTERS
    if before is None:
        return 0.0
    if kpi.unit is Unit.PERCENT:
        return min(_OF_A_SHARE, _FIFTH * max(0.0, min(before, 100 - before)))
    return _TENTH * abs(before)
