"""What is read again and again: the store is asked once, and anew after each change."""

from __future__ import annotations

from datetime import date

from data.records import Policy, Rollout
from data.store import Store, policies, save_policy
from data.store.keeping import kept

CALL_BACK = Policy("Call back", (Rollout(date(2025, 3, 1)),))


def test_the_store_is_asked_once_until_it_changes(store: Store) -> None:
    asked: list[str] = []

    @kept
    def names(store: Store, ending: str) -> list[str]:
        asked.append(ending)
        return [policy.name + ending for policy in policies(store)]

    assert names(store, "!") == names(store, "!") == []
    assert names(store, "?") == []
    assert asked == ["!", "?"]
    save_policy(store, CALL_BACK)
    assert names(store, "!") == names(store, "!") == ["Call back!"]
    assert asked == ["!", "?", "!"]


def test_what_a_caller_changes_no_other_caller_meets(store: Store) -> None:
    save_policy(store, CALL_BACK)
    policies(store).clear()
    assert [policy.name for policy in policies(store)] == ["Call back"]
