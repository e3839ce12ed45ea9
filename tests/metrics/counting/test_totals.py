from __future__ import annotations

from datetime import date, datetime

import pandas as pd
import pytest

from data.store import Store
from metrics.counting.totals import retention_totals
from metrics.facts import StoredFacts
from metrics.periods import Grain
from metrics.query import Query, filters
from metrics.series import values
from tests.data.store.preparations import prepared
from tests.metrics.companies import stored, total

YEARLY = total(date(2023, 1, 1), 12, 200, 150) + total(date(2024, 1, 1), 12, 250, 150, 130)
MONTHLY = (
    total(date(2024, 1, 1), 1, 100, 90, 20, team="North")
    + total(date(2024, 2, 1), 1, 110, 99, 0, team="North")
    + total(date(2024, 1, 1), 1, 50, 50, 0, team="South")
    + total(date(2024, 4, 1), 1, 60, 30, 0)
)


def shown(store: Store, query: Query) -> list[tuple[str, str, str, float, int]]:
    """Start, until, member, value and n of every row."""
    return [
        (
            f"{row['start']:%Y-%m-%d}",
            f"{row['until']:%Y-%m-%d}",
            row["split"],
            round(row["value"], 6),
            int(row["n"]),
        )
        for row in values(StoredFacts(store), query).to_dict("records")
    ]


@pytest.mark.parametrize("grain", [grain for grain in Grain if grain is not Grain.ALL])
def test_a_total_longer_than_the_grain_stands_at_its_own_length(grain: Grain) -> None:
    with stored(prepared("retention.totals", YEARLY)) as store:
        assert shown(store, Query(("retention",), grain)) == [
            ("2023-01-01", "2024-01-01", "", 75.0, 200),
            ("2024-01-01", "2025-01-01", "", 60.0, 250),
        ]
        lifetimes = [row[3] for row in shown(store, Query(("lifetime",), grain))]
    assert lifetimes == [48.0, 30.0]


@pytest.mark.parametrize(
    "query, expected",
    [
        (
            Query(("churn",)),
            [
                ("2024-01-01", "2024-02-01", "", pytest.approx(100 * 10 / 150, abs=1e-6), 150),
                ("2024-02-01", "2024-03-01", "", 10.0, 110),
                ("2024-04-01", "2024-05-01", "", 50.0, 60),
            ],
        ),
        (
            Query(("churn",), split="team", last=date(2024, 1, 31)),
            [
                ("2024-01-01", "2024-02-01", "North", 10.0, 100),
                ("2024-01-01", "2024-02-01", "South", 0.0, 50),
            ],
        ),
        (
            Query(("churn",), where=filters({"team": [""]})),
            [("2024-04-01", "2024-05-01", "", 50.0, 60)],
        ),
        (
            Query(("churn",), first=date(2024, 1, 2), where=filters({"team": ["North", "South"]})),
            [("2024-02-01", "2024-03-01", "", 10.0, 110)],
        ),
        (Query(("churn",), where=filters({"team": ["nobody"]})), []),
        (Query(("churn",), where=filters({"nature": ["late"]})), []),
        (
            Query(("churn",), Grain.ALL),
            [("2024-01-01", "2024-05-01", "", pytest.approx(100 * 51 / 320, abs=1e-6), 320)],
        ),
    ],
)
def test_totals_by_period_split_and_filter(
    query: Query, expected: list[tuple[str, str, str, float, int]]
) -> None:
    with stored(prepared("retention.totals", MONTHLY)) as store:
        assert shown(store, query) == expected


def test_a_lifetime_from_months_is_in_months() -> None:
    with stored(prepared("retention.totals", MONTHLY)) as store:
        for grain in (Grain.MONTH, Grain.ALL):
            found = shown(store, Query(("lifetime",), grain, where=filters({"team": ["North"]})))
            assert {row[3] for row in found} == {10.0}


def customers(count: int, joined: datetime, until: datetime) -> list[dict[str, object]]:
    return [
        {
            "customer_id": str(n),
            "joined_at": joined,
            "left_at": None,
            "observed_until": until,
            "observed_from": None,
        }
        for n in range(count)
    ]


