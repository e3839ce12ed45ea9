"""Where it got worse: members of specified dimensions and of the company's own."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from data.store import Store
from metrics.attention import MOST_OWN, worse_members
from metrics.cards import View
from metrics.comparison import Around, compare
from metrics.facts import StoredFacts
from metrics.query import filters
from tests.data.store.preparations import prepared
from tests.metrics.companies import stored

ROLLOUT = date(2025, 1, 1)


def answers(*dimensions: str) -> list[dict[str, Any]]:
    """Two years of daily answers: of UPS four in five are satisfied, since 2025 one; others are as ever."""
    days = [datetime(2024, 1, 1, 9) + timedelta(days=day) for day in range(700)]
    return [
        {
            "answered_at": day,
            "csat": float((day.year == 2024) == (number % 5 > 0)) if member == "UPS" else float(number % 2),
            **dict.fromkeys(dimensions, member),
        }
        for number, day in enumerate(days)
        for member in ("UPS", "DPD")
    ]


@pytest.mark.parametrize("dimension, key", [("channel", "channel"), ("own:Courier", "own_1")])
def test_a_member_that_got_worse_is_told(dimension: str, key: str) -> None:
    with stored(prepared("surveys.log", answers(dimension))) as store:
        facts = StoredFacts(store)
        found = {one.kpi.key: one for one in worse_members(facts, View(first=ROLLOUT, rollout=ROLLOUT))}
        own = compare(facts, ("csat",), Around(ROLLOUT, filters({key: ["UPS"]})))["csat"]
    assert set(found) == {"csat"}
    assert {(one.dimension, one.member) for one in found.values()} == {(key, "UPS")}
    assert found["csat"].change == own.change


def test_only_the_dimensions_kept_first_are_looked_at() -> None:
    names = [f"own:Column {number}" for number in range(MOST_OWN + 2)]
    with stored(prepared("surveys.log", answers(*names))) as store:
        found = worse_members(StoredFacts(store), View(first=ROLLOUT, rollout=ROLLOUT))
    assert {one.dimension for one in found} == {f"own_{number + 1}" for number in range(MOST_OWN)}


def test_nothing_is_told_without_a_rollout_or_while_nothing_got_worse(shop: Store) -> None:
    assert worse_members(StoredFacts(shop), View()) == []
    assert worse_members(StoredFacts(shop), View(first=ROLLOUT, rollout=ROLLOUT)) == []
