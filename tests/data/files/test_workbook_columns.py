"""Large workbooks by columns against the same workbooks cell by cell."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from data.files.packages import check_package
from data.files.workbook_cells import answer
from data.files.workbook_columns import whole_sheets
from data.files.workbooks import sheets_of
from data.records import Sheet

SECONDS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(lambda day: day.replace(microsecond=0))
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: round(number, 6)),
    st.text(st.sampled_from("aB é'=\n0,.;"), max_size=8),
    st.sampled_from(["00123", "12345678901234567890", "2024-03-01 00:00:00.5", "NA", " x "]),
    SECONDS,
    SECONDS.map(datetime.date),
    st.times().map(lambda clock: clock.replace(microsecond=0)),
    st.integers(0, 86_399).map(lambda seconds: timedelta(seconds=seconds)),
    st.timedeltas(timedelta(0), timedelta(days=40)),
)


def book(*tables: Sequence[Sequence[Any]], begin: tuple[int, int] = (1, 1)) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for at, table in enumerate(tables):
        sheet = made.create_sheet(f"Sheet {at}")
        sheet.sheet_state = "hidden" if at == 1 else "visible"
        for row, cells in enumerate(table, begin[0]):
            for column, value in enumerate(cells, begin[1]):
                cell = sheet.cell(row, column, value)
                # A text stays one, whatever it begins with.
                cell.data_type = "s" if isinstance(value, str) else cell.data_type
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def by_columns(content: bytes) -> tuple[Sheet, ...] | None:
    messages = whole_sheets(content, check_package(content), least=1)
    return None if messages is None else sheets_of(messages)


@settings(max_examples=60)
@example(rows=[[134217728.375003], [-812280826.45153]])
@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(VALUES, min_size=width, max_size=width))))
def test_by_columns_a_sheet_is_as_cell_by_cell(rows: list[list[Any]]) -> None:
    content = book([["name", "day"]], rows)
    whole = by_columns(content)
    assert whole is None or whole == sheets_of(answer(content))


@pytest.mark.parametrize(
    "value",
    [
        1,
        1.5,
        "a",
        True,
        datetime(2024, 3, 1, 9, 12, 58),
        date(2024, 3, 1),
        time(9, 12, 58),
        timedelta(hours=5),
    ],
)
def test_what_tables_hold_is_read_by_columns(value: Any) -> None:
    content = book([["Name", "Empty"], [value, None], [None, None], [value, 5]])
    assert by_columns(content) == sheets_of(answer(content))


@pytest.mark.parametrize(
    "value", [timedelta(hours=30), timedelta(days=90), 123_456_789_012_345_678, timedelta(hours=-1)]
)
def test_what_would_be_written_otherwise_is_left_to_the_other_reader(value: Any) -> None:
    assert by_columns(book([["Name"], [value]])) is None


def test_a_sheet_that_begins_in_another_column_is_left_to_the_other_reader() -> None:
    assert by_columns(book([["Name"], [1]], begin=(3, 2))) is None
    assert by_columns(book([["Name"], [1]], begin=(3, 1))) is not None


def test_small_workbooks_are_left_to_the_other_reader() -> None:
    assert whole_sheets(book([["Name"], [1]]), [1]) is None


@pytest.mark.parametrize("number", [20_240_105, 1_001_234_567])
def test_a_number_that_is_no_day_is_left_to_the_other_reader(number: int) -> None:
    made = openpyxl.load_workbook(io.BytesIO(book([["Name"], [number]])))
    made.worksheets[0]["A2"].number_format = "dd.mm.yyyy"
    stream = io.BytesIO()
    made.save(stream)
    assert by_columns(stream.getvalue()) is None


def test_a_workbook_whose_days_begin_in_1904_is_left_to_the_other_reader() -> None:
    made = openpyxl.load_workbook(io.BytesIO(book([["Name"], [timedelta(hours=5)]])))
    made.epoch = CALENDAR_MAC_1904
    stream = io.BytesIO()
    made.save(stream)
    assert by_columns(stream.getvalue()) is None
