from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.records import Step, Target
from data.specs import Scale
from metrics.goals.restating import restated
from metrics.goals.targets import levels

DUE, EARLIER = date(2026, 3, 1), date(2025, 9, 1)
FIVE, NINE = Scale(1, 5), Scale(0, 8)


def aim(kpi: str = "csat_mean", **more: object) -> Target:
    return replace(Target(kpi, "absolute", 4.0, 4.0, DUE, baseline=3.0), **more)


@pytest.mark.parametrize(
    "target, expected",
    [
        (aim(), aim(amount=6.0, value=6.0, baseline=4.0)),
        (aim(baseline=None), aim(amount=6.0, value=6.0, baseline=None)),
        (aim(basis="points", amount=1.0), aim(amount=6.0, value=6.0, baseline=4.0)),
        (aim(basis="percent", amount=100 / 3), aim(amount=6.0, value=6.0, baseline=4.0)),
        (
            aim(basis="points", amount=1.0, steps=(Step(EARLIER, 0.5),)),
            aim(amount=6.0, value=6.0, baseline=4.0, steps=(Step(EARLIER, 5.0),)),
        ),
        (aim("csat"), aim("csat")),
        (aim("ces"), aim("ces")),
    ],
)
def test_a_target_in_points_keeps_its_place_on_the_scale(target: Target, expected: Target) -> None:
    assert restated(target, "csat", FIVE, NINE) == expected


@given(st.floats(1, 5), st.floats(1, 5), st.sampled_from([Scale(1, 7), Scale(0, 100), Scale(1, 5, True)]))
def test_there_and_back_asks_for_the_same(value: float, baseline: float, other: Scale) -> None:
    target = aim(value=value, amount=value, baseline=baseline)
    back = restated(restated(target, "csat", FIVE, other), "csat", other, FIVE)
    assert [level.value for level in levels(back)] == pytest.approx([level.value for level in levels(target)])
    assert back.baseline == pytest.approx(baseline)
