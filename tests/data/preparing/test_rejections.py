"""Every row of a file is kept or left out, whoever finds the problem; facts leave nothing out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.preparing import preparation
from data.preparing.logs import Shaped, problems_where, shape_log
from data.preparing.preparation import prepare
from data.records import Choices
from data.specs import Layout
from data.values.cleaning import Cleaned
from tests.data.books import csv_text

MOST = 12
ROWS = st.sets(st.integers(0, MOST - 1), max_size=MOST)


@settings(max_examples=30, deadline=None)
@given(unread=ROWS, left_out=ROWS, told=ROWS)
def test_rows_that_a_shaper_leaves_out_are_left_out(
    unread: set[int], left_out: set[int], told: set[int]
) -> None:
    """Of a shaper that finds problems of its own; one of it leaves its row out only where it says so."""

    def shape(cleaned: Cleaned, layout: Layout, choices: Choices) -> Shaped:
        frame, found = shape_log(cleaned, layout, choices)
        for rows, is_left_out in ((left_out, True), (told, False)):
            marked = frame["row_number"].isin([place + 2 for place in rows])
            found += problems_where(frame, marked, "csat", cleaned, "odd", left_out=is_left_out)
        return frame, found

    days = ["someday" if place in unread else f"2025-01-{place + 1:02d}" for place in range(MOST)]
    content = csv_text("Date,CSAT,NPS", "2025-02-01,4,9", *(f"{day},3,7" for day in days[1:]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(preparation.SHAPERS, "surveys.log", shape)
        found = prepare("survey.csv", content)
    gone = {place + 2 for place in (unread - {0}) | left_out}
    kept = set() if found.frame is None else set(found.frame["row_number"])
    assert kept == set(range(2, MOST + 2)) - gone
    assert len(kept) + found.rejected == found.rows == MOST


@pytest.mark.parametrize(
    "header, row, reason",
    [
        ("ticket id,created,status,resolution hours", "A,2024-03-05 09:30,open,22", "still open"),
        ("ticket id,created,resolved", "A,2024-03-05 09:30,2024-03-05", "has no time of day"),
        ("customer id,joined,left", "A,2020-01-01,2090-01-01", "still there"),
        ("ticket id,created,resolved", "A,2024-03-05,2024-03-01", None),
    ],
)
def test_what_is_no_mistake_is_not_to_be_mended(header: str, row: str, reason: str | None) -> None:
    content = csv_text(header, row, row.replace("A,", "B,"))
    problems = prepare("file.csv", content).problems
    assert len(problems) == 2
    assert [problem.to_mend for problem in problems] == [reason is None] * 2
    assert all(reason is None or reason in problem.reason for problem in problems)
