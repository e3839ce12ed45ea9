"""Complaints and leaving where the truth is known, and customers whom lists show late."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest

from metrics.facts import StoredFacts
from metrics.periods import DAYS_IN_MONTH
from metrics.staying import leaving_rates, spells
from metrics.staying.curves import around, curves
from metrics.staying.links import Link, Who, links
from metrics.staying.tenures import Asked, customers, stays
from tests.data.store.preparations import prepared
from tests.metrics.companies import stored

FIRST, LAST = datetime(2023, 1, 1), datetime(2024, 12, 31)
SIZE = 1500
Row = dict[str, Any]


def company(times: float) -> tuple[list[Row], list[Row]]:
    """Customers and complaints: once they have complained, customers leave so many times as often."""
    chance = np.random.default_rng(7)
    joined = chance.integers(0, 600, SIZE)
    complained = joined + chance.exponential(400, SIZE).astype(int) + 1
    left = joined + chance.exponential(500, SIZE).astype(int) + 1
    sooner = complained + (chance.exponential(500, SIZE) / times).astype(int)
    left = np.where(left > complained, sooner, left)
    day = timedelta(days=1)
    people: list[Row] = [
        {
            "customer_id": str(number),
            "joined_at": FIRST + int(joined[number]) * day,
            "left_at": FIRST + int(left[number]) * day if FIRST + int(left[number]) * day <= LAST else None,
            "observed_until": LAST,
        }
        for number in range(SIZE)
    ]
    complaints: list[Row] = [
        {
            "customer_id": str(number),
            "received_at": FIRST + int(complained[number]) * day,
            "resolved_on_spot": bool(number % 2),
            "is_open": True,
        }
        for number in range(SIZE)
        if complained[number] <= left[number] and FIRST + int(complained[number]) * day <= LAST
    ]
    return people, complaints


def linked(times: float) -> Link:
    people, complaints = company(times)
    with stored(prepared("retention.customers", people), prepared("complaints.log", complaints)) as store:
        found = links(StoredFacts(store), Asked()).complaints
    assert found is not None
    return found


def test_who_complained_is_no_more_loyal_for_having_had_the_time_to_do_so() -> None:
    people, complaints = company(1.0)
    who = {row["customer_id"] for row in complaints}
    gone = {row["customer_id"] for row in people if row["left_at"]}
    # Counted from the beginning those who complain look as though they left far less often.
    assert len(who & gone) / len(who) < 0.8 * len(gone - who) / (SIZE - len(who))
    row = linked(1.0).of(Who.COMPLAINED)
    assert row is not None
    assert row.ratio is not None
    assert row.ratio.low < 1 < row.ratio.high


def test_who_leaves_more_often_after_a_complaint_is_found() -> None:
    found = linked(2.5)
    row, on_spot = found.of(Who.COMPLAINED), found.of(Who.ON_SPOT)
    assert row is not None
    assert row.ratio is not None
    assert row.ratio.low < 2.5 < row.ratio.high
    assert on_spot is not None
    assert on_spot.rate.customers < row.rate.customers


def test_spells_by_hand() -> None:
    times = pd.DataFrame(
        {
            "customer": ["a", "b"],
            "joined": [0.0, 0.0],
            "begin": [0.0, 10.0],
            "end": [500.0, 40.0],
            "left": [True, True],
        }
    )
    moments = pd.DataFrame({"customer": ["a", "a", "b"], "day": [20.0, 50.0, 5.0], "group": "x"})
    told = spells.since(times, moments)[["customer", "begin", "end", "left"]]
    # The first complaint counts until the second, that one for a year; b is watched only from day 10 on.
    assert told.to_numpy().tolist() == [
        ["a", 20, 50, False], ["a", 50, 415, False], ["b", 10, 40, True],
    ]  # fmt: skip
    before = spells.until(times, pd.Series({"a": 20.0, "b": 5.0}))
    assert before[["customer", "begin", "end", "left"]].to_numpy().tolist() == [["a", 0, 20, False]]


def test_strata_hold_every_day_and_a_ratio_by_hand() -> None:
    some = pd.DataFrame(
        {"joined": [0.0, 10.0], "begin": [0.0, 50.0], "end": [100.0, 130.0], "left": [True, False]}
    )
    found = leaving_rates.strata(some, (0.0, 200.0))
    assert (found.days.sum(), found.left.sum()) == (180, 1)
    # In its second quarter the first is in the band from 91.3 days, three months, on.
    second = found.days.reshape(3, -1)[1]
    assert second[1] == pytest.approx(100 - 3 * DAYS_IN_MONTH + 130 - 10 - 3 * DAYS_IN_MONTH)
    ours = leaving_rates.Strata(np.array([100.0, 50.0]), np.array([8.0, 6.0]))
    others = leaving_rates.Strata(np.array([300.0, 50.0]), np.array([6.0, 3.0]))
    ratio = leaving_rates.ratio(ours, others)
    assert ratio is not None
    # (8 × 300 / 400 + 6 × 50 / 100) / (6 × 100 / 400 + 3 × 50 / 100)
    assert ratio.value == pytest.approx((6 + 3) / (1.5 + 1.5))
    assert leaving_rates.ratio(ours, leaving_rates.Strata(others.days, np.zeros(2))) is None


def test_who_is_on_a_second_list_is_watched_from_the_first_on() -> None:
    def listed(taken: datetime, gone: int, file: str) -> Any:
        rows = [
            {
                "customer_id": str(number),
                "joined_at": datetime(2023, 1, 1),
                "left_at": taken - timedelta(days=1) if number < gone else None,
                "tenure_months": 12.0,
                "observed_from": taken,
                "observed_until": taken - timedelta(days=1),
            }
            for number in range(100)
        ]
        return prepared("retention.snapshot", rows, file=file)

    first, second = datetime(2024, 1, 1), datetime(2024, 7, 1)
    with stored(listed(first, 10, "first"), listed(second, 40, "second")) as store:
        found = customers(StoredFacts(store), Asked())
        one_day = customers(StoredFacts(store), Asked(last=date(2024, 1, 1)))
    told = stays(found)
    # Ten were gone before anybody watched; of the other 90 thirty left while they were watched.
    assert (len(told.months), int(told.left.sum()), told.untold, told.of_list) == (90, 30, 10, False)
    assert set(told.entry) == {365 / DAYS_IN_MONTH}
    drawn = curves(found).everyone
    assert drawn.curve is not None
    assert drawn.curve.since == 365 / DAYS_IN_MONTH
    assert drawn.after_a_year.value is None
    compared = around(found, date(2024, 4, 1))
    assert compared is not None
    assert (compared.before.left, compared.after.left, compared.test) == (0, 30, None)
    assert not stays(one_day).left.any()
