"""The ratio of two sums beside a textbook's, and where it has none."""

from __future__ import annotations

import narwhals.stable.v2 as nw
import pandas as pd
import pytest

from metrics.goals.limits import Limits, limits
from metrics.kpi import Group, Kpi, Unit
from metrics.measures.quotients import Quotient

PARTS = ["rows", "n", "over", "under", "over_squares", "under_squares", "products"]
RATIO = Quotient(nw.col("over"), nw.col("under"))
# 33 households with what they spend on food a week, beside their size and their income.
# Source: Cochran 1977, Sampling Techniques, 3rd edition, table 2.3 and pages 33 to 34
BY_SIZE = (33, 33, 907.2, 123, 28_224, 533, 3_595.5)
BY_INCOME = (33, 33, 907.2, 2_394, 28_224, 177_524, 66_678)


def parts(*rows: tuple[float, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=PARTS, dtype=float)


@pytest.mark.parametrize("household, value, error", [(BY_SIZE, 7.38, 0.534), (BY_INCOME, 0.379, 0.0238)])
def test_the_textbook_example(household: tuple[float, ...], value: float, error: float) -> None:
    found = RATIO.estimate(parts(household)).iloc[0]
    assert found["value"] == pytest.approx(value, rel=1e-3)
    assert float(RATIO.error(parts(household))[0]) == pytest.approx(error, rel=1e-2)
    # Student's t of 32 degrees of freedom.
    assert found["high"] - found["value"] == pytest.approx(2.037 * error, rel=1e-2)


def test_months_pool_and_variances_add_up_in_a_difference() -> None:
    half = tuple(one / 3 for one in BY_SIZE)
    months = parts(half, half, half)
    assert RATIO.estimate(RATIO.pooled(months)).iloc[0].to_dict() == pytest.approx(
        RATIO.estimate(parts(BY_SIZE)).iloc[0].to_dict()
    )
    found = RATIO.difference(months, parts(BY_SIZE))
    # Twice the variance, and Student's t of 64 degrees of freedom.
    assert found == pytest.approx((0.0, -1.998 * 0.534 * 2**0.5, 1.998 * 0.534 * 2**0.5), rel=1e-2, abs=1e-9)


@pytest.mark.parametrize(
    "row, value",
    [
        ((0, 0, 0, 0, 0, 0, 0), None),
        ((3, 0, 3, 0, 3, 0, 0), None),
        ((3, 3, 30, -3, 300, 3, -30), None),
        ((1, 1, 5, 2, 25, 4, 10), 2.5),
        ((4, 4, 0, 4, 0, 4, 0), 0.0),
        ((4, 4, 8, 4, 16, 4, 8), 2.0),
    ],
    ids=["nothing", "nothing below", "below zero", "one row", "nothing above", "all alike"],
)
def test_what_tells_no_ratio_or_not_how_it_varies(row: tuple[float, ...], value: float | None) -> None:
    found = RATIO.estimate(parts(row)).iloc[0]
    assert (None if pd.isna(found["value"]) else found["value"]) == value
    assert pd.isna(found["low"])
    assert pd.isna(found["high"])
    assert pd.isna(RATIO.difference(parts(row), parts(BY_SIZE)).low)


def test_a_ratio_in_percent_may_be_above_100() -> None:
    kpi = Kpi(
        "own_1", "x", "", "", Unit.PERCENT, "lower", 1, Group.WE_DO, "complaints", RATIO, (), "complaints", ""
    )
    assert limits(kpi, {}) == Limits(0, None)
