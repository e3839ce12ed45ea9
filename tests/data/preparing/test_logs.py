"""Moments that contradict each other, seen through whole files."""

import pandas as pd
import pytest

from data.preparing.preparation import prepare
from data.records import Choices
from tests.data.books import csv_text

HEADER = "complaint id,received at,resolved at,status\n"


@pytest.mark.parametrize(
    "received, resolved, hours, reason",
    [
        ("2024-03-05 09:30", "2024-03-06", 14.5, None),
        ("2024-03-05 09:30", "2024-03-05", 0.0, "has no time of day, so it is taken as done at once"),
        ("2024-03-05 09:30", "2024-03-04", None, "lies before the complaint was received"),
        ("2024-03-05 00:00", "2024-03-05", 0.0, None),
    ],
)
def test_a_resolution_date_without_a_time(received, resolved, hours, reason):
    found = prepare("log.csv", f"{HEADER}1,{received},{resolved},closed\n".encode())
    assert found.frame is not None
    took = (found.frame["resolved_at"] - found.frame["received_at"]).dt.total_seconds() / 3600
    assert took.tolist() == [hours] if hours is not None else took.isna().all()
    assert [problem.reason for problem in found.problems] == ([reason] if reason else [])


def test_a_problem_shows_what_stands_in_the_file():
    content = "ticket id,created,status,resolution time hours\nA,2024-03-05 09:30,open,22.74\n"
    found = prepare("log.csv", content.encode())
    assert [(problem.row, problem.column, problem.value) for problem in found.problems] == [
        (2, "resolution time hours", "22.74")
    ]


def test_rows_left_out_do_not_shift_what_a_problem_shows():
    rows = "1,,2024-03-04,closed\n2,2024-03-05 09:30,2024-03-01,closed\n"
    found = prepare("log.csv", (HEADER + rows).encode())
    assert (found.rejected, found.problems[-1].row, found.problems[-1].value) == (1, 3, "2024-03-01")


def test_hours_beside_days_alone_tell_more_than_the_days():
    header = "ticket id,created,resolved,resolution hours,status\n"
    rows = "A,2024-03-05,2024-03-05,5.5,closed\nB,2024-03-05,2024-03-06,30,closed\n"
    found = prepare("log.csv", (header + rows).encode())
    assert found.frame is not None
    took = (found.frame["resolved_at"] - found.frame["received_at"]).dt.total_seconds() / 3600
    assert took.tolist() == [5.5, 30]


@pytest.mark.parametrize(
    "cells, expected, told",
    [
        (["x", "", "x", ""], [True, False, True, False], True),
        (["yes", "no", "", "yes"], [True, False, None, True], False),
        (["", "", "", ""], [None, None, None, None], False),
    ],
)
def test_where_only_the_yes_is_marked_an_empty_cell_is_a_no(cells, expected, told):
    header = "call id,call date,answered,wait seconds\n"
    rows = "".join(f"{at},2024-03-05 09:3{at},{cell},10\n" for at, cell in enumerate(cells))
    found = prepare("calls.csv", (header + rows).encode(), Choices(kind="contacts"))
    assert found.frame is not None
    answered = found.frame.get("answered", pd.Series([pd.NA] * len(cells)))
    assert [None if pd.isna(value) else bool(value) for value in answered] == expected
    assert any("only the yes is marked" in problem.reason for problem in found.problems) is told


def test_scores_of_which_many_cannot_be_read_are_refused():
    rows = ["2024-01-02,Satisfied"] * 20 + ["2024-01-02,Whatever"] * 30
    content = ("date,satisfaction\n" + "\n".join(rows)).encode()
    found = prepare("two.csv", content, Choices(kind="surveys", mapping={"satisfaction": "csat"}))
    assert (found.status, found.frame) == ("refused", None)
    assert "30 of 50" in found.message


@pytest.mark.parametrize(
    "cells, told", [(("", ""), True), (("", "-"), True), (("no", ""), False), (("x", ""), False)]
)
def test_a_column_of_yes_and_no_that_is_empty_everywhere_is_told(cells: tuple[str, ...], told: bool) -> None:
    rows = (f"{at},2025-01-0{at},{cell},open" for at, cell in enumerate(cells, 1))
    found = prepare("tickets.csv", csv_text("Complaint ID,Received,Escalated,Status", *rows))
    assert any("empty in every row" in problem.reason for problem in found.problems) is told
