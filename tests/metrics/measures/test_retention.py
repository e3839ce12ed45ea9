from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest

from data.preparing.preparation import prepare
from data.records import Choices, Preparation
from data.store import Store
from metrics.catalogue import kpi_named
from metrics.facts import StoredFacts
from metrics.intervals import Difference
from metrics.measures.retention import PARTS
from metrics.periods import Grain
from metrics.query import Query, filters
from metrics.series import values
from tests.data.store.preparations import prepared
from tests.metrics.companies import stored, total

KPIS = ("retention", "churn", "lifetime", "ltv")
YEAR_END = datetime(2024, 12, 31)


def club() -> list[dict[str, Any]]:
    """A club with 250 customers at the start of 2024: 150 of them stay, and 130 more join."""
    old = [{"joined_at": datetime(2023, 1, 1) + timedelta(days=number)} for number in range(250)]
    for number, row in enumerate(old[:100]):
        row["left_at"] = datetime(2024, 1, 15) + timedelta(days=3 * number)
    new = [{"joined_at": datetime(2024, 1, 10) + timedelta(days=2 * number)} for number in range(130)]
    return [
        {
            "customer_id": str(number),
            "left_at": None,
            "mean_purchase": 1550.0,
            "purchases_per_month": 1.0,
            "observed_from": None,
            "observed_until": YEAR_END,
            **row,
        }
        for number, row in enumerate(old + new)
    ]


def of_2024(found: pd.DataFrame) -> dict[str, float]:
    rows = found[found["start"] == pd.Timestamp(2024, 1, 1)]
    return dict(zip(rows["kpi"], rows["value"], strict=True))


@pytest.fixture(scope="module")
def club_store() -> Iterator[Store]:
    with stored(prepared("retention.customers", club())) as store:
        yield store


@pytest.mark.parametrize(
    "query",
    [
        Query(KPIS, Grain.YEAR),
        Query(KPIS, Grain.YEAR, date(2024, 1, 1), date(2024, 12, 31)),
        Query(KPIS, Grain.YEAR, date(2024, 5, 5)),
    ],
)
def test_the_fitness_club(club_store: Store, query: Query) -> None:
    assert of_2024(values(StoredFacts(club_store), query)) == pytest.approx(
        {"retention": 60, "churn": 40, "lifetime": 30, "ltv": 46_500}
    )


@pytest.mark.parametrize("last", [date(2024, 12, 31), None, date(2035, 6, 1)])
def test_one_period_for_everything_ends_with_the_data(club_store: Store, last: date | None) -> None:
    found = of_2024(values(StoredFacts(club_store), Query(KPIS, Grain.ALL, date(2024, 1, 1), last)))
    months = 366 / 30.4375
    assert found == pytest.approx(
        {"retention": 60, "churn": 40, "lifetime": months / 0.4, "ltv": 1550 * months / 0.4}
    )


def test_the_fitness_club_from_totals() -> None:
    with stored(prepared("retention.totals", total(date(2024, 1, 1), 12, 250, 150, 130))) as store:
        for grain in Grain:
            found = of_2024(values(StoredFacts(store), Query(KPIS, grain)))
            assert found == pytest.approx(
                {"retention": 60, "churn": 40, "lifetime": 30, "ltv": float("nan")}, nan_ok=True
            )


def test_the_value_of_a_customer_from_totals() -> None:
    # On average (250 + 150 + 130) / 2 = 265 customers, who pay 1,550 a month each.
    rows = total(date(2024, 1, 1), 12, 250, 150, 130, revenue=265 * 12 * 1550)
    with stored(prepared("retention.totals", rows)) as store:
        found = values(StoredFacts(store), Query(KPIS, Grain.YEAR))
    assert of_2024(found)["ltv"] == pytest.approx(46_500)
    assert found.loc[found["kpi"] == "ltv", ["low", "high"]].isna().all(axis=None)


