"""Impact: all KPIs at once, beside those without the policy, and whether it lasts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from data.records import Policy, Rollout
from data.store import Store, load, save_policy
from tests.metrics.impact.mixed import STAGGERED, WHOLE, files
from tests.pages.conftest import opened
from tests.pages.visiting import charts, figure, labels, links, text, visit

PAGE = "pages/impact.py"


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A company that got faster, but less liked."""
    with opened(tmp_path_factory.mktemp("mixed") / "store.duckdb") as store:
        for file in files():
            assert load(store, file).status == "loaded"
        for policy in (WHOLE, STAGGERED):
            save_policy(store, policy)
        yield store


def test_all_kpis_at_once_with_what_was_not_meant_on_top(mixed: Store) -> None:
    at = visit(PAGE)
    assert at.title[0].value.startswith("3 of 5 KPIs improved after 1 Jan 2025, 1 worsened; 3 more")
    assert "Worsened: Customer satisfaction" in at.warning[0].value
    assert "while this improved: Time to resolve" in at.warning[0].value
    assert charts(at) == ["forest"]
    assert figure(at, "forest")["layout"]["yaxis"]["ticktext"][-1] == "Time to resolve"
    told = text(at)
    # The list says what the picture says, each with a link to its trend.
    assert {"Time to resolve", "Customer satisfaction \\(CSAT\\)"} <= set(labels(at))
    assert "looked at together" in told
    assert "there is nothing to judge a change by" in told
    assert "Of 4 changes: 3 hold, 1 can't be told yet." in told
    assert "still worse] **Customer satisfaction" in told
    assert "in other units: Mean satisfaction" in told
    assert "caused" not in told
    assert "Call back did so: look at it instead" in told


def headers(at: AppTest) -> list[str]:
    return [header.value for header in at.header]


def test_branches_beside_those_without(mixed: Store) -> None:
    at = visit(PAGE, rollout="2023-11-01.branch.A", beside="ces")
    told = at.title[0].value.replace("\\", "")
    assert told == "Call back: 1 of 2 KPIs improved beside those without it"
    assert "Can't tell yet what changed after 1 Nov 2023" in headers(at)
    assert charts(at) == ["event_study"]
    assert "Compared with branches without the policy: Customer effort" in text(at).replace("\\", "")
    assert at.selectbox(key="beside").value == "ces"


def test_the_sample_company(shown_sample: Store) -> None:
    at = visit(PAGE)
    assert "KPIs improved after 1 Mar 2025" in at.title[0].value
    assert "Call-back promise did so: look at it instead" in text(at).replace("\\", "")
    assert "The next look is due from 1 Mar 2026" in text(at)
    assert "2 months more are needed, which can be in by 1 Mar 2026" in text(at)
    # The trend of a KPI says the word that it has here.
    [listed] = [part for part in at.expander if part.label.startswith("May be chance")]
    assert "Speed of answer" in [link.proto.label for link in links(listed)]
    trend = visit("pages/trend.py", kpi="speed_of_answer")
    assert trend.title[0].value.endswith("KPIs that may be chance")
    assert "may be chance]" in text(trend)


def test_without_data_a_rollout_or_days_since_it(store: Store) -> None:
    assert visit(PAGE).title[0].value == "Did your customer-service policy work?"
    load(store, files(months=5)[0])
    at = visit(PAGE)
    assert at.title[0].value == "Impact"
    assert "Set a rollout and targets" in text(at)
    save_policy(store, STAGGERED)
    at = visit(PAGE)
    assert at.title[0].value.endswith("it can't be told yet what changed beside those without it")
    assert [told for told in headers(at) if told.startswith("Can't tell yet what changed")]
    assert "It is too early to tell" in text(at)
    at = visit(PAGE, period="days", **{"from": "2023-02-01", "to": "2023-03-31"})
    assert "lie before the rollout" in text(at)


def test_the_overview_says_when_to_look_again(store: Store) -> None:
    load(store, files(months=5)[0])
    save_policy(store, Policy("Call back", (Rollout(date(2023, 2, 1)),)))
    at = visit("pages/overview.py")
    assert any(
        "since 1 Aug 2023 it is time to look whether the changes last" in label for label in labels(at)
    )
