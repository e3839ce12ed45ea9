"""The page of one loaded file: how it was read, what came of it, whose rows it replaced, and undo."""

from __future__ import annotations

import re
from datetime import date

import pytest

from data.forms.handback import handback
from data.store import Replacement, Store, is_empty, left_out, problems, uploads
from pages.parts.account import numbers
from tests.pages.dropping import SNAPSHOT, dropped, key
from tests.pages.visiting import HOSTILE, click, go, labels, links, run, text, visit

FIRST = (
    "Response ID,Date,CSAT (1-10),Channel\n1,2025-01-02,4,Chat\n2,2025-01-03,9,Chat\n3,2025-01-04,10,Chat\n"
)
SECOND = "Response ID,Date,CSAT (1-10)\n2,2025-01-03,10\n3,2025-01-04,1\n9,2025-02-04,7\nx,31.02.2025,8\n"


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with two files of which the second replaces two rows of the first."""
    for content in (FIRST, SECOND):
        at = dropped((f"{len(content)}.csv", content))
        at.number_input(key=key(at, "low_csat")).set_value(1)
        at.number_input(key=key(at, "high_csat")).set_value(10)
        at = run(at)
        click(click(at, key(at, "scale_csat")), "load")
    assert [upload.loaded for upload in uploads(store)] == [3, 3]
    return store


def test_the_page_tells_all_of_a_file(filled: Store) -> None:
    at = visit("pages/loaded.py", upload="2")
    assert {figure.label: figure.value for figure in at.metric} == {
        "Rows in the file": "4",
        "Loaded": "3",
        "Left out": "1",
        "Replaced earlier rows": "2",
    }
    told = text(at)
    assert re.search(r"Loaded on \d+ \w+ \d{4}, \d{2}:\d{2} by \S.*, as upload 2\.", told)
    assert "The names of the columns stand in row 1." in told
    assert "Its rows tell of 3 Jan 2025 to 4 Feb 2025." in told
    assert "is read on a scale from 1 to 10" in told
    [read] = [frame.value for frame in at.dataframe if "Means" in frame.value]
    assert list(read["In the file"]) == ["Response ID", "Date", "CSAT (1-10)"]
    assert all(read["Why"])
    assert "- 1 row left out – Date: '31.02.2025' is not a date" in told.replace("\\", "")
    assert "2 rows: 3–4" in told
    assert "upload=1" in str([link.proto for link in links(at)]).replace('query_string: "', "")


def test_the_page_leads_to_the_kpis_that_the_file_feeds(filled: Store) -> None:
    at = visit("pages/loaded.py", upload="1")
    assert "Customer satisfaction (CSAT)" in labels(at)
    assert at.query_params["upload"] == "1"
    assert "upload" not in go(at, "pages/trend.py", kpi="csat").query_params


def test_rows_that_a_later_file_replaced_are_told_of_and_kept_by_undo(filled: Store) -> None:
    at = click(visit("pages/loaded.py", upload="1"), "undo_page_1")
    assert "Its rows that later files replaced" in text(at)
    assert [told.value for told in at.warning] == [
        "Undo takes 1 row of this file out of the numbers. No row of an earlier file comes back. "
        "2 more rows of it were replaced by later files; what those files say is kept."
    ]
    at = click(at, "keep_1")
    assert len(at.warning) == 0
    at = click(click(at, "undo_page_1"), "confirm_1")
    assert [upload.upload_id for upload in uploads(filled)] == [2]
    assert [told.value for told in at.success] == ["1 row taken out, 2 kept as later files have them."]


def test_an_undo_tells_what_it_brings_back(filled: Store) -> None:
    at = click(visit("pages/loaded.py", upload="2"), "undo_page_2")
    assert [told.value for told in at.warning] == [
        "Undo takes 3 rows of this file out of the numbers. "
        "In their place 2 rows of earlier files count again."
    ]
    click(at, "confirm_2")
    assert [upload.upload_id for upload in uploads(filled)] == [1]


def test_what_a_person_told_of_a_file_is_told_again(store: Store) -> None:
    at = dropped(("customers.csv", SNAPSHOT))
    at.date_input(key=key(at, "snapshot_date_")).set_value(date(2024, 12, 31))
    at = run(at)
    click(click(at, key(at, "answer_")), "load")
    assert "It shows the customers of 31 Dec 2024." in text(visit("pages/loaded.py", upload="1"))


def test_a_workbook_of_rows_left_out_and_its_origin_lead_to_each_other(filled: Store) -> None:
    left = left_out(filled, 2)
    back = handback("second.csv", left, problems(filled, 2)) if left else b""
    at = dropped(("back.xlsx", back))
    assert "These rows had been left out of" in text(at)
    at.session_state[key(at, "mend_")] = {
        "edited_rows": {0: {"cell_0": "2025-02-28"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    at = run(at)
    click(click(at, key(at, "check_")), "load")
    for upload, heading, other in ((3, "Where its rows come from", 2), (2, "that came back", 3)):
        at = visit("pages/loaded.py", upload=str(upload))
        assert heading in text(at)
        assert f"upload={other}" in str([link.proto for link in links(at)])


@pytest.mark.parametrize("upload", ["", "0", "7", "-1", "one", "1" * 30, "²", "'); DROP TABLE uploads; --"])
def test_an_upload_that_is_not_there_is_told_in_words(filled: Store, upload: str) -> None:
    at = visit("pages/loaded.py", upload=upload)
    assert len(at.info) == 1
    assert "There is no upload number" in at.info[0].value
    assert "All loaded files" in labels(at)


def test_an_empty_store_has_no_page_of_an_upload(store: Store) -> None:
    assert is_empty(store)
    assert "There is no upload number 1" in visit("pages/loaded.py", upload="1").info[0].value


def test_markup_in_a_loaded_file_is_shown_as_it_stands(store: Store) -> None:
    content = (
        f"Date,CSAT,{HOSTILE}\n2025-01-02,4,Chat\n2025-01-03,5,Phone\n{HOSTILE},5,Phone\n2025-01-04,3,Chat\n"
    )
    click(dropped((f"{HOSTILE}.csv", content)), "load")
    at = visit("pages/loaded.py", upload="1")
    shown = [element.value for element in (*at.markdown, *at.title, *at.caption, *at.info)]
    assert shown
    assert not [words for words in shown if re.search(r"(?<!\\)[*<\[]x", words)]


@pytest.mark.parametrize(
    "rows, count, told",
    [
        ((2,), 1, "2"),
        ((2, 3, 4, 9), 4, "2–4, 9"),
        ((2, 4), 7, "2, 4 …"),
    ],
)
def test_rows_are_named_by_their_runs(rows: tuple[int, ...], count: int, told: str) -> None:
    assert numbers(Replacement(1, "a.csv", count, rows)) == told
