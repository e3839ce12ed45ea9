"""The complaints, and what the policies truly changed in them."""

from __future__ import annotations

import pandas as pd
import pytest

from data.samples.company import CALL_BACK_EFFECTS, CALL_BACK_ROLLOUTS, MAIN_EFFECTS
from tests.data.samples.changes import change, marked, mean_change_by_branch, percent_change, percentage


@pytest.fixture(scope="module")
def complaints(tables):
    table = marked(tables["sample-complaints.csv"], "Received at")
    hours = {
        name: (table[moment] - table["Received at"]).dt.total_seconds() / 3600
        for name, moment in (("response", "First response at"), ("resolution", "Resolved at"))
    }
    return table.assign(**hours, escalated=percentage(table, "Escalated"))


def test_a_complaint_takes_its_course_in_order(complaints):
    resolved = complaints[complaints["Status"] == "resolved"]
    assert (resolved["Received at"] <= resolved["First response at"]).all()
    assert (resolved["First response at"] <= resolved["Resolved at"]).all()
    assert not (resolved["Followed up at"] <= resolved["Resolved at"]).any()
    assert (complaints["Promised at"] > complaints["Received at"]).all()


def test_a_few_complaints_are_still_open_at_the_end(complaints):
    still_open = complaints[complaints["Status"] == "open"]
    assert 3 <= len(still_open) <= 30
    assert still_open[["Resolved at", "Compensation", "Satisfied", "Reopened"]].isna().to_numpy().all()
    assert still_open["Received at"].min() > pd.Timestamp("2025-12-01")


def test_fewer_complaints_come_in(complaints):
    months = complaints[complaints["improves"]]["Received at"].dt.to_period("M").value_counts().sort_index()
    # The same ten months of the year before and after, so that the season drops out.
    before, after = months["2024-03":"2024-12"].sum(), months["2025-03":"2025-12"].sum()
    assert 100 * (after / before - 1) == pytest.approx(MAIN_EFFECTS["complaints"].size, abs=12)


# About three standard errors.
@pytest.mark.parametrize(
    "value, chat, kpi, tolerance",
    [
        ("response", False, "first_response_time", 15),
        ("response", True, "first_response_time", 15),
        ("resolution", False, "resolution_time", 14),
        ("resolution", True, "resolution_time in chat", 28),
    ],
)
def test_answers_come_faster_but_chats_take_longer(
    complaints, value: str, chat: bool, kpi: str, tolerance: float
):
    table = complaints[complaints["improves"] & ((complaints["Channel"] == "Chat") == chat)]
    assert percent_change(table, value) == pytest.approx(MAIN_EFFECTS[kpi].size, abs=tolerance)


def test_resolution_is_faster_overall(complaints):
    assert percent_change(complaints, "resolution") < -5


def test_fewer_complaints_escalate_where_a_call_back_is_promised(complaints):
    found = mean_change_by_branch(complaints, "Received at", "escalated", CALL_BACK_ROLLOUTS)
    assert found == pytest.approx(CALL_BACK_EFFECTS["escalation"].size, abs=5)
    elsewhere = complaints[~complaints["Branch"].isin(CALL_BACK_ROLLOUTS)]
    assert change(elsewhere, "escalated") == pytest.approx(0, abs=8)
