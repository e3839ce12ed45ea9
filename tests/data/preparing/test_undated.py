"""Complaints of a file without dates: asked of which days they are, kept whole, with no day made up."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from data.preparing.preparation import prepare
from data.preparing.span import span
from data.records import Choices
from tests.data.books import csv_text

YEAR = (date(2023, 1, 1), date(2023, 12, 31))
FILE = csv_text(
    "Complaint number,Category,Status,Resolution hours", "1,late,closed,5", "2,broken,,", "3,late,open,"
)


def test_the_days_are_asked_and_no_row_is_lost() -> None:
    asking = prepare("file.csv", FILE)
    assert asking.question is not None
    assert (asking.frame, asking.question.about, asking.question.option) == (None, "days", "--days")
    found = prepare("file.csv", FILE, Choices(days=YEAR))
    assert found.frame is not None
    assert (found.rows, found.rejected, span(found)) == (3, 0, YEAR)
    assert found.frame["received_at"].isna().all()
    assert "resolved_at" not in found.frame
    assert found.frame["is_open"].tolist() == [False, pd.NA, True]
    (told,) = found.problems
    assert (told.row, told.column, told.left_out, told.to_mend) == (2, "Resolution hours", False, False)


@pytest.mark.parametrize(
    ("rows", "days", "received"),
    [
        (("Complaint number,Category", "1,late"), (YEAR[0], YEAR[0]), date(2023, 1, 1)),
        (("Complaint number,Category,Received on", "1,late,2024-05-06"), YEAR, date(2024, 5, 6)),
    ],
)
def test_a_day_that_is_known_is_kept(rows: tuple[str, ...], days: tuple[date, date], received: date) -> None:
    found = prepare("file.csv", csv_text(*rows), Choices(days=days))
    assert found.frame is not None
    assert found.frame["received_at"].dt.date.tolist() == [received]
    assert "received_from" not in found.frame


def test_dates_that_cannot_be_read_are_named_in_the_question() -> None:
    asking = prepare(
        "file.csv", csv_text("Complaint number,Category,Received on", "1,late,soon", "2,late,later")
    )
    assert "What stands in 'Received on' can't be read as dates" in asking.message
