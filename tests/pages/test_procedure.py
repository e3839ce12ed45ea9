"""Procedure: the funnel, the time in each step, by member and around the rollout."""

from __future__ import annotations

from data.store import Store, load
from tests.data.store.preparations import START, prepared
from tests.pages.visiting import charts, figure, run, text, visit


def test_the_longest_step_heads_the_page_and_each_step_can_be_looked_at(shown_sample: Store) -> None:
    at = visit("pages/procedure.py", split="team")
    assert at.title[0].value.startswith("Most time is lost between analysis and resolution: half take longer")
    assert charts(at) == ["procedure_funnel", "procedure_course", "procedure_sides"]
    assert [bar["name"] for bar in figure(at, "procedure_funnel")["data"]] == [
        "Reached",
        "Still wait for it",
        "Skipped",
    ]
    assert list(at.dataframe[0].value["Stage"]) == [
        "Received",
        "Answered",
        "Analysed",
        "Resolved",
        "Customer told",
    ]
    assert "Support desk" in set(at.dataframe[2].value["Who"])
    at.selectbox(key="step").set_value("received-resolved")
    assert "By Team the times from receipt to resolution differ" in text(run(at))
    at = visit("pages/procedure.py", split="employee", step="resolved-told")
    assert not [who for who in at.dataframe[2].value["Who"] if "Adviser" in who]


def test_files_without_stages_name_the_columns_that_are_missing(store: Store) -> None:
    load(store, prepared("complaints.log", [{"received_at": START, "team": "**x**"}]))
    at = visit("pages/procedure.py")
    assert at.title[0].value == (
        "Procedure: your files tell when complaints came in, and nothing of what came after"
    )
    assert "they would be “First response on”" in text(at)
    assert charts(at) == ["procedure_funnel"]
    nothing = visit("pages/procedure.py", period="days", **{"from": "2030-01-01", "to": "2030-02-01"})
    assert "No complaints for this choice" in text(nothing)
