from __future__ import annotations

from datetime import datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.periods import Grain, begun, ends, finished, floor, floor_one, starts
from tests.metrics import by_hand

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2050, 1, 1))
GRAINS = st.sampled_from([grain for grain in Grain if grain is not Grain.ALL])


@given(grain=GRAINS, first=MOMENTS, days=st.integers(0, 800))
def test_periods_follow_on_one_another(grain: Grain, first: datetime, days: int) -> None:
    last = pd.Timestamp(first) + pd.Timedelta(days=days)
    found = starts(pd.Timestamp(first), last, grain)
    right = list(by_hand.periods(first, last.to_pydatetime(), grain.value))
    assert list(found) == [start for start, _ in right]
    assert list(ends(found, grain)) == [end for _, end in right]


@given(grain=GRAINS, moment=MOMENTS)
def test_a_moment_falls_in_its_period(grain: Grain, moment: datetime) -> None:
    right = by_hand.period_start(moment, grain.value)
    assert floor_one(pd.Timestamp(moment), grain) == right
    assert list(floor(pd.Series([pd.Timestamp(moment)]), grain)) == [right]


@pytest.mark.parametrize(
    "grain, until, last, over",
    [
        (Grain.MONTH, "2025-02-01", "2025-01-31 23:00", True),
        (Grain.MONTH, "2025-02-01", "2025-01-28 00:00", True),
        (Grain.MONTH, "2025-02-01", "2025-01-27 23:59", False),
        (Grain.QUARTER, "2025-04-01", "2025-03-28", True),
        (Grain.YEAR, "2026-01-01", "2025-12-27", False),
        (Grain.WEEK, "2025-01-13", "2025-01-10", True),
        (Grain.WEEK, "2025-01-13", "2025-01-09", False),
        (Grain.DAY, "2025-01-02", "2025-01-01 00:00", True),
        (Grain.DAY, "2025-01-02", "2024-12-31 23:59", False),
    ],
)
def test_a_period_is_over_but_for_a_few_quiet_days(grain: Grain, until: str, last: str, over: bool) -> None:
    assert list(finished(pd.Series([pd.Timestamp(until)]), pd.Timestamp(last), grain)) == [over]


@pytest.mark.parametrize(
    "grain, start, first, whole",
    [
        (Grain.MONTH, "2025-01-01", "2025-01-01 12:00", True),
        (Grain.MONTH, "2025-01-01", "2025-01-04 12:00", True),
        (Grain.MONTH, "2025-01-01", "2025-01-05", False),
        (Grain.WEEK, "2025-01-06", "2025-01-08", True),
        (Grain.WEEK, "2025-01-06", "2025-01-09", False),
        (Grain.DAY, "2025-01-06", "2025-01-06 23:00", True),
        (Grain.DAY, "2025-01-06", "2025-01-07", False),
    ],
)
def test_a_period_has_begun_with_the_data_but_for_a_few_quiet_days(
    grain: Grain, start: str, first: str, whole: bool
) -> None:
    assert list(begun(pd.Series([pd.Timestamp(start)]), pd.Timestamp(first), grain)) == [whole]
