"""The one question of a file: a field for each, and the file read by the answer."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from data.store import Store, uploads
from tests.data.books import csv_text, workbook
from tests.pages.dropping import answers, dropped, key, loadable
from tests.pages.visiting import click, run, text

KINDS = csv_text(
    "Ticket ID,Created,CSAT,Team", *(f"T{n},2025-01-{n + 1:02d},{n % 5 + 1},A" for n in range(28))
)
NORTH = [["Date", "CSAT", "Team"], *([f"2025-01-{day:02d}", 4, "A"] for day in range(1, 10))]
SOUTH = [["Date", "CSAT", "Branch"], *([f"2025-02-{day:02d}", 4, "B"] for day in range(1, 10))]
MONTHS = csv_text("Team,Jan,Feb,Mar", "A,10,20,30", "B,1,2,3")
WORDS = ("satisfied", "neutral or dissatisfied")
COLUMN = csv_text("Date,Satisfaction,Team", *(f"2025-01-{n + 1:02d},{WORDS[n % 2]},A" for n in range(28)))


def asked(at: AppTest) -> str:
    """The words of the question."""
    assert [told.value for told in at.warning] == ["One question before this file can be loaded."]
    assert loadable(at) == []
    return at.text[0].value


def answered(at: AppTest, field: str, answer: str) -> AppTest:
    at = click(at, key(at, "answer_"))
    assert "Give an answer first." in [told.value for told in at.caption]
    at.radio(key=key(at, field)).set_value(answer)
    at = run(at)
    return click(at, key(at, "answer_"))


@pytest.mark.parametrize("kind", ["surveys", "complaints"])
def test_a_file_of_several_kinds_is_read_as_the_one_that_is_chosen(store: Store, kind: str) -> None:
    at = dropped(("tickets.csv", KINDS))
    assert "Which is it?" in asked(at)
    click(answered(at, "asked_kind_", kind), "load")
    assert [(upload.kind, upload.loaded) for upload in uploads(store)] == [(kind, 28)]


@pytest.mark.parametrize("sheet, month", [("North", 1), ("South", 2)])
def test_of_several_sheets_the_chosen_one_is_read(store: Store, sheet: str, month: int) -> None:
    at = dropped(("book.xlsx", workbook({"North": NORTH, "South": SOUTH})))
    assert "Which one is to be loaded?" in asked(at)
    click(answered(at, "asked_sheet_", sheet), "load")
    assert {day for day, _score, _channel in answers(store)} == {date(2025, month, d) for d in range(1, 10)}


def test_a_header_means_what_is_answered(store: Store) -> None:
    at = dropped(("survey.csv", COLUMN))
    assert "'Satisfaction'" in asked(at)
    click(answered(at, "asked_column_", "csat"), "load")
    assert sorted({score for _day, score, _channel in answers(store)}) == [0, 1]


def test_a_header_that_means_nothing_is_left_out_whatever_the_kind(store: Store) -> None:
    at = answered(dropped(("survey.csv", COLUMN)), "asked_column_", "")
    assert "Which is it?" in asked(at)
    click(answered(at, "asked_kind_", "complaints"), "load")
    [upload] = uploads(store)
    assert upload.mapping == {"Date": "received_at", "Team": "team"}


def test_answers_are_shown_and_may_be_changed(store: Store) -> None:
    at = dropped(("paper.csv", csv_text("Satisfaction,Team", *(f"{WORDS[n % 2]},A" for n in range(6)))))
    at = answered(at, "asked_column_", "csat")
    at.date_input(key=key(at, "date_")).set_value(date(2025, 5, 20))
    at = run(at)
    at = click(at, key(at, "answer_"))
    told = text(at).replace("\\", "")
    assert "The survey was held on 20 May 2025." in told
    assert "'Satisfaction' holds, as you said: Satisfaction score." in told
    at.date_input(key=key(at, "again__date_")).set_value(date(2025, 6, 1))
    at = run(at)
    at = click(at, key(at, "again__use_date_"))
    assert "The survey was held on 1 Jun 2025." in text(at)
    click(at, "load")
    assert {day for day, _score, _channel in answers(store)} == {date(2025, 6, 1)}


def test_months_without_a_year_are_of_the_year_that_is_answered(store: Store) -> None:
    at = dropped(("wide.csv", MONTHS))
    assert "Of which year are they?" in asked(at)
    at.number_input(key=key(at, "asked_year_")).set_value(2024)
    at = run(at)
    at = click(at, key(at, "answer_"))
    assert "'Count'" in asked(at)
    click(answered(at, "asked_column_", "complaints"), "load")
    [upload] = uploads(store)
    assert (upload.layout, upload.first_day, upload.last_day) == (
        "complaints.totals",
        date(2024, 1, 1),
        date(2024, 3, 31),
    )