def test_a_list_of_customers_comes_before_totals_of_the_same_period() -> None:
    listed = customers(7, datetime(2024, 1, 20), datetime(2024, 2, 29))
    with stored(prepared("retention.customers", listed), prepared("retention.totals", MONTHLY)) as store:
        found = {row[0]: row[3:] for row in shown(store, Query(("churn",)))}
    # In January the list has nobody at the start: the totals tell of it; in February it has seven.
    assert found == {
        "2024-01-01": (pytest.approx(100 * 10 / 150, abs=1e-6), 150),
        "2024-02-01": (0.0, 7),
        "2024-04-01": (50.0, 60),
    }


def test_totals_of_operations_are_no_customers() -> None:
    rows = [{"starts_on": date(2024, 1, 1), "months": 1.0, "part": "sold", "value": 5.0}]
    with stored(prepared("operations.totals", rows)) as store:
        assert retention_totals(StoredFacts(store), Query(("churn",))).empty
        assert values(StoredFacts(store), Query(("churn",))).empty


@pytest.mark.parametrize("months", [1 / 30.4375, 7 / 30.4375])
def test_short_totals_gather_in_the_grain_asked_for(months: float) -> None:
    rows = total(date(2024, 1, 1), months, 100, 98) + total(date(2024, 1, 8), months, 98, 98)
    with stored(prepared("retention.totals", rows)) as store:
        found = retention_totals(StoredFacts(store), Query(("churn",)))
        assert list(found["start"]) == [pd.Timestamp(2024, 1, 1)]
        lifetime = shown(store, Query(("lifetime",)))[0][3]
    assert lifetime == pytest.approx(2 * months / 0.02, abs=1e-5)


QUARTER = [
    row
    for month, start, kept in ((1, 1000, 900), (2, 950, 855), (3, 900, 810), (4, 800, 640))
    for row in total(date(2024, month, 1), 1, start, kept, revenue=start * 10)
]


def test_months_follow_on_one_another_in_a_quarter() -> None:
    with stored(prepared("retention.totals", QUARTER)) as store:
        for grain, until in ((Grain.QUARTER, "2024-04-01"), (Grain.YEAR, "2025-01-01")):
            rate = 0.9**3 if grain is Grain.QUARTER else 0.9**3 * 0.8
            first = shown(store, Query(("retention",), grain))[0]
            assert first == ("2024-01-01", until, "", pytest.approx(100 * rate, abs=1e-6), 1000)
        lifetime = shown(store, Query(("lifetime",), Grain.QUARTER))[0][3]
        finished = values(StoredFacts(store), Query(("retention",), Grain.QUARTER))["finished"]
    assert lifetime == pytest.approx(3 / (1 - 0.9**3), abs=1e-5)
    assert list(finished) == [True, False]


def test_a_list_and_totals_of_the_same_customers_agree_by_quarter() -> None:
    leaving = {datetime(2024, month, 9): 10 * month for month in (1, 2, 3)}
    left = [day for day, count in leaving.items() for _ in range(count)] + [None] * 140
    listed = [
        row | {"left_at": day}
        for row, day in zip(customers(200, datetime(2023, 5, 5), datetime(2024, 3, 31)), left, strict=True)
    ]
    monthly = [
        row
        for month, start, kept in ((1, 200, 190), (2, 190, 170), (3, 170, 140))
        for row in total(date(2024, month, 1), 1, start, kept)
    ]
    query = Query(("retention",), Grain.QUARTER, date(2024, 1, 1))
    for file in (prepared("retention.customers", listed), prepared("retention.totals", monthly)):
        with stored(file) as store:
            assert shown(store, query) == [("2024-01-01", "2024-04-01", "", 70.0, 200)]


def test_totals_stand_for_nobody_of_a_dimension_that_they_do_not_have() -> None:
    answers = [{"answered_at": datetime(2024, 1, 1), "own:Courier": "DPD"}]
    with stored(prepared("retention.totals", MONTHLY), prepared("surveys.log", answers)) as store:
        everybody = shown(store, Query(("churn",)))
        assert everybody
        assert shown(store, Query(("churn",), where=filters({"own_1": ["DPD"]}))) == []
        assert shown(store, Query(("churn",), where=filters({"own_1": [""]}))) == everybody
        assert shown(store, Query(("churn",), split="own_1")) == everybody
