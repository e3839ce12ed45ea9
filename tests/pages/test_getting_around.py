"""Getting around: the search finds, the guide knows what is done, and no page leaves one stuck."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from data import formats, language
from data.questionnaires.self_assessment import SELF_ASSESSMENT
from data.records import Policy, Rollout, Target
from data.store import Store, load, open_round, save_policy, save_target
from metrics.catalogue import all_kpis
from pages.parts import finding, first_steps, page_words
from pages.parts.first_steps import GUIDES, Fact, State
from tests.data.store.preparations import START, prepared
from tests.pages.visiting import charts, click, go, labels, run, text, visit
from tests.source import ROOT

DAYS = 70
FILES = {
    "surveys.log": [{"answered_at": START + timedelta(days=day), "csat": day % 5 / 4} for day in range(DAYS)],
    "complaints.log": [{"received_at": START + timedelta(days=day), "nature": "Late"} for day in range(DAYS)],
    "retention.customers": [
        {"customer_id": f"C{day}", "joined_at": START + timedelta(days=day)} for day in range(DAYS)
    ],
}


def find(at: AppTest, wanted: str) -> AppTest:
    """What is chosen in the search."""
    at.selectbox(key=finding.KEY).set_value(wanted)
    return run(at)


def test_a_kpi_and_a_page_are_found_with_the_filters_and_the_language_kept(shown_sample: Store) -> None:
    kept = {"rollout": "2025-03-01", "period": "12", "by": "quarter", "channel": "Chat", "lang": "ru"}
    at = visit("pages/settings.py", **kept)
    language.choose("ru")
    at = find(at, "kpi.nps")
    assert (at.selectbox(key="kpi").value, at.selectbox(key=finding.KEY).value) == ("nps", None)
    assert dict(at.query_params) == kept | {"kpi": "nps"}
    at = find(at, "page.targets")
    assert "target" not in at.query_params
    assert {key: at.query_params[key] for key in kept} == kept
    assert at.title[0].value == "Выполнение целей"


def test_the_search_offers_every_listed_page_and_every_kpi_by_all_its_words(store: Store) -> None:
    found = list(visit("pages/settings.py").selectbox(key=finding.KEY).proto.options)
    scripts = {path.stem for path in (ROOT / "pages").glob("*.py")}
    assert {*page_words.ABOUT} == scripts
    assert len(found) == len({*found}) == len(scripts) - len({"rows", "loaded"}) + len(all_kpis())
    for words in ("First-contact resolution", "first contact resolution", "Policy and targets", "churn"):
        assert [one for one in found if words in one]


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Отчёт", "Отчет"),
        ("Выбор", ""),
        ("Sťažnosti", "Staznosti"),
        ("Pętla łat", "Petla lat"),
        ("Trend", ""),
    ],
)
def test_a_title_is_found_without_the_marks_on_its_letters(title: str, typed: str) -> None:
    assert finding._bare(title) == typed


def test_a_kpi_without_data_is_found_and_its_page_names_the_file(store: Store) -> None:
    at = find(visit("pages/settings.py"), "kpi.nps")
    assert "It comes from a file of this kind: Survey answers." in at.info[0].value
    assert "Upload files" in labels(at)
    assert load(store, prepared("complaints.log", FILES["complaints.log"])).status == "loaded"
    at = find(visit("pages/settings.py"), "kpi.nps")
    assert at.title[0].value == "Net promoter score (NPS)"
    assert "Recommendation (0–10)" in at.info[0].value
    assert "template_surveys.log" in [button.key for button in at.get("download_button")]


def states(store: Store, kind: str) -> list[State]:
    known = first_steps.facts(store, date.today())
    return [step.state(known) for step in GUIDES[kind].steps]


def test_the_guide_ticks_what_the_store_has(store: Store) -> None:
    done, ready, waits = State.DONE, State.READY, State.WAITS
    assert states(store, "manager") == [ready, waits, ready, ready, waits]
    assert states(store, "executive") == [waits] * 4
    assert states(store, "team") == [ready, waits, waits]
    load(store, prepared("surveys.log", FILES["surveys.log"]))
    save_policy(store, Policy("Care", (Rollout(date(2025, 2, 1)),)))
    assert states(store, "manager") == [done, ready, done, ready, ready]
    assert states(store, "executive") == [ready] * 4
    save_target(store, Target("csat", "absolute", 80.0, 80.0, date(2025, 12, 31)))
    open_round(store, SELF_ASSESSMENT.key, ["Desk"], (date.today(), date.today()))
    assert states(store, "manager")[3] is done
    assert states(store, "team") == [done, ready, waits]
    assert f"done: open until {formats.day(date.today())}" in text(
        visit("pages/getting_started.py", guide="team")
    )
    assert first_steps.facts(store, date.today() + timedelta(days=1))[Fact.ROUND].startswith("the latest")


def test_the_guide_greets_whoever_comes_first_and_is_a_page_later(store: Store) -> None:
    at = visit()
    assert [one.proto.body for one in at.markdown].count(":orange-badge[:material/arrow_forward: next]") == 1
    at.segmented_control(key="guide").set_value("executive")
    assert "can't tell" in text(run(at))
    assert at.query_params["guide"] == "executive"
    assert "guide" not in go(at, "pages/upload.py", by="week").query_params


# Without a file of its kind, a page says which one it takes; by page, the label of a way on.
UPLOAD, ROLLOUT, ROUND = "Upload files", "Set a rollout and targets", "Open a round"
WITHOUT = {
    "surveys.log": {"complaints": UPLOAD, "procedure": UPLOAD, "retention": UPLOAD, "touchpoints": UPLOAD},
    "complaints.log": {"retention": UPLOAD, "trend?csat": UPLOAD, "change?csat": UPLOAD, "compare": UPLOAD},
    "retention.customers": {"complaints": UPLOAD, "procedure": UPLOAD, "work_list": UPLOAD, "rows?csat": ""},
}
WITHOUT_PLANS = {"impact": ROLLOUT, "worth": ROLLOUT, "targets": ROLLOUT, "perception": ROUND}


@pytest.mark.parametrize("layout", list(FILES))
def test_where_a_file_is_missing_a_page_says_so_and_leads_on(store: Store, layout: str) -> None:
    assert load(store, prepared(layout, FILES[layout])).status == "loaded"
    at = visit("pages/settings.py")
    for address, label in (WITHOUT[layout] | WITHOUT_PLANS).items():
        page, _mark, kpi = address.partition("?")
        at = go(at, f"pages/{page}.py", **({"kpi": kpi} if kpi else {}))
        assert (len(at.title), charts(at)) == (1, []), address
        assert not label or label in labels(at), address


def test_every_page_of_an_empty_store_says_what_it_would_show_and_leads_on(store: Store) -> None:
    at = visit()
    for page, about in page_words.ABOUT.items():
        at = go(at, f"pages/{page}.py")
        ways = [*labels(at), *at.main.button, *at.file_uploader, *at.number_input]
        assert (bool(at.title), charts(at), bool(ways)) == (True, [], True), page
        if at.title[0].value.startswith("Did your") and page != "overview":
            assert at.info[0].value.endswith(about.told), page


def test_days_without_rows_are_widened_by_a_click(store: Store) -> None:
    load(store, prepared("surveys.log", FILES["surveys.log"]))
    chosen = {"period": "days", "from": "2001-01-01", "to": "2001-02-01"}
    at = visit("pages/settings.py", **chosen)
    for page in ("overview", "trend", "change", "compare", "report", "complaints", "procedure"):
        at = go(at, f"pages/{page}.py")
        assert "widen_days" in [button.key for button in at.button], page
    at = click(go(at, "pages/overview.py"), "widen_days")
    assert (at.query_params["period"], bool(charts(at))) == ("all", True)
