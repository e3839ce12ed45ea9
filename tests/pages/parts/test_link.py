"""The link: it carries what is looked at, is understood when opened anew, and what it can't mean is left."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from data.store import Store
from tests.pages.visiting import go, run, visit

PLAIN = {"rollout": "2025-03-01", "period": "since", "by": "month"}
TREND = {**PLAIN, "kpi": "csat", "view": "values"}


def link(at: AppTest) -> dict[str, str | list[str]]:
    return dict(at.query_params)


def test_the_link_of_a_first_look_says_what_is_shown(shown_sample: Store) -> None:
    assert link(visit()) == PLAIN
    assert link(visit("pages/trend.py")) == TREND


def test_a_link_opened_anew_shows_the_same_page(shown_sample: Store) -> None:
    at = visit("pages/trend.py")
    at.selectbox(key="kpi").set_value("nps")
    at.button_group(key="split").set_value("team")
    at.sidebar.selectbox(key="by").set_value("quarter")
    at.sidebar.multiselect(key="channel").set_value(["Chat", "Phone"])
    at = run(at)
    again = visit("pages/trend.py", **link(at))
    assert (
        link(again)
        == link(at)
        == {**TREND, "by": "quarter", "kpi": "nps", "split": "team", "channel": ["Chat", "Phone"]}
    )
    assert [title.value for title in again.title] == [title.value for title in at.title]
    assert again.get_by_key("trend").proto.spec == at.get_by_key("trend").proto.spec


@pytest.mark.parametrize(
    "given, kept",
    [
        ({"kpi": "nonsense"}, {"kpi": "csat"}),
        ({"kpi": ["nps", "csat"]}, {"kpi": "nps"}),
        ({"kpi": ""}, {"kpi": "csat"}),
        ({"split": "nonsense"}, {}),
        ({"split": "nature"}, {}),
        ({"by": "fortnight"}, {}),
        ({"by": "all"}, {}),
        ({"period": "always"}, {}),
        ({"rollout": "2020-01-01"}, {}),
        ({"rollout": "2024-09-01.branch.South"}, {"rollout": "2024-09-01.branch.South"}),
        ({"channel": "Carrier pigeon"}, {}),
        ({"channel": ["Carrier pigeon", "Chat"]}, {"channel": "Chat"}),
        ({"channel": ""}, {}),
        ({"from": "yesterday", "to": "2024-13-45"}, {}),
        ({"channel": "Chat,Pigeon"}, {"channel": "Chat"}),
        ({"from": "2025-01-01"}, {"period": "days", "from": "2025-01-01", "to": "2025-12-31"}),
        ({"customer_id": "7", "x": "1"}, {}),
        ({"kpi": "'); DROP TABLE uploads; --"}, {"kpi": "csat"}),
    ],
    ids=str,
)
def test_what_a_link_cannot_mean_is_left_out(shown_sample: Store, given, kept) -> None:
    assert link(visit("pages/trend.py", **given)) == {**TREND, **kept}


def test_what_a_link_asks_for_in_vain_is_said_until_something_else_is_chosen(shown_sample: Store) -> None:
    def told(at: AppTest) -> list[str]:
        return sorted(one.value.split(": ", 1)[1] for one in at.caption if "link asks" in one.value)

    asked = {"kpi": "*x*", "split": "nature", "by": "month", "channel": ["Carrier pigeon", "Chat"]}
    at = visit("pages/trend.py", **asked)
    kpi = "The link asks for “\\*x\\*”, which isn't there to choose. Shown instead: Customer satisfaction"
    in_vain = [
        f"The link asks for “{one}”, which isn't there to choose." for one in ("Carrier pigeon", "nature")
    ]
    found = told(at)
    assert [one for one in found if not one.startswith(kpi)] == in_vain
    assert len(told(run(at))) == len(found) == 3
    at.selectbox(key="kpi").set_value("nps")
    assert told(run(at)) == in_vain


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2024-02-29", "2099-01-01", "9999-12-31"])
def test_any_day_in_a_link_is_taken_or_left_without_a_failure(shown_sample: Store, day: str) -> None:
    at = visit(period="days", **{"from": day, "to": "2025-06-30"})
    assert at.query_params["period"] == "days"


def test_a_card_s_link_changes_the_kpi_of_a_visit(shown_sample: Store) -> None:
    at = visit("pages/trend.py", kpi="nps")
    at = go(at, "pages/overview.py")
    at.query_params = {"kpi": "churn"}
    assert go(at, "pages/trend.py").selectbox(key="kpi").value == "churn"


def test_the_kpi_stays_chosen_over_other_pages(shown_sample: Store) -> None:
    at = visit("pages/trend.py", kpi="nps")
    for page in ("pages/overview.py", "pages/upload.py", "pages/trend.py"):
        at = go(at, page)
    assert at.selectbox(key="kpi").value == "nps"


def test_choosing_back_what_the_link_once_said_holds(shown_sample: Store) -> None:
    at = visit("pages/trend.py", kpi="nps")
    for key in ("churn", "nps", "csat"):
        at.selectbox(key="kpi").set_value(key)
        at = run(at)
        assert at.selectbox(key="kpi").value == key
        assert at.query_params["kpi"] == key


@pytest.mark.parametrize(
    "page, given, told",
    [
        ("pages/trend.py", {"channel": "Chat,Pigeon"}, "“Pigeon”"),
        ("pages/change.py", {"from": "2030"}, "“2030”"),
        ("pages/rows.py", {"kpi": "csat", "days": "garbage"}, "“garbage”"),
    ],
)
def test_what_a_link_asks_for_in_vain_is_said_above_the_page(
    shown_sample: Store, page: str, given: dict[str, str], told: str
) -> None:
    at = visit(page, **given)
    assert [one.value for one in (*at.main.caption, *at.main.warning) if told in one.value]


def test_a_link_between_pages_keeps_the_kpi_and_the_split(shown_sample: Store) -> None:
    at = visit("pages/compare.py", kpi="nps", split="team")
    at.query_params = {"kpi": "nps", "split": "team"}
    at = go(at, "pages/trend.py")
    assert (at.query_params["kpi"], at.query_params["split"]) == ("nps", "team")
