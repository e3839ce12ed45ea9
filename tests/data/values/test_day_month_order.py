from __future__ import annotations

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
