from __future__ import annotations

from datetime import date

import pytest

from data.records import Policy, Rollout
from data.store import Store
from metrics.cards import View
from metrics.catalogue import kpi_named
from metrics.facts import StoredFacts
from metrics.periods import Grain
from metrics.query import Query
from metrics.series import values
from metrics.splits import members
from metrics.tables import of_members, of_values
from tests.data.store.preparations import prepared
from tests.metrics.companies import stored

NORTH_ONLY = Policy("Call back", (Rollout(date(2025, 1, 1), "team", "North"),))


@pytest.mark.parametrize(
    "kpi, change",
    [
        ("csat", ("+40.0 points (", "better")),
        ("nps", ("points (", "may be chance")),
        ("answers", ("0 (", "chance")),
        ("backlog", ("0",)),
    ],
)
def test_members_in_words(shop: Store, kpi: str, change: tuple[str, ...]) -> None:
    found = members(StoredFacts(shop), kpi_named(kpi), View(), "team", NORTH_ONLY)
    rows = of_members(kpi_named(kpi), found).set_index("Who").to_dict("index")
    assert all(word in rows["North"]["Change"] for word in change)
    assert rows["North"]["Rollout"] == "1 Jan 2025"
    assert (rows["South"]["Rollout"], rows["South"]["Before"], rows["South"]["Change"]) == ("–", "–", "–")


def test_values_behind_members(shop: Store) -> None:
    found = members(StoredFacts(shop), kpi_named("csat"), View(), "team", NORTH_ONLY)
    north = of_members(kpi_named("csat"), found).set_index("Who").to_dict("index")["North"]
    assert (north["Value"], north["Before"], north["Rows behind it"]) == ("100.0 %", "60.0 %", "50 answers")


@pytest.mark.parametrize("kpi", ["complaints", "csat", "backlog", "resolution_time", "ces"])
def test_a_series_in_words(shop: Store, kpi: str) -> None:
    series = values(StoredFacts(shop), Query((kpi,)))
    words = of_values(kpi_named(kpi), series, Grain.MONTH)
    assert list(words["Period"][:2]) == ["Jun 2025", "May 2025"]
    assert list(words["Finished"][:2]) == ["not yet", "yes"]
    assert len(words) == 30
    assert not words.astype(str).apply(lambda column: column.str.contains("nan", case=False)).any(axis=None)


def test_months_that_no_file_reaches_are_told_as_unknown() -> None:
    files = [
        prepared("surveys.log", [{"answered_at": day, "csat": 1.0} for day in days], content=days[0])
        for days in (dates(2024, 1), dates(2024, 4))
    ]
    with stored(*files) as store:
        series = values(StoredFacts(store), Query(("answers",)))
    words = of_values(kpi_named("answers"), series, Grain.MONTH)
    assert list(words["Value"]) == ["28", "–", "–", "28"]


def dates(year: int, month: int) -> list[date]:
    return [date(year, month, day) for day in range(1, 29)]
