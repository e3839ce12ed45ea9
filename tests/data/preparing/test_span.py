"""Of which days the rows of a file tell."""

from __future__ import annotations

from datetime import date

import pytest

from data.preparing.preparation import prepare
from data.preparing.span import span
from data.records import Choices
from tests.data.books import csv_text


@pytest.mark.parametrize(
    "content, first, last",
    [
        (csv_text("Date,CSAT", "2025-02-03,4", "2025-01-02 18:30,5"), date(2025, 1, 2), date(2025, 2, 3)),
        (csv_text("Period,Sold,Returned", "2025-01,4,1", "2025-02,5,1"), date(2025, 1, 1), date(2025, 2, 28)),
        (
            csv_text("Customer ID,Joined,Left", "a,2024-01-05,", "b,2024-03-01,2025-06-30"),
            date(2024, 1, 5),
            date(2025, 6, 30),
        ),
    ],
)
def test_the_days_that_rows_tell_of(content: bytes, first: date, last: date) -> None:
    found = prepare("file.csv", content, Choices())
    assert found.status == "ready", found.message
    assert span(found) == (first, last)


def test_a_file_that_is_not_ready_tells_of_none() -> None:
    assert span(prepare("file.csv", b"colour,size\nred,5\n")) is None
