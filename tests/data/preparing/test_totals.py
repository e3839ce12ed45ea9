from __future__ import annotations

import pytest

from data.finding.wholes import is_whole
from data.preparing.preparation import prepare
from tests.data.books import csv_text


@pytest.mark.parametrize(
    ("member", "whole"),
    [
        ("Total", True), ("TOTAL:", True), ("Gesamt", True), ("Итого", True),
        ("Razem", True), ("Spolu", True),
        ("All", True), ("all teams", True), ("All the branches", True), ("Все филиалы", True),
        ("All Saints", False), ("Totalgas", False), ("North", False), ("", False),
    ],
)  # fmt: skip
def test_members_that_stand_for_all(member: str, whole: bool) -> None:
    assert is_whole(member) is whole


ONE, TWO = "Month;Team;Complaints", "Month;Team;Channel;Complaints"


@pytest.mark.parametrize(
    ("header", "rows", "values", "left_out"),
    [
        (ONE, ("A;5", "B;6", "Total;11"), [5, 6], 1),
        (ONE, ("All teams;11", "A;5", "B;6"), [5, 6], 1),
        (ONE, ("A;5", "B;6", ";11"), [5, 6], 1),
        (ONE, ("A;5", ";6", "Total;11"), [5, 6], 1),
        (ONE, ("Total;11",), [11], 0),
        (ONE, (";11",), [11], 0),
        (ONE, ("A;5", "B;6"), [5, 6], 0),
        (TWO, ("A;Phone;1", "A;Mail;2", "A;All;3", "B;Phone;4", "Total;Total;7"), [1, 2, 4], 2),
        (TWO, ("A;Phone;1", "A;Mail;2", "B;All;4", "Total;Total;7"), [1, 2, 4], 1),
        (TWO, ("A;;3", "B;;4", ";Phone;5", ";Mail;2"), [5, 2], 2),
    ],
)
def test_totals_among_the_members_count_once(
    header: str, rows: tuple[str, ...], values: list[float], left_out: int
) -> None:
    months = [f"2024-0{month};{row}" for month in (1, 2) for row in rows]
    ready = prepare("totals.csv", csv_text(header, *months))
    assert ready.frame is not None, ready.message
    assert ready.frame["value"].tolist() == values * 2
    assert ready.rejected == 2 * left_out
    told = [problem for problem in ready.problems if "a total of the other rows" in problem.reason]
    assert len(told) == 2 * left_out
    assert ready.left_out is None


def test_a_total_that_stands_alone_has_no_member() -> None:
    ready = prepare("totals.csv", csv_text(ONE, "2024-01;Total;11", "2024-02;A;5", "2024-02;B;6"))
    assert ready.frame is not None, ready.message
    assert ready.frame["team"].isna().tolist() == [True, False, False]


def test_a_figure_that_only_the_total_has_is_kept() -> None:
    rows = ("2024-01;A;5;", "2024-01;B;6;", "2024-01;Total;11;9")
    ready = prepare("totals.csv", csv_text("Month;Team;Units sold;Units returned", *rows))
    assert ready.frame is not None, ready.message
    assert ready.frame["value"].tolist() == [5, 6, 9]
    (problem,) = ready.problems
    assert (problem.row, problem.column, problem.value, problem.left_out) == (
        4,
        "Units sold",
        "11",
        False,
    )
