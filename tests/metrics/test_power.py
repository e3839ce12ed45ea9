from __future__ import annotations

from math import inf
from typing import Any

import numpy as np
import pytest

from metrics import interrupted, power
from metrics.power import Model


@pytest.mark.parametrize("before, after", [(11, 12), (12, 5), (0, 0)])
def test_without_a_verdict_nothing_is_detectable(before: int, after: int) -> None:
    assert power.smallest_detectable(1.0, before, after) == inf


def test_the_smallest_change_is_seen_as_often_as_promised() -> None:
    change = power.smallest_detectable(4.0, 24, 12, power=0.5)
    draw = np.random.default_rng(1)
    step = np.where(np.arange(36) >= 24, change, 0.0)
    seen = [
        interrupted.level_and_slope(2 * draw.standard_normal(36) + step, 24).verdict is True
        for _ in range(60)
    ]
    # Beyond these limits lies one draw of a thousand.
    assert 0.3 <= np.mean(seen) <= 0.7


def test_what_makes_a_change_harder_to_see() -> None:
    usual = power.smallest_detectable(1.0, 24, 12)
    assert usual < power.smallest_detectable(1.0, 12, 12) < power.smallest_detectable(1.0, 12, 6)
    assert usual < power.smallest_detectable(1.0, 24, 12, rho=0.5)
    assert usual < power.smallest_detectable(1.0, 24, 12, power=0.95)
    assert usual > power.smallest_detectable(1.0, 24, 12, model=Model(slope=False))
    assert power.smallest_detectable(9.0, 24, 12) == pytest.approx(3 * usual)
    assert power.smallest_detectable(0.0, 24, 12) == 0


def test_the_periods_needed_are_those_that_make_the_change_detectable() -> None:
    needed = power.periods_needed(-2.2, 1.0, 24, after=6)
    assert needed is not None
    assert needed > 0
    assert (
        power.smallest_detectable(1.0, 24, 6 + needed) <= 2.2 < power.smallest_detectable(1.0, 24, 5 + needed)
    )
    assert power.periods_needed(2.2, 1.0, 24, after=6 + needed) == 0
    assert power.periods_needed(9.0, 1.0, 24) == 6
    assert power.periods_needed(0.01, 1.0, 24) is None
    assert power.periods_needed(9.0, 1.0, 11) is None


@pytest.mark.parametrize(
    "asked",
    [
        lambda: power.smallest_detectable(-1.0, 24, 12),
        lambda: power.smallest_detectable(float("nan"), 24, 12),
        lambda: power.smallest_detectable(1.0, 24, 12, rho=1.0),
        lambda: power.periods_needed(1.0, 1.0, 24, power=1.0),
    ],
)
def test_what_is_out_of_range_is_told(asked: Any) -> None:
    with pytest.raises(ValueError, match="out of range"):
        asked()
