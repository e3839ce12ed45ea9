"""The calls, chats and e-mails, and what the policies truly changed in them."""

from __future__ import annotations

import pytest

from data.samples.company import CALL_BACK_EFFECTS, CALL_BACK_ROLLOUTS, MAIN_EFFECTS
from tests.data.samples.changes import change, marked, mean_change_by_branch, percent_change, percentage


@pytest.fixture(scope="module")
def contacts(tables):
    table = marked(tables["sample-contacts.csv"], "Started at")
    return table.assign(
        abandoned=percentage(table, "Answered", "no"),
        resolved=percentage(table, "Resolved first"),
        transferred=percentage(table, "Transferred"),
        queued=(table["Inbound"] == "yes") & (table["Channel"] != "E-mail"),
    )


def test_only_what_was_answered_was_handled(contacts):
    handling = contacts[["Handle seconds", "Transferred"]].notna()
    assert (handling.all(axis=1) == (contacts["Answered"] == "yes")).all()
    assert (handling.any(axis=1) == (contacts["Answered"] == "yes")).all()


def test_waiting_is_of_incoming_calls_and_chats(contacts):
    assert (contacts["Wait seconds"].notna() == contacts["queued"]).all()


# About three standard errors.
@pytest.mark.parametrize(
    "value, kpi, tolerance",
    [("abandoned", "abandonment", 1.6), ("resolved", "first_contact_resolution", 2.5)],
)
def test_contacts_go_better(contacts, value: str, kpi: str, tolerance: float):
    table = contacts[contacts["improves"] & contacts["queued"]]
    assert change(table, value) == pytest.approx(MAIN_EFFECTS[kpi].size, abs=tolerance)


def test_waiting_gets_shorter(contacts):
    table = contacts[contacts["improves"] & (contacts["Answered"] == "yes")]
    found = percent_change(table, "Wait seconds")
    assert found == pytest.approx(MAIN_EFFECTS["speed_of_answer"].size, abs=5)


def test_fewer_are_transferred_where_a_call_back_is_promised(contacts):
    found = mean_change_by_branch(contacts, "Started at", "transferred", CALL_BACK_ROLLOUTS)
    assert found == pytest.approx(CALL_BACK_EFFECTS["transfer"].size, abs=2)
    elsewhere = contacts[~contacts["Branch"].isin(CALL_BACK_ROLLOUTS)]
    assert change(elsewhere, "transferred") == pytest.approx(0, abs=3)
