"""The page on the health of the data: what it says of stores that are empty, healthy, and faulty."""

from __future__ import annotations

from datetime import date

from data.store import Store, load, remove_sample
from metrics.health.findings import About
from pages.parts.findings import _trend
from pages.parts.session import health
from tests.data.store.preparations import prepared
from tests.metrics.defects import CLEAN, halves, problems, without
from tests.pages.visiting import HOSTILE, charts, figure, go, labels, links, run, text, visit

PAGE = "pages/health.py"
SURVEYS, COMPLAINTS, CONTACTS, OPERATIONS = CLEAN


def test_an_empty_store_says_what_the_page_will_show(store: Store) -> None:
    at = visit(PAGE)
    assert "Nothing is loaded yet" in text(at)
    assert {"Upload your files", "Explore the sample company"} <= set(labels(at))
    assert charts(at) == []


def test_a_healthy_store_is_called_so(sample: Store) -> None:
    at = visit(PAGE)
    assert health().findings == ()
    assert "can be trusted" in text(at)
    assert [told.value for told in at.success] != []
    assert charts(at) == ["timeline"]
    assert "There are no gaps" in text(at)
    remove_sample(sample)
    assert "Nothing is loaded yet" in text(run(at))


def test_faults_are_told_with_their_kpis_and_ways_on(store: Store) -> None:
    gone = without(CLEAN[CONTACTS](3), CONTACTS, date(2024, 7, 1), date(2024, 8, 18))
    early, late = halves(CLEAN[COMPLAINTS](3))
    load(store, prepared(CONTACTS, gone, file=f"{HOSTILE}.csv"))
    load(store, prepared(COMPLAINTS, early, file="early.csv"))
    load(store, prepared(COMPLAINTS, late, file="late.csv", problems=problems(200)))
    at = visit(PAGE)
    told = text(at).replace("\\", "")
    assert "contacts: a gap of 7 weeks in Jul 2024" in told.replace("calls", "contacts")
    assert "No rows from 1 Jul 2024 to 17 Aug 2024: a gap of 7 weeks." in told
    assert "Too low in these days, or not known: Contacts" in told
    assert "blocks a verdict" in told
    assert f"200 rows of {len(late) + 200:,}" in told
    ways = {link.proto.label.replace("\\", ""): link.proto.query_string for link in links(at)}
    assert ways["late.csv"] == "upload=3"
    assert "kpi=complaints" in ways["Trend"]
    assert len(figure(at, "timeline")["data"]) == 4
    found = next(one for one in health().findings if one.about is About.GAP)
    go(at, "pages/trend.py", **_trend(found))
    assert at.date_input(key="from").value == date(2024, 5, 6)


def test_an_own_column_goes_by_its_name(store: Store) -> None:
    early, late = halves(CLEAN[SURVEYS](3))
    file = prepared(SURVEYS, [row | {"own:Depot": "Łódź"} for row in early], file="1.csv")
    load(store, file)
    load(store, prepared(SURVEYS, late, file="2.csv"))
    told = text(visit(PAGE))
    assert "Columns that a file lacks and other files have: Depot" in told.replace("\\", "")
