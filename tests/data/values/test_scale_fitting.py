from __future__ import annotations

import pytest

from data.specs import Scale
from data.values.scale_fitting import fitting_scale

COMPANY, EFFORT = Scale(1, 5), Scale(0, 5)


@pytest.mark.parametrize(
    ("weights", "scale"),
    [
        ({0: 30, 1: 70}, Scale(0, 1)),
        ({0: 1, 1: 99}, Scale(0, 1)),
        ({0: 90, 1: 10, 99: 3}, Scale(0, 1)),
        ({-1: 1, 0: 30, 1: 270}, Scale(0, 1)),
        ({0: 5, 1: 10, 2: 25}, Scale(0, 2)),
        ({0: 5, 1: 10, 2: 20, 3: 40}, Scale(0, 3)),
        ({0: 5, 1: 10, 2: 20, 3: 40, 4: 60}, Scale(0, 4)),
        ({0: 11, 1: 36, 2: 45, 3: 88, 4: 120}, Scale(0, 4)),
        ({-1: 10, 0: 20, 1: 70}, Scale(-1, 1)),
        ({-1: 30, 1: 70}, Scale(-1, 1)),
        ({0: 30, 100: 70}, Scale(0, 100)),
    ],
)
def test_the_worst_answer_may_be_zero_or_less(weights: dict[float, int], scale: Scale) -> None:
    assert fitting_scale(weights, COMPANY) == scale


@pytest.mark.parametrize(
    "weights",
    [
        {0: 1, 1: 40, 2: 50, 3: 60, 4: 60},
        {0: 300, 1: 10, 2: 20, 3: 40, 4: 60},
        {0: 19, 1: 16, 2: 16, 3: 16, 4: 16, 5: 17},
        {0: 20, 2: 20, 4: 20},
        {0: 10},
    ],
    ids=["few", "far too many", "beside a whole scale", "with gaps", "alone"],
)
def test_other_zeros_stand_for_no_answer(weights: dict[float, int]) -> None:
    assert fitting_scale(weights, COMPANY) == COMPANY


@pytest.mark.parametrize(
    ("weights", "scale"),
    [({0: 50, 1: 50}, Scale(0, 1)), ({0: 5, 1: 5}, EFFORT), ({0: 5, 1: 10, 2: 20, 3: 40}, EFFORT)],
)
def test_a_company_scale_from_zero_is_left_for_two_answers_only(
    weights: dict[float, int], scale: Scale
) -> None:
    assert fitting_scale(weights, EFFORT) == scale


@pytest.mark.parametrize(
    ("weights", "scale"),
    [
        ({4: 500, 5: 499, 10: 1}, Scale(1, 5)),
        ({4: 500, 5: 499, 6: 1}, Scale(1, 5)),
        ({4: 500, 5: 495, 7: 2, 10: 3}, Scale(1, 5)),
        ({4: 5000, 5: 4994, 7: 6}, Scale(1, 7)),
        ({4: 50, 5: 48, 7: 2}, Scale(1, 7)),
        ({4: 5, 5: 4, 7: 1}, Scale(1, 7)),
        ({1: 500, 7: 499, 10: 1}, Scale(1, 7)),
        ({0: 3, 1: 500, 5: 496, 10: 1}, Scale(1, 5)),
    ],
)
def test_a_few_answers_choose_no_wider_scale(weights: dict[float, int], scale: Scale) -> None:
    assert fitting_scale(weights, COMPANY) == scale
