"""Work list: what is left to do, marked as done and taken back."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from data.store import Store, callbacks, complaints_numbered, load
from tests.data.store.preparations import START, prepared
from tests.pages.visiting import HOSTILE, click, text, visit

KEY = "resolve_complaints_1_2"
HIDDEN = "resolve_complaints_1_4"
CALL = "call_back_surveys_2_2"
COMPLAINTS = [
    {
        "complaint_id": "K1",
        "customer_id": "C7",
        "received_at": START,
        "is_open": True,
        "description": HOSTILE,
    },
    {"complaint_id": "K2", "received_at": START.replace(month=2), "is_open": True, "team": "North"},
    {"customer_id": "C8", "received_at": START, "is_open": True},
]
SCORES = [{"answered_at": START, "csat": 0.0, "nps": 2.0, "comment": "Never again", "employee": "Jana"}]


def test_what_is_marked_moves_to_done_and_comes_back(store: Store) -> None:
    load(store, prepared("complaints.log", COMPLAINTS))
    load(store, prepared("surveys.log", SCORES))
    at = visit("pages/work_list.py")
    assert at.title[0].value == "To do: 2 complaints past their time and 1 unhappy customer to call back"
    assert "Never again" in text(at)
    assert "Jana" not in text(at)
    assert "\\*\\*x\\*\\*" in text(at)
    at.text_input(key=f"note_{CALL}").set_value("Called, all is well")
    click(at, f"done_{CALL}")
    assert at.title[0].value == "To do: 2 complaints past their time"
    (mark,) = callbacks(store)
    assert (mark.note, mark.done_by) == ("Called, all is well", "test@example.com")
    assert "Called, all is well" in text(visit("pages/work_list.py"))
    click(at, f"unmark_{mark.callback_id}")
    assert at.title[0].value.endswith("1 unhappy customer to call back")
    assert list(at.dataframe[-1].value["Taken back by"]) == ["test@example.com"]


def test_what_is_resolved_goes_into_the_complaint_and_what_cant_stays_counted(store: Store) -> None:
    load(store, prepared("complaints.log", COMPLAINTS))
    at = visit("pages/work_list.py")
    at.date_input(key=f"day_{KEY}").set_value(START.date() + timedelta(days=3))
    at.time_input(key=f"time_{KEY}").set_value(time(9, 30))
    click(at, f"done_{KEY}")
    (kept,) = complaints_numbered(store, "K1")
    assert kept.cells["resolved_at"] == datetime.combine(START.date() + timedelta(days=3), time(9, 30))
    assert (kept.open, kept.by, callbacks(store)) == (False, "test@example.com", [])
    assert "Complaint K1 is noted as resolved" in text(at)
    assert at.title[0].value == "To do: 1 complaint past its time"
    click(at, f"done_{HIDDEN}")
    assert at.title[0].value == "All that is left to do is hidden"
    assert "1 complaint is hidden, still open." in text(at)
    log = text(visit("pages/complaint_log.py", complaint="K1"))
    assert "test@example" in log.replace("\\", "").replace("\u2060", "")
    click(at, "work_unwrite")
    (back,) = complaints_numbered(store, "K1")
    assert (back.open, back.cells.get("resolved_at")) == (True, None)


def test_filters_and_the_task_narrow_the_list(shown_sample: Store) -> None:
    at = visit("pages/work_list.py")
    everything = len([button for button in at.button if (button.key or "").startswith("done_")])
    assert everything == 20
    at = visit("pages/work_list.py", task="resolve", team="Deliveries")
    assert "Only Team: Deliveries." in text(at).replace("\\", "")
    shown = [button.key for button in at.button if (button.key or "").startswith("done_")]
    assert 0 < len(shown) < everything
    assert all(key and key.startswith("done_resolve") for key in shown)
