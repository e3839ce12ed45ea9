from __future__ import annotations

import numpy as np
import pytest

from metrics.statistics import bootstrapping

MONEY = np.random.default_rng(5).lognormal(5, 1, 300)


def test_a_difference_has_the_interval_of_both_sides() -> None:
    before, after = MONEY[:150], MONEY[150:] + 40
    found = bootstrapping.difference(before, after)
    assert bootstrapping.difference(np.append(before, np.nan), after) == found
    reach = 1.96 * np.sqrt(before.var(ddof=1) / 150 + after.var(ddof=1) / 150)
    assert found.value == pytest.approx(after.mean() - before.mean())
    assert (found.low, found.high) == pytest.approx(
        (found.value - reach, found.value + reach), abs=0.1 * reach
    )


def test_too_few_values_carry_no_interval() -> None:
    assert np.isnan(bootstrapping.difference([1.0], [2.0, 3.0]).high)
    with pytest.raises(ValueError, match="on each side"):
        bootstrapping.difference([], [2.0, 3.0])
    with pytest.raises(ValueError, match="numbers"):
        bootstrapping.difference(["dear"], [2.0, 3.0])
