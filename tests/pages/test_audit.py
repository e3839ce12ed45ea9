from __future__ import annotations

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from data.audits import Audit, AuditKind, scored
from data.store import Store, audits, load, save_audit
from tests.data.store.preparations import START, prepared
from tests.pages.visiting import HOSTILE, charts, click, figure, go, run, text, visit

PAGE = "pages/audit.py"


def said(at: AppTest) -> str:
    """Every text on the page, without the marks that keep markup from working."""
    return text(at).replace("\\", "")


def form(at: AppTest) -> str:
    """What the keys of the form's widgets begin with."""
    keys = [one.key or "" for one in at.selectbox]
    return next(key for key in keys if key.endswith("_member")).removesuffix("member")


def test_an_audit_is_scored_by_taps_and_saved(store: Store) -> None:
    load(store, prepared("surveys.log", [{"answered_at": START, "csat": 1.0, "team": "Night shift"}]))
    at = visit(PAGE)
    assert at.title[0].value == "Standards audit"
    click(at, "audit_new")
    click(at, "audit_save")
    assert "Say which team or branch was audited. Score at least one standard" in " ".join(said(at).split())
    at.selectbox(key=f"{form(at)}member").set_value("Night shift")
    for key, score in (("greeting", 2), ("needs", 5), ("speed", 4)):
        at.button_group(key=f"{form(at)}score_{key}").set_value(score)
    at.text_input(key=f"{form(at)}note_greeting").set_value(HOSTILE)
    run(at)
    assert "11 of 15 points = 73 %; 3 of 16 standards observed" in said(at)
    click(at, "audit_save")
    assert "is saved: 11 of 15 points" in said(at)
    (kept,) = audits(store)
    assert (kept.member, kept.auditor) == ("Night shift", "test@example.com")
    assert kept.scores == {"greeting": 2, "needs": 5, "speed": 4}
    click(at, "audit_back")
    least = "Audits give 73 % of the points, least for “Greeting by name”: 2.0\u00a0of\u00a05"
    assert at.title[0].value == least
    assert "\\*\\*x\\*\\*" in text(at)


def test_an_audit_is_changed_taken_back_and_brought_back(store: Store) -> None:
    scores = scored({"needs": 4, "speed": 2}, {})
    was = save_audit(store, Audit("branch", "North", START.date(), AuditKind.VISIT, "Ada", scores))
    at = visit(PAGE, audit="1")
    assert at.title[0].value == "Change an audit"
    at.button_group(key=f"{form(at)}score_speed").set_value(None)
    run(at)
    click(at, "audit_save")
    (changed,) = audits(store)
    assert changed == replace(was, scored=scored({"needs": 4}, {}), version=2)
    click(at, "audit_back")
    click(at, "audit_remove_1")
    assert audits(store) == []
    click(at, "audit_back_1")
    click(at, "audit_restore_1_1")
    assert audits(store) == [replace(was, version=5)]
    assert "no audit number 99" in said(go(at, PAGE, audit="99"))


def test_the_sample_shows_teams_standards_and_courses_under_the_filters(shown_sample: Store) -> None:
    at = visit(PAGE, whom="team.Deliveries")
    assert "least for “Contact after the sale”" in at.title[0].value
    assert charts(at) == ["audit_teams", "audit_standards", "audit_course_team_Deliveries"]
    at = visit(PAGE, team=["Repairs", "Deliveries"], channel="Chat")
    assert "Audits don't say Channel" in said(at)
    assert len(charts(at)) == 4
    marks = [trace for trace in figure(at, charts(at)[2])["data"] if trace["mode"] == "markers"]
    assert sum(len(trace["customdata"]) for trace in marks) == 8