def member(number: int, **row: Any) -> dict[str, Any]:
    return {
        "customer_id": str(number),
        "joined_at": datetime(2023, 1, 1),
        "left_at": None,
        "observed_from": None,
        "observed_until": YEAR_END,
        **row,
    }


def monthly(store: Store, *where: tuple[str, list[str]]) -> dict[str, tuple[float, int]]:
    """Retention and n by month of 2024, months without anyone left out."""
    found = values(
        StoredFacts(store), Query(("retention",), Grain.MONTH, date(2024, 1, 1), where=filters(dict(where)))
    )
    rows = found[found["n"] > 0].to_dict("records")
    return {f"{row['start']:%m}": (float(row["value"]), int(row["n"])) for row in rows}


def test_one_without_a_joining_date_takes_nobody_away() -> None:
    rows = [member(1), member(2), member(3, joined_at=None, left_at=datetime(2024, 3, 10))]
    with stored(prepared("retention.customers", rows)) as store:
        assert set(monthly(store).values()) == {(100.0, 2)}
        everyone = values(StoredFacts(store), Query(("churn",), Grain.ALL))
    assert (everyone["value"].item(), everyone["n"].item()) == (pytest.approx(100 / 3), 3)


def snapshot(taken: date, there: Iterable[int], churned: set[int]) -> Preparation:
    """A file of customers, two years with the company, as they were on one day."""
    rows = "".join(f"{number},24,{'Yes' if number in churned else 'No'}\n" for number in there)
    content = f"Customer ID,Tenure,Churn\n{rows}".encode()
    return prepare("snapshot.csv", content, Choices(snapshot_date=taken))


FEBRUARY, MARCH = date(2024, 2, 1), date(2024, 3, 1)


@pytest.mark.parametrize(
    "later, expected",
    [
        # One snapshot can't tell when those who are gone went.
        (None, {}),
        # Of the eight left of ten, one goes, or two; numbers 10 and 11 weren't known in February.
        ((MARCH, [0, *range(3, 12)], {0}), {"02": (87.5, 8)}),
        ((MARCH, [0, *range(3, 12)], {0, 3}), {"02": (75.0, 8)}),
        # Those gone before are gone before, though the later file has them still.
        ((MARCH, range(10), {0, 1, 2}), {"02": (87.5, 8)}),
        # Whoever is missing from the later file isn't taken to have stayed.
        ((MARCH, [0, 3, 4], {0}), {"02": (pytest.approx(200 / 3), 3)}),
    ],
)
def test_snapshots_of_two_months_tell_who_left_between_them(
    later: tuple[date, Iterable[int], set[int]] | None, expected: dict[str, tuple[float, int]]
) -> None:
    files = [snapshot(FEBRUARY, range(10), {1, 2})] + ([snapshot(*later)] if later else [])
    with stored(*files) as store:
        assert monthly(store) == expected
        everyone = values(StoredFacts(store), Query(("churn",), Grain.ALL))
    assert everyone["n"].item() == len({*range(10), *(later[1] if later else ())})


def test_filters_and_splits_keep_their_customers_apart() -> None:
    rows = [
        member(
            number,
            team="North" if number < 4 else None,
            left_at=datetime(2024, 1, 9) if number == 0 else None,
        )
        for number in range(10)
    ]
    with stored(prepared("retention.customers", rows)) as store:
        assert monthly(store, ("team", ["North"]))["01"] == (75.0, 4)
        assert monthly(store, ("team", [""]))["01"] == (100.0, 6)
        split = values(StoredFacts(store), Query(("churn",), Grain.YEAR, date(2024, 1, 1), split="team"))
    assert dict(zip(split["split"], split["value"], strict=True)) == {"": 0.0, "North": 25.0}


