"""The sample company's targets, worked out from its data like anyone's, and its policy, which has them."""

from __future__ import annotations

from dataclasses import replace

from data.samples import policy as written
from data.samples import targets as sample_targets
from data.samples.company import COMPANY_NAME
from data.store import Store, policies, put_sample_policy, save_target, targets
from data.written_policy import OnRecord, PolicyVersion
from metrics.facts import StoredFacts
from metrics.goals.targets import worked_out
from metrics.policy.promises import promises
from metrics.policy.whole import record_of
from metrics.rollouts import first_day


def set_sample_targets(store: Store) -> None:
    """Freeze and keep the targets of the sample company, and write its policy; once."""
    if any(target.is_sample for target in targets(store)):
        return
    facts = StoredFacts(store)
    known = policies(store)
    for goal in sample_targets():
        save_target(
            store, worked_out(facts, goal, first_day(known, goal.dimension, goal.member), is_sample=True)
        )
    _write_policy(store)


def _write_policy(store: Store) -> None:
    """Keep the written policy of the sample company, beside the rollout and the targets that it is about."""
    about = next((one.policy_id for one in policies(store) if one.is_sample), None)
    told = [replace(one, policy=replace(one.policy, policy_id=about)) for one in written.versions()]
    known = [replace(one, record=_record(store, one)) for one in told]
    put_sample_policy(store, known, written.trainings(), written.tasks(), by=COMPANY_NAME)


def _record(store: Store, version: PolicyVersion) -> OnRecord:
    return record_of(store, version.policy, promises(store, version.saved_at.date()))
