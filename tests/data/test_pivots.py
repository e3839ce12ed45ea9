from __future__ import annotations

import pytest

from data.pivots import pivot_message
from data.records import Sheet
from data.structure import table_of


def message(header: str, *rows: str) -> str | None:
    return pivot_message(table_of(Sheet("", tuple(tuple(row.split(";")) for row in (header, *rows)))))


@pytest.mark.parametrize(
    ("header", "row", "told", "year_missing"),
    [
        ("code;janeiro;fevereiro;março", "7;1;2;3", "janeiro, fevereiro, março", True),
        ("Team;Jan 2024;Feb 2024;Mar 2024", "A;1;2;3", "Jan 2024, Feb 2024, Mar 2024", False),
        ("Январь;Февраль;Март", "1;2;3", "Январь, Февраль, Март", True),
    ],
)
def test_months_side_by_side_are_told(header: str, row: str, told: str, year_missing: bool) -> None:
    said = message(header, row, row.replace("1", "4"))
    assert said is not None
    assert told in said
    assert ("The year is missing" in said) is year_missing


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("date;rating;channel", "2024-01-01;5;x"),
        ("Team;Jan;Feb", "A;1;2"),
        ("Team;May;June;April", "A;tall;small;young"),
    ],
)
def test_other_tables_are_not_pivoted(header: str, row: str) -> None:
    assert message(header, row) is None
