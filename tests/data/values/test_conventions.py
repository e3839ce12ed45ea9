from __future__ import annotations

from collections.abc import Sequence

import pytest

from data.preparing.preparation import prepare
from data.records import Choices
from data.rows import Convention
from tests.data.books import csv_text

MOMENT, AMOUNT, FLAG = "received_at", "compensation", "escalated"


@pytest.mark.parametrize(
    "column, header, cells, expected",
    [
        (MOMENT, "closed", ["31/12/2025", "01/02/2025"], None),
        ("resolved_at", "closed", ["02/01/2025", "31/12/2025"], Convention(day_first=True)),
        ("resolved_at", "closed", ["02/01/2025", "12/31/2025"], Convention(day_first=False)),
        ("resolved_at", "closed", ["Fri 31/01/2025", ""], Convention(day_first=True)),
        ("resolved_at", "closed", ["05/05/2025", "05.05.2025"], None),
        ("resolved_at", "closed", ["2025-01-02", "45000"], None),
        (AMOUNT, "compensation", ["1,5", "2"], Convention(decimal_mark=",")),
        (AMOUNT, "compensation", ["1.5", "2"], None),
        (AMOUNT, "compensation", ["1.250", "2.5"], Convention(decimal_mark=".")),
        (AMOUNT, "compensation", ["1,234", "2"], Convention(decimal_mark=".")),
        (AMOUNT, "compensation", ["many, many", "1 000"], None),
        (FLAG, "escalated", ["x", ""], Convention(blank_is_no=True)),
        (FLAG, "escalated", ["yes", "no", ""], Convention(blank_is_no=False)),
        ("csat", "satisfaction", ["good", "poor", "4"], Convention(words=("good", "poor"))),
        ("csat", "satisfaction", ["4", "5"], None),
        ("team", "team", ["1,5", "x"], None),
    ],
)
def test_how_a_column_is_written(
    column: str, header: str, cells: Sequence[str], expected: Convention | None
) -> None:
    rows = [f"2025-01-01;open;{cell}" for cell in cells]
    content = csv_text(f"received;status;{header}", "left out;open;", *rows)
    found = prepare("x.csv", content, Choices(kind="complaints"))
    assert found.left_out, found.message
    assert found.left_out.choices.conventions.get(column) == expected


@pytest.mark.parametrize(
    "periods, expected",
    [
        (["2025-01", "2025-02"], None),
        (["01.01.2025", "01.02.2025"], Convention(day_first=True, whole_months=True)),
        (["31.01.2025", "28.02.2025"], Convention(day_first=True, whole_months=True)),
        (["01.01.2025", "02.01.2025"], Convention(day_first=True, whole_months=False)),
        (["2025-01-01", "2025-01-02"], Convention(whole_months=False)),
        (["W01 2025", "W02 2025"], None),
    ],
)
def test_how_periods_are_written(periods: Sequence[str], expected: Convention | None) -> None:
    rows = [f"{period};5" for period in periods]
    found = prepare("x.csv", csv_text("period;sold", *rows, "left out;5"))
    assert found.left_out, found.message
    assert found.left_out.choices.conventions.get("period") == expected
