from __future__ import annotations

import numpy as np
import pytest

from metrics.statistics import bootstrapping

MONEY = np.random.default_rng(5).lognormal(5, 1, 300)


def test_with_many_values_the_interval_is_students() -> None:
    found = bootstrapping.mean(MONEY)
    reach = 1.96 * MONEY.std(ddof=1) / np.sqrt(len(MONEY))
    assert (float(found.low), float(found.high)) == pytest.approx(
        (MONEY.mean() - reach, MONEY.mean() + reach), rel=0.05
    )
    assert bootstrapping.mean(np.append(MONEY, np.nan)) == found


def test_a_difference_has_the_interval_of_both_sides() -> None:
    before, after = MONEY[:150], MONEY[150:] + 40
    found = bootstrapping.difference(before, after)
    reach = 1.96 * np.sqrt(before.var(ddof=1) / 150 + after.var(ddof=1) / 150)
    assert found.value == pytest.approx(after.mean() - before.mean())
    assert (found.low, found.high) == pytest.approx(
        (found.value - reach, found.value + reach), abs=0.1 * reach
    )


def test_too_few_values_carry_no_interval() -> None:
    assert np.isnan(bootstrapping.mean([5.0]).low)
    assert np.isnan(bootstrapping.difference([1.0], [2.0, 3.0]).high)
    with pytest.raises(ValueError, match="on each side"):
        bootstrapping.difference([], [2.0, 3.0])
    with pytest.raises(ValueError, match="numbers"):
        bootstrapping.mean(["dear"])
