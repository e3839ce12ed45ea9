"""Moments that contradict each other, seen through whole files."""

import pytest

from data.preparation import prepare

HEADER = "complaint id,received at,resolved at,status\n"


@pytest.mark.parametrize(
    "received, resolved, hours, reason",
    [
        ("2024-03-05 09:30", "2024-03-06", 14.5, None),
        ("2024-03-05 09:30", "2024-03-05", 0.0, "has no time of day, so it is taken as done at once"),
        ("2024-03-05 09:30", "2024-03-04", None, "lies before the row's own date"),
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
