"""The filters of the sidebar: they change the numbers, stay when the page changes, and say what is off."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from data.records import EventKind, Policy, Rollout
from data.store import Store, save_policy
from metrics.cards import View, cards
from metrics.catalogue import KPIS
from metrics.facts import Facts
from metrics.periods import Grain
from metrics.query import filters
from tests.pages.visiting import go, run, text, visit

ROLLOUT = date(2025, 3, 1)


def values(at: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.metric}


def computed(facts: Facts, view: View) -> dict[str, str]:
    found = cards(facts, view, [])
    return {card.kpi.title: card.kpi.text(card.reached.value, card.reached.grain) for card in found}


def disagreeing(at: AppTest, facts: Facts, view: View) -> set[str]:
    """The KPIs whose cards are wrong, or missing though they lead."""
    shown, expected = values(at), computed(facts, view)
    leading = {kpi.title for kpi in KPIS if kpi.leading} & set(expected)
    return {title for title in shown.keys() | leading if shown.get(title) != expected.get(title)}


@pytest.mark.parametrize(
    "link, view",
    [
        pytest.param({"period": "all"}, View(rollout=ROLLOUT), marks=pytest.mark.long),
        pytest.param({"period": "12"}, View(first=date(2025, 1, 1), rollout=ROLLOUT), marks=pytest.mark.long),
        ({"period": "3"}, View(first=date(2025, 10, 1), rollout=ROLLOUT)),
        (
            {"period": "days", "from": "2024-02-10", "to": "2024-05-20"},
            View(first=date(2024, 2, 10), last=date(2024, 5, 20), rollout=ROLLOUT),
        ),
        pytest.param(
            {"channel": "Chat"},
            View(first=ROLLOUT, rollout=ROLLOUT, where=filters({"channel": ["Chat"]})),
            marks=pytest.mark.long,
        ),
        (
            {"branch": ["North", "South"], "segment": "Households"},
            View(
                first=ROLLOUT,
                rollout=ROLLOUT,
                where=filters({"branch": ["North", "South"], "segment": ["Households"]}),
            ),
        ),
        ({"by": "quarter"}, View(first=ROLLOUT, rollout=ROLLOUT, grain=Grain.QUARTER)),
        (
            {"rollout": "2024-09-01.branch.South"},
            View(first=date(2024, 9, 1), rollout=date(2024, 9, 1), where=filters({"branch": ["South"]})),
        ),
    ],
    ids=lambda value: "&".join(value) if isinstance(value, dict) else "",
)
def test_a_filter_changes_the_numbers_to_those_computed(facts: Facts, link, view: View) -> None:
    assert not disagreeing(visit(**link), facts, view)


def test_filters_stay_when_the_page_changes_and_go_into_the_link(shown_sample: Store) -> None:
    at = visit()
    before = values(at)
    at.sidebar.selectbox(key="period").set_value("all")
    at.sidebar.selectbox(key="by").set_value("quarter")
    at.sidebar.multiselect(key="channel").set_value(["Chat", "Phone"])
    at = run(at)
    filtered = values(at)
    assert filtered != before
    told = {"rollout": "2025-03-01", "period": "all", "by": "quarter", "channel": ["Chat", "Phone"]}
    assert at.query_params == told
    for page in ("pages/trend.py", "pages/upload.py", "pages/policy.py", "pages/overview.py"):
        at = go(at, page)
        assert at.sidebar.selectbox(key="by").value == "quarter"
        assert at.sidebar.multiselect(key="channel").value == ["Chat", "Phone"]
        assert {key: value for key, value in at.query_params.items() if key not in ("kpi", "split")} == told
    assert values(at) == filtered


def test_a_filter_of_two_dimensions_says_for_whom_the_numbers_are(shown_sample: Store) -> None:
    at = visit("pages/compare.py", channel="Chat", team=["Repairs", "Sales desk"])
    assert any("Channel" in told.value and "Repairs, Sales desk" in told.value for told in at.markdown)


NARROW = {"kpi": "csat", "channel": "In person", "product": "Laundry", "employee": "Adviser 24"}


@pytest.mark.parametrize(
    "page, link",
    [
        ("pages/overview.py", {"period": "days", "from": "2030-01-01", "to": "2030-12-31"}),
        ("pages/trend.py", {"period": "days", "from": "2030-01-01", "to": "2030-12-31"}),
        ("pages/overview.py", {"period": "days", "from": "2025-06-30", "to": "2025-06-01"}),
        ("pages/trend.py", {"period": "days", "from": "2025-06-30", "to": "2025-06-01"}),
        ("pages/trend.py", {"period": "days", "from": "2025-06-01", "to": "2025-06-01", **NARROW}),
    ],
    ids=str,
)
def test_a_choice_without_rows_says_so(shown_sample: Store, page: str, link: dict[str, str]) -> None:
    at = visit(page, **link)
    assert len(at.metric) == 0
    assert any("for this choice" in info.value for info in at.info)


def test_the_days_offered_are_those_of_the_data(shown_sample: Store, facts: Facts) -> None:
    at = visit("pages/policy.py")
    at.sidebar.selectbox(key="period").set_value("days")
    at = run(at)
    first, last = (at.sidebar.date_input(key=key).value for key in ("from", "to"))
    assert last == date(2025, 12, 31)
    logs = [shown_sample.span(table) for table in ("answers", "complaints", "contacts")]
    assert first == min(span[0] for span in logs if span).date()
    at.sidebar.date_input(key="from").set_value(date(2024, 1, 1))
    at.sidebar.date_input(key="to").set_value(date(2024, 12, 31))
    view = View(first=date(2024, 1, 1), last=date(2024, 12, 31), rollout=ROLLOUT)
    assert not disagreeing(go(run(at), "pages/overview.py"), facts, view)


def test_the_latest_rollout_for_everyone_is_chosen_and_another_can_be(sample: Store) -> None:
    save_policy(sample, Policy("Second wave", (Rollout(date(2025, 9, 1)),)))
    at = visit("pages/policy.py")
    assert at.sidebar.selectbox(key="rollout").value == "2025-09-01"
    assert at.sidebar.selectbox(key="rollout").options[:2] == [
        "Second wave · 1 Sept 2025 · everyone",
        "Customer-service policy · 1 Mar 2025 · everyone",
    ]
    at.sidebar.selectbox(key="rollout").set_value("2025-03-01")
    assert "Service since the policy of 1 Mar 2025" in text(go(run(at), "pages/overview.py"))


def test_two_policies_of_one_day_can_both_be_chosen(sample: Store) -> None:
    save_policy(sample, Policy("Other", (Rollout(ROLLOUT),)))
    options = visit("pages/policy.py").sidebar.selectbox(key="rollout").options
    assert {option.split(" · ")[0] for option in options if "1 Mar 2025 · everyone" in option} == {
        "Other",
        "Customer-service policy",
    }


def test_what_is_no_policy_is_offered_only_where_a_link_asks_for_it(sample: Store) -> None:
    save_policy(sample, Policy("Outage", (Rollout(date(2025, 9, 1)),), kind=EventKind.OUTAGE))
    page = "pages/policy.py"
    offered = visit(page).sidebar.selectbox(key="rollout")
    assert not [option for option in offered.options if option.startswith("Outage")]
    asked = visit(page, rollout="2025-09-01").sidebar.selectbox(key="rollout")
    assert (asked.value, asked.options[-1]) == ("2025-09-01", "Outage · 1 Sept 2025 · everyone")
