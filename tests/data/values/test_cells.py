from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.values.cells import parse_flag, parse_identifier, parse_numbers, parse_text, status_is_open
from data.values.unreadable import Unreadable


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0012", "0012"),
        ("NA", "NA"),
        ("None", "None"),
        ("12345678901234567890", "12345678901234567890"),
        (" A-1 ", "A-1"),
        ("", None),
        (" ", None),
        ("=1+1", "=1+1"),
    ],
)
def test_identifiers_stay_text(text: str, value: str | None) -> None:
    assert parse_identifier(text) == value


@pytest.mark.parametrize(("text", "value"), [(" two\nlines ", " two\nlines "), ("N/A", "N/A"), ("\t", None)])
def test_texts_stay_exactly(text: str, value: str | None) -> None:
    assert parse_text(text) == value


@pytest.mark.parametrize(
    ("texts", "value"),
    [
        (["yes", "Y", "1", "TRUE", "да", "Да ", "tak", "áno", "x", "SI", "1.0"], True),
        (["no", "N", "0", "False", "нет", "nie", "NO"], False),
        (["", "-", "n/a", "brak danych"], None),
    ],
)
def test_flags(texts: list[str], value: bool | None) -> None:
    assert [parse_flag(text) for text in texts] == [value] * len(texts)


def test_what_is_no_flag() -> None:
    assert parse_flag("maybe") == Unreadable("'maybe' is neither yes nor no")


@pytest.mark.parametrize(
    ("status", "is_open"),
    [
        ("Open", True),
        ("In Progress", True),
        ("in_progress", True),
        ("Assigned", True),
        ("В работе", True),
        ("В ожидании", True),
        ("otwarte", True),
        ("v riešení", True),
        ("Closed", False),
        ("RESOLVED", False),
        ("Выполнено", False),
        ("zamknięte", False),
        ("vyriešené", False),
        ("TX", None),
        ("", None),
        (None, None),
    ],
)
def test_statuses(status: str | None, is_open: bool | None) -> None:
    assert status_is_open(status) is is_open


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["1234", "5.5", "-2", "+3"], [1234, 5.5, -2, 3]),
        (["1,5", "2,25"], [1.5, 2.25]),
        (["1,234", "12,345"], [1234, 12345]),
        (["1,234", "1,5"], [1.234, 1.5]),
        (["0,250", "1,500"], [0.25, 1.5]),
        (["1.234", "950", "310"], [1234, 950, 310]),
        (["1.234", "9", "1"], [1.234, 9, 1]),
        (["1.234", "1500"], [1.234, 1500]),
        (["1,234.50", "2.5"], [1234.5, 2.5]),
        (["1.234,50", "2,5"], [1234.5, 2.5]),
        (["1.234.567"], [1234567]),
        (["1 234,5", "1\xa0234", "1'234"], [1234.5, 1234, 1234]),
        (["1.234"], [1.234]),
        (["$1,200.50", "€5", "10 zł", "300 руб.", "7 Kč"], [1200.5, 5, 10, 300, 7]),
        (["(12.5)", "−3"], [-12.5, -3]),
        (["1e3", ".5"], [1000, 0.5]),
        (["", " ", "-", "N/A", "#N/A"], [None] * 5),
    ],
)
def test_numbers_by_the_whole_column(texts: list[str], values: list[float | None]) -> None:
    assert list(parse_numbers(texts).values()) == values


@pytest.mark.parametrize(("texts", "values"), [(["1.234", "25"], [1234, 25]), (["1,234"], [1234])])
def test_counts_have_thousands_and_no_decimals(texts: list[str], values: list[float]) -> None:
    assert list(parse_numbers(texts, whole=True).values()) == values


@pytest.mark.parametrize(
    ("texts", "whole"),
    [
        (["many"], False),
        (["1,2,3"], False),
        (["1,23,456.0"], False),
        (["12 h"], False),
        (["-1"], True),
        (["inf"], False),
    ],
)
def test_what_is_no_number(texts: list[str], whole: bool) -> None:
    assert all(isinstance(value, Unreadable) for value in parse_numbers(texts, whole).values())


@given(st.floats(-1e9, 1e9), st.sampled_from([("{:,.2f}", ""), ("{:,.2f}", "swap"), ("{:.2f}", "")]))
def test_written_numbers_come_back(value: float, form: tuple[str, str]) -> None:
    pattern, swap = form
    text = pattern.format(value)
    text = text.translate(str.maketrans(",.", ".,")) if swap else text
    assert parse_numbers([text])[text] == pytest.approx(round(value, 2))


@given(st.lists(st.text(max_size=20)))
def test_no_text_breaks_the_parsers(texts: list[str]) -> None:
    parse_numbers(texts)
    for text in texts:
        parse_flag(text)
        status_is_open(text)
