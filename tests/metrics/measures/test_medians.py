from __future__ import annotations

import statistics

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from metrics.catalogue import kpi_named
from metrics.measures.medians import distributions, together

MEDIAN = kpi_named("resolution_median").measure


def parts(*months: list[int]) -> pd.DataFrame:
    cells = pd.DataFrame(
        [(number, "", minutes, 1) for number, month in enumerate(months) for minutes in month],
        columns=["start", "split", "minutes", "rows"],
    )
    frame = pd.DataFrame({"n": list(map(len, months)), "waiting": 0}, index=range(len(months)))
    found = distributions(cells).droplevel("split") if len(cells) else pd.Series(dtype=object)
    return frame.assign(durations=found)


@given(months=st.lists(st.lists(st.integers(0, 90), max_size=40), min_size=1, max_size=5))
@settings(max_examples=30)
def test_a_median_of_months_is_that_of_all_their_rows(months: list[list[int]]) -> None:
    every = sorted(minutes for month in months for minutes in month)
    pooled = MEDIAN.pooled(parts(*months))
    found = MEDIAN.estimate(pooled).iloc[0]
    assert found["n"] == len(every)
    if not every:
        assert np.isnan(found["value"])
        return
    assert found["value"] == pytest.approx(statistics.median(every) / 60)
    if len(every) >= 6:
        rank = int(stats.binom.ppf(0.025, len(every), 0.5))
        assert (found["low"], found["high"]) == (every[rank - 1] / 60, every[-rank] / 60)
    else:
        assert np.isnan(found["low"])


def side(minutes: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"durations": [np.array(np.unique(minutes, return_counts=True))]})


def test_the_interval_of_a_difference_holds_the_true_one_as_often_as_it_says() -> None:
    chance = np.random.default_rng(1)
    held = 0
    for _trial in range(400):
        before, after = (chance.lognormal(6, 0.7, 80).astype(int) for _side in range(2))
        found = MEDIAN.difference(side(before), side(after + 120))
        held += found.low <= 2 <= found.high
    assert 0.92 <= held / 400 <= 0.99


def test_too_few_have_no_interval() -> None:
    found = MEDIAN.difference(parts([60, 120]), parts([180]))
    assert found.value == 1.5
    assert np.isnan(found.low)
    assert together([]).shape == (2, 0)
