from __future__ import annotations

import pytest

from data.files.notes import failed_cells, notes
from data.files.signatures import ENDINGS
from data.preparing.preparation import prepare
from data.records import Sheet
from tests.data.books import csv_text, workbook
from tests.data.hostile import compound, old_book, with_cell, with_members

BOOK, OLD, TEXT = workbook({"Data": [[1]]}), compound({"Workbook": old_book()}), csv_text("a,b")


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("a.xlsx", BOOK, ""),
        ("a.XLSM", BOOK, ""),
        ("a.xls", OLD, ""),
        ("a.csv", TEXT, ""),
        ("a", BOOK, ""),
        ("a.unknown", TEXT, ""),
        ("a.xls", BOOK, "new workbook"),
        ("a.CSV", BOOK, "new workbook"),
        ("a.ods", OLD, "old workbook"),
        ("a.txt", OLD, "old workbook"),
        ("a.xls", TEXT, "text file"),
        ("a.xlsb", TEXT, "text file"),
    ],
)
def test_a_misleading_name_is_told(file: str, content: bytes, told: str) -> None:
    said = notes(file, content)
    assert len(said) == bool(told)
    assert told in " ".join(said)


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_ending_belongs_to_one_kind_of_file(ending: str) -> None:
    kinds = [not notes(f"a.{ending}", content) for content in (BOOK, OLD, TEXT)]
    assert sum(kinds) == 1


def test_macros_are_told_whatever_the_name() -> None:
    book = with_members({"xl/vbaProject.bin": b""})
    for name in ("a.xlsm", "a.xlsx"):
        assert notes(name, book) == [
            "The workbook holds macros: they are neither run nor kept, only its cells are read."
        ]
    assert len(notes("a.xls", book)) == 2


def test_failed_cells_are_told_by_their_header() -> None:
    cells = (("", ""), ("date", ""), ("2024-01-01", ""), ("", ""))
    sheets = [Sheet("Other", cells, errors=((3, 1, "#CALC!"),))]
    sheets.append(Sheet("Data", cells, errors=((1, 1, "#CALC!"), (3, 2, "#SPILL!"), (4, 1, "#CALC!"))))
    told = [(problem.row, problem.column, problem.value) for problem in failed_cells(sheets, "Data", 2)]
    assert told == [(3, "(no name)", "#SPILL!"), (4, "date", "#CALC!")]
    assert failed_cells([Sheet("", cells)], None, 2) == []


@pytest.mark.parametrize("value", ["#SPILL!", "#CALC!"])
def test_one_failed_formula_costs_one_cell(value: str) -> None:
    preparation = prepare("a.xlsx", with_cell(f'<c r="B10" t="e"><v>{value}</v></c>'.encode()))
    assert (preparation.rows, preparation.rejected) == (9, 1)
    failed = [problem for problem in preparation.problems if problem.value == value]
    assert [(problem.row, problem.column, problem.left_out) for problem in failed] == [(10, "rating", False)]
