"""Problems counted, costed and followed a second time, row by row in plain Python."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from numpy.random import Generator, default_rng
from scipy.stats import binomtest

from data.natures import Nature
from data.store import Store, save_nature
from metrics.counting.scan import NOT_GIVEN
from metrics.facts import StoredFacts
from metrics.problems.costs import Counted
from metrics.problems.criteria import COMPENSATION, LOST
from metrics.problems.lost import Lost, lost
from metrics.problems.order import Amount, chance, places
from metrics.problems.ranking import counted, ranking
from metrics.problems.reach import Reach, reaches
from metrics.query import Filters
from metrics.windows import Days
from tests.data.store.preparations import prepared
from tests.metrics import companies
from tests.metrics.by_hand import rows
from tests.metrics.companies import END, FIRST, company, maybe, moment, stored

SPAN = Days(date(2024, 1, 15), date(2024, 11, 30))
NORTH: Filters = (("team", ("North", NOT_GIVEN)),)


def within(row: dict[str, Any]) -> bool:
    return datetime(2024, 1, 15) <= row["received_at"] < datetime(2024, 12, 1) and row["team"] in (
        "North",
        None,
    )


@pytest.mark.parametrize("seed", range(2))
def test_complaints_and_costs_are_those_counted_by_hand(seed: int) -> None:
    files = [one for one in company(seed, 300) if one.layout and one.layout.table != "periods"]
    with stored(*files) as store:
        save_nature(store, Nature("All late", ("late",)))
        asked = [row for row in rows(store, "complaints") if within(row)]
        found = counted(StoredFacts(store), SPAN, NORTH)
        by_name: dict[str, list[dict[str, Any]]] = {}
        for row in asked:
            name = "All late" if row["nature_written"] == "late" else row["nature_written"] or NOT_GIVEN
            by_name.setdefault(name, []).append(row)
    assert {name: one.n for name, one in found.items()} == {name: len(held) for name, held in by_name.items()}
    for name, held in by_name.items():
        paid = [row["compensation"] or 0.0 for row in held if row["tells_compensation"]]
        took = [
            (row["resolved_at"] - row["received_at"]) / timedelta(hours=1)
            for row in held
            if row["resolved_at"]
        ]
        for key, amounts in (("compensation", paid), ("resolution_time", took)):
            cost = found[name].costs.get(key)
            assert (cost.n if cost else 0) == len(amounts)
            if cost:
                assert cost.total == pytest.approx(sum(amounts))
                assert cost.value == pytest.approx(sum(amounts) / len(amounts))


def complaint(chance_of: Generator, customers: int) -> dict[str, Any]:
    return {
        "received_at": moment(chance_of),
        "customer_id": maybe(chance_of, str(chance_of.integers(customers + 3)), 0.9),
        **companies.members(chance_of, "team", "nature"),
    }


def left_by_hand(store: Store, name: str, days: int) -> tuple[int, int, float]:
    """Who left after a problem, and the others' share, by looking at each day and customer anew."""
    lives = {row["customer_id"]: row for row in rows(store, "customers") if row["joined_at"]}
    complaints = [row for row in rows(store, "complaints") if row["customer_id"] in lives]

    def day(value: datetime | None, other: date) -> date:
        return value.date() if value else other

    def follows(row: dict[str, Any], at: date) -> bool:
        begin = max(row["joined_at"].date(), day(row["observed_from"], date.min))
        until = row["observed_until"].date()
        return begin <= at <= day(row["left_at"], date.max) and at + timedelta(days=days) <= until

    def leaves(row: dict[str, Any], at: date) -> bool:
        return day(row["left_at"], date.max) <= at + timedelta(days=days)

    there = [
        (row["customer_id"], row["received_at"].date(), row)
        for row in sorted(complaints, key=lambda one: one["received_at"])
        if max(
            lives[row["customer_id"]]["joined_at"].date(),
            day(lives[row["customer_id"]]["observed_from"], date.min),
        )
        <= row["received_at"].date()
        <= day(lives[row["customer_id"]]["left_at"], date.max)
    ]
    first: dict[str, date] = {}
    for customer, at, row in there:
        if row["nature"] == name and within(row):
            first.setdefault(customer, at)
    followed = {customer: at for customer, at in first.items() if follows(lives[customer], at)}
    at_risk = gone = 0
    for at in followed.values():
        recent = {one for one, then, __ in there if at - timedelta(days=days) < then <= at}
        others = [row for one, row in lives.items() if one not in recent and follows(row, at)]
        at_risk += len(others)
        gone += sum(leaves(row, at) for row in others)
    left = sum(leaves(lives[customer], at) for customer, at in followed.items())
    return left, len(followed), gone / at_risk if at_risk else 0.0


