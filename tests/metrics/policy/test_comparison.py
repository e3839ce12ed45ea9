"""Two versions beside each other: nothing told of the same, and both texts to be had from what is told."""

from __future__ import annotations

from dataclasses import Field, fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data.written_policy import (
    ROWS,
    HeldTarget,
    Manner,
    OnRecord,
    PolicyVersion,
    WrittenChannel,
    WrittenGoal,
    WrittenPolicy,
    WrittenStep,
    policy_of,
    record_of,
    tidied,
    written,
)
from metrics.policy import words
from metrics.policy.comparison import Difference, Part, beside, changed_values, compared, rewritten
from metrics.policy.passages import passages

TEXTS = some.text(some.sampled_from("ab é\n·*"), max_size=12)
KPIS = some.sampled_from(["", "csat", "nps"])
LINES = some.lists(some.text(some.sampled_from("ab c"), min_size=1, max_size=9), max_size=5)
STANDARDS = some.sampled_from(["", "rings", "email_hours"])
POLICIES = some.builds(
    WrittenPolicy,
    title=TEXTS,
    vision=TEXTS,
    goals=some.lists(some.builds(WrittenGoal, TEXTS, KPIS), max_size=2).map(tuple),
    manners=some.lists(some.builds(Manner, TEXTS, TEXTS), max_size=2).map(tuple),
    channels=some.lists(some.builds(WrittenChannel, TEXTS, TEXTS, TEXTS, STANDARDS), max_size=2).map(tuple),
    steps=some.lists(
        some.builds(WrittenStep, TEXTS, TEXTS, some.sampled_from([None, 0.25, 4.0, 72.0])), max_size=2
    ).map(tuple),
    discretion=TEXTS,
    review_from=some.integers(1, 9),
).map(tidied)
RECORDS = some.builds(
    OnRecord,
    some.dictionaries(some.sampled_from(["rings", "email_hours"]), some.sampled_from([None, 3, 4.5])),
    some.lists(
        some.builds(HeldTarget, KPIS, some.just(85.0), some.dates()),
        max_size=2,
    ).map(tuple),
)


def version(policy: WrittenPolicy, record: OnRecord | None = None) -> PolicyVersion:
    return PolicyVersion(1, policy, record or OnRecord(), "", datetime(2026, 1, 1, tzinfo=UTC), "")


@settings(max_examples=60)
@given(POLICIES, RECORDS)
def test_the_same_policy_has_no_difference_even_after_a_way_through_the_store(
    policy: WrittenPolicy, record: OnRecord
) -> None:
    again = version(policy_of(written(policy)), record_of(written(record)))
    found = compared(version(policy, record), again, {})
    assert found == Difference()
    assert words.difference(found) == "Nothing differs."


@pytest.mark.parametrize("field", fields(WrittenPolicy), ids=lambda field: field.name)
def test_no_field_changes_unseen(field: Field[Any]) -> None:
    """Also of a field that is new, which a newcomer may forget to tell of."""
    row = ROWS.get(field.name)
    filled = (row("new"),) if row else 12 if field.type == "int" or "None" in str(field.type) else "new"
    changed = tidied(replace(WrittenPolicy(review_to=20), **{field.name: filled}))
    assert changed != WrittenPolicy(review_to=20)
    assert not rewritten(WrittenPolicy(review_to=20), changed).is_empty
    assert policy_of(written(changed)) == changed


@settings(max_examples=60)
@given(POLICIES, POLICIES)
def test_another_policy_has_one(first: WrittenPolicy, second: WrittenPolicy) -> None:
    told = [[passage.lines for passage in passages(one)] for one in (first, second)]
    found = compared(version(first), version(second), {})
    assert bool(found.passages) == (told[0] != told[1])
    months = [(one.review_from, one.review_to) for one in (first, second)]
    assert bool(found.values) == (months[0] != months[1])


@given(LINES, LINES)
def test_both_texts_stand_in_what_is_told(was: list[str], now: list[str]) -> None:
    parts = beside(was, now)
    for lines, without in ((was, "added"), (now, "removed")):
        told = [word for part in parts if part.kind != without for word in part.words]
        assert told == [word for line in lines for word in (*line.split(), "\n")]


@pytest.mark.parametrize(
    "was, now, told",
    [
        ([], ["New line"], [("added", "New line ⏎")]),
        (
            ["We call back."],
            ["We call back soon."],
            [("same", "We call"), ("removed", "back."), ("added", "back soon."), ("same", "⏎")],
        ),
        (["a b c", "d"], ["d"], [("removed", "a b c ⏎"), ("same", "d ⏎")]),
        (["one two three"], ["four five"], [("removed", "one two three ⏎"), ("added", "four five ⏎")]),
    ],
)
def test_words_by_hand(was: list[str], now: list[str], told: list[tuple[str, str]]) -> None:
    assert [(part.kind, " ".join(part.words).replace("\n", "⏎")) for part in beside(was, now)] == told


def test_words_are_counted_without_line_ends() -> None:
    assert Part("added", ("a", "\n", "b", "\n")).count == 2


def test_values_by_hand() -> None:
    was = OnRecord({"rings": 3, "resolution_hours": 48}, (HeldTarget("csat", 80, date(2026, 1, 31)),))
    now = OnRecord(
        {"rings": 2, "resolution_hours": 48, "acquisition_cost": 120},
        (
            HeldTarget("csat", 85, date(2026, 1, 31)),
            HeldTarget("csat", 70, date(2026, 6, 30), "branch", "North"),
        ),
    )
    found = changed_values(was, now, {"branch": "Branch"})
    assert [(one.name, one.was, one.now) for one in found] == [
        ("A call is answered", "3 rings", "2 rings"),
        ("Cost of winning a customer", "not set yet", "120"),
        ("Target: Customer satisfaction (CSAT)", "80.0 % by 31 Jan 2026", "85.0 % by 31 Jan 2026"),
        ("Target: Customer satisfaction (CSAT), Branch: North", "–", "70.0 % by 30 Jun 2026"),
    ]
