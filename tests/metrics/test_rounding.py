from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import formats
from metrics.catalogue import kpi_named
from metrics.rounding import adding_up, apart, difference

sizes = st.floats(-100, 100, allow_nan=False)


@pytest.mark.parametrize(
    "before, after, change, told",
    [
        (70.76, 78.24, 7.48, 7.4),
        (70.76, 78.25, 7.49, 7.5),
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


@pytest.mark.parametrize(
    "before, after, told",
    [
        # 77.65 and 66.5: 11.15 apart, and a reader gets 11.2 from 77.7 and 66.5.
        (2019 / 26, 665 / 10, -11.2),
        (77.65, 66.65, -11.0),
        (64, 65, 1),
        (1204.3, 950.6, -253.4),
        (1204.3, 1150.2, -54),
        (66.45, 66.54, 0.0),
        (66.44, 66.46, 0.1),
    ],
)
def test_a_difference_of_averages_of_counts(before: float, after: float, told: float) -> None:
    assert difference(kpi_named("complaints"), after - before, before, after) == told


averages = st.builds(lambda rows, periods: rows / periods, st.integers(0, 60_000), st.integers(1, 36))


@given(st.sampled_from(["complaints", "csat", "churn", "ltv"]), averages, averages)
def test_the_change_shown_is_what_a_reader_gets_by_subtracting(key: str, before: float, after: float) -> None:
    kpi = kpi_named(key)
    change, decimals = difference(kpi, after - before, before, after), kpi.decimals_of(before, after)
    shown = as_read(kpi.number(after)) - as_read(kpi.number(before))
    assert as_read(formats.number(change, decimals, sign=True)) == shown
    assert kpi.tells(change, decimals) == bool(shown)
    if kpi.better and shown:
        assert kpi.improves(change, decimals) is ((after > before) == (kpi.better == "higher"))


def as_read(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("−", "-"))


@given(st.lists(sizes, max_size=12), st.integers(0, 2))
def test_rounded_parts_add_up_and_lie_next_to_the_true_ones(parts: list[float], decimals: int) -> None:
    told = adding_up(parts, sum(parts), decimals)
    unit = 10**-decimals
    assert round(sum(told) / unit) == (formats.whole(sum(parts) / unit) if parts else 0)
    assert all(abs(one - part) < unit + 1e-9 for one, part in zip(told, parts, strict=True))


@pytest.mark.parametrize(
    "before, after, decimals, told", [(69.5, 78.4, 0, 8), (24.25, 24.34, 1, 0), (2, 0.5, 0, -1)]
)
def test_what_is_apart_as_it_is_shown(before: float, after: float, decimals: int, told: float) -> None:
    assert apart(before, after, decimals) == told
