"""Upload: what was understood of a file, its questions and problems in words, loading and undoing."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.store import Store, is_empty, uploads
from metrics.facts import StoredFacts
from metrics.overview import View, cards
from pages.parts.words import plain
from tests.pages.visiting import HOSTILE, click, go, run, text, visit

CLEAN = "Date,CSAT,Channel\n2025-01-02,4,Chat\n2025-02-03,5,Phone\n2025-03-04,2,Chat\n"
BAD = (
    "Date,CSAT,Channel\n2025-01-02,4,Chat\n,5,Chat\n2025-13-45,3,Phone\n2025-01-05,77,Phone\n"
    "2025-01-06,blue,Phone\n2025-02-01,5,Chat\n"
)
LEFT_OUT = {3, 4, 5, 6}
SNAPSHOT = "customerID,tenure,MonthlyCharges,Churn\nA1,5,20.5,No\nA2,10,30,Yes\nA3,7,25,No\n"
ESCAPED, MARKUP = re.compile(r"\\."), re.compile(r"\*\*x\*\*|<img|\[a\]")
ORDER = "Date,CSAT\n01/02/2025,4\n03/04/2025,5\n05/06/2025,5\n"
TEN = "Date,CSAT\n2025-01-02,1\n2025-02-03,7\n2025-03-04,10\n"


def dropped(*files: tuple[str, str | bytes], at: AppTest | None = None) -> AppTest:
    """A visit to the upload page with these files in the drop zone."""
    at = at or visit("pages/upload.py")
    contents = [(name, held if isinstance(held, bytes) else held.encode()) for name, held in files]
    at.file_uploader[0].set_value([(name, content, "text/csv") for name, content in contents])
    return run(at)


def key(at: AppTest, start: str) -> str:
    """The key of the first element that begins so: the rest of it is the file's."""
    return next(node.key for node in at.main if (getattr(node, "key", None) or "").startswith(start))


def loadable(at: AppTest) -> list[str]:
    """The label of the button that loads; nothing where there is nothing to load."""
    return [button.label for button in at.button if button.key == "load"]


def answers(store: Store) -> list[tuple[date, float, str | None]]:
    """The day, the score as a position from 0 to 1, and the channel of each answer."""
    rows = store.frame("answers").collect("pandas").to_native().sort_values("answered_at")
    return [
        (row.answered_at.date(), row.csat, row.channel) for row in rows[["answered_at", "csat", "channel"]].itertuples()
    ]


def test_a_clean_file_is_shown_and_kept_only_when_loaded(store: Store) -> None:
    at = dropped(("answers.csv", CLEAN))
    assert [told.value for told in at.success] == ["3 rows are ready: Survey answers."]
    assert "No problems: every row can be used." in text(at)
    assert loadable(at) == ["Load 3 rows"]
    assert is_empty(store)
    at = click(at, "load")
    assert [(upload.file, upload.loaded, upload.rejected) for upload in uploads(store)] == [("answers.csv", 3, 0)]
    assert answers(store) == [
        (date(2025, 1, 2), 0.75, "Chat"), (date(2025, 2, 3), 1.0, "Phone"), (date(2025, 3, 4), 0.25, "Chat")
    ]
    assert "It feeds: Customer satisfaction (CSAT), Mean satisfaction, Survey answers." in text(at)
    assert "3 rows loaded, 0 left out · 2 Jan 2025 to 4 Mar 2025" in text(at)
    assert loadable(at) == []
    assert "It feeds" not in text(run(at))


def test_rows_that_cannot_be_used_are_told_in_words_before_and_after(store: Store) -> None:
    at = dropped(("bad.csv", BAD))
    assert [told.value for told in at.success] == ["2 rows are ready: Survey answers."]
    listed = [told.value for told in at.markdown if told.value.startswith("- ")]
    assert "- 1 row left out – Date: the cell is empty" in listed
    assert any("2025" in told and "is not a date" in told for told in listed)
    assert any("is outside the scale from 1 to 5" in told for told in listed)
    table = next(frame.value for frame in at.dataframe if "What follows" in frame.value)
    assert set(table.loc[table["What follows"] == "row left out", "Row"]) == LEFT_OUT
    at = click(at, "load")
    [upload] = uploads(store)
    assert (upload.rows, upload.loaded, upload.rejected) == (6, 2, 4)
    assert "2 rows loaded, 4 left out" in text(at)
    kept = next(frame.value for frame in at.dataframe if "What follows" in frame.value)
    assert set(kept["What follows"]) == {"row left out"}
    assert set(kept["Row"]) == LEFT_OUT


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


