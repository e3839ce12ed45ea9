from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from metrics import intervals
from metrics.intervals import Difference, Moments

COUNTS = st.integers(0, 10_000)
VALUES = st.lists(st.floats(-1000, 1000).map(lambda value: round(value, 3)), min_size=2, max_size=40)
NOTHING = (0, 0.0, 0.0)


def published(shared: Path, name: str) -> dict[str, Any]:
    return json.loads((shared / "vectors" / "ci" / name).read_text(encoding="utf-8"))


def moments(values: list[float]) -> Moments:
    return Moments(len(values), math.fsum(values), math.fsum(value**2 for value in values))


def both(interval: intervals.Interval) -> tuple[float, float]:
    return float(interval.low), float(interval.high)


def test_nps_as_published(shared: Path) -> None:
    cases = published(shared, "nps_unit.json")
    for (down, middle, up), variance in cases["var"]:
        assert float(intervals.nps_variance(up, middle, down)) == pytest.approx(variance)
    for (down, middle, up), error in cases["se"]:
        found = float(intervals.nps_variance(up, middle, down)) / (up + middle + down)
        assert math.sqrt(found) == pytest.approx(error, abs=5e-4)


@pytest.mark.parametrize(
    "counts, low, high",
    [
        # (5 + .75, 2 + 1.5, 3 + .75) of 13: centre 2/13, variance 9.5/13 - (2/13)^2
        ((5, 2, 3), 2 / 13 - 1.959964 * math.sqrt((9.5 / 13 - 4 / 169) / 13), 0.611124),
        ((0, 0, 1), -1.0, 0.4848),
        ((1, 0, 0), -0.4848, 1.0),
        ((0, 5, 0), -0.3001, 0.3001),
    ],
)
def test_nps_is_adjusted_wald(counts: tuple[int, int, int], low: float, high: float) -> None:
    assert both(intervals.nps(*counts)) == pytest.approx((low, high), abs=2e-3)


def test_a_difference_of_shares_as_published(shared: Path) -> None:
    case = published(shared, "two_proportions.json")
    found = intervals.difference_of_shares((case["x2"], case["n2"]), (case["x1"], case["n1"]))
    assert found[1:] == pytest.approx(case["newcombe_exact"], abs=1e-12)
    assert found[1:] == pytest.approx((0.019, 0.340), abs=5e-4)
    assert found.value == pytest.approx(7 / 34 - 1 / 34)


def test_a_difference_of_means_as_published(shared: Path) -> None:
    case = published(shared, "growthbook_ttests.json")["cases"][0]
    before, after = (Moments(case[side]["n"], case[side]["sum"], case[side]["sum_squares"]) for side in "ab")
    found = intervals.difference_of_means(before, after)
    assert found == pytest.approx((case["effect"], *case["ci"]), abs=5e-6)
    assert found.value == pytest.approx(0.29, abs=5e-6)


@given(hits=COUNTS, misses=COUNTS)
def test_shares_are_those_of_statsmodels(hits: int, misses: int) -> None:
    if hits + misses:
        right = proportion_confint(hits, hits + misses, method="wilson")
        assert both(intervals.share(hits, hits + misses)) == pytest.approx(right, abs=1e-12)


