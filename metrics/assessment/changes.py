"""What changed between two rounds: the total and each section, with intervals and what chance may explain.

The answers are anonymous, so nobody's first ones can be set beside their second ones: the two rounds count as
different people, which makes the intervals rather too wide than too narrow where they are the same.

Source: Welch 1947, https://doi.org/10.1093/biomet/34.1-2.28
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from scipy import special

from data.questionnaires.questionnaire import Section
from data.questionnaires.rounds import Sums
from data.store import Store
from metrics.assessment.results import Result, result, variance
from metrics.intervals import CONFIDENCE
from metrics.statistics.multiplicity import FALSE_ALARMS, corrected


@dataclass(frozen=True)
class Change:
    """A score in two rounds.

    section    None for the total
    low, high  of the difference; None where all members of each round say the same
    clear      whether chance hardly explains it; of sections, with account taken of looking at all of them
    """

    section: Section | None
    before: float
    after: float
    low: float | None
    high: float | None
    clear: bool

    @property
    def difference(self) -> float:
        """After minus before."""
        return self.after - self.before


def changes(before: Result, after: Result) -> tuple[Change, ...]:
    """The change of the total, then of each section; empty where a round tells none of them.

    The rounds are of the same questionnaire; ValueError where they aren't.
    """
    if before.questionnaire.key != after.questionnaire.key:
        raise ValueError("rounds of different questionnaires can't be compared")
    if before.totals is None or after.totals is None:
        return ()
    total, __ = _change(None, before.totals, after.totals)
    sides = zip(after.questionnaire.sections, before.sums, after.sums, strict=True)
    found = [_change(section, was, now) for section, (__, was), (__, now) in sides]
    chances = corrected([chance for __, chance in found])
    told = [
        replace(one, clear=chance <= FALSE_ALARMS) for (one, __), chance in zip(found, chances, strict=True)
    ]
    return (total, *told)


def _change(section: Section | None, before: Sums, after: Sums) -> tuple[Change, float]:
    """A change, and how likely chance alone brings one as large."""
    means = float(before.mean), float(after.mean)
    of_means = [variance(side) / side.n for side in (before, after)]
    error = float(np.sqrt(sum(of_means)))
    if not error:
        return Change(section, *means, None, None, clear=False), 1.0
    value = means[1] - means[0]
    freedom = error**4 / sum(
        part**2 / (side.n - 1) for part, side in zip(of_means, (before, after), strict=True)
    )
    reach = float(special.stdtrit(freedom, (1 + CONFIDENCE) / 2)) * error
    chance = 2 * float(special.stdtr(freedom, -abs(value) / error))
    return Change(section, *means, value - reach, value + reach, chance <= FALSE_ALARMS), chance


def pair(
    store: Store,
    earlier: int,
    later: int,
    teams: Sequence[str] | None = None,
    today: date | None = None,
) -> tuple[Result, Result]:
    """Two rounds of the same teams: those of ``teams`` that both tell of, so that none but these changed.

    Where both tell of none, each as it is told. ``UnknownRound``.
    """
    sides = [result(store, number, teams, today) for number in (earlier, later)]
    both = [team for team in sides[1].teams if team in sides[0].teams]
    if not both or not all(side.totals for side in sides):
        return sides[0], sides[1]
    same = [
        side if {*side.teams} == {*both} else result(store, side.round.round_id, both, today)
        for side in sides
    ]
    return same[0], same[1]
