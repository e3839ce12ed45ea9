"""Retention: who stays, since the rollout and by members, and what goes with leaving."""

from __future__ import annotations

from datetime import date

from data.store import Store, load
from metrics.chart import BEFORE
from tests.data.store.preparations import prepared
from tests.metrics.companies import total
from tests.pages.visiting import charts, figure, json_texts, labels, run, text, visit


def test_who_stays_in_the_sample(shown_sample: Store) -> None:
    at = visit("pages/retention.py", split="branch")
    # The page says of retention what its trend says: the plain difference is no verdict.
    assert at.title[0].value == visit("pages/trend.py", kpi="retention").title[0].value
    assert "no real shift is seen" in at.title[0].value
    assert "Not adjusted for trend and season: since 1 Mar 2025" in text(at).replace("\\", "")
    # Of six branches the two furthest apart have colours.
    curves = figure(at, "member_curves")
    coloured = [one["name"] for one in curves["data"] if one["line"]["color"] != BEFORE]
    assert len(coloured) == 2
    reached = curves["layout"]["xaxis"]["range"][1] / curves["layout"]["xaxis"]["dtick"]
    assert reached == round(reached)
    assert "How trend and season are taken into account" in labels(at)
    assert charts(at) == ["flows", "rollout_curves", "cohorts", "member_curves"]
    shown = text(at)
    assert "Of the customers who joined in 2024, 82 % were there a year later" in shown.replace("\\", "")
    assert "12 months / 0.40 = 30 months" in shown
    assert "[object" not in shown
    assert "not yet" in list(json_texts(figure(at, "cohorts")))
    complaints, answers = at.dataframe[-2].value, at.dataframe[-1].value
    assert list(complaints.iloc[:2, 0]) == ["Had not complained (so far)", "Had complained"]
    assert "Promoters (9 or 10)" in list(answers.iloc[:, 0])
    at.segmented_control(key="view").set_value("quarter")
    assert "Q1 2023 · n " in "\n".join(json_texts(figure(run(at), "cohorts")))


def test_filters_hold_and_nobody_is_told(shown_sample: Store) -> None:
    at = visit("pages/retention.py", branch="North", split="segment")
    assert "Only Branch: North" in text(at).replace("\\", "")
    assert at.title[0].value == "Of the customers who joined in 2024, 70 % were there a year later"
    at = visit("pages/retention.py", period="days", **{"from": "2001-01-01", "to": "2001-02-01"})
    assert "There are no customers for this choice" in text(at)


def test_period_totals_tell_of_months_alone(store: Store) -> None:
    rows = [row for month in range(1, 7) for row in total(date(2024, month, 1), 1.0, 100, 90, 10)]
    assert load(store, prepared("retention.totals", rows)).status == "loaded"
    at = visit("pages/retention.py")
    assert charts(at) == ["flows"]
    assert "At the end of Jun 2024 there were 100 customers" in text(at)
