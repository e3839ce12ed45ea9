"""Work list: what is left to do, marked as done and taken back."""

from __future__ import annotations

from data.store import Store, callbacks, load
from tests.data.store.preparations import START, prepared
from tests.pages.visiting import HOSTILE, click, text, visit

KEY = "resolve_complaints_1_2"
COMPLAINTS = [
    {
        "complaint_id": "K1",
        "customer_id": "C7",
        "received_at": START,
        "is_open": True,
        "description": HOSTILE,
    },
    {"complaint_id": "K2", "received_at": START.replace(month=2), "is_open": True, "team": "North"},
]
SCORES = [{"answered_at": START, "csat": 0.0, "nps": 2.0, "comment": "Never again", "employee": "Jana"}]


def test_what_is_marked_moves_to_done_and_comes_back(store: Store) -> None:
    load(store, prepared("complaints.log", COMPLAINTS))
    load(store, prepared("surveys.log", SCORES))
    at = visit("pages/work_list.py")
    assert at.title[0].value == "To do: 1 complaint past its time and 1 unhappy customer to call back"
    assert "Never again" in text(at)
    assert "Jana" not in text(at)
    assert "\\*\\*x\\*\\*" in text(at)
    at.text_input(key=f"note_{KEY}").set_value("Called, all is well")
    click(at, f"done_{KEY}")
    assert at.title[0].value == "To do: 1 unhappy customer to call back"
    (mark,) = callbacks(store)
    assert (mark.about, mark.note, mark.done_by) == ("Customer C7", "Called, all is well", "test@example.com")
    assert "Called, all is well" in text(visit("pages/work_list.py"))
    click(at, f"unmark_{mark.callback_id}")
    assert at.title[0].value.startswith("To do: 1 complaint past its time")
    assert list(at.dataframe[-1].value["Taken back by"]) == ["test@example.com"]


def test_filters_and_the_task_narrow_the_list(shown_sample: Store) -> None:
    at = visit("pages/work_list.py")
    everything = len([button for button in at.button if (button.key or "").startswith("done_")])
    assert everything == 20
    at = visit("pages/work_list.py", task="resolve", team="Deliveries")
    assert "Only Team: Deliveries." in text(at).replace("\\", "")
    shown = [button.key for button in at.button if (button.key or "").startswith("done_")]
    assert 0 < len(shown) < everything
    assert all(key and key.startswith("done_resolve") for key in shown)
