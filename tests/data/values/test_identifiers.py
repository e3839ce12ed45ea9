from __future__ import annotations

import pytest

from data.preparing.preparation import prepare
from data.values.identifiers import parse_identifiers
from data.values.unreadable import Unreadable
from tests.data.books import csv_text


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


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["1000.0", "7.0", ""], ["1000", "7", None]),
        (["1000.0", "NA"], ["1000", "NA"]),
        (["1000.0", "1001"], ["1000.0", "1001"]),
        (["1000.0", "1000.5"], ["1000.0", "1000.5"]),
        (["0012.0", "7.0"], ["0012.0", "7.0"]),
        (["1.0.0"], ["1.0.0"]),
    ],
)
def test_whole_numbers_written_as_fractions(texts: list[str], values: list[str | None]) -> None:
    assert list(parse_identifiers(texts).values()) == values


def test_fractions_of_a_long_column_are_read_the_same() -> None:
    rows = [f"{number}.0,2024-01-01,5" for number in range(70_000)]
    ready = prepare("a.csv", csv_text("Response id,Date,CSAT", *rows))
    assert ready.frame is not None, ready.message
    assert ready.frame["response_id"].tolist() == [str(number) for number in range(70_000)]


def test_blanks_around_are_left_out() -> None:
    assert parse_identifiers([" 0012 ", " "]) == {" 0012 ": "0012", " ": None}
