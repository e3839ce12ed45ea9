from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.records import Policy, Rollout, Step, Target
from data.store import (
    Former,
    Store,
    UnknownPolicy,
    UnknownTarget,
    change_target,
    former_targets,
    policies,
    remove_policy,
    remove_target,
    save_policy,
    save_target,
    targets,
)

EVERYONE = Rollout(date(2025, 3, 1))
NORTH = Rollout(date(2025, 4, 1), "team", "North")
CALL_BACK = Policy("Call back within a day", (NORTH, EVERYONE))
TARGET = Target(
    "csat",
    "points",
    5.0,
    80.0,
    date(2025, 12, 31),
    "team",
    "North",
    75.0,
    date(2025, 1, 1),
    date(2025, 2, 28),
    120,
)
PLAIN_TARGET = Target("complaints", "percent", -10.0, 90.0, date(2026, 1, 31))


def test_policies_come_back_as_saved(store: Store) -> None:
    first = save_policy(store, CALL_BACK)
    over = replace(NORTH, ends_on=date(2025, 4, 9))
    second = save_policy(store, Policy("Sample", (over,), is_sample=True))
    assert first == replace(CALL_BACK, policy_id=first.policy_id)
    assert policies(store) == [first, second]
    assert first.policy_id != second.policy_id


def test_a_policy_is_changed_and_removed(store: Store) -> None:
    other = save_policy(store, Policy("Other", (EVERYONE,)))
    saved = save_policy(store, CALL_BACK)
    changed = save_policy(store, replace(saved, name="Call back the same day", rollouts=(NORTH,)))
    assert changed.policy_id == saved.policy_id
    assert policies(store) == [other, changed]
    assert saved.policy_id
    remove_policy(store, saved.policy_id)
    assert policies(store) == [other]


def test_targets_come_back_as_saved_changed_and_removed(store: Store) -> None:
    first, second = save_target(store, TARGET), save_target(store, PLAIN_TARGET)
    assert targets(store) == [first, second]
    assert first == replace(TARGET, target_id=first.target_id)
    changed = save_target(store, replace(first, amount=7.0, value=82.0))
    assert targets(store) == [changed, second]
    assert second.target_id
    remove_target(store, second.target_id)
    assert targets(store) == [changed]


def test_unknown_numbers_are_said_in_words(store: Store) -> None:
    version = store.version
    with pytest.raises(UnknownPolicy, match="no policy number 7"):
        remove_policy(store, 7)
    with pytest.raises(UnknownPolicy, match="no policy number 7"):
        save_policy(store, replace(CALL_BACK, policy_id=7))
    with pytest.raises(UnknownTarget, match="no target number 7"):
        remove_target(store, 7)
    with pytest.raises(UnknownTarget, match="no target number 7"):
        save_target(store, replace(TARGET, target_id=7))
    assert (policies(store), targets(store), store.version) == ([], [], version)


def test_every_write_raises_the_version_but_not_that_of_the_data(store: Store) -> None:
    seen, data = [store.version], store.data_version
    policy, target = save_policy(store, CALL_BACK), None
    seen.append(store.version)
    target = save_target(store, TARGET)
    seen.append(store.version)
    assert policy.policy_id
    assert target.target_id
    remove_policy(store, policy.policy_id)
    seen.append(store.version)
    remove_target(store, target.target_id)
    seen.append(store.version)
    assert seen == sorted(set(seen))
    assert store.data_version == data


STEPPED = replace(
    TARGET, steps=(Step(date(2025, 6, 30), 2.0), Step(date(2025, 9, 30), 3.5)), since=date(2025, 3, 1)
)
SET, CHANGED, GONE = date(2025, 5, 1), date(2025, 7, 15), date(2025, 11, 2)


def test_steps_come_back_as_saved(store: Store) -> None:
    saved = save_target(store, STEPPED)
    assert targets(store) == [saved] == targets(store, SET)
    assert saved.steps == STEPPED.steps


def test_on_a_past_day_the_version_of_that_day_holds(store: Store) -> None:
    first = save_target(store, STEPPED)
    second = change_target(store, replace(first, amount=7.0, value=82.0, steps=()), CHANGED)
    assert second.held_from == CHANGED
    assert first.target_id
    remove_target(store, first.target_id, GONE)
    days = [date(2000, 1, 1), CHANGED - timedelta(days=1), CHANGED, GONE - timedelta(days=1), GONE]
    assert [targets(store, day) for day in days] == [[first], [first], [second], [second], []]
    assert targets(store) == []
    assert former_targets(store) == [Former(second, GONE), Former(first, CHANGED)]


def test_a_version_of_a_single_moment_never_held(store: Store) -> None:
    first = save_target(store, TARGET)
    change_target(store, replace(first, amount=70.0), CHANGED)
    last = change_target(store, replace(first, amount=7.0), CHANGED)
    assert [former.target for former in former_targets(store)] == [first]
    assert targets(store, CHANGED) == [last]


def test_a_correction_holds_for_the_days_of_the_version_that_it_corrects(store: Store) -> None:
    first = save_target(store, TARGET)
    second = change_target(store, replace(first, amount=70.0), CHANGED)
    mended = save_target(store, replace(second, amount=7.0))
    assert (targets(store, SET), targets(store, CHANGED)) == ([first], [mended])
    assert mended.target_id
    remove_target(store, mended.target_id)
    assert (targets(store, SET), former_targets(store)) == ([], [])


def test_a_change_of_an_unknown_target_is_refused(store: Store) -> None:
    with pytest.raises(UnknownTarget, match="no target number 7"):
        change_target(store, replace(TARGET, target_id=7), CHANGED)
    with pytest.raises(UnknownTarget, match="no target number 7"):
        remove_target(store, 7, CHANGED)
