"""The triangle of cohorts, a second time by walking through each customer's own months."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from numpy.random import default_rng

from data.store import Store
from metrics.facts import StoredFacts
from metrics.periods import Grain
from metrics.staying.cohorts import cohorts, fitting
from metrics.staying.tenures import Asked, customers
from tests.data.store.preparations import prepared
from tests.metrics.companies import maybe, moment, pick, stored

LENGTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}
END = datetime(2025, 1, 17)
Row = dict[str, Any]


def company(seed: int, size: int) -> list[Row]:
    """Customers who come and go, on lists of several days; some without a joining date."""
    chance = default_rng(seed)
    rows: list[Row] = []
    for number in range(size):
        joined = maybe(chance, moment(chance), 0.9)
        left = maybe(chance, (joined or END) + timedelta(days=int(chance.integers(0, 420))), 0.5)
        # Many of those who came late are on an older list alone.
        late = bool(joined and joined > datetime(2024, 7, 1))
        until = pick(chance, END, END - timedelta(days=90)) if late else END
        rows.append(
            {
                "customer_id": f"r{number}",
                "joined_at": joined,
                "left_at": left if left and left <= END else None,
                "observed_from": pick(chance, None, None, None, datetime(2024, 3, 1)),
                "observed_until": until,
            }
        )
    return rows


def anniversary(joined: date, months: int) -> date:
    """The day of a later month with the number of the joining day, else the first of the month after."""
    year, month = divmod(joined.year * 12 + joined.month - 1 + months, 12)
    try:
        return date(year, month + 1, joined.day)
    except ValueError:
        return date(year + (month == 11), (month + 1) % 12 + 1, 1)


def by_hand(rows: list[Row], length: int) -> dict[tuple[date, int], tuple[int, int | None]]:
    """Cohort and age -> how many joined, and how many of them were there then; None where nobody can tell."""
    groups: dict[date, list[Row]] = {}
    for row in rows:
        since, joined = row["observed_from"], row["joined_at"]
        # Who isn't on a list at all while it is drawn is in no cohort.
        if (
            joined
            and (since is None or since.date() <= joined.date())
            and row["observed_until"] >= (since or joined.min)
        ):
            month = (joined.month - 1) // length * length + 1
            groups.setdefault(date(joined.year, month, 1), []).append(row)
    told: dict[tuple[date, int], tuple[int, int | None]] = {}
    last = max((row["observed_until"].date() for group in groups.values() for row in group), default=None)
    for start, group in groups.items():
        for age in range(1, 20):
            counts: list[bool] = []
            kept: int | None = None
            for row in group:
                day = anniversary(row["joined_at"].date(), age * length)
                left, until = row["left_at"], row["observed_until"].date()
                if left is None and until < day - timedelta(days=1):
                    break
                counts.append(left is None or left.date() >= day)
            else:
                kept = sum(counts)
            # Who may still join the cohort has to have been there as long.
            newest = anniversary(start, (age + 1) * length) - timedelta(days=1)
            told[start, age] = len(group), kept if last and newest - timedelta(days=1) <= last else None
    return told


JOINED = datetime(2024, 1, 10)
TAKEN = datetime(2024, 6, 1)
LEAVING: list[Row] = [
    {"customer_id": f"l{number}", "joined_at": JOINED, "left_at": left, "observed_until": END}
    for number, left in enumerate([datetime(2024, 2, 9), datetime(2024, 2, 10), None])
]
MISSING: list[Row] = [
    {
        "customer_id": f"m{number}",
        "joined_at": JOINED,
        "left_at": None,
        "observed_until": END if number else datetime(2024, 3, 1),
    }
    for number in range(100)
]
ONE_DAY: list[Row] = [
    {
        "customer_id": f"d{number}",
        "joined_at": TAKEN - timedelta(days=30 * number),
        "left_at": TAKEN - timedelta(days=1) if number % 3 == 0 and number else None,
        "observed_from": TAKEN,
        "observed_until": TAKEN - timedelta(days=1),
    }
    for number in range(9)
]
CASES = {"random": company(1, 400), "leaving": LEAVING, "missing": MISSING, "one day": ONE_DAY}


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """The customers of each case in a segment of their own."""
    with stored(
        *(
            prepared("retention.customers", [row | {"segment": name} for row in rows], file=name)
            for name, rows in CASES.items()
        )
    ) as filled:
        yield filled


def people(store: Store, case: str, last: date | None = None) -> pd.DataFrame:
    return customers(StoredFacts(store), Asked((("segment", (case,)),), last))


@pytest.mark.parametrize("grain", list(LENGTHS))
def test_the_triangle_is_that_of_each_customers_own_months(store: Store, grain: Grain) -> None:
    expected = by_hand(CASES["random"], LENGTHS[grain])
    cells = cohorts(people(store, "random"))[grain].cells
    assert set(cells["start"].dt.date) == {start for start, _age in expected}
    places = zip(cells["start"].dt.date.tolist(), cells["age"].tolist(), strict=True)
    kept = [None if pd.isna(count) else int(count) for count in cells["kept"].tolist()]
    told = dict(zip(places, zip(cells["n"].tolist(), kept, strict=True), strict=True))
    assert told == {place: expected[place] for place in told}
    assert any(kept is not None for _n, kept in told.values())
    # Later than anybody has stayed nothing is known.
    assert {kept for place, (_n, kept) in expected.items() if place not in told} <= {None, 0}
    known = cells[cells["known"]]
    assert known["value"].tolist() == pytest.approx(list(100 * known["kept"] / known["n"]))
    assert ((known["low"] <= known["value"]) & (known["value"] <= known["high"])).all()


def test_who_left_on_the_day_after_a_month_had_stayed_for_it(store: Store) -> None:
    now, then = (people(store, "leaving", day) for day in (None, date(2024, 2, 9)))
    assert fitting(now) is Grain.MONTH
    # The month was over on 10 February: one left on that day, one before.
    assert cohorts(now)[Grain.MONTH].cells.query("age == 1")["kept"].tolist() == [2]
    # On 9 February it wasn't over for those who might have joined on the 31st.
    assert not cohorts(then)[Grain.MONTH].cells["known"].any()


def test_few_who_are_missing_on_the_latest_list_are_left_out_and_told(store: Store) -> None:
    found = cohorts(people(store, "missing"))[Grain.MONTH]
    assert found.lost == 1
    assert set(found.cells["n"]) == {99}
    assert found.cells.loc[found.cells["known"], "age"].max() == 11


def test_who_is_known_from_a_list_of_one_day_is_in_no_cohort(store: Store) -> None:
    found = cohorts(people(store, "one day"))[Grain.MONTH]
    assert (len(found.cells), found.unseen) == (0, 9)