@given(first=st.tuples(COUNTS, COUNTS), second=st.tuples(COUNTS, COUNTS))
def test_differences_of_shares_are_those_of_statsmodels(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    before, after = ((hits, hits + misses) for hits, misses in (first, second))
    if before[1] and after[1]:
        right = confint_proportions_2indep(*after, *before, compare="diff", method="newcomb")
        assert intervals.difference_of_shares(before, after)[1:] == pytest.approx(right, abs=1e-9)


@given(values=VALUES)
def test_means_are_those_of_scipy(values: list[float]) -> None:
    low, high = both(intervals.mean(*moments(values)))
    centre, error = np.mean(values), stats.sem(values)
    right = stats.t.interval(0.95, len(values) - 1, centre, error) if error > 1e-6 else (centre, centre)
    assert (low, high) == pytest.approx(right, rel=1e-5, abs=1e-3)


@given(before=VALUES, after=VALUES)
def test_differences_of_means_are_welchs(before: list[float], after: list[float]) -> None:
    found = intervals.difference_of_means(moments(before), moments(after))
    assert found.value == pytest.approx(np.mean(after) - np.mean(before), abs=1e-6)
    if np.var(before) > 1e-3 and np.var(after) > 1e-3:
        right = stats.ttest_ind(after, before, equal_var=False).confidence_interval(0.95)
        assert found[1:] == pytest.approx((right.low, right.high), rel=1e-4, abs=1e-3)


@pytest.mark.parametrize("events", range(intervals.EXACT_BELOW))
def test_few_events_have_the_exact_interval(events: int) -> None:
    low = stats.chi2.ppf(0.025, 2 * events) / 2 if events else 0.0
    high = stats.chi2.ppf(0.975, 2 * events + 2) / 2
    assert both(intervals.rate(events, 1)) == pytest.approx((low, high))
    assert both(intervals.rate(events, 4)) == pytest.approx((low / 4, high / 4))


@pytest.mark.parametrize("events, tolerance", [(10, 0.01), (30, 0.003), (100, 1e-3), (5000, 1e-5)])
def test_byars_interval_is_near_the_exact_one(events: int, tolerance: float) -> None:
    exact = (stats.chi2.ppf(0.025, 2 * events) / 2, stats.chi2.ppf(0.975, 2 * events + 2) / 2)
    assert both(intervals.rate(events, 1)) == pytest.approx(exact, rel=tolerance)


def test_byars_interval_as_printed() -> None:
    # Breslow and Day 1987, p. 70: 53 observed events have the limits 39.70 and 69.33.
    assert both(intervals.rate(53, 1)) == pytest.approx((39.70, 69.33), abs=0.01)


@given(events=COUNTS, exposure=st.floats(0.1, 100))
def test_a_rate_is_within_its_interval(events: int, exposure: float) -> None:
    low, high = both(intervals.rate(events, exposure))
    assert 0 <= low <= events / exposure <= high


@given(hits=COUNTS, misses=COUNTS)
def test_a_share_is_within_its_interval(hits: int, misses: int) -> None:
    if hits + misses:
        low, high = both(intervals.share(hits, hits + misses))
        assert 0 <= low <= hits / (hits + misses) <= high <= 1


@given(counts=st.tuples(COUNTS, COUNTS, COUNTS))
def test_a_score_is_within_its_interval(counts: tuple[int, int, int]) -> None:
    if sum(counts):
        low, high = both(intervals.nps(*counts))
        assert -1 <= low <= (counts[0] - counts[2]) / sum(counts) <= high <= 1


SIDES = st.tuples(COUNTS, COUNTS, COUNTS).filter(any)


@given(before=SIDES, after=SIDES)
def test_differences_are_within_their_intervals(
    before: tuple[int, int, int], after: tuple[int, int, int]
) -> None:
    shares = [(side[0], sum(side)) for side in (before, after)]
    first, second = ((float(side[0]), 1.0 + side[1]) for side in (before, after))
    for found in (
        intervals.difference_of_nps(before, after),
        intervals.difference_of_shares(*shares),
        intervals.difference_of_rates(first, second),
    ):
        assert found.low <= found.value + 1e-12
        assert found.value <= found.high + 1e-12


@given(before=SIDES, after=SIDES)
def test_a_difference_turned_round_has_the_opposite_interval(
    before: tuple[int, int, int], after: tuple[int, int, int]
) -> None:
    there, back = intervals.difference_of_nps(before, after), intervals.difference_of_nps(after, before)
    assert there == pytest.approx((-back.value, -back.high, -back.low), abs=1e-9)


@pytest.mark.parametrize("times", [2, 10, 100])
@pytest.mark.parametrize("hits, n", [(1, 4), (3, 10), (50, 60), (0, 5), (7, 7)])
def test_intervals_narrow_with_more_data(hits: int, n: int, times: int) -> None:
    def widths(k: int) -> list[float]:
        found = [
            intervals.share(hits * k, n * k),
            intervals.rate(n * k, k),
            intervals.nps(hits * k, (n - hits) * k, hits * k),
            intervals.mean(n * k, 0, n * k),
        ]
        return [float(interval.high - interval.low) for interval in found]

    assert all(narrow < wide for narrow, wide in zip(widths(times), widths(1), strict=True))


@pytest.mark.parametrize(
    "found",
    [
        intervals.share(0, 0),
        intervals.mean(*NOTHING),
        intervals.mean(1, 5.0, 25.0),
        intervals.nps(0, 0, 0),
        intervals.rate(0, 0),
        intervals.rate(5, 0),
    ],
)
def test_without_data_there_is_no_interval(found: intervals.Interval) -> None:
    assert np.isnan(found.low)
    assert np.isnan(found.high)


@pytest.mark.parametrize(
    "found",
    [
        intervals.difference_of_means(Moments(*NOTHING), Moments(4, 8.0, 20.0)),
        intervals.difference_of_means(Moments(1, 3.0, 9.0), Moments(4, 8.0, 20.0)),
        intervals.difference_of_shares((0, 0), (3, 4)),
        intervals.difference_of_rates((0, 0), (3, 1)),
        intervals.difference_of_nps((0, 0, 0), (3, 1, 1)),
    ],
)
def test_without_data_on_a_side_a_difference_has_no_interval(found: Difference) -> None:
    assert np.isnan(found.low)
    assert np.isnan(found.high)


def test_values_that_never_vary_have_a_difference_without_doubt() -> None:
    assert intervals.difference_of_means(moments([2.0] * 5), moments([3.0] * 4)) == (1.0, 1.0, 1.0)


def test_arrays_give_what_their_elements_give() -> None:
    hits, n = np.array([0, 3, 0, 12]), np.array([0, 4, 7, 12])
    found = intervals.share(hits, n)
    assert found.low.shape == (4,)
    for position in range(4):
        single = both(intervals.share(hits[position], n[position]))
        pair = (found.low[position], found.high[position])
        assert pair == pytest.approx(single, nan_ok=True)
    scores, rates = intervals.nps(hits, n, hits), intervals.rate(hits, n)
    assert np.isnan([scores.low[0], rates.low[0]]).all()
    assert both(intervals.nps(3, 4, 3)) == pytest.approx((scores.low[1], scores.high[1]))
    assert both(intervals.rate(12, 12)) == pytest.approx((rates.low[3], rates.high[3]))


@given(values=VALUES)
def test_the_variance_is_that_of_the_values(values: list[float]) -> None:
    sums = moments(values)
    assert sums.variance == pytest.approx(np.var(values, ddof=1), rel=1e-6, abs=1e-4)
    assert sums.mean == pytest.approx(np.mean(values), abs=1e-9)


def test_one_value_has_no_variance() -> None:
    assert math.isnan(Moments(1, 3.0, 9.0).variance)
    assert math.isnan(Moments(*NOTHING).mean)


@pytest.mark.parametrize(
    "groups, expected",
    [
        # means 10 and 4: (4 + 0 + 4) / 10 + (1 + 0 + 1) / 4, over 2 + 2 degrees of freedom
        (([8, 10, 12], [3, 4, 5]), (0.8 + 0.5) / 4),
        (([8, 10, 12], [4, 5]), 1.0),
        (([0, 0, 0], [3, 4, 5]), 1.0),
        (([5, 5, 5], [7, 7, 7]), 0.0),
    ],
)
def test_dispersion_is_pearsons_over_its_degrees_of_freedom(
    groups: tuple[list[int], ...], expected: float
) -> None:
    assert intervals.dispersion(*groups) == pytest.approx(expected)


def test_dispersion_widens_a_difference_but_never_narrows_it() -> None:
    plain = intervals.difference_of_rates((100, 10.0), (80, 10.0))
    wide = intervals.difference_of_rates((100, 10.0), (80, 10.0), dispersion=4.0)
    assert wide.value == plain.value == pytest.approx(-2)
    assert wide.high - wide.value == pytest.approx(2 * (plain.high - plain.value))
    assert wide.value - wide.low == pytest.approx(2 * (plain.value - plain.low))
    assert intervals.difference_of_rates((100, 10.0), (80, 10.0), dispersion=0.5) == plain


@pytest.mark.parametrize(
    "kind, before, after",
    [
        ("mean", (3, 6.0, 14.0), (3, 9.0, 29.0)),
        ("share", (1, 34), (7, 34)),
        ("nps", (1, 2, 3), (3, 2, 1)),
        ("rate", (12, 10.0), (20, 11.0)),
    ],
)
def test_a_difference_by_its_kind(kind: intervals.Kind, before: Any, after: Any) -> None:
    own = {
        "mean": lambda: intervals.difference_of_means(Moments(*before), Moments(*after)),
        "share": lambda: intervals.difference_of_shares(before, after),
        "nps": lambda: intervals.difference_of_nps(before, after),
        "rate": lambda: intervals.difference_of_rates(before, after),
    }
    assert intervals.difference(kind, before, after) == own[kind]()


def test_there_is_no_difference_of_another_kind() -> None:
    with pytest.raises(ValueError, match="not 'median'"):
        intervals.difference("median", (1, 2), (3, 4))  # pyright: ignore[reportArgumentType]