def test_a_refused_file_holds_no_other_back(store: Store) -> None:
    at = dropped(("empty.csv", ""), ("answers.csv", CLEAN))
    assert [told.value for told in at.error] == ["This file can't be loaded as it is."]
    at = click(at, "load")
    assert [upload.file for upload in uploads(store)] == ["answers.csv"]


def test_the_same_file_is_told_of_and_not_loaded_twice(store: Store) -> None:
    at = click(dropped(("answers.csv", CLEAN)), "load")
    at = dropped(("answers.csv", CLEAN), at=at)
    assert len(at.info) == 1
    assert loadable(at) == []
    assert len(answers(store)) == 3


def test_a_file_that_was_loaded_under_another_name_says_which(store: Store) -> None:
    at = click(dropped(("answers.csv", CLEAN)), "load")
    at = dropped(("renamed.csv", CLEAN), at=at)
    assert loadable(at) == []
    assert plain("answers.csv") in at.info[0].value


def test_the_same_content_twice_in_the_drop_zone_is_loaded_once(store: Store) -> None:
    click(dropped(("a.csv", CLEAN), ("b.csv", CLEAN)), "load")
    assert len(answers(store)) == 3


def test_two_files_are_loaded_at_once(store: Store) -> None:
    at = dropped(("answers.csv", CLEAN), ("bad.csv", BAD))
    assert loadable(at) == ["Load 5 rows"]
    at = click(at, "load")
    assert {upload.file: upload.loaded for upload in uploads(store)} == {"answers.csv": 3, "bad.csv": 2}
    assert len([told for told in at.success if told.value.startswith(("answers", "bad"))]) == 2


def test_a_file_that_waits_for_an_answer_stays_when_another_is_loaded(store: Store) -> None:
    at = click(dropped(("answers.csv", CLEAN), ("customers.csv", SNAPSHOT)), "load")
    assert [upload.file for upload in uploads(store)] == ["answers.csv"]
    assert [told.value for told in at.warning] == ["One question before this file can be loaded."]
    at.date_input(key=key(at, "snapshot_date_")).set_value(date(2024, 12, 31))
    at = run(at)
    click(click(at, key(at, "answer_")), "load")
    assert [upload.file for upload in uploads(store)] == ["customers.csv", "answers.csv"]


def mapped(at: AppTest, row: int, column: str) -> AppTest:
    """Another meaning chosen for the header in a row of the table."""
    at.session_state[key(at, "mapping_")] = {
        "edited_rows": {row: {"column": column}}, "added_rows": [], "deleted_rows": []
    }
    return run(at)


def test_a_header_can_be_given_another_meaning(store: Store) -> None:
    at = dropped(("answers.csv", CLEAN))
    assert "mapping_" in key(at, "mapping_")
    at = mapped(at, 2, "team")
    table = next(frame.value for frame in at.dataframe if "certainty" in frame.value)
    assert list(table["column"]) == ["answered_at", "csat", "team"]
    click(at, "load")
    assert (store.members("team"), store.members("channel")) == (["Chat", "Phone"], [])


def test_a_second_change_of_meaning_keeps_the_first(store: Store) -> None:
    at = mapped(dropped(("answers.csv", "Date,CSAT,Channel,Shop\n2025-01-02,4,Chat,A\n2025-02-03,5,Phone,B\n")), 2, "team")
    at = mapped(at, 3, "product")
    click(at, "load")
    assert [store.members(name) for name in ("team", "product", "channel", "branch")] == [
        ["Chat", "Phone"], ["A", "B"], [], []
    ]


def test_the_kind_of_a_file_can_be_changed(store: Store) -> None:
    content = "Date,Channel,Rating\n2025-01-02,Chat,4\n2025-02-03,Phone,5\n"
    at = dropped(("file.csv", content))
    at.selectbox(key=key(at, "kind_")).set_value("contacts")
    at = run(at)
    at = click(at, key(at, "read_"))
    assert [told.value for told in at.success] == ["2 rows are ready: Calls, chats and e-mails."]
    click(at, "load")
    assert [upload.kind for upload in uploads(store)] == ["contacts"]


