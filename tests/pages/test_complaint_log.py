"""The complaint log: recorded, marked where something is wrong, changed by two at once, undone, listed."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from streamlit.testing.v1 import AppTest

from data.complaints import Version
from data.preparing.entry import prepare_entry
from data.store import Store, complaint_versions, complaints_numbered, load, record_complaint, uploads
from tests.data.store.preparations import complaints, prepared
from tests.pages.visiting import HOSTILE, click, go, labels, run, text, visit

PAGE = "pages/complaint_log.py"
RECEIVED = datetime(2025, 3, 1, 10, 7, 33)


def said(at: AppTest) -> str:
    """Every text on the page, as it reads without escapes."""
    return text(at).replace("\\", "")


def record(store: Store, base: Version | None = None, **cells: Any) -> Version:
    kept = {"received_at": RECEIVED} if base is None else dict(base.cells)
    return record_complaint(store, prepare_entry(kept | cells).preparation, base, by="Jan")


def only(store: Store, number: str) -> Version:
    (found,) = complaints_numbered(store, number)
    return found


def test_a_company_without_files_records_a_complaint_and_takes_it_back(store: Store) -> None:
    at = visit()
    assert "Record complaints in the page" in labels(at)
    at = click(go(at, PAGE), "complaint_new")
    at.text_area(key="complaint_1_description").set_value(HOSTILE)
    at.text_input(key="complaint_1_customer_name").set_value("Jan Kowalski")
    at.date_input(key="complaint_1_received_at_day").set_value(date(2025, 3, 1))
    at.time_input(key="complaint_1_received_at_time").set_value(time(10, 7))
    at.date_input(key="complaint_1_resolved_at_day").set_value(date(2025, 2, 1))
    at.time_input(key="complaint_1_promised_at_time").set_value(time(9, 30))
    at.number_input(key="complaint_1_csat").set_value(4.0)
    at = click(at, "complaint_save")
    assert [error.value.replace("\\", "") for error in at.error] == [
        "'09:30' is not a date",
        "Lies before the complaint was received",
        "Not saved yet: Resolved on and Promised for need a look. What is wrong stands below each field.",
    ]
    assert at.text_area(key="complaint_1_description").value == HOSTILE
    assert uploads(store) == []
    at.date_input(key="complaint_1_resolved_at_day").set_value(date(2025, 3, 1))
    at.time_input(key="complaint_1_promised_at_time").set_value(None)
    at = click(at, "complaint_save")
    kept = only(store, "L-1")
    assert kept.cells == {
        "complaint_id": "L-1",
        "customer_name": "Jan Kowalski",
        "description": HOSTILE,
        "received_at": datetime(2025, 3, 1, 10, 7),
        "resolved_at": datetime(2025, 3, 1, 10, 7),
        "csat": 0.75,
    }
    assert "Resolved on: has no time of day, so it is taken as done at once" in said(at)
    assert at.query_params["complaint"] == "L-1"
    at = click(click(at, "complaint_undo_ask"), "complaint_undo")
    assert "The complaint is taken out of the log." in said(at)
    assert uploads(store) == []


def test_a_change_leaves_all_else_to_the_last_digit_and_is_undone(store: Store) -> None:
    row = {"complaint_id": "C-1", "received_at": RECEIVED, "csat": 7 / 9, "compensation": 12.345}
    flags = {"escalated": True, "satisfied": False, "own:Courier": "DPD", "description": " a\nb "}
    load(store, prepared("complaints.log", [row | flags | {"nature": "Billing"}], file="march.csv"))
    file = only(store, "C-1")
    at = click(visit(PAGE, complaint="C-1"), "complaint_change")
    assert at.text_input(key="complaint_1_complaint_id").disabled
    at = click(at, "complaint_save")
    assert ("Nothing is changed yet." in said(at), only(store, "C-1")) == (True, file)
    at.text_area(key="complaint_1_action").set_value("Refund")
    at.button_group(key="complaint_1_satisfied").set_value("yes")
    at = click(at, "complaint_save")
    assert only(store, "C-1").cells == {**file.cells, "action": "Refund", "satisfied": True}
    assert "Action taken: – → Refund" in said(at)
    assert "Satisfied with the handling: no → yes" in said(at)
    assert "Came by the file march.csv" in said(at)
    assert "The complaint goes back to what it said" in said(click(at, "complaint_undo_ask"))
    at = click(at, "complaint_undo")
    assert only(store, "C-1") == file
    assert "Took back the change by" in said(at)
    assert "march.csv" in "".join(labels(at)).replace("\\", "")


def test_who_saves_later_sees_what_was_saved_meanwhile(store: Store) -> None:
    opened = record(store, nature="Billing", action="none yet")
    at = click(visit(PAGE, complaint="L-1"), "complaint_change")
    theirs = record(store, opened, action="refund", status="closed")
    at.text_area(key="complaint_1_action").set_value("voucher")
    at.text_area(key="complaint_1_prevention").set_value("check the bill")
    at = click(at, "complaint_save")
    assert "Jan has changed this complaint while you were typing." in said(at)
    assert "Action taken: saved meanwhile refund, you typed voucher" in said(at)
    assert only(store, "L-1") == theirs
    at = click(at, "complaint_save")
    assert (
        only(store, "L-1").cells.items()
        >= {
            "action": "voucher",
            "prevention": "check the bill",
            "status": "closed",
        }.items()
    )
    assert [one.by for one in complaint_versions(store, only(store, "L-1"))][:2] == ["Jan", "Jan"]


def test_the_list_holds_under_the_filters_and_files_and_page_are_told_apart(store: Store) -> None:
    load(store, complaints("C-1", "C-1", "C-2", channel="Phone"))
    record(store, channel="Chat")
    at = visit(PAGE, channel="Phone")
    assert list(at.dataframe[0].value["Number"]) == ["C-2", "C-1", "C-1"]
    assert set(at.dataframe[0].value["From"]) == {"a file"}
    at.text_input(key="complaint_search").set_value("l-")
    assert "Nothing under these filters; 1 complaint outside of them." in said(run(at))
    at = go(click(at, "complaint_new"), PAGE, complaint="C-1")
    assert "Several complaints have this number." in said(at)
    assert "There is no complaint number X." in said(go(at, PAGE, complaint="X"))
    assert "isn't there any more" in said(go(at, PAGE, complaint="row-99.1"))
    at = go(at, "pages/upload.py")
    assert "**1 complaint recorded in the page**" in labels(at)
    assert [button.key for button in at.button if button.key and button.key.startswith("undo_")] == [
        "undo_list_1"
    ]
