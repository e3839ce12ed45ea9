from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import survival
from metrics.survival import Estimate

CASES = st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=40)


def published(shared: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(shared / "vectors" / "survival" / f"{name}.csv")


def test_waltons_as_published(shared: Path) -> None:
    """Source: lifelines' example data; R's survival agrees."""
    flies = published(shared, "waltons")
    found = survival.logrank(flies["T"], flies["E"], flies["group"])
    assert found.statistic == pytest.approx(122.2491, abs=5e-5)
    assert (found.df, found.p < 1e-20) == (1, True)
    medians = {
        name: survival.kaplan_meier(part["T"], part["E"]).median for name, part in flies.groupby("group")
    }
    assert medians == {"control": Estimate(58, 56, 60), "miR-137": Estimate(26, 19, 29)}


def test_customers_who_left_as_published(shared: Path) -> None:
    """Source: IBM's Telco churn, 7,043 customers."""
    customers = published(shared, "telco_churn")
    year = survival.kaplan_meier(customers["tenure"], customers["churned"]).at(12)
    assert (year.value, year.low, year.high) == pytest.approx((0.8432, 0.8342, 0.8518), abs=5e-5)
    found = survival.logrank(customers["tenure"], customers["churned"], customers["contract"])
    assert (found.statistic, found.df) == pytest.approx((2352.873, 2), abs=5e-4)
    monthly = customers[customers["contract"] == "Month-to-month"]
    assert survival.kaplan_meier(monthly["tenure"], monthly["churned"]).median == Estimate(35, 32, 38)


def test_a_curve_by_hand() -> None:
    # At risk 5, 4, 2: 4/5, then 3/4 of it, then 1/2; those open at 2 and 9 leave without an end.
    curve = survival.kaplan_meier([1, 2, 3, 4, 9], [1, 1, 0, 1, 0])
    assert curve.points["survival"].tolist() == pytest.approx([0.8, 0.6, 0.3])
    assert curve.points["at_risk"].tolist() == [5, 4, 2]
    assert (curve.median.value, curve.n, curve.events, curve.longest) == (4, 5, 3, 9)
    assert [curve.at(time).value for time in (0, 1, 3.5, 9, 9.1)] == pytest.approx([1, 0.8, 0.6, 0.3, None])
    # 1 until 1, 0.8 until 2, 0.6 until 4, 0.3 until 6.
    assert curve.restricted_mean(6).value == pytest.approx(1 + 0.8 + 1.2 + 0.6)
    assert curve.restricted_mean(10) == Estimate(None, None, None)


@settings(max_examples=25)
@given(cases=CASES, horizon=st.integers(1, 20))
def test_where_all_have_ended_the_curve_is_the_share_that_lasts(
    cases: list[tuple[int, bool]], horizon: int
) -> None:
    times = np.array([time for time, __ in cases])
    curve = survival.kaplan_meier(times, np.ones(len(times)))
    later = times[times > 0]
    if len(later) == len(times):
        assert curve.at(horizon).value == pytest.approx(np.mean(times > horizon), abs=1e-12)
        assert curve.restricted_mean(horizon).value == pytest.approx(np.minimum(times, horizon).mean())


@settings(max_examples=25)
@given(cases=CASES)
def test_a_curve_goes_down_within_its_interval(cases: list[tuple[int, bool]]) -> None:
    points = survival.kaplan_meier(*zip(*cases, strict=True)).points
    assert points["survival"].is_monotonic_decreasing
    assert (points["low"] <= points["survival"]).all()
    assert (points["survival"] <= points["high"]).all()
    assert points.notna().all(axis=None)


def test_where_nothing_has_ended_there_is_no_median() -> None:
    curve = survival.kaplan_meier([3, 5], [False, False])
    assert (curve.median.value, curve.events, len(curve.points)) == (None, 0, 0)
    assert curve.at(5) == Estimate(1, 1, 1)
    assert curve.restricted_mean(5) == Estimate(5, 5, 5)


def test_missing_rows_are_left_out() -> None:
    whole = survival.kaplan_meier(pd.Series([1, 2, None, 4]), pd.Series([1, 1, 1, None]))
    assert whole.points.equals(survival.kaplan_meier([1, 2], [1, 1]).points)
    groups = ["a", "b", None, "a", "b"]
    found = survival.logrank([1, 2, 3, 4, 5], [1, 1, 1, 1, 1], groups)
    assert found == survival.logrank([1, 2, 4, 5], [1, 1, 1, 1], ["a", "b", "a", "b"])


@pytest.mark.parametrize(
    "asked, message",
    [
        (lambda: survival.kaplan_meier([], []), "at least one"),
        (lambda: survival.kaplan_meier([-1], [1]), "negative"),
        (lambda: survival.kaplan_meier([1], [2]), "an event is"),
        (lambda: survival.kaplan_meier([1, 2], [1]), "2 durations"),
        (lambda: survival.kaplan_meier([1], [1]).at(-1), "time"),
        (lambda: survival.kaplan_meier([1], [1]).restricted_mean(0), "horizon"),
        (lambda: survival.logrank([1, 2], [1, 1], ["a", "a"]), "two groups"),
        (lambda: survival.logrank([1, 2], [0, 0], ["a", "b"]), "nothing has ended"),
        (lambda: survival.logrank([1, 2], [1, 1], ["a"]), "groups"),
    ],
)
def test_what_makes_no_curve_is_told(asked: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        asked()


def by_hand(cases: list[tuple[int, int, bool, bool]]) -> tuple[list[float], float, float, float]:
    """The curve at each end, and observed less expected, its variance and the expected of the second group.

    At risk at a time is who was there before it and has not gone before it, as R's survfit and survdiff count
    ``Surv(entry, time, event)``.
    """
    share, curve, surplus, variance, expected = 1.0, [], 0.0, 0.0, 0.0
    for time in sorted({end for _entry, end, ended, _second in cases if ended}):
        there = [case for case in cases if (case[0] == 0 or case[0] < time) and case[1] >= time]
        gone = [case for case in there if case[1] == time and case[2]]
        share *= 1 - len(gone) / len(there)
        curve.append(share)
        ours = sum(case[3] for case in there) / len(there)
        expected += ours * len(gone)
        surplus += sum(case[3] for case in gone) - ours * len(gone)
        left = (len(there) - len(gone)) / max(len(there) - 1, 1)
        variance += ours * (1 - ours) * len(gone) * left
    return curve, surplus, variance, expected


@settings(max_examples=40)
@given(
    cases=st.lists(
        st.tuples(st.integers(0, 8), st.integers(0, 12), st.booleans(), st.booleans()),
        min_size=2,
        max_size=25,
    )
)
def test_who_is_watched_late_is_at_risk_from_then_on(cases: list[tuple[int, int, bool, bool]]) -> None:
    seen = [case for case in cases if case[0] == 0 or case[0] < case[1]]
    curve, surplus, variance, expected = by_hand(seen)
    entry, times, ended, second = (list(column) for column in zip(*cases, strict=True))
    if curve:
        found = survival.kaplan_meier(times, ended, entry)
        assert found.points["survival"].tolist() == pytest.approx(curve, abs=1e-12)
        assert found.since == min(case[0] for case in seen)
    if variance > 1e-9:
        ratio = survival.hazard_ratio(times, ended, second, entry)
        assert ratio.value == pytest.approx(np.exp(surplus / variance))
        assert ratio.expected == pytest.approx(expected)
        test = survival.logrank(times, ended, second, entry)
        assert test.statistic == pytest.approx(surplus**2 / variance)


def test_a_curve_of_those_watched_late_by_hand() -> None:
    # Watched from 0, 0, 2 and 3 on; the second is gone from sight at 2. At risk are two at 1 and 4, one at 6.
    times, ended, entry = [1, 2, 4, 6], [1, 0, 1, 1], [0, 0, 2, 3]
    found = survival.kaplan_meier(times, ended, entry)
    assert found.points["at_risk"].tolist() == [2, 2, 1]
    assert found.points["survival"].tolist() == pytest.approx([1 / 2, 1 / 4, 0])
    # All watched from the beginning is no entry at all.
    waited = survival.kaplan_meier(times, ended, [0, 0, 0, 0])
    assert waited.points.equals(survival.kaplan_meier(times, ended).points)
    # Nobody is watched before 2: the curve is of those who lasted that long.
    late = survival.kaplan_meier([5, 7], [1, 0], [2, 3])
    assert (late.since, late.at(1).value, late.at(2).value, late.at(5).value) == (2, None, 1, 0.5)


def test_groups_that_never_meet_are_not_compared() -> None:
    with pytest.raises(survival.NeverTogether):
        survival.hazard_ratio([1, 9], [1, 1], [0, 1], [0, 5])
    with pytest.raises(survival.NeverTogether):
        survival.logrank([1, 9], [1, 1], ["a", "b"], [0, 5])
    with pytest.raises(ValueError, match="2 durations have 1 entries"):
        survival.kaplan_meier([1, 2], [1, 1], [0])
