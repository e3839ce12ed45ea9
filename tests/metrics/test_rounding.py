from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.catalogue import kpi_named
from metrics.rounding import adding_up, difference

sizes = st.floats(-100, 100, allow_nan=False)


@pytest.mark.parametrize(
    "before, after, change, told",
    [
        (70.76, 78.25, 7.49, 7.4),
        (70.84, 78.26, 7.42, 7.5),
        (80.14, 75.36, -4.78, -4.7),
        (50.0, 50.04, 0.04, 0.0),
        (50.0, 60.0, 3.21, 3.21),
    ],
)
def test_a_difference_is_that_of_the_values_shown(
    before: float, after: float, change: float, told: float
) -> None:
    assert difference(kpi_named("csat"), change, before, after) == pytest.approx(told)


@given(st.lists(sizes, max_size=12), st.integers(0, 2))
def test_rounded_parts_add_up_and_lie_next_to_the_true_ones(parts: list[float], decimals: int) -> None:
    told = adding_up(parts, sum(parts), decimals)
    unit = 10**-decimals
    assert round(sum(told) / unit) == (round(sum(parts) / unit) if parts else 0)
    assert all(abs(one - part) < unit + 1e-9 for one, part in zip(told, parts, strict=True))
