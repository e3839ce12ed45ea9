"""All KPIs beside each other: how far each shifted at a rollout, told so that all can share one axis.

A shift is counted in usual ups and downs: how far a period of that KPI lies off its line, as a standard
deviation, on the scale on which the verdict was reached. Many KPIs are looked at together, so each p is
corrected for all of those that have a verdict and a better side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import log, sqrt

import numpy as np

from metrics.impact.impact import Impact
from metrics.impact.verdict import Kind
from metrics.impact.word import Among, Word
from metrics.statistics.autoregression import Effect
from metrics.statistics.multiplicity import corrected

# The logarithm that stands for a ratio of nothing, or of more than can be told.
_LONGEST = 50.0
# Shifts and intervals that are as close as that, relative to their size, are of the same numbers.
_SAME = 1e-6


@dataclass(frozen=True, eq=False)
class Row:
    """One KPI of the forest.

    kind         its verdict among all that are looked at: a shift that is clear by itself alone is none
    shift        in usual ups and downs; above zero is better
    low, high    the 95 % interval, likewise
    p            corrected for looking at many: at ``count`` KPIs
    alone        whether the shift is clear by itself, but not among so many
    """

    impact: Impact
    kind: Kind
    shift: float
    low: float
    high: float
    p: float
    alone: bool
    count: int

    @cached_property
    def told(self) -> Impact:
        """The impact with what looking at many makes of its verdict."""
        return replace(self.impact, among=Among(self.p, self.count))

    @property
    def word(self) -> Word:
        """The word that is told of it."""
        return self.told.word


@dataclass(frozen=True, eq=False)
class Forest:
    """All KPIs at a rollout.

    rows         those with a verdict and a better side, the most improved first
    untold       those with periods, but without a verdict
    neutral      those with a verdict of which neither way is better
    restated     those that say what another says in other units, as churn does of retention: they have no row
    """

    rows: tuple[Row, ...]
    untold: tuple[Impact, ...]
    neutral: tuple[Impact, ...]
    restated: tuple[Impact, ...] = ()

    @property
    def impacts(self) -> tuple[Impact, ...]:
        """All that are looked at."""
        return (*(row.impact for row in self.rows), *self.untold, *self.neutral, *self.restated)

    @property
    def undecided(self) -> list[Impact]:
        """Those without a verdict that have a better side."""
        return [impact for impact in self.untold if impact.kpi.better is not None]

    def of(self, kind: Kind) -> list[Row]:
        """The rows of one kind, in their order."""
        return [row for row in self.rows if row.kind is kind]

    def told_as(self, word: Word) -> list[Row]:
        """The rows of which one word is told, in their order."""
        return [row for row in self.rows if row.word is word]

    @property
    def alone(self) -> list[Row]:
        """The rows whose shift is clear by itself, but not among so many."""
        return [row for row in self.rows if row.alone]

    def told(self, impact: Impact) -> Impact:
        """One of ``impacts`` with what looking at many makes of its verdict, if anything."""
        row = next((row for row in self.rows if row.impact is impact), None)
        if row is None and impact in self.restated:
            row = next((row for row in self.rows if _are_same(impact, row.impact)), None)
        if row is None:
            return impact
        return row.told if row.impact is impact else replace(impact, among=row.told.among)


def forest(found: Mapping[str, Impact]) -> Forest:
    """The KPIs that have any period, those of ``found``, in rows."""
    known = [impact for impact in found.values() if impact.course is not None]
    told = [impact for impact in known if impact.verdict.p is not None]
    sided, restated = _apart([impact for impact in told if impact.kpi.better is not None])
    chances = corrected([impact.verdict.p or 0.0 for impact in sided])
    rows = [_row(impact, Among(p, len(sided))) for impact, p in zip(sided, chances, strict=True)]
    return Forest(
        rows=tuple(sorted(rows, key=lambda row: -row.shift)),
        untold=tuple(impact for impact in known if impact not in told),
        neutral=tuple(impact for impact in told if impact.kpi.better is None),
        restated=tuple(restated),
    )


def _apart(sided: list[Impact]) -> tuple[list[Impact], list[Impact]]:
    """Those that each say something of their own, and those that say what one before them says."""
    kept: list[Impact] = []
    restated: list[Impact] = []
    for impact in sided:
        same = any(_are_same(impact, other) for other in kept)
        (restated if same else kept).append(impact)
    return kept, restated


def _are_same(one: Impact, other: Impact) -> bool:
    return np.allclose(_ends(one), _ends(other), rtol=_SAME, atol=0)


def _ends(impact: Impact) -> tuple[float, float, float]:
    return _oriented(impact, impact.verdict.level) if impact.verdict.level else (0.0, 0.0, 0.0)


def _row(impact: Impact, among: Among) -> Row:
    verdict = impact.verdict
    alone = verdict.kind is not Kind.NO_CHANGE and not among.is_clear
    low, shift, high = _ends(impact)
    kind = Kind.NO_CHANGE if alone else verdict.kind
    return Row(impact, kind, shift, low, high, among.p, alone, among.count)


def _oriented(impact: Impact, level: Effect) -> tuple[float, float, float]:
    """Low, value and high in usual ups and downs, better above zero."""
    usual = sqrt(impact.verdict.variance or 1.0) * (1 if impact.kpi.better == "higher" else -1)
    ends = (level.low, level.value, level.high)
    low, shift, high = sorted((_log(end) if impact.verdict.is_ratio else end) / usual for end in ends)
    return low, shift, high


def _log(ratio: float) -> float:
    return max(-_LONGEST, min(_LONGEST, log(ratio))) if ratio > 0 else -_LONGEST
