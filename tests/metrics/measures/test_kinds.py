from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.catalogue import KPIS, kpi_named
from metrics.kpi import Kpi

PARTS = {
    "Mean": ["n", "total", "squares"],
    "Share": ["hits", "n"],
    "NetPromoterScore": ["promoters", "passives", "detractors"],
    "Count": ["events", "periods"],
    "Multiplied": ["events", "weighted", "periods"],
    "PerExposure": ["events", "exposure", "periods"],
    "CostPerCustomer": ["events", "exposure", "periods"],
    "Median": ["n", "waiting", "durations"],
    "Ratio": ["hits", "n"],
    "Stock": ["tracked", "open"],
}
# Nothing for each of no customers is no number.
COUNTS = ("Count", "Multiplied")
OF_EVENTS = [kpi for kpi in KPIS if kpi.table != "customers"]


def parts(kpi: Kpi, *rows: tuple[float, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=PARTS[type(kpi.measure).__name__], dtype=float)


@pytest.mark.parametrize("kpi", OF_EVENTS, ids=lambda kpi: kpi.key)
def test_nothing_has_no_value_and_no_failure(kpi: Kpi) -> None:
    columns = PARTS[type(kpi.measure).__name__]
    nothing = parts(kpi, tuple(float(column == "periods") for column in columns))
    found = kpi.measure.estimate(nothing).iloc[0]
    counts = type(kpi.measure).__name__ in COUNTS
    assert (found["value"], found["n"]) == (pytest.approx(0 if counts else np.nan, nan_ok=True), 0)
    assert pd.isna(found["low"]) is not counts
    assert kpi.measure.estimate(nothing.iloc[:0]).empty


@given(values=st.lists(st.tuples(st.integers(1, 5), st.integers(0, 11)), min_size=2, max_size=60))
def test_parts_of_months_pool_to_those_of_all_their_rows(values: list[tuple[int, int]]) -> None:
    """The mean over several months is that of their rows, not that of the months' means."""
    kpi = kpi_named("csat_mean")
    months: dict[int, list[int]] = {}
    for score, month in values:
        months.setdefault(month, []).append(score)
    sums = [(len(month), sum(month), sum(score**2 for score in month)) for month in months.values()]
    pooled = kpi.measure.pooled(parts(kpi, *sums))
    scores = [score for score, _ in values]
    found = kpi.measure.estimate(pooled).iloc[0]
    assert (found["value"], found["n"]) == (pytest.approx(np.mean(scores)), len(scores))
    assert found["low"] <= found["value"] <= found["high"]


def test_a_count_over_months_is_the_average_month() -> None:
    kpi = kpi_named("complaints")
    pooled = kpi.measure.pooled(parts(kpi, (10, 1), (20, 1), (3, 0.5)))
    found = kpi.measure.estimate(pooled).iloc[0]
    assert (found["value"], found["n"]) == (pytest.approx(33 / 2.5), 33)


def test_a_stock_over_months_is_that_of_the_last() -> None:
    kpi = kpi_named("backlog")
    rows = parts(kpi, (30, 7), (35, 3))
    found = kpi.measure.estimate(kpi.measure.pooled(rows)).iloc[0]
    assert (found["value"], found["n"]) == (3, 35)
    assert kpi.measure.difference(rows, parts(kpi, (40, 9))).value == 6


@pytest.mark.parametrize(
    "key, before, after, value",
    [
        ("csat", [(1, 2), (2, 2)], [(3, 4), (4, 4)], 12.5),
        ("csat_mean", [(2, 6, 20)], [(2, 8, 34)], 1.0),
        ("nps", [(1, 1, 2)], [(3, 1, 0)], 100.0),
        ("answers", [(10, 1), (12, 1)], [(30, 2)], 4.0),
    ],
)
def test_a_difference_is_after_minus_before(
    key: str, before: list[tuple[float, ...]], after: list[tuple[float, ...]], value: float
) -> None:
    kpi = kpi_named(key)
    found = kpi.measure.difference(parts(kpi, *before), parts(kpi, *after))
    assert found.value == pytest.approx(value)
    assert found.low < found.value < found.high
