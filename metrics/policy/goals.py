"""The goals of a policy, each with the targets of its KPI and where these stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.language import gettext as _
from data.written_policy import WrittenGoal
from metrics.catalogue import by_key
from metrics.goals.scoreboard import Score
from metrics.kpi import Kpi


@dataclass(frozen=True)
class GoalStanding:
    """A goal and its targets, the whole company's first.

    kpi    None where none is chosen, or it is no longer there
    """

    goal: WrittenGoal
    kpi: Kpi | None
    scores: tuple[Score, ...]

    @property
    def missing(self) -> str:
        """What keeps the goal from being judged; empty where nothing does."""
        if self.goal.kpi and self.kpi is None:
            return _("Its KPI is no longer there: choose another one.")
        if self.kpi is None:
            return _("No KPI tells yet whether it is reached: choose one.")
        return "" if self.scores else _("No target is set for its KPI yet.")


def standings(goals: Sequence[WrittenGoal], board: Sequence[Score]) -> tuple[GoalStanding, ...]:
    """The goals in their order; ``board`` has the scores of all targets."""
    return tuple(_standing(goal, board) for goal in goals)


def _standing(goal: WrittenGoal, board: Sequence[Score]) -> GoalStanding:
    own = [score for score in board if score.target.kpi == goal.kpi]
    whole_first = sorted(own, key=lambda score: (bool(score.where), score.where, score.target.target_id or 0))
    return GoalStanding(goal, by_key().get(goal.kpi), tuple(whole_first))