@pytest.mark.parametrize("seed, days", [(0, 30), (1, 90)])
def test_customers_lost_are_those_counted_day_by_day(seed: int, days: int) -> None:
    chance_of = default_rng(seed)
    customers = [
        {key: value for key, value in companies.customer(chance_of, n).items() if key in KEPT}
        for n in range(150)
    ]
    complaints = [complaint(chance_of, len(customers)) for __ in range(700)]
    files = (prepared("retention.customers", customers), prepared("complaints.log", complaints))
    with stored(*files) as store:
        found = lost(store, SPAN, NORTH, days)
        wanted = {name: left_by_hand(store, name, days) for name in ("late", "broken")}
    assert sum(n for __, n, __share in wanted.values()) > 10
    told = {name: (one.left, one.n, one.others_share) for name, one in found.items()}
    assert told == {name: (left, n, pytest.approx(share)) for name, (left, n, share) in wanted.items() if n}


KEPT = ("customer_id", "joined_at", "left_at", "observed_from", "observed_until")


def test_without_a_list_that_tells_who_left_nothing_is_told() -> None:
    files = prepared("complaints.log", [{"received_at": FIRST, "customer_id": "1", "nature": "late"}])
    still = {"customer_id": "1", "joined_at": FIRST, "left_at": None, "observed_until": END}
    with stored(files, prepared("retention.customers", [still])) as store:
        assert lost(store, Days(), ()) == {}


COUNTS: list[tuple[list[int], list[tuple[int, int]]]] = [
    ([400, 200, 100], [(1, 1), (2, 2), (3, 3)]),
    ([136, 136, 127, 101], [(1, 4), (1, 4), (1, 4), (1, 4)]),
    ([2387, 1158, 1083, 645], [(1, 1), (2, 3), (2, 3), (4, 4)]),
    ([3, 2], [(1, 2), (1, 2)]),
    ([7], [(1, 1)]),
    ([], []),
]


def test_places_are_left_open_where_counts_may_be_chance() -> None:
    for counts, wanted in COUNTS:
        found = places([Amount(n, n, is_count=True) for n in counts])
        assert [(place.first, place.last) for place in found] == wanted, counts
    exact = [chance(Amount(a, a, is_count=True), Amount(b, b, is_count=True)) for a, b in ((9, 2), (30, 14))]
    assert exact == [pytest.approx(binomtest(a, a + b).pvalue) for a, b in ((9, 2), (30, 14))]
    # One complaint that cost a thousand tells less than a hundred that cost ten each.
    assert (
        chance(Amount(1000, 1000**2), Amount(0, 0)) > 0.05 > chance(Amount(1000, 100 * 10**2), Amount(0, 0))
    )


def test_what_is_out_of_reach_makes_room_and_stays_in_the_order() -> None:
    found = {name: Counted(n, {}) for name, n in {"a": 50, "b": 40, "c": 30, "d": 20, NOT_GIVEN: 9}.items()}
    hands = reaches({"a": 50, "c": 30}, {"a": 20, "c": 6}, [Nature("b", ("b",), reach=False)])
    assert hands == {"a": Reach.LIKELY, "c": Reach.UNKNOWN}
    ranked = ranking(found, {}, hands | {"b": Reach.SET_OUT})
    assert [one.name for one in ranked.problems] == ["a", "b", "c", "d"]
    assert [one.name for one in ranked.top] == ["a", "c", "d"]
    assert [one.name for one in ranked.passed_over] == ["b"]
    assert (ranked.n, ranked.unnamed) == (140, 9)
    assert [one.together for one in ranked.problems] == pytest.approx([5 / 14, 9 / 14, 12 / 14, 1])
    assert ranking(found, {}, {}, COMPENSATION).top == ()
    gone = {"c": Lost(90, 8, 30, 0.1, 100), "a": Lost(90, 2, 40, 0.1, 100)}
    assert [one.name for one in ranking(found, gone, {}, LOST).top] == ["c", "a"]
