"""Report: a file of what the other pages show, made by a click, of those that the filters leave."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any

from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from data.records import Policy, Rollout
from data.store import Store, load, save_policy
from pages.parts.words import plain
from tests.data.store.preparations import prepared
from tests.pages.visiting import click, go, labels, run, text, visit

PAGE = "pages/report.py"
ROLLOUT = datetime(2024, 6, 1)
# It would be markup on the page and a formula in the file.
HOSTILE = "=1+1 **x**"


def fill(store: Store) -> None:
    months = [datetime(2023 + number // 12, number % 12 + 1, 1) for number in range(24)]
    answers = [
        {
            "answered_at": month + timedelta(days=day),
            "csat": 1.0 if month >= ROLLOUT or day % 3 else 0.5,
            "nps": float(day % 11),
            "team": ("North", HOSTILE)[day % 2],
        }
        for month in months
        for day in range(28)
    ]
    load(store, prepared("surveys.log", answers))
    save_policy(store, Policy("Policy", (Rollout(ROLLOUT.date()),)))


def buttons(at: AppTest) -> list[str]:
    return [one.key or "" for kind in ("button", "download_button") for one in at.get(kind)]


def sheet(at: AppTest, name: str) -> Any:
    return load_workbook(io.BytesIO(at.session_state["report_made"].content))[name]


def test_the_file_has_what_the_pages_show(store: Store) -> None:
    fill(store)
    at = visit(period="all", team=HOSTILE)
    assert "Take these results along as a report" in labels(at)
    card = next(one for one in at.metric if one.label == "Customer satisfaction (CSAT)")
    at = go(at, PAGE)
    assert "make_report" in buttons(at)
    assert "download_report" not in buttons(at)
    at = click(at, "make_report")
    assert "download_report" in buttons(at)
    assert "make_report" not in buttons(at)
    title = "Service since the policy of 1 Jun 2024"
    assert [one.value for one in at.header] == [title]
    summary = sheet(at, "Summary")
    assert plain(summary["A4"].value) in text(at)
    assert summary["A1"].value == title
    assert f"Team: {HOSTILE}" in summary["A2"].value
    cells = {row[0].value: row[1] for row in sheet(at, "Customer satisfaction (CSAT)").iter_rows(max_col=2)}
    assert f"{cells['Value'].value:.1f} %" == card.value
    # Another choice needs another file.
    at.segmented_control(key="format").set_value("html")
    assert "make_report" in buttons(run(at))
    at.segmented_control(key="sections").set_value("chosen")
    run(at).multiselect(key="report_kpis").set_value([])
    assert run(at).button(key="make_report").disabled
    assert "Choose at least one KPI." in text(at)
