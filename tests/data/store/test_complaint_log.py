"""Complaints recorded in the page: versions of what files may have brought, one log of their days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from data.complaints import Version, changes, together
from data.preparing.entry import prepare_entry
from data.records import Preparation
from data.rows import Origin
from data.store import (
    ChangedMeanwhile,
    LogDays,
    NotThereYet,
    NumberShared,
    NumberTaken,
    Store,
    UnknownComplaint,
    Wanted,
    complaint_at,
    complaint_taken_back,
    complaint_versions,
    complaints_numbered,
    count_complaints,
    coverage,
    details,
    foresee_load,
    is_empty,
    list_complaints,
    load,
    log_days,
    record_complaint,
    remove_sample,
    say_log_complete,
    stored_rows,
    take_complaint_back,
    undo,
    unsay_log_complete,
    uploads,
    written_members,
)
from data.store.rows import RowKey
from tests.data.store.preparations import PERSON, complaints, prepared

RECEIVED = datetime(2025, 3, 1, 10, 7, 33)
TODAY = date(2025, 4, 1)


def record(
    store: Store, base: Version | None = None, on: date = TODAY, by: str = "Ewa", **cells: Any
) -> Version:
    """A complaint recorded on a day; with a base, that one with these cells in place of its own."""
    said = ({} if base is None else dict(base.cells)) | {"received_at": RECEIVED} | cells
    entry = prepare_entry(said, store.dimensions("complaints"))
    assert entry.faults == {}
    return record_complaint(store, entry.preparation, base, by=by, on=on)


def only(store: Store, number: str) -> Version:
    (found,) = complaints_numbered(store, number)
    return found


def loaded(store: Store, *numbers: str | None, **values: Any) -> int:
    result = load(store, complaints(*numbers, **values), uploaded_by="Jan")
    assert result.upload is not None
    return result.upload.upload_id


def of(store: Store, upload_id: int, row: int) -> Version:
    return complaint_at(store, (upload_id, row))


def test_a_complaint_has_its_versions_and_goes_back_to_the_one_before(store: Store) -> None:
    first = record(store, nature="Billing", csat=7 / 9, **PERSON)
    second = record(store, first, by="Jan", resolved_at=RECEIVED + timedelta(days=1), nature="Delivery")
    assert (first.number, second.number, second.cells["csat"]) == ("L-1", "L-1", 7 / 9)
    assert second.cells.items() >= {k: v for k, v in PERSON.items() if v}.items()
    assert [(one.by, one.current) for one in complaint_versions(store, second)] == [
        ("Ewa", False),
        ("Jan", True),
    ]
    told = {change.column: (change.was, change.now) for change in changes(first.cells, second.cells)}
    assert told == {
        "nature": ("Billing", "Delivery"),
        "resolved_at": (None, RECEIVED + timedelta(days=1)),
    }
    assert store.rows("complaints") == 1
    take_complaint_back(store, second, by="Ola")
    back = only(store, "L-1")
    assert (back.cells, back.current) == (first.cells, True)
    assert [(one.by, one.undone_by) for one in complaint_taken_back(store, back)] == [("Jan", "Ola")]
    take_complaint_back(store, back)
    with store.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM people").fetchall() == [(0,)]
    assert is_empty(store)
    with pytest.raises(UnknownComplaint):
        complaint_at(store, back.place)


def test_who_saves_later_is_told_and_nothing_is_lost(store: Store) -> None:
    opened = record(store, nature="Billing", action="none yet")
    theirs = record(store, opened, by="Jan", status="closed", action="refund")
    mine: dict[str, Any] = dict(opened.cells) | {"action": "voucher", "prevention": "check the bill"}
    with pytest.raises(ChangedMeanwhile):
        record(store, opened, **mine)
    with pytest.raises(ChangedMeanwhile):
        take_complaint_back(store, opened)
    now = complaint_at(store, opened.place)
    assert now == theirs
    saved = record(store, now, **together(opened.cells, mine, now.cells))
    assert (saved.cells["status"], saved.cells["action"], saved.cells["prevention"]) == (
        "closed",
        "voucher",
        "check the bill",
    )
    assert [one.cells.get("action") for one in complaint_versions(store, saved)] == [
        "none yet",
        "refund",
        "voucher",
    ]
    assert "nature" not in together(opened.cells, {}, opened.cells)


def test_numbers_are_free_and_never_given_twice(store: Store) -> None:
    loaded(store, "C-1", "L-7")
    assert record(store).number == "L-8"
    gone = record(store)
    take_complaint_back(store, gone)
    assert record(store).number == "L-10"
    assert record(store, complaint_id="Z 1").number == "Z 1"
    for number in ("Z 1", "C-1"):
        with pytest.raises(NumberTaken, match=number):
            record(store, complaint_id=number)
    assert store.rows("complaints") == 5


def test_a_complaint_of_a_file_is_changed_and_a_later_file_supersedes_as_usual(store: Store) -> None:
    file = loaded(store, "C-1", "C-2", nature="Billing")
    changed = record(store, only(store, "C-1"), nature="Delivery")
    assert (changed.recorded, store.rows("complaints")) == (True, 2)
    (replacement,) = details(store, file).replaced_by
    assert (replacement.count, replacement.rows, replacement.recorded) == (1, (2,), True)
    later = complaints("C-1", file="april.csv", content="later", nature="Returns")
    assert [(upload.recorded, count) for upload, count in foresee_load(store, later).replaced] == [(True, 1)]
    newest = load(store, later).upload
    assert newest is not None
    versions = complaint_versions(store, only(store, "C-1"))
    assert [(one.cells["nature"], one.recorded) for one in versions] == [
        ("Billing", False),
        ("Delivery", True),
        ("Returns", False),
    ]
    assert versions[-1].file == "april.csv"
    undo(store, newest.upload_id)
    assert only(store, "C-1") == changed
    with pytest.raises(ValueError, match="as a whole"):
        take_complaint_back(store, versions[-1])


def test_a_change_makes_a_complaint_tell_no_more_than_its_file_and_what_was_typed(store: Store) -> None:
    def known(number: str) -> tuple[Any, ...]:
        told = "is_open, tells_resolution, tells_compensation, tells_follow_up, known_until"
        query = f"SELECT {told} FROM complaints WHERE complaint_id = ?"
        with store.cursor() as cursor:
            return cursor.execute(query, [number]).fetchall()[0]

    loaded(store, "C-1", followed_up_at=None)
    first = record(store, only(store, "C-1"), nature="Billing")
    assert known("C-1") == (None, False, False, True, datetime(2025, 4, 1))
    second = record(store, first, compensation=10.0)
    assert known("C-1") == (None, False, True, True, datetime(2025, 4, 1))
    record(store, second, status="open", resolved_at=None)
    assert known("C-1")[0] is True
    record(store, on=date(2025, 4, 9))
    assert known("L-1") == (True, True, True, True, datetime(2025, 4, 9))


def test_a_row_without_a_number_gets_one_and_counts_once(store: Store) -> None:
    file = loaded(store, None, None)
    changed = record(store, of(store, file, 2), nature="Billing")
    assert (changed.number, store.rows("complaints")) == ("L-1", 2)
    again = record(store, changed, nature="Delivery")
    take_complaint_back(store, again)
    take_complaint_back(store, changed)
    back = of(store, file, 2)
    assert (back.number, back.current, store.rows("complaints")) == ("", True, 2)
    assert record(store, back, nature="Returns").number == "L-1"
    assert store.rows("complaints") == 2


def test_a_row_that_was_mended_without_a_number_is_still_met_by_the_next_mending(store: Store) -> None:
    def mended(content: str) -> Preparation:
        found = complaints(None, file="mended.xlsx", content=content, nature=content)
        return replace(found, origin=Origin("a b", {2: "17"}))

    first = load(store, mended("first")).upload
    assert first is not None
    changed = record(store, of(store, first.upload_id, 2), nature="Changed")
    assert (changed.number, store.rows("complaints")) == ("", 1)
    load(store, mended("second"))
    assert store.rows("complaints") == 1


def test_rows_that_share_a_number_are_left_as_they_are(store: Store) -> None:
    file = loaded(store, "C-1", "C-1")
    with pytest.raises(NumberShared, match=r"complaints\.csv"):
        record(store, of(store, file, 3))
    assert store.rows("complaints") == 2
    assert [one.row_number for one in complaint_versions(store, of(store, file, 3))] == [3]


def test_all_that_is_recorded_is_one_upload_with_one_reach(store: Store) -> None:
    loaded(store, "C-1", channel="Phone")
    record(store, only(store, "C-1"), nature="Billing")
    (reach,) = coverage(store)["complaints"]
    # A change of what a file brought tells nothing of the days since.
    assert (reach.file, reach.last, reach.uploads) == ("complaints.csv", date(2025, 1, 1), (1, 2))
    first = record(store, received_at=datetime(2025, 2, 10, 9), branch="North")
    record(store, received_at=datetime(2025, 2, 20, 9))
    record(store, first, on=TODAY + timedelta(days=5), received_at=datetime(2025, 2, 15, 9))
    page, file = uploads(store)
    assert (page.recorded, page.loaded, page.rows, page.replaced, page.upload_id) == (True, 3, 3, 2, 5)
    # From the day of the first recording on: nobody vouches for the days of complaints typed in afterwards.
    assert (page.first_day, page.last_day) == (TODAY, date(2025, 4, 6))
    assert file.file == "complaints.csv"
    log, file_reach = coverage(store)["complaints"]
    assert (log.first, log.last, log.uploads) == (TODAY, date(2025, 4, 6), (5, 3, 4))
    assert file_reach.uploads == (1, 2)
    # Nobody's team was told, so nobody's complaints are told of a team; nor is anybody's satisfaction.
    assert {"branch", "resolved_at", "compensation"} <= log.columns
    assert not {"team", "csat", "customer_name"} & log.columns
    assert "answers" not in coverage(store)
    (row,) = stored_rows(store, [RowKey("complaints", 4, 2)])
    assert (row.recorded, row.file) == (True, "Recorded in the page")


def test_who_keeps_the_log_says_from_which_day_on_it_is_complete(store: Store) -> None:
    assert log_days(store) is None
    record(store, received_at=datetime(2025, 2, 10, 9))
    assert log_days(store) == LogDays(TODAY, TODAY, None)
    with pytest.raises(NotThereYet):
        say_log_complete(store, TODAY + timedelta(days=1), on=TODAY)
    say_log_complete(store, date(2025, 1, 1), on=date(2025, 5, 2), by="Ewa")
    assert log_days(store) == LogDays(date(2025, 1, 1), date(2025, 5, 2), "Ewa")
    (reach,) = coverage(store)["complaints"]
    assert (reach.first, reach.last) == (date(2025, 1, 1), date(2025, 5, 2))
    unsay_log_complete(store)
    assert log_days(store) == LogDays(TODAY, TODAY, None)


def test_the_list_has_files_and_page_newest_first_under_filters(store: Store) -> None:
    loaded(store, "C-1", "C-2", channel="Phone", nature="Billing")
    record(store, received_at=datetime(2025, 3, 1, 8), channel="Chat", resolved_at=datetime(2025, 3, 2, 8))
    found = list_complaints(store, Wanted())
    assert [(one.number, one.open, one.recorded) for one in found] == [
        ("L-1", False, True),
        ("C-2", None, False),
        ("C-1", None, False),
    ]
    cases = {
        Wanted(number="c-"): 2,
        Wanted(where=(("channel", ("Chat",)),)): 1,
        Wanted(where=(("nature", ("",)), ("channel", ("Chat", "Phone")))): 1,
        Wanted(first=date(2025, 1, 2), last=date(2025, 1, 2)): 1,
        Wanted(number="%"): 0,
    }
    assert {wanted: count_complaints(store, wanted) for wanted in cases} == cases
    assert [one.number for one in list_complaints(store, Wanted(), 1, 1)] == ["C-2"]
    assert written_members(store, ["channel", "team"]) == {"channel": ["Phone", "Chat"], "team": []}


def test_a_change_of_the_sample_goes_with_the_sample_and_an_own_dimension_stays(store: Store) -> None:
    load(
        store, prepared("complaints.log", [{"complaint_id": "S-1", "received_at": RECEIVED}]), is_sample=True
    )
    load(
        store,
        prepared("complaints.log", [{"complaint_id": "C-1", "received_at": RECEIVED, "own:Courier": "DPD"}]),
    )
    record(store, only(store, "S-1"), nature="Billing")
    assert record(store, only(store, "C-1"), nature="Billing").cells["own_1"] == "DPD"
    remove_sample(store)
    assert [one.number for one in list_complaints(store, Wanted())] == ["C-1"]
