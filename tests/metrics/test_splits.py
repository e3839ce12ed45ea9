from __future__ import annotations

from datetime import date

import pytest

from data.records import Policy, Rollout
from data.store import Store
from metrics.catalogue import kpi_named
from metrics.facts import StoredFacts
from metrics.figures import MOST_PANELS
from metrics.overview import View
from metrics.periods import Grain
from metrics.query import filters
from metrics.rollouts import Event
from metrics.splits import dimensions, panels, table, values_table, widened
from tests.data.store.preparations import START, prepared
from tests.metrics.companies import stored

CSAT = kpi_named("csat")
NORTH_ONLY = Policy("Call back", (Rollout(date(2025, 1, 1), "team", "North"),))


def test_members_with_their_values_and_changes(shop: Store) -> None:
    found = panels(StoredFacts(shop), CSAT, View(), "team", NORTH_ONLY)
    assert [name for name, _ in found.panels] == list(found.members)
    assert set(found.members) == {"North", "South", "not given"}
    assert found.rollouts == {"North": date(2025, 1, 1), "South": None, "not given": None}
    # The one with a rollout is told since then, the others over all finished months.
    assert (found.members["North"].value, found.members["North"].n) == (100.0, 5 * 10)
    assert found.members["South"].periods == 29
    assert list(found.changes) == ["North"]
    change = found.changes["North"].change
    assert change is not None
    assert change.value == pytest.approx(100 - 100 * 6 / 10)
    assert found.left_out == 0
    rows = table(CSAT, found).set_index("Member")
    assert rows.loc["North", "Value"] == "100.0 %"
    assert "+40.0 points (" in str(rows.loc["North", "Change since"])
    assert rows.loc["South", "Change since"] == rows.loc["South", "Rollout"] == "–"
    assert rows.loc["North", "n"] == "50 answers"


def test_a_filter_holds_for_the_members(shop: Store) -> None:
    view = View(where=filters({"team": ["South"]}), grain=Grain.QUARTER)
    found = panels(StoredFacts(shop), CSAT, view, "team", NORTH_ONLY)
    assert list(found.members) == ["South"]
    assert len(found.panels[0][1]) == 10


def test_a_kpi_without_the_dimension_has_no_members(shop: Store) -> None:
    found = panels(StoredFacts(shop), CSAT, View(), "nature", None)
    assert (found.panels, found.members, found.rollouts, found.changes) == ([], {}, {}, {})
    assert table(CSAT, found).empty


@pytest.mark.parametrize("members, left_out", [(4, 0), (MOST_PANELS, 0), (MOST_PANELS + 3, 3)])
def test_the_largest_have_panels_and_the_others_are_counted(members: int, left_out: int) -> None:
    rows = [
        {"answered_at": START, "csat": 1.0, "branch": f"Branch {number}"}
        for number in range(members)
        for _ in range(number + 1)
    ]
    with stored(prepared("surveys.log", rows)) as store:
        found = panels(StoredFacts(store), CSAT, View(), "branch", None)
    assert (len(found.members), found.left_out) == (members, left_out)
    assert [name for name, _ in found.panels] == [
        f"Branch {number}" for number in reversed(range(left_out, members))
    ]


@pytest.mark.parametrize(
    "kpi, members, expected",
    [
        ("csat", {"team": ["A", "B"], "channel": ["phone"]}, ["team"]),
        ("complaints", {"channel": ["phone", "chat"]}, ["channel", "nature"]),
        ("churn", {}, []),
    ],
)
def test_dimensions_that_the_data_have(kpi: str, members: dict[str, list[str]], expected: list[str]) -> None:
    assert dimensions(kpi_named(kpi), members) == expected


@pytest.mark.parametrize(
    "event, dimension, expected",
    [
        (None, "team", {"channel": ["phone"], "team": ["North"]}),
        (Event("x", date(2025, 1, 1), (("team", ("North",)),)), "team", {"channel": ["phone"]}),
        (
            Event("x", date(2025, 1, 1), (("team", ("North",)),)),
            "channel",
            {"channel": ["phone"], "team": ["North"]},
        ),
    ],
)
def test_a_split_shows_those_outside_an_events_scope(
    event: Event | None, dimension: str, expected: dict[str, list[str]]
) -> None:
    view = View(where=filters({"team": ["North"], "channel": ["phone"]}))
    assert widened(view, event, dimension).where == filters(expected)


def test_a_series_in_words(shop: Store) -> None:
    found = panels(StoredFacts(shop), kpi_named("complaints"), View(), "team", None)
    words = values_table(kpi_named("complaints"), found.panels[0][1], Grain.MONTH)
    assert list(words["Period"][:2]) == ["Jun 2025", "May 2025"]
    assert list(words["Finished"][:2]) == ["not yet", "yes"]
    assert " to " in words["95 % interval"].iloc[0]
    assert len(words) == 30
    assert not words.astype(str).apply(lambda column: column.str.contains("nan", case=False)).any(axis=None)
