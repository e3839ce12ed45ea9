"""Snapshots of customers that follow on one another: who left when, told by the first that found it."""

from datetime import date

import pytest

from data.preparing.preparation import prepare
from data.records import Choices
from data.store import Store, load, undo

JANUARY, FEBRUARY, MARCH = date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)


def snapshot(day, churned):
    rows = "".join(f"c{at},{11 + day.month},{flag}\n" for at, flag in enumerate(churned))
    found = prepare("list.csv", ("customer id,tenure,churn\n" + rows).encode(), Choices(snapshot_date=day))
    assert found.status == "ready", found.message
    return found


def left(store):
    with store.cursor() as cursor:
        rows = cursor.execute("SELECT customer_id, left_at::DATE FROM customers ORDER BY ALL").fetchall()
    return [day for _customer, day in rows]


@pytest.mark.parametrize(
    "flags, expected",
    [
        ([["Yes", "No"]], [date(2023, 12, 31), None]),
        ([["Yes", "No"], ["Yes", "Yes"]], [date(2023, 12, 31), date(2024, 1, 31)]),
        ([["Yes", "No"], ["No", "No"], ["Yes", "No"]], [date(2024, 2, 29), None]),
    ],
)
def test_who_left_is_told_by_the_first_snapshot_that_found_it(tmp_path, flags, expected):
    store = Store(tmp_path / "store.duckdb")
    for day, churned in zip((JANUARY, FEBRUARY, MARCH), flags, strict=False):
        load(store, snapshot(day, churned))
    assert left(store) == expected
    store.close()


def test_undo_of_the_first_snapshot_leaves_what_the_second_says(tmp_path):
    store = Store(tmp_path / "store.duckdb")
    load(store, snapshot(JANUARY, ["Yes", "No"]))
    load(store, snapshot(FEBRUARY, ["Yes", "Yes"]))
    undo(store, 1)
    assert left(store) == [date(2024, 1, 31)] * 2
    store.close()
