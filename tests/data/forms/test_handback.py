"""Rows left out of a file, the workbook of them, and what is read when it comes back."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from data import language
from data.files.reading import read
from data.forms.carried import SHEET
from data.forms.handback import file_name, handback
from data.preparing import leftovers
from data.preparing.preparation import prepare
from data.records import Choices, Preparation
from data.rows import LeftOut
from data.specs import Scale
from data.store import Store, left_out, load, open_store, problems, undo
from tests.data.books import csv_text, saved, workbook

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "<script>", "\u202eabc", "0012"]
FILE = csv_text(
    "Date;Satisfaction;Team;Comment",
    "31/12/2025;4;North;fine",
    "03/04/2025;5;South;=1+1",
    "04/05/2025;x;South;@SUM(A1)",
    "05/06/2025;;North;-1",
    "99/99/2025;3;North;+1",
    "06/07/2025;2;North;too;many",
    "07/08/2025;45;South;off the scale",
    "08/09/2025;1;South;fine",
    "Total;15;;",
)
ROWS = {
    "4": ("04/05/2025", "x", "South", "@SUM(A1)"),
    "5": ("05/06/2025", "", "North", "-1"),
    "6": ("99/99/2025", "3", "North", "+1"),
    "7": ("06/07/2025", "2", "North", "too", "many"),
    "8": ("07/08/2025", "45", "South", "off the scale"),
}
# What stands where in the workbook of FILE, mended.
MENDED = {"D2": "3", "D3": "1", "C4": "9/9/2025", "F5": "too many", "G5": None, "D6": "5"}


@pytest.fixture
def store(tmp_path: Path) -> Any:
    opened = open_store(tmp_path / "store.duckdb")
    yield opened
    opened.close()


def given(content: bytes, choices: Choices = Choices(), file: str = "answers.csv") -> Preparation:  # noqa: B008
    return prepare(file, content, choices)


def rows_left_out(found: Preparation) -> LeftOut:
    assert found.left_out is not None
    return found.left_out


def handed_back(found: Preparation) -> bytes:
    return handback(found.file, found.left_out, found.problems)


def changed(content: bytes, cells: Mapping[str, Any], sheet: int = 0) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    written: Any = book.worksheets[sheet]
    for place, value in cells.items():
        written[place] = value
    return saved(book)


def without_hidden_sheet(content: bytes) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    del book[SHEET]
    return saved(book)


def answers(store: Store) -> list[tuple[date, float, str]]:
    rows = store.frame("surveys").collect("pandas").to_native().sort_values("answered_at")
    return [(row.answered_at.date(), row.csat, row.comment) for row in rows.itertuples()]


def test_the_rows_stand_as_in_the_file() -> None:
    found = rows_left_out(given(FILE))
    assert found.headers == ("Date", "Satisfaction", "Team", "Comment")
    assert {row.place: row.cells for row in found.rows} == ROWS


def test_the_workbook_has_each_row_behind_its_reason_and_place() -> None:
    (rows, about, __) = read(handed_back(given(FILE)))
    header, *below = rows.cells
    assert header == ("Why left out", "Row in the file", "Date", "Satisfaction", "Team", "Comment", "")
    assert {row[1]: tuple(row[2:]) for row in below} == {
        place: (*cells, *[""] * (5 - len(cells))) for place, cells in ROWS.items()
    }
    assert [row[0] for row in below] == [
        "Satisfaction: 'x' is not a score; Satisfaction: no score in this row",
        "Satisfaction: no score in this row",
        "Date: '99/99/2025' is not a date",
        "more cells than the header has names: a separator too many",
        "Satisfaction: '45' is outside the scale from 1 to 5; Satisfaction: no score in this row",
    ]
    assert about.cells[-1] == ("10", "Total", "a total of the rows above, so it isn't counted again")


def test_every_row_is_loaded_exactly_once(store: Store) -> None:
    first = load(store, given(FILE))
    assert first.upload is not None
    assert (first.upload.loaded, first.upload.rejected) == (3, 6)
    book = handback(
        "answers.csv", left_out(store, first.upload.upload_id), problems(store, first.upload.upload_id)
    )
    second = load(store, given(changed(book, MENDED), file="answers - left out.xlsx"))
    assert (second.status, second.preparation.problems) == ("loaded", ())
    assert answers(store) == [
        (date(2025, 4, 3), 1.0, "=1+1"),
        (date(2025, 5, 4), 0.5, "@SUM(A1)"),
        (date(2025, 6, 5), 0.0, "-1"),
        (date(2025, 7, 6), 0.25, "too many"),
        (date(2025, 8, 7), 1.0, "off the scale"),
        (date(2025, 9, 8), 0.0, "fine"),
        (date(2025, 9, 9), 0.5, "+1"),
        (date(2025, 12, 31), 0.75, "fine"),
    ]


def test_a_row_that_is_mended_twice_is_not_doubled(store: Store) -> None:
    found = given(FILE)
    load(store, found)
    half = changed(handed_back(found), {"D2": "3", "D3": "1"})
    once = load(store, given(half, file="b.xlsx"))
    assert once.upload is not None
    assert (once.upload.loaded, once.upload.rejected) == (2, 3)
    twice = load(store, given(changed(half, MENDED), file="b.xlsx"))
    assert twice.upload is not None
    assert (twice.upload.loaded, twice.upload.replaced) == (5, 2)
    assert len(answers(store)) == 8
    undo(store, twice.upload.upload_id)
    assert len(answers(store)) == 5


def test_what_is_left_out_again_keeps_its_first_place(store: Store) -> None:
    found = given(FILE)
    load(store, found)
    again = given(changed(handed_back(found), {"D2": "3"}), file="b.xlsx")
    assert [row.place for row in rows_left_out(again).rows] == ["5", "6", "7", "8"]
    assert rows_left_out(again).source == rows_left_out(found).source
    load(store, again)
    last = load(store, given(changed(handed_back(again), {"D2": "1", "C3": "9/9/2025"}), file="c.xlsx"))
    assert last.upload is not None
    assert last.upload.loaded == 2
    assert len(answers(store)) == 6


def test_untouched_it_tells_the_same_problems_again() -> None:
    found = given(FILE)
    again = given(handed_back(found), file="b.xlsx")
    assert again.status == "refused"
    assert [problem.reason for problem in again.problems] == [
        problem.reason for problem in found.problems if problem.row != 10
    ]


@pytest.mark.parametrize("spoken", language.available())
def test_its_own_columns_are_passed_over_without_the_hidden_sheet_in_any_language(spoken: str) -> None:
    content = csv_text("Date,CSAT,Team", "2025-01-01,4,A", "2025-01-02,,B", "2025-01-03,5,C")
    found = given(content)
    language.choose(spoken)
    book = changed(without_hidden_sheet(handed_back(found)), {"D2": 5})
    language.choose(language.SOURCE_LANGUAGE)
    again = given(book, file="b.xlsx")
    assert (again.status, again.headers) == ("ready", ("Date", "CSAT", "Team"))


def test_its_own_columns_are_passed_over_in_a_text_file() -> None:
    again = given(csv_text("Date,Why left out,CSAT,Row in the file", "2025-01-02,no score,5,17"))
    assert again.headers == ("Date", "CSAT")
    assert again.origin is None


@pytest.mark.parametrize(
    "content, choices, mend, expected",
    [
        pytest.param(
            csv_text("Date,CSAT", "25/12/2024,4", "13/11/2024,3", "03/04/2025,"),
            Choices(),
            {"D2": "5"},
            ("answered_at", datetime(2025, 4, 3)),
            id="day first",
        ),
        pytest.param(
            csv_text("Date,CSAT", "12/25/2024,4", "11/13/2024,3", "03/04/2025,"),
            Choices(),
            {"D2": "5"},
            ("answered_at", datetime(2025, 3, 4)),
            id="month first",
        ),
        pytest.param(
            csv_text("Date,CSAT", "01/02/2024,4", "03/04/2025,"),
            Choices(day_first=True),
            {"D2": "5"},
            ("answered_at", datetime(2025, 4, 3)),
            id="order chosen",
        ),
        pytest.param(
            csv_text("Date;CSAT", "2025-01-01;10", "2025-01-02;9", "2025-01-03;2", "2025-01-04;"),
            Choices(),
            {"D2": "5"},
            ("csat", 4 / 9),
            id="scale to 10",
        ),
        pytest.param(
            csv_text("Date;CSAT", "2025-01-01;5", "2025-01-04;50"),
            Choices(scales={"csat": Scale(0, 100)}),
            {"C2": "2025-01-04"},
            None,
            id="scale chosen",
        ),
        pytest.param(
            csv_text("Date;CSAT", "2025-01-01;poor", "2025-01-02;fair", "2025-01-03;excellent", "x;good"),
            Choices(),
            {"C2": "2025-01-04"},
            ("csat", 0.5),
            id="scale of words",
        ),
        pytest.param(
            csv_text("received;closed;compensation", "2025-01-01;;1,5", "2025-01-02;;2,25", "x;;1,234"),
            Choices(),
            {"C2": "2025-01-04"},
            ("compensation", 1.234),
            id="decimal comma",
        ),
        pytest.param(
            csv_text("received;compensation", "2025-01-01;1.000", "2025-01-02;1,000.50", "x;1,5"),
            Choices(),
            {"C2": "2025-01-04"},
            ("compensation", None),
            id="decimal dot",
        ),
        pytest.param(
            csv_text("received,status,escalated", "2025-01-01,open,x", "2025-01-02,open,", "y,open,"),
            Choices(),
            {"C2": "2025-01-04"},
            ("escalated", False),
            id="blank is no",
        ),
        pytest.param(
            csv_text(
                "received,status,escalated",
                "2025-01-01,open,yes",
                "2025-01-02,open,no",
                "x,open,yes",
                "y,open,",
            ),
            Choices(),
            {"C2": "2025-01-04", "C3": "2025-01-05"},
            ("escalated", None),
            id="blank is not known",
        ),
        pytest.param(
            csv_text("period,sold,returned", "15.01.2025,9,1", "16.01.2025,8,1", "01.02.2025,,"),
            Choices(),
            {"D2": "7"},
            ("months", pytest.approx(1 / 30.4375)),
            id="days, not months",
        ),
    ],
)
def test_rows_are_read_as_the_whole_file_was(
    content: bytes, choices: Choices, mend: Mapping[str, str], expected: tuple[str, Any] | None
) -> None:
    found = given(content, choices)
    assert found.status == "ready", found.message
    if expected is None:
        assert found.left_out is None
        return
    again = given(changed(handed_back(found), mend), file="b.xlsx")
    assert (again.status, again.rejected) == ("ready", 0), again.message
    assert again.frame is not None
    column, value = expected
    last = again.frame[column].iloc[-1]
    assert (None if pd.isna(last) else last) == value


def test_customers_are_observed_as_long_as_those_of_the_whole_list() -> None:
    content = csv_text("customer id,joined,left", "1,2024-01-05,2025-03-01", "2,2024-02-06,", ",2024-03-07,")
    found = given(content)
    again = given(changed(handed_back(found), {"C2": "3"}), file="b.xlsx")
    assert again.frame is not None
    assert again.frame["observed_until"].tolist() == [datetime(2025, 3, 1)]


def test_the_mapping_is_that_of_the_file() -> None:
    content = csv_text("When,Mark,Rating", "2025-01-01,4,9", "2025-01-02,,9")
    chosen = Choices(kind="surveys", mapping={"When": "answered_at", "Mark": "csat", "Rating": None})
    again = given(changed(handed_back(given(content, chosen)), {"D2": "5"}), file="b.xlsx")
    assert again.status == "ready"
    assert again.mapping == {"When": "answered_at", "Mark": "csat"}
    assert {match.reason for match in again.matches} == {"as in the file that the rows come from"}


def test_a_column_that_is_taken_out_is_not_missed() -> None:
    found = given(FILE)
    book = openpyxl.load_workbook(io.BytesIO(changed(handed_back(found), MENDED)))
    book.worksheets[0].delete_cols(5)
    again = given(saved(book), file="b.xlsx")
    assert (again.status, again.headers) == ("ready", ("Date", "Satisfaction", "Comment"))


def test_what_a_person_chooses_counts_more() -> None:
    found = given(csv_text("Date,CSAT", "25/12/2024,4", "13/11/2024,3", "03/04/2025,"))
    book = changed(handed_back(found), {"D2": "5"})
    again = given(book, Choices(day_first=False, scales={"csat": Scale(0, 10)}), "b.xlsx")
    assert again.frame is not None
    assert again.frame[["answered_at", "csat"]].iloc[0].tolist() == [datetime(2025, 3, 4), 0.5]
    other = given(book, Choices(kind="complaints"), "b.xlsx")
    assert other.choices.kind == "complaints"


@pytest.mark.parametrize("carried", ["", "{", "[]", "5", '{"source": 5, "choices": {}}', '{"source": "x"}'])
def test_a_hidden_sheet_that_was_changed_tells_nothing(carried: str) -> None:
    book = changed(handed_back(given(FILE)), {"A1": carried}, sheet=2)
    again = given(changed(book, MENDED), file="b.xlsx")
    assert again.origin is None
    assert again.headers[:4] == ("Date", "Satisfaction", "Team", "Comment")


def test_somebody_elses_hidden_sheet_of_this_name_does_no_harm() -> None:
    content = workbook({"Data": [["Date", "CSAT"], ["2025-01-01", 4]], SHEET: [["x"]]}, hidden=[SHEET])
    assert given(content, file="b.xlsx").status == "ready"


def test_totals_and_notes_alone_leave_nothing_to_mend() -> None:
    found = given(csv_text("Date,CSAT", "2025-01-01,4", "2025-01-02,5", "Total,9"))
    assert found.left_out is None
    (about, *rest) = read(handed_back(found))
    assert rest == []
    assert about.cells[-1][:2] == ("4", "Total")


def test_sheets_of_months_name_the_sheet_of_each_row() -> None:
    months = {
        name: [["Date", "CSAT"], [f"2025-0{at}-03", 4], [f"2025-0{at}-04", None], [f"2025-0{at}-05", 5]]
        for at, name in enumerate(["January", "February"], 1)
    }
    found = given(workbook(months), file="months.xlsx")
    assert [row.place for row in rows_left_out(found).rows] == ["January: 3", "February: 3"]
    again = given(changed(handed_back(found), {"D2": "1", "D3": "2"}), file="b.xlsx")
    assert (again.status, again.rows) == ("ready", 2)


def test_more_rows_than_are_kept_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftovers, "MOST_ROWS", 2)
    found = given(FILE)
    assert (len(rows_left_out(found).rows), rows_left_out(found).more) == (2, 3)
    said = [row[0] for row in read(handed_back(found))[1].cells]
    assert "3 more rows were left out, which aren't here: mend them in the file itself." in said


def test_rows_of_more_cells_than_are_kept_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftovers, "MOST_CELLS", 9)
    found = rows_left_out(given(FILE))
    assert (len(found.rows), found.more) == (2, 3)


def test_hostile_cells_come_back_as_they_are() -> None:
    rows = [f'2025-01-0{at + 1},,"{text}"' for at, text in enumerate(HOSTILE)]
    found = given(csv_text("Date,CSAT,Comment", "2025-01-09,4,fine", *rows))
    assert [row.cells[2] for row in rows_left_out(found).rows] == HOSTILE
    again = given(
        changed(handed_back(found), {f"D{at + 2}": "3" for at in range(len(HOSTILE))}), file="b.xlsx"
    )
    assert again.frame is not None
    assert again.frame["comment"].tolist() == HOSTILE


def test_the_cells_at_fault_are_told_by_more_than_their_place() -> None:
    sheet: Any = openpyxl.load_workbook(io.BytesIO(handed_back(given(FILE)))).worksheets[0]
    bold = [
        cell.coordinate for row in sheet.iter_rows(min_row=2) for cell in row if cell.value and cell.font.bold
    ]
    assert bold == ["D2", "C4", "G5", "D6"]


@pytest.mark.parametrize(
    "file, expected",
    [
        ("answers.csv", "answers - left out.xlsx"),
        ("a.b.xlsx", "a.b - left out.xlsx"),
        ("answers", "answers - left out.xlsx"),
    ],
)
def test_the_workbook_is_named_after_the_file(file: str, expected: str) -> None:
    assert file_name(file) == expected