@pytest.mark.parametrize(
    "low, high, positions",
    [
        (1, 10, [0.0, 6 / 9, 1.0]),
        (0, 10, [0.1, 0.7, 1.0]),
        (10, 1, [1.0, 3 / 9, 0.0]),
    ],
)
def test_a_scale_can_be_changed(store: Store, low: float, high: float, positions: list[float]) -> None:
    at = dropped(("ten.csv", TEN))
    at.number_input(key=key(at, "low_csat")).set_value(low)
    at.number_input(key=key(at, "high_csat")).set_value(high)
    at = run(at)
    click(click(at, key(at, "scale_csat")), "load")
    assert [score for _day, score, _channel in answers(store)] == pytest.approx(positions)


def test_a_scale_can_be_changed_twice(store: Store) -> None:
    at = dropped(("ten.csv", TEN))
    for low, high in ((10, 1), (0, 10)):
        at.number_input(key=key(at, "low_csat")).set_value(low)
        at.number_input(key=key(at, "high_csat")).set_value(high)
        at = run(at)
        at = click(at, key(at, "scale_csat"))
    click(at, "load")
    assert [score for _day, score, _channel in answers(store)] == pytest.approx([0.1, 0.7, 1.0])


def test_a_load_is_undone(store: Store) -> None:
    at = click(dropped(("answers.csv", CLEAN)), "load")
    at = click(at, "undo_1")
    assert is_empty(store)
    assert [told.value for told in at.success] == ["3 rows taken out, 0 earlier versions brought back."]
    assert len(run(at).success) == 0
    assert loadable(dropped(("answers.csv", CLEAN), at=at)) == ["Load 3 rows"]


def test_an_undo_brings_back_what_was_replaced(store: Store) -> None:
    first = "Response ID,Date,CSAT\n1,2025-01-02,4\n2,2025-01-03,5\n"
    at = click(dropped(("first.csv", first)), "load")
    at = click(dropped(("second.csv", first.replace("02,4", "02,1")), at=at), "load")
    assert [score for _day, score, _channel in answers(store)] == [0.0, 1.0]
    at = click(at, "undo_2")
    assert [score for _day, score, _channel in answers(store)] == [0.75, 1.0]
    assert "2 earlier versions brought back" in at.success[0].value


def test_markup_in_files_is_shown_as_it_stands(store: Store) -> None:
    content = f"Date,CSAT,Channel,{HOSTILE}\n2025-01-02,4,{HOSTILE},1\n2025-01-03,5,{HOSTILE},1\n{HOSTILE},5,Phone,2\n"
    at = dropped((f"{HOSTILE}.csv", content))
    assert marked_up(at) == []
    assert f"{plain(HOSTILE)}\\.csv" in [heading.value for heading in at.subheader]
    at = click(at, "load")
    assert marked_up(at) == []
    at = dropped(("again.csv", content), at=at)
    assert marked_up(at) == []
    for page in ("pages/overview.py", "pages/trend.py"):
        at = go(at, page)
        at.sidebar.multiselect(key="channel").set_value([HOSTILE])
        at = run(at)
        assert marked_up(at) == [], page
        assert any(plain(HOSTILE) in told.value for told in at.markdown), page
    at.sidebar.multiselect(key="channel").set_value([])
    at.button_group(key="split").set_value("channel")
    at = run(at)
    assert marked_up(at) == []
    assert HOSTILE in list(at.dataframe[0].value["Member"])


def marked_up(at: AppTest) -> list[str]:
    """The texts in which markup of a file would have its effect."""
    read = [*at.markdown, *at.caption, *at.title, *at.header, *at.subheader]
    told = [*at.info, *at.success, *at.warning, *at.error]
    named = [*at.button, *at.tabs, *at.expander, *at.selectbox, *at.number_input]
    texts = [item.value for item in (*read, *told)] + [item.label for item in named]
    texts += [popover.proto.popover.label for popover in at.get("popover")]
    return [found for found in texts if MARKUP.search(ESCAPED.sub("", found))]


def test_a_real_file_with_a_bad_score_loads_what_can_be_used(store: Store, shared: Path) -> None:
    name = "support_tickets_csat_hours.csv"
    at = click(dropped((name, (shared / "real" / name).read_bytes())), "load")
    [upload] = uploads(store)
    assert (upload.kind, upload.rows, upload.loaded + upload.rejected) == ("complaints", 1000, 1000)
    assert "It feeds: " in text(at)
