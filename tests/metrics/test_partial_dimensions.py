"""Files of which some lack the dimension that is asked for: what they can't tell is no zero."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from metrics.comparison import Around, compare
from metrics.facts import StoredFacts
from metrics.query import Query, filters
from metrics.windows import Days, parts_between
from tests.data.store.preparations import prepared
from tests.metrics.companies import Row, stored


def daily(first: date, last: date, **values: object) -> list[Row]:
    days = (last - first).days + 1
    start = datetime(first.year, first.month, first.day, 12)
    return [{"received_at": start + timedelta(days=day), "is_open": False, **values} for day in range(days)]


@pytest.fixture(scope="module")
def facts() -> Iterator[StoredFacts]:
    """Teams and couriers up to 20 March, South's until January alone; no team in the file that follows."""
    north = daily(date(2024, 1, 1), date(2024, 3, 20), team="North", **{"own:Courier": "DPD"})
    south = daily(date(2024, 1, 1), date(2024, 1, 31), team="South", **{"own:Courier": "GLS"})
    later = daily(date(2024, 3, 21), date(2024, 5, 31))
    with stored(prepared("complaints.log", north + south), prepared("complaints.log", later)) as store:
        yield StoredFacts(store)


def events(parts: pd.DataFrame) -> dict[str, list[float | None]]:
    """Complaints by month for each member; None where nothing is known."""
    return {
        str(member): [None if pd.isna(count) else count for count in group["events"]]
        for member, group in parts.groupby("split")
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(("complaints",)), {"": [62, 29, 31, 30, 31]}),
        (Query(("complaints",), where=filters({"team": ["North"]})), {"": [31, 29, 20, None, None]}),
        (Query(("complaints",), where=filters({"team": ["South"]})), {"": [31, 0, 0, None, None]}),
        (Query(("complaints",), where=filters({"own_1": ["GLS"]})), {"": [31, 0, 0, None, None]}),
        # What no team is given for is known of every file.
        (Query(("complaints",), where=filters({"team": [""]})), {"": [0, 0, 11, 30, 31]}),
        (
            Query(("complaints",), split="team"),
            {
                "": [0, 0, 11, 30, 31],
                "North": [31, 29, 20, None, None],
                "South": [31, 0, 0, None, None],
            },
        ),
        (
            Query(("complaints",), split="team", where=filters({"own_1": ["DPD"]})),
            {"North": [31, 29, 20, None, None]},
        ),
    ],
)
def test_a_month_of_files_without_the_dimension_is_unknown(
    facts: StoredFacts, query: Query, expected: dict[str, list[float | None]]
) -> None:
    assert events(facts.parts(query)["complaints"]) == expected


@pytest.mark.parametrize(
    ("where", "finished"),
    [({}, [True] * 5), ({"team": ["North"]}, [True, True, False, False, False])],
)
def test_a_month_is_finished_by_the_files_that_tell_of_it(
    facts: StoredFacts, where: dict[str, list[str]], finished: list[bool]
) -> None:
    found = facts.parts(Query(("complaints",), where=filters(where)))["complaints"]
    assert found["finished"].tolist() == finished


def test_the_days_beside_an_edge_are_whole_by_the_files_that_tell_of_them(facts: StoredFacts) -> None:
    north = filters({"team": ["North"]})
    cut = parts_between(facts, ("complaints",), Days(date(2024, 3, 10), None), north)["complaints"]
    assert cut["finished"].tolist() == [False, False, False]
    # Days that no file reaches in a month that one reaches are unknown, too.
    everyone = filters({"team": ["North", "South"]})
    cut = parts_between(facts, ("complaints",), Days(date(2024, 2, 10), date(2024, 4, 5)), everyone)
    assert cut["complaints"]["events"].fillna(-1).tolist() == [20, 20, -1]


def test_a_rollout_is_not_followed_by_zeros_of_files_that_cannot_tell(facts: StoredFacts) -> None:
    north = Around(date(2024, 3, 1), filters({"team": ["North"]}))
    found = compare(facts, ("complaints",), north)["complaints"]
    assert found.before is not None
    assert found.before.value == 30
    assert (found.after, found.change) == (None, None)
