"""The overview: the greeting of an empty store, the sample, and cards that say what was computed."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from data import formats
from data.records import Policy, Rollout
from data.store import Store, has_sample, is_empty, policies, save_policy, targets
from metrics import captions, sentences
from metrics.behind.rows import has_rows
from metrics.cards import Card, View, cards
from metrics.catalogue import KPIS
from metrics.comparison import Around
from metrics.facts import Facts
from metrics.goals.targets import STATUS_WORDS, Status
from metrics.impact.forest import forest
from metrics.impact.impact import impacts
from metrics.impact.word import WORDS, Word
from metrics.kpi import Kpi
from metrics.measures.kinds import Stock
from metrics.periods import Grain
from metrics.rollouts import events
from tests.pages.visiting import click, go, labels, links, run, text, visit, words

PAGES = ("pages/overview.py", "pages/trend.py", "pages/upload.py", "pages/policy.py")
NOTICE = "**Sample data.**"
ROLLOUT = date(2025, 3, 1)


def shown(at: AppTest, key: str) -> Block:
    """The card of a KPI as it stands on the page."""
    found = at.get_by_key(f"card_{key}")
    assert isinstance(found, Block)
    return found


def with_all(at: AppTest) -> AppTest:
    """The overview with the cards of all KPIs, not only of those that come first."""
    at.toggle(key="all_kpis").set_value(True)
    return run(at)


@pytest.fixture(scope="module")
def computed(shown_sample: Store, facts: Facts) -> dict[str, Card]:
    """The cards of the sample since its rollout, without any page."""
    view = View(first=ROLLOUT, rollout=ROLLOUT)
    return {card.kpi.key: card for card in cards(facts, view, targets(shown_sample))}


@pytest.fixture(scope="module")
def overview(shown_sample: Store) -> AppTest:
    """The overview of the sample since its rollout, with the cards of all KPIs."""
    return with_all(visit())


@pytest.mark.parametrize("page", ["pages/overview.py", "pages/trend.py"])
def test_an_empty_store_greets_with_three_ways_in(store: Store, page: str) -> None:
    at = visit(page)
    assert [title.value for title in at.title] == ["Did your customer-service policy work?"]
    assert [button.key for button in at.button] == ["explore"]
    assert labels(at)[:2] == ["Upload your files", "Record complaints in the page"]
    assert [link.proto.page for link in links(at)][:2] == ["upload", "complaint_log"]
    assert len(at.sidebar.selectbox) == 0
    assert is_empty(store)


@pytest.mark.parametrize("page", ["pages/upload.py", "pages/policy.py"])
def test_an_empty_store_has_nothing_of_a_sample_to_mark(store: Store, page: str) -> None:
    at = visit(page)
    assert NOTICE not in text(at)
    assert [button.key for button in at.button if button.key == "remove_sample"] == []


def test_the_sample_loads_is_marked_on_every_page_and_is_gone_after_one_click(store: Store) -> None:
    at = click(visit(), "explore")
    assert has_sample(store)
    assert [title.value for title in at.title] == ["Service since the policy of 1 Mar 2025"]
    for page in PAGES:
        at = go(at, page)
        assert NOTICE in text(at), page
    at = go(at, "pages/overview.py")
    at = click(at, "remove_sample")
    assert is_empty(store)
    assert targets(store) == []
    assert [button.key for button in at.button] == ["explore"]
    for page in PAGES:
        assert NOTICE not in text(go(at, page)), page


@pytest.mark.parametrize("page", [page for page in PAGES if page != "pages/overview.py"])
def test_the_sample_is_removed_from_any_other_page(sample: Store, page: str) -> None:
    click(visit(page), "remove_sample")
    assert is_empty(sample)


@pytest.mark.parametrize("kpi", KPIS, ids=lambda kpi: kpi.key)
def test_a_card_says_what_was_computed(computed: dict[str, Card], overview: AppTest, kpi: Kpi) -> None:
    card = computed[kpi.key]
    block = shown(overview, kpi.key)
    [metric] = block.metric
    assert (metric.label, metric.value) == (kpi.title, kpi.text(card.reached.value, Grain.MONTH))
    assert card.compared is not None
    assert card.compared.told is not None
    assert metric.delta == kpi.change(card.compared.told, Grain.MONTH)
    captions = [caption.value for caption in block.caption]
    if isinstance(kpi.measure, Stock):
        end = formats.day(card.reached.last)
        assert f"of {sentences.behind(kpi, card.reached)} so far, at the end of {end}" in captions
    else:
        assert any(caption.startswith(sentences.behind(kpi, card.reached)) for caption in captions)
        assert any(caption.endswith(f"data to {formats.day(card.as_of)}") for caption in captions)
    assert [link.proto.page for link in links(block)] == (["trend", "rows"] if has_rows(kpi) else ["trend"])


@pytest.mark.parametrize("kpi", KPIS, ids=lambda kpi: kpi.key)
def test_a_card_says_the_status_of_its_target(computed: dict[str, Card], overview: AppTest, kpi: Kpi) -> None:
    card = computed[kpi.key]
    told = "\n".join(markdown.value for markdown in shown(overview, kpi.key).markdown)
    named = {status for status in Status if f": {STATUS_WORDS[status]}]" in told}
    assert named == ({card.status} if card.status else set())
    if card.target is None:
        assert "No target set" in [caption.value for caption in shown(overview, kpi.key).caption]
    else:
        assert captions.gap(card) in [caption.value for caption in shown(overview, kpi.key).caption]


def test_the_headline_counts_the_targets_met(computed: dict[str, Card], overview: AppTest) -> None:
    aimed = [card for card in computed.values() if card.status]
    met = sum(card.status is Status.MET for card in aimed)
    assert aimed
    assert any(
        markdown.value.startswith(f"{met} of {len(aimed)} targets met") for markdown in overview.markdown
    )


def test_the_verdicts_on_top_are_those_of_the_page_impact(overview: AppTest, shown_sample: Store) -> None:
    [told] = [link.proto.label for link in links(overview) if link.proto.page == "impact"]
    [title] = [title.value for title in visit("pages/impact.py").title]
    assert told.startswith(f"{title}. Improved: ")


def test_a_card_says_the_verdict_and_not_the_plain_difference(
    computed: dict[str, Card], overview: AppTest, shown_sample: Store, facts: Facts
) -> None:
    known, keys = events(policies(shown_sample)), tuple(computed)
    found = forest(impacts(facts, keys, Around(ROLLOUT, first=ROLLOUT), targets(shown_sample), known))
    verdicts = {impact.kpi.key: found.told(impact).word for impact in found.impacts}
    for key, card in computed.items():
        [metric] = shown(overview, key).metric
        told, change = metric.proto.delta_description, card.compared and card.compared.change
        if card.kpi.better and change and not change.waits:
            assert told == WORDS[verdicts.get(key, Word.CANT_TELL)], key
        coloured = metric.proto.color != metric.proto.GRAY
        assert coloured == (verdicts.get(key) in (Word.IMPROVED, Word.WORSENED)), key
    assert {Word.IMPROVED, Word.CHANCE, Word.UNSURE} <= set(verdicts.values())


def test_a_card_of_some_days_after_the_rollout_has_no_verdict_of_all_of_them(shown_sample: Store) -> None:
    at = visit(period="3")
    found = [shown(at, key).metric[0].proto for key in ("csat", "complaints", "resolution_time")]
    assert {one.delta_description for one in found} == {"than before 1 Mar 2025"}
    assert {one.color for one in found} == {found[0].GRAY}


def north_behind(store: Store) -> str:
    """The line on the target of branch North, from the answers since the rollout."""
    with store.cursor() as cursor:
        [(share,)] = cursor.execute(
            "SELECT 100.0 * avg((csat >= 0.75)::INT) FROM answers"
            " WHERE branch = 'North' AND answered_at >= ?",
            [ROLLOUT],
        ).fetchall()
    away = formats.number(80 - share, 1)
    return (
        "Customer satisfaction (CSAT), Branch: North: at risk. Target 80.0 % by 30 Jun 2026,"
        f" {away} points to go."
    )


def test_what_needs_attention_leads_to_its_trend(
    computed: dict[str, Card], overview: AppTest, shown_sample: Store
) -> None:
    pressing = {key: captions.attention(card) for key, card in computed.items() if card.needs_attention}
    assert pressing
    pressing["csat&branch=North"] = north_behind(shown_sample)
    leading = {link.proto.label: link.proto.query_string for link in links(overview)}
    assert {key: leading.get(told) for key, told in pressing.items()} == {
        key: f"kpi={key}" for key in pressing
    }
    shown = [told for told in leading if told in pressing.values()]
    ranks = [(": missed." not in told, ": at risk." not in told) for told in shown]
    assert ranks == sorted(ranks)


def test_a_review_of_the_written_policy_that_is_overdue_needs_attention(overview: AppTest) -> None:
    leading = {link.proto.label: link.proto.query_string for link in links(overview)}
    assert leading["The policy's review is overdue: it was due by 1 Nov 2025."] == "view=steps"


def test_without_a_rollout_the_overview_asks_for_one(sample: Store) -> None:
    at = visit("pages/policy.py", rollout=ROLLOUT.isoformat())
    for policy in (1, 2):
        at = click(at, f"remove_policy_{policy}")
    at = go(at, "pages/overview.py")
    assert [title.value for title in at.title] == ["Service so far"]
    assert "Set a rollout and targets" in labels(at)
    assert "rollout" not in at.query_params
    assert all(not metric.delta for metric in at.metric)


def test_a_rollout_after_all_data_shows_that_there_is_nothing_since(sample: Store) -> None:
    save_policy(sample, Policy("Later", (Rollout(date(2026, 6, 1)),)))
    at = visit(rollout="2026-06-01")
    assert [title.value for title in at.title] == ["Service since the policy of 1 Jun 2026"]
    assert any("Nothing to show" in info.value for info in at.info)
    assert len(at.metric) == 0


def test_kpis_without_data_are_named_with_the_file_that_brings_them(store: Store) -> None:
    at = visit("pages/upload.py")
    content = b"Date,CSAT\n2025-01-02,4\n2025-01-03,5\n"
    at.file_uploader[0].set_value([("answers.csv", content, "text/csv")])
    at = with_all(go(click(run(at), "load"), "pages/overview.py"))
    assert {metric.label for metric in at.metric} == {
        "Customer satisfaction (CSAT)",
        "Mean satisfaction",
        "Survey answers",
    }
    told = "\n".join(words(at))
    assert "**Complaints and tickets** would show: Complaints received (Received on)" in told
    assert (
        "**Survey answers** would show: Net promoter score (NPS) (Recommendation (0–10)),"
        " Customer effort (ease) (Ease score)"
    ) in told
