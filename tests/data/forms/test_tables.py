from __future__ import annotations

import csv
import io
from datetime import date, datetime

import openpyxl
import pytest

from data.forms.tables import Table, text_file, workbook

HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("http://e.com")')


@pytest.mark.parametrize("text", [*HOSTILE, "plain", "5 %", "\u22125"])
def test_no_text_is_ever_a_formula(text: str) -> None:
    table = Table("T", ["Who", text], [[text, 1.5]])
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(table)))["T"]
    assert [(cell.value, cell.data_type) for cell in (sheet["B1"], sheet["A2"])] == [(text, "s")] * 2
    told = list(csv.reader(io.StringIO(text_file(table).decode("utf-8-sig"))))
    kept = f"'{text}" if text in HOSTILE else text
    assert told == [["Who", kept], [kept, "1.5"]]


def test_numbers_and_dates_stay_what_they_are() -> None:
    table = Table("Score: board", ["a", "b", "c"], [[-2.5, date(2025, 3, 1), None]])
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(table))).worksheets[0]
    assert [cell.value for cell in sheet[2]] == [-2.5, datetime(2025, 3, 1), None]
    assert text_file(table).decode("utf-8-sig").splitlines()[1] == "-2.5,2025-03-01,"
