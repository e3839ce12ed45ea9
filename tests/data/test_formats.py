from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import formats
from data.language import spoken
from tests.source import modules, name

# The built-in one rounds halves to even, and binary numbers.
_ROUNDED = re.compile(r"\bround\(.*decimals")


@pytest.mark.parametrize(
    "value, decimals, told",
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, "−3"),
        (-0.4, 0, "0"),
        (66.45, 1, "66.5"),
        (66.449, 1, "66.4"),
        # The nearest binary numbers are a little less.
        (2.675, 2, "2.68"),
        (1.005, 2, "1.01"),
        (0.1 + 0.2 - 0.25, 1, "0.1"),
        # Rounded once: over two digits it would become 0.5, and that 1.
        (0.4999, 0, "0"),
        (0.45, 0, "0"),
        (1234.5, 0, "1,235"),
        (1e17, 0, "100,000,000,000,000,000"),
        (None, 1, "–"),
    ],
)
def test_a_half_goes_away_from_zero(value: float | None, decimals: int, told: str) -> None:
    assert formats.number(value, decimals) == told


def test_tens_and_whole_numbers_are_rounded_as_well() -> None:
    assert (formats.rounded(250, -2), formats.rounded(-350, -2), formats.whole(2.5)) == (300, -400, 3)


@pytest.mark.parametrize(
    "language, told", [("en", "−1,234.6"), ("ru", "−1 234,6"), ("pl", "−1 234,6"), ("sk", "−1 234,6")]
)
def test_numbers_are_written_as_the_reader_writes_them(language: str, told: str) -> None:
    with spoken(language):
        assert formats.number(-1234.55, 1).replace("\xa0", " ") == told


@given(st.decimals(-100_000, 100_000, places=4), st.integers(0, 3))
def test_rounding_is_that_of_the_decimal_number_which_is_meant(value: Decimal, decimals: int) -> None:
    meant = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert formats.rounded(float(value), decimals) == float(meant)
    assert formats.rounded(-float(value), decimals) == -float(meant)


def test_nothing_else_rounds_to_the_decimals_that_are_told() -> None:
    elsewhere = [
        f"{name(path)}: {line.strip()}"
        for path in modules()
        for line in path.read_text(encoding="utf-8").splitlines()
        if _ROUNDED.search(line)
    ]
    assert elsewhere == []
