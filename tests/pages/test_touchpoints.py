"""Touchpoints: the sample's planted truth is found, and other columns stand in where files say no stage."""

from __future__ import annotations

from datetime import datetime

from data.samples.company import TOUCHPOINTS, WORST_TOUCHPOINT
from data.store import Store, load, touchpoints
from data.touchpoints import stage_of
from tests.data.store.preparations import prepared
from tests.pages.visiting import HOSTILE, charts, click, figure, run, text, visit

KPI = "Customer satisfaction (CSAT)"


def test_the_sample_s_worst_stage_is_found(shown_sample: Store) -> None:
    at = visit("pages/touchpoints.py")
    assert at.title[0].value.startswith(f"Scores are lowest at {WORST_TOUCHPOINT}: {KPI} ")
    assert charts(at) == ["way", "heat_map"]
    # What a screen reader says is no Markdown: nothing in it is escaped.
    spoken = [drawn.proto.alt for drawn in at.get("plotly_chart")]
    assert "Pre-sale" in spoken[0]
    assert "\\" not in "".join(spoken)
    told = at.dataframe[0].value
    assert list(told["Stage"]) == list(TOUCHPOINTS)
    worse = told.loc[told["Verdict"] == "worse than the rest", "Stage"]
    assert list(worse) == [WORST_TOUCHPOINT]
    assert f"Most complaints arise at {WORST_TOUCHPOINT}" in text(at)
    [cells] = [trace for trace in figure(at, "heat_map")["data"] if trace["type"] == "heatmap"]
    worst = list(TOUCHPOINTS).index(WORST_TOUCHPOINT)
    assert all(row[worst] == min(row) for row in cells["z"])
    assert any("▼" in word for word in [row[worst] for row in cells["text"]])
    at.button_group(key="heat").set_value("complaints")
    assert "share of a channel's complaints" in text(run(at))


def test_a_nature_is_assigned_to_a_stage_and_taken_back(store: Store) -> None:
    made = [
        {"received_at": datetime(2025, 5, 1 + number % 28), "nature": nature, "channel": "phone"}
        for nature, times in {HOSTILE: 60, "billing": 20, "rude": 10}.items()
        for number in range(times)
    ]
    load(store, prepared("complaints.log", made))
    at = visit("pages/touchpoints.py")
    assert at.title[0].value == "Touchpoints"
    assert at.selectbox(key="stage_column").value == "nature"
    assert touchpoints(store) is None
    at.multiselect(key="stage_nature_delivery").set_value([HOSTILE])
    at.multiselect(key="stage_nature_purchase").set_value([HOSTILE, "billing"])
    at = click(at, "save_stages")
    assert "can stand for one stage only" in at.error[0].value
    at.multiselect(key="stage_nature_purchase").set_value(["billing"])
    at = click(at, "save_stages")
    assert at.title[0].value == "Most complaints arise at Delivery: 75 % of 80"
    assert "Left out, as they say no stage: 10 complaints." in text(at)
    kept = touchpoints(store)
    assert kept is not None
    assert dict(kept.stages) == {HOSTILE: "delivery", "billing": "purchase"}
    assert stage_of(HOSTILE) is None
    assert click(at, "take_back_stages").title[0].value == "Touchpoints"
