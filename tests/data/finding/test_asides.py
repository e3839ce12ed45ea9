from __future__ import annotations

import pytest

from data.files.grid import Rows
from data.finding.asides import cut_ending, sections_of

NAMES = ("Day", "Wait", "Team")
FIRST, SECOND, THIRD = ("2024-01-01", "5", "A"), ("2024-01-02", "6", "B"), ("2024-01-03", "7", "A")
GAP = ("", "", "")


def numbered(*rows: tuple[str, ...]) -> Rows:
    return Rows.of([(number, row) for number, row in enumerate(rows, 2) if any(row)])


@pytest.mark.parametrize(
    ("rows", "kept", "asides", "others"),
    [
        ((FIRST, SECOND), [2, 3], [], []),
        ((FIRST, GAP, SECOND), [2, 4], [], []),
        ((FIRST, NAMES, SECOND), [2, 4], [3], []),
        ((FIRST, GAP, NAMES, SECOND), [2, 5], [4], []),
        ((FIRST, GAP, ("DAY", "wait", "Team"), SECOND), [2, 5], [4], []),
        ((FIRST, GAP, ("Page 2", "", ""), NAMES, SECOND), [2, 6], [4, 5], []),
        ((FIRST, GAP, ("Page 2", "", ""), GAP, NAMES, SECOND), [2, 7], [4, 6], []),
        ((FIRST, GAP, ("Costs", "", ""), ("Name", "Price", ""), ("x", "5", "")), [2], [], [4, 5, 6]),
        ((FIRST, GAP, ("Name", "Price", ""), ("x", "5", ""), GAP, NAMES, SECOND), [2, 8], [7], [4, 5]),
        ((FIRST, GAP, ("soon", "6", "B"), THIRD), [2, 4, 5], [], []),
        ((FIRST, GAP, ("soon", "", "B"), THIRD), [2, 4, 5], [], []),
        ((FIRST, GAP, ("a note", "", "")), [2, 4], [], []),
    ],
)
def test_names_again_and_other_tables(
    rows: tuple[tuple[str, ...], ...], kept: list[int], asides: list[int], others: list[int]
) -> None:
    found = sections_of(numbered(*rows), [NAMES])
    assert [number for number, __ in found.rows] == kept
    assert [problem.row for problem in found.asides] == asides
    assert [number for block in found.others for number, __ in block] == others
    assert all(problem.left_out and problem.value for problem in found.asides)


@pytest.mark.parametrize(
    ("rows", "kept", "totals", "asides"),
    [
        ((FIRST, SECOND), 2, [], []),
        ((FIRST, SECOND, ("Total", "11", "")), 2, [4], []),
        ((FIRST, SECOND, ("Total for May:", "11", "")), 2, [4], []),
        ((FIRST, SECOND, ("", "Итого за май", "")), 2, [4], []),
        ((FIRST, SECOND, ("Total Wine Store", "5", "A")), 3, [], []),
        ((FIRST, SECOND, ("Average", "5.5", "")), 2, [], [4]),
        ((FIRST, SECOND, GAP, ("Total", "11", ""), ("Average", "5.5", "")), 2, [5], [6]),
        ((FIRST, SECOND, ("* without Sundays", "", "")), 2, [], [4]),
        ((FIRST, SECOND, ("Источник: отдел качества", "", "")), 2, [], [4]),
        ((FIRST, SECOND, GAP, ("", "", "as told by the team")), 2, [], [5]),
        ((FIRST, SECOND, GAP, ("Printed", "on 5 May", "")), 2, [], [5]),
        ((FIRST, SECOND, GAP, THIRD), 3, [], []),
        ((FIRST, SECOND, GAP, ("", "", "C"), THIRD), 4, [], []),
        ((FIRST, SECOND, ("", "", "told by the team")), 2, [], [4]),
        ((("a", "5", "A"), ("b", "6", "B"), ("", "", "C")), 3, [], []),
        ((FIRST, SECOND, GAP, ("soon", "5", "C")), 3, [], []),
        ((("Total", "11", ""),), 0, [2], []),
    ],
)
def test_what_stands_at_the_end(
    rows: tuple[tuple[str, ...], ...], kept: int, totals: list[int], asides: list[int]
) -> None:
    ending = cut_ending(numbered(*rows))
    assert (len(ending.rows), [row for row, __ in ending.totals]) == (kept, totals)
    assert [problem.row for problem in ending.asides] == asides
