"""The customers, and how many more of them stay."""

from __future__ import annotations

import pandas as pd
import pytest

from data.samples.company import FIRST_DAY, LAST_DAY, MAIN_EFFECTS, UNIMPROVED_BRANCH


@pytest.fixture(scope="module")
def members(tables):
    return tables["sample-customers.csv"]


def test_customers_joined_before_and_during_the_three_years(members):
    assert 0.6 < (members["Joined at"] < pd.Timestamp(FIRST_DAY)).mean() < 0.9
    assert members["Joined at"].max() > pd.Timestamp("2025-12-01")


def test_who_left_had_joined(members):
    left = members[members["Left at"].notna()]
    assert 0.3 < len(left) / len(members) < 0.6
    assert (left["Left at"] > left["Joined at"]).all()
    assert left["Left at"].max() <= pd.Timestamp(LAST_DAY)


def test_everyone_buys_something(members):
    assert (members[["Mean purchase", "Purchases per month"]] > 0).to_numpy().all()


EARLIER = {"sample-customers-2024-12.csv": "2024-12-31", "sample-customers-2025-06.csv": "2025-06-30"}


@pytest.mark.parametrize("file, day", EARLIER.items())
def test_an_earlier_list_tells_what_was_known_on_its_day(tables, members, file: str, day: str):
    listed, known = tables[file], members[members["Joined at"] <= day].reset_index(drop=True)
    known["Left at"] = known["Left at"].where(known["Left at"] <= day)
    pd.testing.assert_frame_equal(listed.drop(columns="Purchases"), known.drop(columns="Purchases"))
    gone = listed["Left at"] < pd.Timestamp(day) - pd.DateOffset(months=3)
    assert (listed.loc[gone, "Purchases"] == 0).all()
    newest = listed["Joined at"] >= pd.Timestamp(day) - pd.DateOffset(months=3)
    assert (listed.loc[newest, "Purchases"] >= 1).all()


def test_customers_buy_more_often_where_the_policy_works(tables):
    before, *since = (tables[file] for file in (*EARLIER, "sample-customers.csv"))
    for listed in since:
        bought = [
            side[side["Left at"].isna() & (side["Branch"] != UNIMPROVED_BRANCH)]["Purchases"].mean()
            for side in (before, listed)
        ]
        assert 100 * (bought[1] / bought[0] - 1) == pytest.approx(MAIN_EFFECTS["purchases"].size, abs=7)


def monthly_churn(members, first: str, last: str) -> float:
    """The mean share of each month's first customers who leave in it."""
    shares = []
    for month in pd.date_range(first, last, freq="MS"):
        present = members[(members["Joined at"] < month) & ~(members["Left at"] < month)]
        shares.append((present["Left at"] < month + pd.offsets.MonthBegin(1)).mean())
    return sum(shares) / len(shares)


def test_fewer_customers_leave(members):
    table = members[members["Branch"] != UNIMPROVED_BRANCH]
    before, after = monthly_churn(table, "2023-01", "2025-02"), monthly_churn(table, "2025-03", "2025-12")
    assert 100 * (after / before - 1) == pytest.approx(MAIN_EFFECTS["churn"].size, abs=19)
    assert after < before
