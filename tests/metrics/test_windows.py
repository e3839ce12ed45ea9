from __future__ import annotations

from datetime import date

import pytest

from data.store import Store
from metrics.facts import StoredFacts
from metrics.periods import Grain
from metrics.query import Query
from metrics.windows import Days, parts_between
from tests.data.store.preparations import prepared
from tests.metrics.companies import stored, total


@pytest.mark.parametrize(
    "first, last, expected",
    [
        # Month, exposure and complaints; 20 a month, all within its first ten days.
        (date(2024, 1, 1), date(2024, 2, 29), [("2024-01", 1.0, 20), ("2024-02", 1.0, 20)]),
        (date(2024, 1, 6), date(2024, 2, 29), [("2024-01", 26 / 31, 10), ("2024-02", 1.0, 20)]),
        (date(2024, 1, 1), date(2024, 2, 5), [("2024-01", 1.0, 20), ("2024-02", 5 / 29, 10)]),
        (date(2024, 2, 4), date(2024, 2, 5), [("2024-02", 2 / 29, 4)]),
        (date(2025, 5, 1), None, [("2025-05", 1.0, 10), ("2025-06", 1.0, 10)]),
        (None, date(2023, 1, 31), [("2023-01", 1.0, 20)]),
        (date(2030, 1, 1), None, []),
    ],
)
def test_a_month_that_an_edge_cuts_counts_in_part(
    shop: Store, first: date | None, last: date | None, expected: list[tuple[str, float, int]]
) -> None:
    found = parts_between(StoredFacts(shop), ("complaints",), Days(first, last))
    rows = found["complaints"].to_dict("records") if found else []
    assert [(f"{row['start']:%Y-%m}", row["periods"], row["events"]) for row in rows] == [
        (month, pytest.approx(exposure), events) for month, exposure, events in expected
    ]


@pytest.mark.parametrize("first", [date(2024, 2, 1), date(2024, 2, 9)])
def test_the_two_sides_of_an_edge_have_every_row_once(shop: Store, first: date) -> None:
    facts = StoredFacts(shop)
    day_before = first.replace(day=first.day - 1) if first.day > 1 else date(2024, 1, 31)
    sides = [
        parts_between(facts, ("answers",), Days(*days))["answers"]
        for days in ((None, day_before), (first, None))
    ]
    assert sum(side["events"].sum() for side in sides) == shop.rows("answers")
    assert sum(side["periods"].sum() for side in sides) == pytest.approx(30)


@pytest.mark.parametrize(
    "first, last, expected",
    [
        # Whether the first and the last period that is shown are whole.
        (date(2024, 1, 1), date(2024, 2, 29), [True, True]),
        (date(2024, 1, 6), date(2024, 2, 29), [True, True]),
        (date(2024, 1, 1), date(2024, 2, 5), [True, True]),
        (date(2025, 5, 1), date(2025, 6, 25), [True, False]),
        (date(2025, 6, 3), None, [False]),
        (None, date(2023, 1, 31), [True]),
    ],
)
def test_what_an_edge_leaves_of_a_month_is_whole_where_data_reach_it(
    shop: Store, first: date | None, last: date | None, expected: list[bool]
) -> None:
    found = parts_between(StoredFacts(shop), ("complaints",), Days(first, last))["complaints"]
    assert list(found["begun"] & found["finished"]) == expected


def test_a_period_that_a_query_cuts_is_not_whole(shop: Store) -> None:
    query = Query(("complaints",), Grain.MONTH, date(2024, 1, 6), date(2024, 3, 5))
    found = StoredFacts(shop).parts(query)["complaints"]
    assert list(found["begun"]) == [False, True, True]
    assert list(found["finished"]) == [True, True, False]


def test_customers_are_told_by_whole_periods() -> None:
    rows = [row for month in range(1, 7) for row in total(date(2024, month, 1), 1, 100, 90)]
    with stored(prepared("retention.totals", rows)) as store:
        facts = StoredFacts(store)
        before = parts_between(facts, ("churn",), Days(None, date(2024, 3, 14)))["churn"]
        after = parts_between(facts, ("churn",), Days(date(2024, 3, 15)))["churn"]
    assert [start.month for start in before["start"]] == [1, 2]
    assert [start.month for start in after["start"]] == [4, 5, 6]
