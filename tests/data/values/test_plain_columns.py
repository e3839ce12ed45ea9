"""Columns read at once against the same columns read by their distinct texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.files.grid import Grid, Rows
from data.files.texts import Coded, Plain, Texts
from data.finding.structure import Table
from data.kinds import COMPANY_SCALES, layout_named
from data.records import Choices, Match
from data.refusals import Unanswered
from data.values.cleaning import Cleaned, clean

DAYS = st.sampled_from(
    ["2024-03-01", "01.03.2024", "13.03.2024", "3/14/2024", "1 March 2024", "5 мая 2024 г.", ""]
)
CLOCKS = st.sampled_from(
    ["", " 10:22", " 10:22:33", "T09:05:00", " 9:05 PM", " 9:05:01 am", " 24:00", " 10:61", ", 10:22",
     " 10:22:33.5", "T10:22:33Z", " 10:22+02:00", " 10:22 CET"]
)  # fmt: skip
MOMENTS = st.builds("{}{}".format, DAYS, CLOCKS) | st.sampled_from(
    ["n/a", "-", " ", "soon", "45000", "45000.5"]
)
NUMBERS = st.sampled_from(
    [
        "5",
        "5.25",
        "-3",
        "+7",
        "#DIV/0!",
        "1,5",
        "1.234",
        "1.234.567",
        "1 000",
        "12,50 €",
        "n/a",
        "-",
        "",
        " ",
        "many",
        "007",
        "1e3",
    ]
)
DURATIONS = st.sampled_from(
    ["5", "5.25", "-3", "1,5", "4:05", "0:04:05", "2 h 15 min", "2 часа", "n/a", "", "soon"]
)
WORDS = st.text(st.sampled_from("aA é\t\u00a0-"), max_size=4) | st.sampled_from(["NA", "None", "0012"])


def table(texts: Texts) -> Table:
    return Table(None, 1, ("X",), Rows(Grid([texts]), np.arange(2, len(texts) + 2, dtype=np.int32)))


def cleaned(texts: Texts, layout: str, column: str, choices: Choices) -> Cleaned | str:
    try:
        matches = [Match("X", 0, column, 1.0, "")]
        return clean(table(texts), layout_named(layout), matches, choices, COMPANY_SCALES)
    except Unanswered as stop:
        return stop.question.text


def plain(texts: Sequence[str]) -> Plain:
    half = len(texts) // 2
    return Plain(pa.chunked_array([texts[:half], texts[half:]], pa.string()))


def values(found: Cleaned, column: str) -> list[Any]:
    return [None if pd.isna(value) else value for value in found.frame[column].tolist()]


@pytest.mark.parametrize(
    ("layout", "column", "texts"),
    [
        ("complaints.log", "received_at", MOMENTS),
        ("complaints.log", "resolved_at", MOMENTS),
        ("complaints.log", "compensation", NUMBERS),
        ("contacts.log", "rings", NUMBERS),
        ("contacts.log", "wait_seconds", DURATIONS),
        ("complaints.log", "resolution_hours", DURATIONS),
        ("complaints.log", "complaint_id", WORDS),
        ("complaints.log", "description", WORDS),
        ("complaints.log", "nature", WORDS),
        ("retention.customers", "customer_id", WORDS),
    ],
)
@pytest.mark.parametrize("day_first", [None, True])
def test_at_once_a_column_means_the_same(
    layout: str, column: str, texts: st.SearchStrategy[str], day_first: bool | None
) -> None:
    @given(st.lists(texts, min_size=1, max_size=12))
    def same(cells: list[str]) -> None:
        choices = Choices(day_first=day_first)
        at_once = cleaned(plain(cells), layout, column, choices)
        by_text = cleaned(Texts.of(cells), layout, column, choices)
        if isinstance(at_once, str) or isinstance(by_text, str):
            assert at_once == by_text
            return
        assert values(at_once, column) == values(by_text, column)
        assert sorted(at_once.problems, key=str) == sorted(by_text.problems, key=str)

    same()


@pytest.mark.parametrize(
    ("layout", "column", "text"),
    [
        ("complaints.log", "received_at", "2024-03-{:02d} 10:22:33"),
        ("complaints.log", "received_at", "{}.3.2024 9:05"),
        ("complaints.log", "received_at", "3/{}/2024 9:05:01 PM"),
        ("complaints.log", "compensation", "-{}.25"),
        ("contacts.log", "wait_seconds", "{}"),
        ("complaints.log", "complaint_id", " C{} "),
    ],
)
def test_plain_columns_leave_no_rest(layout: str, column: str, text: str) -> None:
    cells = [text.format(number) for number in range(1, 29)]
    at_once, by_text = (
        cleaned(column_of(cells), layout, column, Choices()) for column_of in (plain, Texts.of)
    )
    assert isinstance(at_once, Cleaned)
    assert isinstance(by_text, Cleaned)
    assert values(at_once, column) == values(by_text, column)
    assert None not in values(at_once, column)


@given(st.lists(st.text(max_size=3), min_size=1), st.data())
def test_columns_are_the_same_in_either_form(cells: list[str], data: st.DataObject) -> None:
    coded, many = Texts.of(cells), plain(cells)
    assert isinstance(coded, Coded)
    places = np.array(data.draw(st.lists(st.integers(0, len(cells) - 1))), np.int64)
    start, stop = sorted(data.draw(st.tuples(*[st.integers(0, len(cells))] * 2)))
    for column in (coded, many):
        assert [*column] == cells == column[:]
        assert [*column.where(places)] == [cells[place] for place in places]
        assert [*column.cut(start, stop)] == cells[start:stop]
        assert column.equal(cells[0]).tolist() == [cell == cells[0] for cell in cells]
        assert dict(column.counts) == {cell: cells.count(cell) for cell in cells}
        assert [*column.mended({0: "new"})] == ["new", *cells[1:]]
        assert column.first(2) == tuple(dict.fromkeys(cells))[:2]
