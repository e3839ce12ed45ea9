from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from data.kinds import dimensions_of
from data.records import Policy, Rollout
from data.specs import Column, Type
from data.store import Store
from metrics.cards import View
from metrics.catalogue import kpi_named
from metrics.comparison import Around, compare
from metrics.facts import StoredFacts
from metrics.periods import Grain
from metrics.query import Query, filters
from metrics.rollouts import Event
from metrics.series import values
from metrics.splits import dimensions, members, widened
from tests.data.store.preparations import START, prepared
from tests.metrics.companies import stored

CSAT = kpi_named("csat")
START_2025 = date(2025, 1, 1)
TWO = Policy("Call back", (Rollout(START_2025, "team", "North"), Rollout(date(2025, 3, 12), "team", "South")))


def test_members_with_their_values_and_changes(shop: Store) -> None:
    facts = StoredFacts(shop)
    found = {member.name: member for member in members(facts, CSAT, View(), "team", TWO)}
    assert {name: member.rollout for name, member in found.items()} == {
        "North": START_2025,
        "South": date(2025, 3, 12),
        "not given": None,
    }
    assert found["not given"].compared is None
    assert found["not given"].reached.periods == 29
    for name, day in (("North", START_2025), ("South", date(2025, 3, 12))):
        own = compare(facts, ("csat",), Around(day, filters({"team": [name]})))["csat"]
        assert found[name].compared == own
        # Where the policy came, the value is that since it came.
        assert found[name].reached == own.after
    assert (found["North"].reached.value, found["North"].reached.n) == (100.0, 5 * 10)


def test_the_course_of_a_member_is_its_series(shop: Store) -> None:
    found = members(StoredFacts(shop), CSAT, View(grain=Grain.QUARTER), "team", None)
    for member in found:
        where = filters({"team": ["" if member.name == "not given" else member.name]})
        right = values(StoredFacts(shop), Query(("csat",), Grain.QUARTER, where=where))
        pd.testing.assert_series_equal(
            member.series["value"].reset_index(drop=True), right["value"], check_names=False
        )


def test_the_days_and_filters_of_a_view_hold_for_its_members(shop: Store) -> None:
    view = View(date(2024, 1, 1), date(2024, 3, 31), where=filters({"team": ["South"]}))
    (found,) = members(StoredFacts(shop), kpi_named("complaints"), view, "team", None)
    assert (found.name, found.reached.periods, found.reached.value) == ("South", 3, 7)


def test_a_kpi_without_the_dimension_has_no_members(shop: Store) -> None:
    assert members(StoredFacts(shop), CSAT, View(), "nature", None) == []
    assert members(StoredFacts(shop), kpi_named("churn"), View(), "team", None) == []


def test_the_largest_come_first() -> None:
    rows = [
        {"answered_at": START, "csat": 1.0, "branch": f"Branch {number}"}
        for number in range(9)
        for _ in range(number + 1)
    ]
    with stored(prepared("surveys.log", rows)) as store:
        found = members(StoredFacts(store), CSAT, View(), "branch", None)
    assert [member.name for member in found] == [f"Branch {number}" for number in reversed(range(9))]


@pytest.mark.parametrize(
    "kpi, known, expected",
    [
        ("csat", {"team": ["A", "B"], "channel": ["phone"]}, ["team"]),
        ("complaints", {"channel": ["phone", "chat"], "nature": ["late", "broken"]}, ["channel", "nature"]),
        ("csat", {"nature": ["late", "broken"]}, []),
        ("churn", {}, []),
        ("churn", {"own_1": ["A", "B"], "own_2": ["A", "B"]}, ["own_1"]),
    ],
)
def test_dimensions_that_the_data_have(kpi: str, known: dict[str, list[str]], expected: list[str]) -> None:
    columns = (*dimensions_of(kpi_named(kpi).table), Column("own_1", "Depot", Type.CATEGORY, own=True))
    assert list(dimensions(columns, known)) == expected


def test_dimensions_go_by_their_names() -> None:
    own = Column("own_1", "Rollout", Type.CATEGORY, own=True)
    told = dimensions((*dimensions_of("answers"), own), {"team": ["A", "B"], "own_1": ["A", "B"]})
    assert told == {"team": "Team", "own_1": "Rollout"}


NORTH = Event("x", START_2025, (("team", ("North",)),))


@pytest.mark.parametrize(
    "event, dimension, expected",
    [
        (None, "team", {"channel": ["phone"], "team": ["North"]}),
        (NORTH, "team", {"channel": ["phone"]}),
        (NORTH, "channel", {"channel": ["phone"], "team": ["North"]}),
    ],
)
def test_a_split_shows_those_outside_an_events_scope(
    event: Event | None, dimension: str, expected: dict[str, list[str]]
) -> None:
    view = View(where=filters({"team": ["North"], "channel": ["phone"]}))
    assert widened(view, event, dimension).where == filters(expected)
