from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.files.reading import read
from data.forms.looks import Look, Pen, TextSheet, carry, write_text_sheet
from data.forms.writing import LONGEST_TEXT, saved, sheet_name, write_text

HOSTILE = [
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.com","x")',
    "+1",
    "-1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "#N/A",
    "#REF!",
    "TRUE",
    "0012",
    "12345678901234567890",
    "1E5",
    "31.02.2026",
    "<script>alert(1)</script>",
    "a & b < c",
    "'quoted",
    " blanks around ",
    "two\nlines",
    "two\r\nlines",
    "\x01\x02\x1f",
    "_x0041_",
    "_x005F_",
    "\u202eright to left\u202c",
    "zero\u200bwidth",
    "Žluťoučký кот 🐈",
]


def written(*texts: str, write_only: bool = False) -> bytes:
    """A workbook with a text in each row."""
    book = openpyxl.Workbook(write_only=write_only)
    sheet: Any = book.create_sheet("Texts")
    pen = Pen(sheet)
    for text in texts:
        sheet.append([pen.cell(text, Look.DATA)])
    if not write_only:
        book.remove(book.worksheets[0])
    return saved(book)


def texts(content: bytes) -> list[str]:
    return [row[0] for row in read(content)[0].cells]


@pytest.mark.parametrize("write_only", [False, True])
def test_hostile_texts_come_back_as_the_very_same_texts(write_only: bool) -> None:
    assert texts(written(*HOSTILE, write_only=write_only)) == HOSTILE


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_text_is_a_formula_or_an_error(text: str) -> None:
    cell: Any = openpyxl.load_workbook(io.BytesIO(written(text))).worksheets[0]["A1"]
    assert cell.data_type == "s"
    assert cell.number_format == "@"
    assert cell.quotePrefix == text.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_workbook_holds_no_formula_anywhere() -> None:
    with zipfile.ZipFile(io.BytesIO(written(*HOSTILE))) as package:
        sheets = [package.read(name) for name in package.namelist() if "worksheets/" in name]
    assert sheets
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_a_style_that_is_used_again_still_tells_formulas_from_texts() -> None:
    content = written("plain", "=1", "plain", "=2")
    sheet: Any = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert [bool(sheet.cell(row, 1).quotePrefix) for row in range(1, 5)] == [False, True, False, True]


@given(st.text(st.characters(exclude_categories=["Cs", "Cn"]), min_size=1).filter(str.strip))
def test_any_text_comes_back(text: str) -> None:
    assert texts(written(text)) == [text]


@pytest.mark.parametrize("text", ["a\ud83d", "a\ufffe", "a\uffff"])
def test_what_is_no_character_is_replaced(text: str) -> None:
    assert texts(written(text)) == ["a\ufffd"]


def test_a_text_that_is_too_long_is_cut() -> None:
    assert texts(written("x" * (LONGEST_TEXT + 1))) == ["x" * LONGEST_TEXT]


def test_a_text_in_a_cell_that_had_a_number_stays_text() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.worksheets[0]
    sheet["A1"] = 5
    write_text(sheet["A1"], "=1+1")
    assert texts(saved(book)) == ["=1+1"]


@pytest.mark.parametrize(
    "name, expected",
    [
        ("Complaints", "Complaints"),
        ("a/b\\c?d*e[f]g:h", "a b c d e f g h"),
        ("'quoted'", "quoted"),
        ("x" * 40, "x" * 31),
        ("???", "1"),
    ],
)
def test_names_of_sheets(name: str, expected: str) -> None:
    assert sheet_name(name) == expected


def test_a_page_has_its_lines_under_its_headers() -> None:
    book = openpyxl.Workbook()
    page = TextSheet(
        "Title", ["One sentence."], [("Name", 10), ("Words", 20)], [["a", "long " * 20], ["b", "=1"]]
    )
    write_text_sheet(book.worksheets[0], page)
    (sheet,) = read(saved(book))
    assert [row for row in sheet.cells if any(row)] == [
        ("Title", ""),
        ("One sentence.", ""),
        ("Name", "Words"),
        ("a", "long " * 20),
        ("b", "=1"),
    ]
    first: Any = openpyxl.load_workbook(io.BytesIO(saved(book))).worksheets[0]
    assert first.freeze_panes == "B5"
    assert first.row_dimensions[5].height > first.row_dimensions[6].height


def test_what_a_workbook_carries_is_hidden() -> None:
    book = openpyxl.Workbook()
    carry(book, {"words": "=1" * 9_000})
    names = [(sheet.name, sheet.visible) for sheet in read(saved(book))]
    assert names[-1] == ("PolicyPulse", False)
