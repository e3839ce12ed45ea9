"""Which sections are named as the weakest and the strongest, ties included."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.assessment.scoring import standing_out


@pytest.mark.parametrize(
    "scores, weakest, strongest",
    [
        ([1, 2, 3, 4, 5, 4.5, 2.5], [0, 1], [4, 5]),
        ([3, 3, 3, 3, 3, 2.8, 3], [5], []),
        ([4, 4, 4, 4, 4, 4.2, 4], [], [5]),
        ([4, 3, 3, 3, 4, 4, 4], [1, 2, 3], []),
        ([2.8, 3, 3, 3, 4, 4, 4], [0], [4, 5, 6]),
        ([3, 2, 1], [2, 1], [0]),
        ([3, 3, 4], [0, 1], [2]),
        ([3, 3, 3], [], []),
        ([3], [], []),
    ],
)
def test_named(scores: list[float], weakest: list[int], strongest: list[int]) -> None:
    found = standing_out({str(place): score for place, score in enumerate(scores)})
    assert found == (tuple(map(str, weakest)), tuple(map(str, strongest)))


@given(st.lists(st.integers(5, 10), min_size=1, max_size=12))
def test_none_is_both_and_unlike_ones_name_one_end_at_least(scores: list[int]) -> None:
    named = {str(place): score / 2 for place, score in enumerate(scores)}
    low, high = standing_out(named)
    assert not {*low} & {*high}
    assert bool(low or high) == (len({*scores}) > 1)
    for end in (low, high):
        told = {named[key] for key in end}
        assert {key for key, score in named.items() if score in told} == {*end}
