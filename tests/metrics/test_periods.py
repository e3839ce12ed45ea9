from __future__ import annotations

from datetime import datetime

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from metrics.periods import Grain, ends, floor, starts
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
    assert list(floor(pd.Series([pd.Timestamp(moment)]), grain)) == [right]
