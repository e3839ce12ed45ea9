"""Which teams see themselves better than their customers do, as far as that is more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import numpy as np
from scipy import special

from data.questionnaires.rounds import FEWEST, Round
from data.specs import Scale
from data.store import Store, rounds
from metrics import intervals
from metrics.assessment.results import Result, State, by_team
from metrics.facts import Facts
from metrics.intervals import Difference, Moments
from metrics.perception.places import Customers, Place, customers, own, window
from metrics.query import Filters
from metrics.statistics.multiplicity import FALSE_ALARMS, corrected
from metrics.windows import Days

_TEAM = "team"


class Verdict(StrEnum):
    """How a team's view of itself stands to that of its customers."""

    BETTER = "better"
    WORSE = "worse"
    UNSURE = "unsure"
    FEW_MEMBERS = "few_members"
    FEW_ANSWERS = "few_answers"
    NO_SPREAD = "no_spread"


@dataclass(frozen=True)
class Gap:
    """A team's place in its own eyes and in those of its customers.

    difference  own minus customers', with its interval; None where it can't be told
    verdict     corrected for looking at several teams at once
    """

    team: str
    own: Place
    customers: Customers
    difference: Difference | None
    verdict: Verdict


@dataclass(frozen=True)
class Perception:
    """All teams of a round beside their customers, the largest gap first; those that can't be told last."""

    round: Round
    days: Days
    gaps: tuple[Gap, ...]

    def having(self, verdict: Verdict) -> tuple[Gap, ...]:
        """The teams of one verdict."""
        return tuple(gap for gap in self.gaps if gap.verdict is verdict)


def told_rounds(store: Store, today: date | None = None) -> tuple[Round, ...]:
    """The rounds that are over, the latest first: others tell nothing yet."""
    found = [one for one in rounds(store) if one.is_over(today or date.today())]
    return tuple(sorted(found, key=lambda one: one.in_time, reverse=True))


def perception(
    store: Store, facts: Facts, scale: Scale, found: Round, where: Filters = (), today: date | None = None
) -> Perception:
    """The teams of a round that is over, of those that a filter leaves, beside what their customers said."""
    kept, others = dict(where).get(_TEAM), tuple(one for one in where if one[0] != _TEAM)
    days = window(found)
    said = customers(facts, scale, days, others)
    asked = [one for one in by_team(store, found.round_id, today) if kept is None or one.teams[0] in kept]
    gaps = [_gap(one, said.get(one.teams[0], Customers(Place(0)))) for one in asked]
    return Perception(found, days, tuple(sorted(_judged(gaps), key=_order)))


def _gap(result: Result, said: Customers) -> Gap:
    mine = own(result)
    verdict = _undecided(result, mine, said.place)
    difference = None
    if verdict is Verdict.UNSURE and mine.moments and said.place.moments:
        difference = intervals.difference_of_means(said.place.moments, mine.moments)
    return Gap(result.teams[0], mine, said, difference, verdict)


def _undecided(result: Result, mine: Place, theirs: Place) -> Verdict:
    """Why a gap can't be told; ``UNSURE`` where it can."""
    if result.state is not State.TOLD or result.n < FEWEST:
        return Verdict.FEW_MEMBERS
    if theirs.value is None:
        return Verdict.FEW_ANSWERS
    # A few that agree are no proof that others would.
    spreads = mine.low is not None and theirs.low is not None
    return Verdict.UNSURE if spreads else Verdict.NO_SPREAD


def _judged(gaps: Sequence[Gap]) -> list[Gap]:
    """The gaps with their verdicts: sure where chance won't do, even with several teams looked at."""
    compared = [gap for gap in gaps if gap.difference]
    chances = corrected([_chance(gap) for gap in compared]) if compared else []
    sure = {
        gap.team: Verdict.BETTER if gap.difference.value > 0 else Verdict.WORSE
        for gap, chance in zip(compared, chances, strict=True)
        if gap.difference and chance <= FALSE_ALARMS and gap.difference.low * gap.difference.high > 0
    }
    return [replace(gap, verdict=sure.get(gap.team, gap.verdict)) for gap in gaps]


def _chance(gap: Gap) -> float:
    """How likely chance alone makes so large a gap: Welch's t, two-sided."""
    sides = [side for side in (gap.own.moments, gap.customers.place.moments) if side]
    spreads = [side.variance / side.n for side in sides]
    error = float(np.sqrt(sum(spreads)))
    freedom = sum(spreads) ** 2 / sum(one**2 / (side.n - 1) for one, side in zip(spreads, sides, strict=True))
    value = _mean(gap.own.moments) - _mean(gap.customers.place.moments)
    return 2 * float(special.stdtr(freedom, -abs(value) / error))


def _mean(moments: Moments | None) -> float:
    return moments.mean if moments else float("nan")


def _order(gap: Gap) -> tuple[bool, float, str]:
    return gap.difference is None, -gap.difference.value if gap.difference else 0.0, gap.team


def course(
    store: Store, facts: Facts, scale: Scale, team: str, where: Filters = (), today: date | None = None
) -> tuple[tuple[Perception, Gap], ...]:
    """A team's gap round by round, the earliest first; rounds that didn't ask it are left out."""
    others = tuple(one for one in where if one[0] != _TEAM)
    asked = [one for one in reversed(told_rounds(store, today)) if team in one.teams]
    told = [perception(store, facts, scale, one, others, today) for one in asked]
    return tuple((one, gap) for one in told for gap in one.gaps if gap.team == team)
