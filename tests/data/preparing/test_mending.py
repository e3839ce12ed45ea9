"""Cells mended by hand: which rows are offered, what a mended file holds, and what is told of it."""

from __future__ import annotations

import pytest

from data.preparing.mending import SHOWN, sort_of
from data.preparing.preparation import prepare
from data.records import Choices, Mended, Preparation, Problem
from tests.data.books import csv_text, workbook

HEADER = "Date,CSAT,Channel"
BAD = csv_text(HEADER, "2025-01-02,4,Chat", "31.02.2025,5,Phone", "2025-01-05,blue,Chat", "2025-01-06,3,Chat")


def mended(content: bytes, edits: dict[int, dict[str, str]]) -> Preparation:
    return prepare("file.csv", content, Choices(edits=edits))


def test_the_rows_with_problems_are_told_as_the_file_has_them() -> None:
    found = prepare("file.csv", BAD)
    assert found.faulty == {3: ("31.02.2025", "5", "Phone"), 4: ("2025-01-05", "blue", "Chat")}
    assert found.rejected == 2


@pytest.mark.parametrize(
    "edits, rejected, faulty, told",
    [
        ({3: {"Date": "2025-02-28"}}, 1, {4}, [Mended(3, "Date", "31.02.2025", "2025-02-28")]),
        ({3: {"Date": "tomorrow"}}, 2, {3, 4}, [Mended(3, "Date", "31.02.2025", "tomorrow")]),
        (
            {4: {"CSAT": "2"}, 3: {"Date": "2025-02-28"}},
            0,
            set(),
            [Mended(3, "Date", "31.02.2025", "2025-02-28"), Mended(4, "CSAT", "blue", "2")],
        ),
        ({2: {"Date": ""}}, 3, {2, 3, 4}, [Mended(2, "Date", "2025-01-02", "")]),
        ({3: {"Date": "31.02.2025"}}, 2, {3, 4}, []),
        ({99: {"Date": "2025-02-28"}, 3: {"No such header": "x"}}, 2, {3, 4}, []),
    ],
)
def test_mended_cells_are_read_in_place_of_the_files(
    edits: dict[int, dict[str, str]], rejected: int, faulty: set[int], told: list[Mended]
) -> None:
    found = mended(BAD, edits)
    assert (found.rejected, set(found.faulty), list(found.mended)) == (rejected, faulty, told)
    assert found.frame is not None
    assert len(found.frame) == found.rows - rejected


def test_a_file_of_which_no_row_can_be_used_is_mended_too() -> None:
    content = csv_text("Date,CSAT,Response ID", "31.02.2025,5,a", "32.02.2025,4,b")
    chosen = Choices(mapping={"Date": "answered_at", "CSAT": "csat"})
    found = prepare("file.csv", content, chosen)
    assert (found.status, set(found.faulty)) == ("refused", {2, 3})
    edits = {2: {"Date": "28.02.2025"}}
    again = prepare("file.csv", content, Choices(mapping=chosen.mapping, edits=edits))
    assert (again.status, again.rejected) == ("ready", 1)


def test_a_total_and_a_row_too_long_are_no_rows_to_mend() -> None:
    lines = [f"2025-01-{day:02d},4,Chat" for day in range(1, 10)]
    found = prepare("file.csv", csv_text(HEADER, *lines, "Total,36,", "2025-01-11,5,Chat,more"))
    assert found.rejected == 2
    assert not found.faulty


def test_of_many_rows_with_the_same_problem_the_first_are_told() -> None:
    good = [f"2025-01-{day % 28 + 1:02d},{day % 5 + 1},Chat" for day in range(4000)]
    bad = [f"{day % 9 + 40}.01.2025,5,Chat" for day in range(SHOWN + 50)]
    content = csv_text(HEADER, *good, *bad, "2025-01-02,blue,Chat")
    found = prepare("file.csv", content, Choices(kind="surveys"))
    assert found.rejected == SHOWN + 51
    first = len(good) + 2
    assert set(found.faulty) == {*range(first, first + SHOWN), first + len(bad)}


def test_rows_of_several_sheets_are_mended_by_the_number_they_go_by() -> None:
    header = ["Date", "CSAT", "Channel"]
    sheets = {
        "Jan": [header, *(["2025-01-02", 4, "Chat"] for _row in range(6)), ["31.02.2025", 5, "Chat"]],
        "Feb": [header, *(["2025-02-02", 4, "Chat"] for _row in range(6)), ["32.02.2025", 5, "Chat"]],
    }
    content = workbook(sheets)
    found = prepare("book.xlsx", content)
    assert (len(found.faulty), found.rejected) == (2, 2)
    edits = {number: {"Date": "2025-03-01"} for number in found.faulty}
    again = prepare("book.xlsx", content, Choices(edits=edits))
    assert (again.rejected, again.faulty, len(again.mended)) == (0, {}, 2)


@pytest.mark.parametrize(
    "value, reason, expected",
    [
        ("31.02.2025", "'31.02.2025' is not a date", "'…' is not a date"),
        ("", "the cell is empty", "the cell is empty"),
        ("x", "'x' is not a date (sheet 'May', row 12)", "'…' is not a date (sheet 'May', row …)"),
        ("5", "'5' is outside the scale from 1 to 5", "'…' is outside the scale from 1 to 5"),
    ],
)
def test_problems_are_of_a_sort_whatever_stands_in_the_cell(value: str, reason: str, expected: str) -> None:
    assert sort_of(Problem(7, "Date", value, reason, True)) == ("Date", expected, True)
