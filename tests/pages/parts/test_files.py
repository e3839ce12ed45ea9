"""A file on its way in: its questions answered, and refusals in words."""

from __future__ import annotations

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from data.store import Store, is_empty, uploads
from metrics.cards import View, cards
from metrics.facts import StoredFacts
from pages.parts import finding, speaking
from tests.pages.dropping import SNAPSHOT, answers, dropped, key, loadable
from tests.pages.visiting import click, run, text

ORDER = "Date,CSAT\n01/02/2025,4\n03/04/2025,5\n05/06/2025,5\n"


def test_a_snapshot_asks_for_its_day_and_loads_with_the_answer(store: Store) -> None:
    at = dropped(("customers.csv", SNAPSHOT))
    assert [told.value for told in at.warning] == ["One question before this file can be loaded."]
    assert [told.value for told in at.text] == [
        "The file shows customers as they were on one day. Which day was it?"
    ]
    assert loadable(at) == []
    at.date_input(key=key(at, "snapshot_date_")).set_value(date(2024, 12, 31))
    at = click(run(at), key(run(at), "answer_"))
    assert loadable(at) == ["Load 3 rows"]
    click(at, "load")
    assert [(upload.kind, upload.loaded) for upload in uploads(store)] == [("retention", 3)]
    [card] = [card for card in cards(StoredFacts(store), View(), []) if card.kpi.key == "retention"]
    assert card.reached.value == pytest.approx(100 * 2 / 3)


def test_a_file_with_a_question_does_not_claim_that_every_row_can_be_used(store: Store) -> None:
    assert "every row can be used" not in text(dropped(("customers.csv", SNAPSHOT)))


@pytest.mark.parametrize(
    "day_first, days",
    [
        (True, [date(2025, 2, 1), date(2025, 4, 3), date(2025, 6, 5)]),
        (False, [date(2025, 1, 2), date(2025, 3, 4), date(2025, 5, 6)]),
    ],
)
def test_dates_that_read_both_ways_are_asked_about(store: Store, day_first: bool, days: list[date]) -> None:
    at = dropped(("order.csv", ORDER))
    assert [told for told in at.text if "01/02/2025 can be read either way" in told.value]
    assert loadable(at) == []
    at.radio(key=key(at, "order_")).set_value(day_first)
    at = run(at)
    at = click(click(at, key(at, "answer_")), "load")
    assert [day for day, _score, _channel in answers(store)] == days


def test_a_survey_without_dates_asks_for_its_day(store: Store) -> None:
    at = dropped(("paper.csv", "CSAT,Channel\n5,Chat\n4,Phone\n3,Chat\n"))
    at.date_input(key=key(at, "date_")).set_value(date(2025, 5, 20))
    at = run(at)
    click(click(at, key(at, "answer_")), "load")
    assert {day for day, _score, _channel in answers(store)} == {date(2025, 5, 20)}


@pytest.mark.parametrize(
    "content, words",
    [
        (b"", "The file is empty."),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "The file isn't text"),
        (b"PK\x03\x04" + b"\x00" * 200, "Save it"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"Date,CSAT\n", "no rows"),
        (b"Date,CSAT\nx,1\ny,2\n", "Date"),
        (b"just some words", ""),
    ],
    ids=["empty", "picture", "broken workbook", "pdf", "header alone", "no usable row", "prose"],
)
def test_a_file_that_cannot_be_used_is_refused_in_words(store: Store, content: bytes, words: str) -> None:
    at = dropped(("file.csv", content))
    assert len(at.success) == 0
    assert loadable(at) == []
    assert len(at.error) + len(at.warning) == 1
    assert words.casefold() in " ".join(told.value for told in at.text).casefold()
    assert any(told.value.endswith((".", "?")) for told in at.text)
    assert is_empty(store)


def test_a_file_that_cannot_be_opened_offers_no_choice_of_how_to_read_it(store: Store) -> None:
    at = dropped(("damaged.xlsx", b"PK\x03\x04" + b"\x00" * 200))
    assert [*_choices(at), *at.number_input] == []
    assert len(_choices(dropped(("prose.csv", "just some words\nand more")))) == 1


def _choices(at: AppTest) -> list[str]:
    """The keys of what can be chosen, besides the language and the search that every page offers."""
    return [choice.key or "" for choice in at.selectbox if choice.key not in {speaking.KEY, finding.KEY}]


def test_what_is_converted_and_what_is_no_mistake_is_told_on_the_card(store: Store) -> None:
    rows = "A,2025-01-02 09:30,open,2 h,7\nB,2025-01-03 09:30,closed,30 min,10\nC,2025-01-03,closed,1 h,1\n"
    at = dropped(("tickets.csv", f"Ticket ID,Created,Status,Resolution time,CSAT (1-10)\n{rows}"))
    told = text(at).replace("\\", "")
    assert "the file's scale from 1 to 10 is converted to yours, 1 to 5: '7' counts as 3.67" in told
    assert "read in hours: '2 h' counts as 2, '30 min' counts as 0.5." in told
    [facts] = [shown.value for shown in at.markdown if "nothing to mend" in shown.value]
    assert "1 cell – Resolution time: still open by its status" in facts.replace("\\", "")
    assert "Problems" not in [tab.label for tab in at.tabs]
    assert loadable(at) == ["Load 3 rows"]


def test_rows_that_will_be_replaced_are_told_before(store: Store) -> None:
    first = "Response ID,Date,CSAT\n1,2025-01-02,4\n2,2025-01-03,5\n"
    at = dropped(("first.csv", first))
    assert "replace" not in text(at)
    at = dropped(("second.csv", first.replace("\n1,", "\n3,")), at=click(at, "load"))
    told = text(at).replace("\\", "")
    assert re.search(
        r"\*\*1 of these rows replaces an earlier version\*\* from first.csv \(loaded on \d", told
    )
    at = click(at, "load")
    assert "2 rows loaded, 1 replaces an earlier version" in text(at).replace("\\", "")
    at = click(at, "undo_list_1")
    at = dropped(("third.csv", first), at=click(at, "confirm_1"))
    assert "**1 of these rows replaces an earlier version** from second.csv" in text(at).replace("\\", "")


def test_the_kind_of_a_file_can_be_changed(store: Store) -> None:
    content = "Date,Channel,Rating\n2025-01-02,Chat,4\n2025-02-03,Phone,5\n"
    at = dropped(("file.csv", content))
    at.selectbox(key=key(at, "kind_")).set_value("contacts")
    at = run(at)
    at = click(at, key(at, "read_"))
    assert [told.value for told in at.success] == ["**Calls, chats and e-mails:** all 2 rows can be used."]
    click(at, "load")
    assert [upload.kind for upload in uploads(store)] == ["contacts"]