def parts(*rows: tuple[float, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[part for part in PARTS if part != "at_end"])


BEFORE = parts((100.0, 80.0, 100.0, 100.0, 5000.0, 260_000.0), (100.0, 90.0, 100.0, 100.0, 5000.0, 260_000.0))
AFTER = parts((200.0, 190.0, 200.0, 200.0, 10_000.0, 520_000.0))


def test_several_months_are_told_as_the_average_month() -> None:
    for key, value in {"retention": 85.0, "churn": 15.0, "lifetime": 1 / 0.15, "ltv": 50 / 0.15}.items():
        measure = kpi_named(key).measure
        assert measure.estimate(measure.pooled(BEFORE))["value"].item() == pytest.approx(value)


@pytest.mark.parametrize(
    "key, expected",
    [
        # Newcombe of 30 lost of 200 against 10 of 200.
        ("retention", Difference(10.0, 4.2, 16.1)),
        ("churn", Difference(-10.0, -16.1, -4.2)),
        # The errors of the two logarithms are sqrt(.85 / 30) and sqrt(.95 / 10).
        ("lifetime", Difference(40 / 3, 13.333 - 12.282, 13.333 + 12.282)),
    ],
)
def test_differences(key: str, expected: Difference) -> None:
    assert kpi_named(key).measure.difference(BEFORE, AFTER) == pytest.approx(expected, abs=0.1)


def test_a_difference_of_values_has_a_wider_interval_than_that_of_lifetimes() -> None:
    value = kpi_named("ltv").measure.difference(BEFORE, AFTER)
    lifetime = kpi_named("lifetime").measure.difference(BEFORE, AFTER)
    assert value.value == pytest.approx(50 * lifetime.value)
    assert value.high - value.low > 50 * (lifetime.high - lifetime.low)


@pytest.mark.parametrize("key", ["lifetime", "ltv"])
def test_where_nobody_leaves_a_lifetime_has_no_end(key: str) -> None:
    found = kpi_named(key).measure.estimate(parts((10.0, 10.0, 10.0, 10.0, 500.0, 26_000.0))).iloc[0]
    assert pd.isna(found["value"])
    assert pd.isna(found["high"])
    assert found["n"] == 10


@pytest.mark.parametrize("key", KPIS)
def test_without_customers_there_is_no_value(key: str) -> None:
    found = kpi_named(key).measure.estimate(parts((0.0,) * 6)).iloc[0]
    assert found[["value", "low", "high"]].isna().all()


@pytest.mark.parametrize(
    "grain, days, expected",
    [
        (Grain.ALL, (None, None), [(2023, 50.0, 240)]),
        (Grain.YEAR, (None, None), [(2024, 50.0, 240)]),
        (Grain.MONTH, (date(2024, 12, 31), date(2025, 3, 1)), [(2024, 50.0, 240)]),
        # What the list of 31 December counts was not known the day before, and tells nothing of later days.
        (Grain.MONTH, (None, date(2024, 12, 30)), []),
        (Grain.MONTH, (date(2025, 1, 1), None), []),
    ],
)
def test_repeat_purchases_are_those_of_the_list_on_its_day(
    grain: Grain, days: tuple[date | None, date | None], expected: list[tuple[int, float, int]]
) -> None:
    counts = [0.0] * 10 + [1.0] * 120 + [2.0] * 60 + [7.0] * 60 + [None] * 130
    listed = [row | {"purchase_count": count} for row, count in zip(club(), counts, strict=True)]
    with stored(prepared("retention.customers", listed)) as store:
        found = values(StoredFacts(store), Query(("repeat_purchase", "retention"), grain, *days))
    told = found[found["kpi"] == "repeat_purchase"]
    assert [(row["start"].year, row["value"], row["n"]) for row in told.to_dict("records")] == expected
    assert told["finished"].all()


def test_a_lifetime_is_of_the_months_that_a_list_gives() -> None:
    content = b"Customer ID,Tenure,Churn\n1,1,Yes\n2,2,No\n3,3.5,Yes\n4,14,No"
    with stored(prepare("list.csv", content, Choices(snapshot_date=date(2024, 3, 16)))) as store:
        [found] = values(StoredFacts(store), Query(("lifetime",), Grain.ALL))["value"]
    assert found == pytest.approx((1 + 2 + 3.5 + 14) / 2)
