from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest

from data.files.workbook_cells import cell_text
from data.files.workbooks import read_workbook
from tests.data.books import saved, workbook


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5.0, "5"),
        (-3.0, "-3"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (3074457347487777543.0, "3074457347487778000"),
        (12345678901234567890, "12345678901234567890"),
        ("  00123 ", "  00123 "),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2024, 3, 1), "2024-03-01"),
        (datetime(2024, 3, 1, 9, 12, 57, 999_600), "2024-03-01 09:12:58"),
        (time(0, 2, 23), "00:02:23"),
        (timedelta(hours=30, minutes=5), "30:05:00"),
        (timedelta(seconds=-61), "-00:01:01"),
    ],
)
def test_values_become_text_exactly(value: Any, text: str) -> None:
    assert cell_text(value) == text


def test_rows_and_columns_keep_their_places() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["C4"] = "name"
    sheet["C5"] = 7
    (read,) = read_workbook(saved(book))
    assert read.cells[3] == ("", "", "name")
    assert read.cells[4] == ("", "", "7")


def test_hidden_sheets_are_told() -> None:
    sheets = read_workbook(workbook({"Data": [[1]], "Codes": [[2]]}, hidden=["Codes"]))
    assert [(sheet.name, sheet.visible) for sheet in sheets] == [("Data", True), ("Codes", False)]
