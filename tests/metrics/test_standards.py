from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from math import nan

import pytest

from data.store import Store, remove_version, save_version, versions
from metrics.catalogue import KPIS
from metrics.facts import StoredFacts
from metrics.periods import Grain
from metrics.query import Query
from metrics.readings import read
from metrics.series import values
from metrics.standards import (
    BY_KEY,
    SATISFIED,
    STANDARDS,
    WORKING_TIME,
    WrongStandardError,
    checked,
    standards,
)
from metrics.working_time import NoWorkingTimeError, WorkingTime
from metrics.working_time import checked as checked_time
from tests.data.store.preparations import prepared
from tests.metrics.companies import stored

WEEK = WorkingTime((0, 1, 2, 3, 4), time(9), time(17), frozenset({date(2025, 5, 1)}))
# 2 May 2025 is a Friday, the day before a holiday.
FRIDAY = datetime(2025, 5, 2)


@pytest.mark.parametrize(
    "start, end, hours",
    [
        (FRIDAY.replace(hour=10), FRIDAY.replace(hour=12, minute=30), 2.5),
        (FRIDAY.replace(hour=6), FRIDAY.replace(hour=20), 8),
        (FRIDAY.replace(hour=16), FRIDAY + timedelta(days=3, hours=10), 2),
        (FRIDAY + timedelta(days=1), FRIDAY + timedelta(days=2, hours=23), 0),
        (FRIDAY - timedelta(days=2, hours=-9), FRIDAY.replace(hour=10), 9),
        (FRIDAY - timedelta(days=1, hours=-9), FRIDAY - timedelta(days=1, hours=-17), 0),
        (FRIDAY, FRIDAY + timedelta(days=28), 160),
        (FRIDAY.replace(hour=9, second=36), FRIDAY.replace(hour=9, second=36), 0),
    ],
)
def test_working_time_between_two_moments(start: datetime, end: datetime, hours: float) -> None:
    row = {"received_at": start, "first_response_at": end, "is_open": False}
    with stored(prepared("complaints.log", [row])) as store:
        save_version(store, WORKING_TIME, WEEK.told())
        facts = StoredFacts(store)
        frame = read(facts.frame("complaints"), "complaints", facts.scales(), facts.standards())
        assert frame.collect()["first_response_working_hours"].to_list() == [pytest.approx(hours)]


def test_a_changed_standard_leaves_what_was_judged_before_it() -> None:
    """Complaints that take 36 hours each, in April and May, and a standard that changes on 1 May and back."""
    rows = [
        {"received_at": day, "resolved_at": day + timedelta(hours=36), "is_open": False}
        for day in (datetime(2025, 4, 1) + timedelta(days=number) for number in range(61))
    ]
    query = Query(("resolved_in_standard",))
    with stored(prepared("complaints.log", rows)) as store:

        def told() -> list[float]:
            return values(StoredFacts(store), query)["value"].tolist()

        assert told() == [100, 100]
        save_version(store, "resolution_hours", 24, date(2025, 5, 1))
        assert told() == [100, 0]
        save_version(store, "resolution_hours", 30)
        assert told() == [0, 0]
        remove_version(store, "resolution_hours", date(2025, 5, 1))
        remove_version(store, "resolution_hours", None)
        assert versions(store, "resolution_hours") == ()
        assert told() == [100, 100]


def test_complaints_too_young_to_tell_are_not_judged() -> None:
    """The last two days of a file leave no time for 48 hours, however quickly some were resolved."""
    rows = [
        {"received_at": day, "resolved_at": day + timedelta(hours=1) if quick else None, "is_open": not quick}
        for day in (datetime(2025, 3, 1, 12) + timedelta(days=number) for number in range(10))
        for quick in (True, False)
    ]
    with stored(prepared("complaints.log", rows)) as store:
        found = values(StoredFacts(store), Query(("resolved_in_standard", "email_in_24h"), Grain.ALL))
    [row] = found[found["kpi"] == "resolved_in_standard"].to_dict("records")
    assert (row["value"], row["n"]) == (50, 14)
    assert found.loc[found["kpi"] == "email_in_24h", "value"].isna().all()


def test_a_file_without_the_column_tells_nothing_of_it() -> None:
    rows = [
        {"received_at": datetime(2025, 3, 1) + timedelta(days=number), "status": "open", "is_open": True}
        for number in range(20)
    ]
    keys = ("resolved_in_standard", "promise_kept", "follow_up", "compensation")
    with stored(prepared("complaints.log", rows)) as store:
        found = values(StoredFacts(store), Query(keys, Grain.ALL))
    assert found["value"].isna().all()
    assert not found["n"].any()


def test_a_share_of_customers_needs_customers(store: Store) -> None:
    with stored(prepared("complaints.log", [{"received_at": FRIDAY, "is_open": True}])) as only:
        found = values(StoredFacts(only), Query(("complaints", "complaints_per_1000"), Grain.ALL))
    told = dict(zip(found["kpi"], found["value"], strict=True))
    assert told == pytest.approx({"complaints": 1.0, "complaints_per_1000": nan}, nan_ok=True)
    assert values(StoredFacts(store), Query(("complaints_per_1000", "cost_to_serve"))).empty


@pytest.mark.parametrize(
    "key, value, message",
    [
        ("resolution_hours", None, "from 0.50 to 10,000"),
        ("resolution_hours", 0, "from 0.50"),
        ("silent_ratio", 5000, "to 1,000"),
        ("rings", 2.5, "whole number"),
    ],
)
def test_a_standard_that_makes_no_sense_says_what_may_be(key: str, value: float | None, message: str) -> None:
    with pytest.raises(WrongStandardError, match=message):
        checked(BY_KEY[key], value)


@pytest.mark.parametrize(
    "found, message",
    [
        (WorkingTime((), time(9), time(17)), "at least one working day"),
        (WorkingTime((0,), time(17), time(9)), "end after it begins"),
    ],
)
def test_working_time_that_makes_no_sense_says_what_may_be(found: WorkingTime, message: str) -> None:
    with pytest.raises(NoWorkingTimeError, match=message):
        checked_time(found)


def test_every_standard_is_declared_and_decides_something(store: Store) -> None:
    assert {kpi.standard for kpi in KPIS if kpi.standard} <= {*BY_KEY, SATISFIED, WORKING_TIME}
    known = standards(store)
    for standard in STANDARDS:
        assert standard.explanation.endswith(".")
        held = known.in_force(standard.key, date(2025, 1, 1))
        assert held == standard.default
        assert held is None or checked(standard, held) == held
        assert known.is_set(standard.key) is (standard.default is not None)


@pytest.fixture
def store() -> Iterator[Store]:
    with stored() as empty:
        yield empty


@pytest.mark.parametrize(
    "first, last, days",
    [
        (date(2024, 1, 1), date(2026, 1, 1), [date(2025, 1, 1), date(2025, 7, 1)]),
        (date(2025, 1, 1), date(2025, 7, 1), [date(2025, 7, 1)]),
        (date(2025, 8, 1), date(2026, 1, 1), []),
    ],
)
def test_changes_within_some_days_are_those_of_what_holds(
    store: Store, first: date, last: date, days: list[date]
) -> None:
    for since, hours in ((date(2025, 1, 1), 24), (date(2025, 4, 1), 24), (date(2025, 7, 1), 12)):
        save_version(store, "resolution_hours", hours, since)
    assert standards(store).changes("resolution_hours", first, last) == days
