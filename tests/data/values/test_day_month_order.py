from __future__ import annotations

from datetime import datetime

import pytest

from data.preparing.preparation import prepare
from data.records import Choices
from tests.data.books import csv_text

ANY = "05/01/2024"


@pytest.mark.parametrize(
    ("received", "status", "month"),
    [
        ("15/01/2024", "ready", 1),
        ("01/15/2024", "ready", 5),
        ("03/01/2024", "needs_answer", None),
        ("2024-01-15", "needs_answer", None),
    ],
)
def test_one_column_tells_the_order_of_the_others(received: str, status: str, month: int | None) -> None:
    content = csv_text("received,category,resolved", f"{received},late,2024-07-01", f"03/01/2024,late,{ANY}")
    preparation = prepare("a.csv", content)
    assert preparation.status == status
    if preparation.frame is not None:
        assert preparation.frame["resolved_at"].iloc[1].month == month


def test_columns_that_disagree_leave_a_third_one_to_be_asked() -> None:
    content = csv_text(
        "received,first response,resolved",
        "15/01/2024,01/16/2024,05/06/2024",
        "16/01/2024,01/17/2024,07/06/2024",
    )
    asking = prepare("a.csv", content, Choices(kind="complaints"))
    assert asking.question is not None
    assert asking.question.about == "day_first"


def test_a_column_that_tells_where_its_years_are_tells_it_for_the_others() -> None:
    rows = ["24-03-05;24-03-15;a", *(f"24-03-{day};;b" for day in range(10, 29))]
    found = prepare("a.csv", csv_text("Received at;Resolved at;Category", *rows))
    assert found.frame is not None, found.message
    assert found.frame["resolved_at"].dropna().tolist() == [datetime(2024, 3, 15)]


def test_years_that_nothing_tells_are_asked() -> None:
    found = prepare("a.csv", csv_text("Date;CSAT", "15-03-24;5"))
    assert found.question is not None
    assert "with the year first or last" in found.question.text
    again = prepare("a.csv", csv_text("Date;CSAT", "15-03-24;5"), Choices(day_first=True))
    assert again.frame is not None
    assert again.frame["answered_at"].tolist() == [datetime(2024, 3, 15)]
