from __future__ import annotations

import pytest

from metrics.worth.rounding import about, with_ends
from metrics.worth.spread import Range


@pytest.mark.parametrize(
    "value, whole, text",
    [
        (197_194.4, False, "200,000"),
        (-115_635.7, False, "−120,000"),
        (1_049.9, False, "1,000"),
        (999.6, False, "1,000"),
        (291.4, True, "291"),
        (51.27, True, "51"),
        (-4.0, True, "−4"),
        (0.3, True, "0"),
        (4.56, False, "4.6"),
        (0.0, False, "0"),
    ],
)
def test_estimates_have_no_more_digits_than_they_bear(value: float, whole: bool, text: str) -> None:
    assert about(value, whole=whole) == text


def test_each_end_of_a_range_has_its_own_digits() -> None:
    assert with_ends(Range(6_630, 255, 12_495), whole=True) == "6,600 (255 to 12,000)"
