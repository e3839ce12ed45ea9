"""A policy's worth a second time, by plain loops over the rows; and how often its range holds the truth."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from math import hypot
from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.random import default_rng

from data.store import save_version
from metrics import interrupted, intervals
from metrics.comparison import Around, compare
from metrics.facts import KeptSource
from metrics.windows import Days
from metrics.worth import table, words
from metrics.worth.answer import worth_answer
from metrics.worth.assumptions import suggested
from metrics.worth.customers_kept import Way, counted, fewer
from metrics.worth.discretion import discretion
from metrics.worth.measured import Measured, measured
from metrics.worth.rounding import place_of
from metrics.worth.spread import Range, spread
from metrics.worth.tornado import tornado
from metrics.worth.worth import Inputs, Reading, Worth, sales, worth
from tests.metrics.companies import stored
from tests.metrics.worth import made

Row = dict[str, Any]
ASSUMED = suggested() | {"margin": 40.0, "cost_once": 10_000.0, "cost_monthly": 250.0, "years": 3.0}
LIMIT = 30.0


def by_hand(who: list[Row], what: list[Row]) -> dict[str, float]:
    """Customers kept, what they bring in and what is left, from the rows alone."""
    edges = [*made.MONTHS, datetime(2025, 1, 1)]
    there, gone, paid = [], [], []
    for start, end in pairwise(edges):
        known = [one for one in who if one["joined_at"] < start]
        present = [one for one in known if one["left_at"] is None or one["left_at"] >= start]
        there.append(len(present))
        gone.append(sum(one["left_at"] is not None and one["left_at"] < end for one in present))
        paid.append(sum(one["mean_purchase"] * one["purchases_per_month"] for one in present))
    before, after = slice(None, made.BEFORE), slice(made.BEFORE, None)
    churn = sum(gone[before]) / sum(there[before])
    kept = (churn - sum(gone[after]) / sum(there[after])) * sum(there[after])
    monthly, still, value = sum(paid[after]) / sum(there[after]), 1.0, 0.0
    for month in range(36):
        value += monthly * still / 1.12 ** (month / 12)
        still *= 1 - churn
    months = (
        pd.Series([one["compensation"] for one in what])
        .groupby([one["received_at"].strftime("%Y-%m") for one in what])
        .sum()
    )
    days = 366 / 30.4375
    extra = (months[months.index >= "2024"].mean() - months[months.index < "2024"].mean()) * days
    profit = 0.4 * kept * value
    return {"kept": kept, "each": value, "extra": extra, "left": profit - extra - 10_000 - 250 * days}


def seen(seed: int, before: float, after: float) -> tuple[Measured, Worth, dict[str, float]]:
    who, what = made.customers(seed, before, after), made.complaints(seed)
    with stored() as store:
        made.fill(store, who, what)
        found = measured(KeptSource(store), made.ROLLOUT, (), None, ())
    return found, worth(found, ASSUMED), by_hand(who, what)


@pytest.mark.parametrize(
    "seed, before, after, is_told",
    [(1, 0.03, 0.012, True), (2, 0.02, 0.02, False), (3, 0.012, 0.05, True)],
)
def test_a_worth_is_what_plain_loops_over_the_rows_give(
    seed: int, before: float, after: float, is_told: bool
) -> None:
    found, told, expected = seen(seed, before, after)
    assert told.kept
    assert told.sales
    assert found.kept
    assert found.kept.plain.value == pytest.approx(expected["kept"])
    assert told.is_told is is_told
    # Where no real shift is seen, none at all lies within the range, of customers and of money.
    assert is_told or (told.kept.has_zero and told.sales.has_zero)
    if not found.kept.follows_trend:
        got = {"kept": told.kept, "each": told.each, "extra": told.extra, "left": told.result}
        assert {key: one.value for key, one in got.items() if one} == pytest.approx(expected)
    steps = {name: value for name, value, *__ in table.rows(told, ASSUMED)}
    sign = (
        "+ compensation spared beside before" if told.extra.value < 0 else "− compensation beyond as before"
    )
    assert sign in steps
    assert not steps[sign].startswith("−")
    assert [*steps][-2:] == ["− cost of the policy", "= left after all costs"]
    assert_rows_add_up(told)
    # Each reading is the sum of its own number of customers, and the range takes in all of them.
    for one in told.readings:
        assert one.result
        assert one.sales
        assert told.result
        assert one.sales.value == pytest.approx(one.kept.value * told.each.value if told.each else 0)
        assert told.result.low <= one.result.value <= told.result.high
    swings = tornado(told)
    assert [one.width for one in swings] == sorted((one.width for one in swings), reverse=True)
    assert {one.key for one in swings} >= {"kept", "years", "margin", "cost_once", "extra"}


def assert_rows_add_up(told: Worth) -> None:
    """Each column by itself, as shown: profit, compensation and cost come to what is left."""
    number = lambda text: float(text.replace(",", "").replace("−", "-"))  # noqa: E731
    profit, extra, cost, left = table.rows(told, ASSUMED)[-4:]
    step = 10 ** max(0, place_of([number(cell) for row in (profit, cost, left) for cell in row[1:-1]], 3))
    for column in range(1, 1 + len(told.readings)):
        signs = (1, 1 if extra[0].startswith("+") else -1, -1)
        shown = [sign * number(row[column]) for sign, row in zip(signs, (profit, extra, cost), strict=True)]
        assert abs(sum(shown) - number(left[column])) <= step


def reading(way: Way, left: float) -> Reading:
    one = Range(left, left - 1, left + 1)
    return Reading(way, one, one, one, one)


@pytest.mark.parametrize(
    "lefts, low, high, agrees, pays",
    [
        ((1_100.0, -36_000.0), -93_000.0, 35_000.0, False, None),
        ((1_100.0, 36_000.0), 500.0, 93_000.0, True, True),
        ((1_100.0, 36_000.0), -500.0, 93_000.0, True, None),
        ((-1_100.0,), -5_000.0, -500.0, True, False),
    ],
)
def test_whether_a_policy_pays_is_told_only_where_both_ways_of_counting_agree(
    lefts: tuple[float, ...], low: float, high: float, agrees: bool, pays: bool | None
) -> None:
    found, told, __ = seen(1, 0.03, 0.012)
    over, readings = Range(lefts[0], low, high), tuple(map(reading, Way, lefts))
    moved = replace(told, result=over, readings=readings)
    assert (moved.agrees, moved.pays) == (agrees, pays)
    assert ("whether it pays" in words.title(moved)) is (pays is None)
    assert found.kept
    answer = worth_answer(moved, ASSUMED, None)
    assert (answer["left"]["value"] is None) is not agrees
    assert [one["left"]["value"] for one in answer["readings"]] == [*lefts]
    assert len(table.head(moved)) == len(lefts) + 2


@pytest.mark.parametrize("trend, plain_holds", [(0.0, True), (-0.02, False)])
def test_customers_kept_lie_in_their_range_though_churn_was_falling_anyway(
    trend: float, plain_holds: bool
) -> None:
    """Of 60 companies of 2,000 customers; a fall that was there anyway fools the plain difference alone."""
    chance, held, plain_held, size = default_rng(3), 0, 0, 60
    usual = 0.01 * np.exp(trend * (np.arange(48) - 36))
    truly = np.where(np.arange(48) < 36, usual, 0.8 * usual)
    truth = 2_000 * (usual - truly).sum()
    for __ in range(size):
        lost = chance.binomial(2_000, truly).astype(float)
        since = float(lost[36:].sum())
        change = intervals.difference_of_shares((since, 24_000), (float(lost[:36].sum()), 72_000))
        plain = Range(change.value, change.low, change.high).times(24_000)
        level = interrupted.rate(lost, 2_000, 36, 2).level
        assert level
        found = counted(plain, fewer(since, level), is_told=True)
        held += found.low <= truth <= found.high
        plain_held += plain.low <= truth <= plain.high
    assert held / size >= 0.93
    assert bool(plain_held / size > 0.85) is plain_holds


@pytest.mark.parametrize("before, after", [(0.02, 0.014), (0.009, 0.009), (0.01, 0.02)])
def test_the_range_of_what_kept_customers_bring_in_holds_the_truth(before: float, after: float) -> None:
    """Of 400 companies in which chance alone decides who leaves and what a customer pays."""
    chance, held, size = default_rng(7), 0, 400
    at_risk, spent = (20_000, 9_000), (60.0, 45.0)
    truth = sales(_inputs((before - after) * at_risk[1], spent[0], before))
    for __ in range(size):
        lost = [int(chance.binomial(n, p)) for n, p in zip(at_risk, (before, after), strict=True)]
        paid = chance.normal(*spent, 900)
        change = intervals.difference_of_shares((lost[1], at_risk[1]), (lost[0], at_risk[0]))
        churn = intervals.share(lost[0], at_risk[0])
        low, high = intervals.mean(900, paid.sum(), (paid**2).sum())
        ranges = {
            "kept": Range(change.value, change.low, change.high).times(at_risk[1]),
            "monthly": Range(float(paid.mean()), float(low), float(high)),
            "churn": Range(lost[0] / at_risk[0], float(churn.low), float(churn.high)),
        }
        inputs = _inputs(*(one.value for one in ranges.values()))
        found = spread(sales, inputs, ranges, Inputs.moved)
        held += found.low <= truth <= found.high
    assert 0.925 <= held / size <= 0.99


def _inputs(kept: float, monthly: float, churn: float) -> Inputs:
    return Inputs(kept, monthly, churn, 1.0, 0.0, 12.0, ASSUMED)


def test_cheap_complaints_are_those_of_the_kpi_and_cost_what_their_rows_say() -> None:
    what = made.complaints(5)
    with stored() as store:
        made.fill(store, [], what)
        save_version(store, "acquisition_cost", LIMIT)
        facts = KeptSource(store)
        found = discretion(facts, Days(made.ROLLOUT), (), "team")
        after = compare(facts, ("solved_below_cac",), Around(made.ROLLOUT))["solved_below_cac"].after
    assert found
    assert after
    assert found.cost
    assert found.spared
    share = found.everybody.share
    assert (share.value, share.low, share.high, found.everybody.n) == pytest.approx(
        (after.value, after.low, after.high, after.n)
    )
    rows = pd.DataFrame(what)
    rows = rows[(rows["received_at"] >= pd.Timestamp(made.ROLLOUT)) & (rows["compensation"] < LIMIT)]
    hours = (rows["resolved_at"] - rows["received_at"]).dt.total_seconds() / 3600
    at_once = rows["resolved_on_spot"]
    assert found.paid == pytest.approx(rows["compensation"][~at_once].sum())
    assert found.cost.value == pytest.approx(rows["compensation"][at_once].mean() * (~at_once).sum())
    spared = (hours[~at_once].mean() - hours[at_once].mean()) * (~at_once).sum()
    assert found.spared.value == pytest.approx(spared)
    teams = rows.groupby("team").size().to_dict()
    assert {one.member: one.n for one in found.members} == teams


def test_distances_to_the_ends_of_independent_ranges_add_up_as_squares() -> None:
    ranges = {"kept": Range(10, 4, 18), "extra": Range(5, 2, 6)}
    inputs = Inputs(10, 1.0, 0.5, 1.0, 5, 0.0, ASSUMED)
    found = spread(lambda one: one.kept - one.extra, inputs, ranges, Inputs.moved)
    assert (found.value, found.low, found.high) == pytest.approx((5, 5 - hypot(6, 1), 5 + hypot(8, 3)))
