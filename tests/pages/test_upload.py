"""Upload: files loaded, told of twice, undone; and what stands in them is shown as it stands."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from data.plans import Policy, Rollout
from data.records import Target
from data.store import Store, is_empty, save_policy, save_target, uploads
from pages.parts.words import plain
from tests.pages.dropping import CLEAN, SNAPSHOT, answers, dropped, key, loadable
from tests.pages.visiting import HOSTILE, click, go, links, run, text

BAD = (
    "Date,CSAT,Channel\n2025-01-02,4,Chat\n,5,Chat\n2025-13-45,3,Phone\n2025-01-05,77,Phone\n"
    "2025-01-06,blue,Phone\n2025-02-01,5,Chat\n"
)
LEFT_OUT = {3, 4, 5, 6}
ESCAPED, MARKUP = re.compile(r"\\."), re.compile(r"\*\*x\*\*|<img|\[a\]")


def test_a_clean_file_is_shown_and_kept_only_when_loaded(store: Store) -> None:
    at = dropped(("answers.csv", CLEAN))
    assert [told.value for told in at.success] == ["**Survey answers:** all 3 rows can be used."]
    assert [tab.label for tab in at.tabs] == ["Columns", "Preview", "Sheet and kind"]
    assert loadable(at) == ["Load 3 rows"]
    assert is_empty(store)
    at = click(at, "load")
    assert [(upload.file, upload.loaded, upload.rejected) for upload in uploads(store)] == [
        ("answers.csv", 3, 0)
    ]
    assert answers(store) == [
        (date(2025, 1, 2), 0.75, "Chat"),
        (date(2025, 2, 3), 1.0, "Phone"),
        (date(2025, 3, 4), 0.25, "Chat"),
    ]
    assert "It feeds: Customer satisfaction (CSAT), Mean satisfaction, Survey answers." in text(at)
    assert "Survey answers · 3 rows loaded · 2 Jan 2025 to 4 Mar 2025" in text(at)
    assert loadable(at) == []
    assert "It feeds" not in text(run(at))


def test_rows_that_cannot_be_used_are_told_in_words_before_and_after(store: Store) -> None:
    at = dropped(("bad.csv", BAD))
    assert [told.value for told in at.warning] == ["**Survey answers:** 2 rows of 6 can be used."]
    [listed] = [told.value for told in at.markdown if told.value.startswith("- ")]
    listed = listed.replace("\\", "").splitlines()
    assert "- 1 row left out – Date: the cell is empty" in listed
    assert any("2025" in told and "is not a date" in told for told in listed)
    assert any("is outside the scale from 1 to 5" in told for told in listed)
    assert at.tabs[0].label == "Problems"
    at = click(at, "load")
    [upload] = uploads(store)
    assert (upload.rows, upload.loaded, upload.rejected) == (6, 2, 4)
    assert "2 rows loaded · 4 left out" in text(at)
    at = go(at, "pages/loaded.py", upload="1")
    kept = next(frame.value for frame in at.dataframe if "What follows" in frame.value)
    assert set(kept.loc[kept["What follows"] == "row left out", "Row"]) == LEFT_OUT


def test_complaints_without_days_lead_to_a_period_that_counts_them_and_pages_say_what_they_lack(
    store: Store,
) -> None:
    save_policy(store, Policy("Promise", (Rollout(date(2024, 3, 1)),)))
    at = dropped(("types.csv", "Complaint number,Category,Stage\n1,late,Delivery\n2,broken,Support\n"))
    at.date_input(key=key(at, "first_day")).set_value(date(2024, 1, 5))
    at.date_input(key=key(at, "last_day")).set_value(date(2024, 6, 7))
    at = click(click(run(at), key(at, "answer_")), "load")
    assert "It feeds: Complaints received." in text(at)
    asked = {link.proto.label: link.proto.query_string for link in links(at)}
    assert "See the overview" not in asked
    assert asked["What to fix first"] == "period=days&from=2024-01-05&to=2024-06-07"
    at = go(at, "pages/complaints.py", period="days", **{"from": "2024-01-05", "to": "2024-06-07"})
    assert "2 of these complaints have no day of their own" in text(at)
    save_target(store, Target("complaints", "absolute", 5, 5, date(2027, 1, 1)))
    for page in ("touchpoints", "worth", "targets"):
        at = go(at, f"pages/{page}.py")
        assert "2 complaints have no day of their own" in text(at), page
        assert "They count here at most where one month holds all of their days" in text(at), page


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
    assert len(at.info) == 0
    assert "Loaded: 3 rows are in." in [told.value for told in at.success]
    at.date_input(key=key(at, "snapshot_date_")).set_value(date(2024, 12, 31))
    at = run(at)
    click(click(at, key(at, "answer_")), "load")
    assert [upload.file for upload in uploads(store)] == ["customers.csv", "answers.csv"]


def test_complaints_without_dates_are_asked_of_which_days_and_counted(store: Store) -> None:
    rows = "".join(f"{n},{'late' if n % 3 else 'broken'}\n" for n in range(1, 61))
    at = dropped(("complaints.csv", "Complaint number,Category\n" + rows))
    assert [told.value for told in at.warning] == ["One question before this file can be loaded."]
    for name, day in (("first_day_", date(2023, 12, 31)), ("last_day_", date(2023, 1, 1))):
        at.date_input(key=key(at, name)).set_value(day)
    assert "The last day lies before the first." in text(click(at, key(at, "answer_")))
    for name, day in (("first_day_", date(2023, 1, 1)), ("last_day_", date(2023, 12, 31))):
        at.date_input(key=key(at, name)).set_value(day)
    at = click(click(run(at), key(at, "answer_")), "load")
    assert "It feeds: Complaints received." in text(at)
    assert "60 complaints have no day of their own" in text(at)
    told = text(go(at, "pages/complaints.py"))
    assert "late and broken make 100 % of complaints" in told
    assert "60 of these complaints have no day of their own" in told
    for page in ("overview", "trend", "rows", "complaint_log"):
        told = text(go(at, f"pages/{page}.py", kpi="complaints", upload="1"))
        assert "between 1 Jan 2023 and 31 Dec 2023" in told or "1 Jan 2023 to 31 Dec 2023" in told, page
    at = go(at, "pages/work_list.py")
    assert at.title[0].value == "Nothing is known to be left to do"
    assert "No complaints and no answers are loaded." not in text(at)


def test_a_load_is_undone(store: Store) -> None:
    at = click(dropped(("answers.csv", CLEAN)), "load")
    at = click(at, "undo_list_1")
    assert [told.value for told in at.warning] == [
        "Undo takes 3 rows of this file out of the numbers. No row of an earlier file comes back."
    ]
    assert not is_empty(store)
    at = click(at, "confirm_1")
    assert is_empty(store)
    assert [told.value for told in at.success] == ["3 rows taken out."]
    assert len(run(at).success) == 0
    assert loadable(dropped(("answers.csv", CLEAN), at=at)) == ["Load 3 rows"]


def test_an_undo_brings_back_what_was_replaced(store: Store) -> None:
    first = "Response ID,Date,CSAT\n1,2025-01-02,4\n2,2025-01-03,5\n"
    at = click(dropped(("first.csv", first)), "load")
    at = click(dropped(("second.csv", first.replace("02,4", "02,1")), at=at), "load")
    assert [score for _day, score, _channel in answers(store)] == [0.0, 1.0]
    at = click(at, "undo_list_2")
    assert "In their place 2 rows of earlier files count again." in at.warning[0].value
    at = click(at, "confirm_2")
    assert [score for _day, score, _channel in answers(store)] == [0.75, 1.0]
    assert "2 earlier versions brought back" in at.success[0].value


def test_markup_in_files_is_shown_as_it_stands(store: Store) -> None:
    rows = (f"2025-01-02,4,{HOSTILE},1", "2025-02-03,5,Phone,1", f"{HOSTILE},5,Phone,2", "")
    content = "\n".join((f"Date,CSAT,Channel,{HOSTILE}", *rows))
    at = dropped((f"{HOSTILE}.csv", content))
    assert marked_up(at) == []
    assert f"{plain(HOSTILE)}\\.csv" in [heading.value for heading in at.header]
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
    assert HOSTILE in list(at.dataframe[0].value.iloc[:, 0])


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
