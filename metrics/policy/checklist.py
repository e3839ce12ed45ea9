"""The nine steps from goals to review: what each asks for, whose it is, and what is left to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from data.language import mark
from data.written_policy import PolicyTask, Stage

STAGE_NAMES = {
    Stage.GOALS: mark("Set goals"),
    Stage.EXPECTATIONS: mark("Know what customers expect"),
    Stage.STANDARDS: mark("Write service standards"),
    Stage.COMPLAINTS: mark("Define the complaint procedure"),
    Stage.DISCRETION: mark("Give staff discretion"),
    Stage.TRAINING: mark("Train everybody"),
    Stage.ROLLOUT: mark("Roll it out"),
    Stage.MEASURING: mark("Measure what changed"),
    Stage.REVIEW: mark("Review the policy"),
}
STAGE_ADVICE = {
    Stage.GOALS: mark("Say what should be better, by how much and by when, and which KPI tells."),
    Stage.EXPECTATIONS: mark("Ask customers what matters to them, and read what they complain of."),
    Stage.STANDARDS: mark("Promise times that a customer notices and that you can keep."),
    Stage.COMPLAINTS: mark("Name each step of a complaint, whose it is, and within which time."),
    Stage.DISCRETION: mark("Say up to which amount staff may settle a complaint without asking."),
    Stage.TRAINING: mark("Practise the standards with each team before the first day."),
    Stage.ROLLOUT: mark("Tell staff and customers from which day it holds, and enter that day."),
    Stage.MEASURING: mark("Look each month whether the KPIs move, and whether it lasts."),
    Stage.REVIEW: mark("Keep what worked, change what didn't, and begin the next round."),
}


@dataclass(frozen=True)
class Checklist:
    """The nine steps of the current round, in their order."""

    round_number: int
    tasks: tuple[PolicyTask, ...]

    @property
    def done(self) -> int:
        """How many of the nine are done."""
        return sum(task.done_on is not None for task in self.tasks)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to do in this round."""
        return self.done == len(self.tasks)

    @property
    def following(self) -> PolicyTask | None:
        """The first step that isn't done."""
        return next((task for task in self.tasks if task.done_on is None), None)

    def late(self, today: date) -> tuple[PolicyTask, ...]:
        """The steps whose day has passed and that aren't done."""
        return tuple(task for task in self.tasks if is_late(task, today))


def is_late(task: PolicyTask, today: date) -> bool:
    """Whether the day of a step has passed, and it isn't done."""
    return task.done_on is None and task.due is not None and task.due < today


def checklist(known: Sequence[PolicyTask]) -> Checklist:
    """The latest round; a step that nobody has touched has neither owner nor day."""
    latest = max((task.round_number for task in known), default=1)
    touched = {task.stage: task for task in known if task.round_number == latest}
    blank = (touched.get(stage, PolicyTask(stage, round_number=latest)) for stage in Stage)
    return Checklist(latest, tuple(blank))


def last_review(known: Iterable[PolicyTask]) -> date | None:
    """The day of the latest review of any round; None before the first."""
    days = [task.done_on for task in known if task.stage is Stage.REVIEW and task.done_on]
    return max(days, default=None)
