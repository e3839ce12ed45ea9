from __future__ import annotations

import pytest

from data.identifiers import parse_identifiers
from data.moments import Unreadable


@pytest.mark.parametrize(
    ("texts", "lost"),
    [
        (["3074457347487778000", "3074457347487779000"], {"3074457347487778000", "3074457347487779000"}),
        (["3.07445734748778E+18", "7"], {"3.07445734748778E+18"}),
        (["1234567890123456.0"], {"1234567890123456.0"}),
        (["3074457347487777543", "3074457347487777999"], set()),
        (["3074457347487777543", "3074457347487777000", "3074457347487777111"], set()),
        (["123456789012345", "0012", "NA"], set()),
    ],
)
def test_numbers_that_lost_digits_are_told(texts: list[str], lost: set[str]) -> None:
    values = parse_identifiers(texts)
    assert {text for text, value in values.items() if isinstance(value, Unreadable)} == lost
    assert all(values[text] == text for text in texts if text not in lost)


def test_blanks_around_are_left_out() -> None:
    assert parse_identifiers([" 0012 ", " "]) == {" 0012 ": "0012", " ": None}
