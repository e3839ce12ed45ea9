"""A policy as it stands today: its latest version with all that is computed beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.store import Store, policies, policy_tasks, policy_versions, targets, trainings
from data.written_policy import OnRecord, PolicyVersion, WrittenPolicy
from metrics.facts import Span
from metrics.goals.scoreboard import Score
from metrics.policy import promises as numbers
from metrics.policy.checklist import Checklist, checklist, last_review
from metrics.policy.comparison import ValueChange, changed_values
from metrics.policy.goals import GoalStanding, standings
from metrics.policy.promises import Promise
from metrics.policy.review import Review, next_review, rollout_of
from metrics.policy.training import TeamTraining, altogether, by_team


@dataclass(frozen=True)
class Whole:
    """A policy as it stands on a day.

    version     the latest one; None before the first
    record      the numbers that hold, as they would be kept with another version
    changed     the numbers that changed since the latest version was saved
    everybody   all teams together; None before the first training
    names       of the dimensions, by key
    """

    day: date
    version: PolicyVersion | None
    policy: WrittenPolicy
    goals: tuple[GoalStanding, ...]
    promises: Mapping[str, Promise]
    record: OnRecord
    changed: tuple[ValueChange, ...]
    teams: tuple[TeamTraining, ...]
    everybody: TeamTraining | None
    checklist: Checklist
    review: Review
    names: Mapping[str, str]

    @property
    def limit(self) -> Promise:
        """Up to which amount staff settle at once."""
        return self.promises[numbers.DISCRETION]

    @property
    def is_preset(self) -> bool:
        """Whether any number holds only because the company has set nothing."""
        return any(self.promises[key].is_preset for key in numbers.PROMISES)


def whole(store: Store, board: Sequence[Score], day: date) -> Whole:
    """The policy of a store on a day; ``board`` has the scores of all targets."""
    version = next(iter(policy_versions(store)), None)
    policy = version.policy if version else WrittenPolicy()
    known = numbers.promises(store, day)
    record = record_of(store, policy, known)
    teams = by_team(trainings(store))
    names = {column.key: column.title for column in store.dimensions()}
    return Whole(
        day,
        version,
        policy,
        standings(policy.goals, board),
        known,
        record,
        changed_values(version.record, record, names) if version else (),
        teams,
        altogether(teams),
        checklist(policy_tasks(store)),
        review_of(store, policy, day),
        names,
    )


def record_of(store: Store, policy: WrittenPolicy, known: Mapping[str, Promise]) -> OnRecord:
    """The numbers that hold, with the targets of a policy's goals."""
    return numbers.on_record(known, targets(store), {goal.kpi for goal in policy.goals if goal.kpi})


def review_of(store: Store, policy: WrittenPolicy, day: date) -> Review:
    """The next review of a policy, as it stands on a day."""
    rollout = rollout_of(policies(store), policy.policy_id)
    reviewed = last_review(policy_tasks(store))
    return next_review(rollout, reviewed, (policy.review_from, policy.review_to), day)


def today(version: PolicyVersion | None, spans: Mapping[str, Span]) -> date:
    """Today; for the policy of the sample company, whose time stands still, the day its data end.

    ``spans`` are the first and last moment of each fact table.
    """
    ends = [last.date() for __, last in spans.values()]
    if version is None or not version.is_sample or not ends:
        return date.today()
    return min(max(ends), date.today())
