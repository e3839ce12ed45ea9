"""The sample company's targets, worked out from its data like anyone's."""

from __future__ import annotations

from data.samples import targets as sample_targets
from data.store import Store, policies, save_target, targets
from metrics.facts import StoredFacts
from metrics.goals.targets import worked_out
from metrics.rollouts import first_day


def set_sample_targets(store: Store) -> None:
    """Freeze and keep the targets of the sample company; once."""
    if any(target.is_sample for target in targets(store)):
        return
    facts = StoredFacts(store)
    known = policies(store)
    for goal in sample_targets():
        save_target(
            store, worked_out(facts, goal, first_day(known, goal.dimension, goal.member), is_sample=True)
        )
