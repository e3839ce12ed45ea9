"""The trend of every KPI, by every length of period and every dimension."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from streamlit.testing.v1 import AppTest

from data import formats
from data.kinds import COMPLAINTS, DIMENSIONS
from data.records import Goal
from data.store import Store, save_target, targets
from metrics import captions, sentences, splits
from metrics.cards import View, cards
from metrics.catalogue import BY_KEY
from metrics.facts import Facts, StoredFacts
from metrics.figures import MOST_PANELS
from metrics.periods import GRAIN_NAMES, Grain
from metrics.query import filters
from metrics.targets import worked_out
from tests.pages.visiting import charts, click, figure, go, labels, run, text, visit

ROLLOUT = date(2025, 3, 1)
NAMES = {column.key: column.name for column in (*DIMENSIONS, COMPLAINTS.column("nature"))}


@pytest.mark.parametrize("key, by", list(product(BY_KEY, GRAIN_NAMES)))
def test_every_kpi_has_a_trend_by_every_length_of_period(facts: Facts, key: str, by: Grain) -> None:
    at = visit("pages/trend.py", kpi=key, by=by)
    [card] = cards(facts, View(first=ROLLOUT, rollout=ROLLOUT, grain=by), [], (key,))
    assert card.compared is not None
    assert [title.value for title in at.title] == [captions.title(card)]
    assert sentences.comparison_parts(card.compared)[0] in [told.value for told in at.markdown]
    assert figure(at, "trend")["data"]
    values = at.dataframe[-1].value
    assert len(values) > 0
    assert values.iloc[0, 0] == formats.period(card.series["start"].iloc[-1].date(), by.value)


# A KPI of each table, and two whose parts add up.
SPLIT_BY_ALL = ("csat", "complaints", "backlog", "abandonment", "retention")


def offered(store: Store, key: str) -> list[str]:
    """The dimensions by which the page offers to split a KPI."""
    columns = store.dimensions(BY_KEY[key].table)
    return list(
        splits.dimensions(
            columns, {column.key: store.members(column.key, BY_KEY[key].table) for column in columns}
        )
    )


def members(at: AppTest) -> list[str]:
    """The members in the table below a split."""
    return list(at.dataframe[0].value.iloc[:, 0])


@pytest.mark.parametrize("key", SPLIT_BY_ALL)
def test_a_kpi_splits_by_every_dimension_offered(shown_sample: Store, key: str) -> None:
    for dimension in offered(shown_sample, key):
        at = visit("pages/trend.py", kpi=key, split=dimension)
        assert at.button_group(key="split").options == [NAMES[name] for name in offered(shown_sample, key)]
        assert len(members(at)) > 1, dimension
        assert set(members(at)) <= set(shown_sample.members(dimension))
        assert panels(at) == [f"panel_{member}" for member in members(at)[:MOST_PANELS]]


@pytest.mark.parametrize("key", BY_KEY)
def test_every_kpi_splits_by_segment(shown_sample: Store, key: str) -> None:
    at = visit("pages/trend.py", kpi=key, split="segment")
    assert set(members(at)) == set(shown_sample.members("segment"))
    assert set(at.dataframe[0].value["Rollout"]) == {"1 Mar 2025"}


def panels(at: AppTest) -> list[str]:
    """The keys of the charts of a split."""
    return [key for key in charts(at) if key.startswith("panel_")]


@pytest.mark.parametrize("key", ["csat", "complaints", "backlog", "abandonment", "retention"])
def test_a_member_s_value_is_that_under_its_filter(shown_sample: Store, facts: Facts, key: str) -> None:
    table = visit("pages/trend.py", kpi=key, split="segment").dataframe[0].value
    for member, value, change in table[["Who", "Value", "Change"]].itertuples(index=False):
        view = View(first=ROLLOUT, rollout=ROLLOUT, where=filters({"segment": [member]}))
        [card] = cards(facts, view, [], (key,))
        assert value == card.kpi.text(card.reached.value, Grain.MONTH)
        assert card.compared is not None
        assert card.compared.change is not None
        assert change.startswith(card.kpi.change(card.compared.change.value))


@pytest.mark.parametrize("by", GRAIN_NAMES)
def test_a_split_stands_by_every_length_of_period(shown_sample: Store, by: Grain) -> None:
    assert len(panels(visit("pages/trend.py", kpi="churn", split="branch", by=by))) == 6


def test_a_split_under_one_branch_s_rollout_shows_all_branches(shown_sample: Store) -> None:
    at = visit("pages/trend.py", kpi="csat", split="branch", rollout="2024-09-01.branch.South")
    assert set(members(at)) == set(shown_sample.members("branch"))


def test_a_filter_of_the_split_s_own_dimension_keeps_its_members_alone(shown_sample: Store) -> None:
    at = visit("pages/trend.py", kpi="csat", split="channel", channel=["Chat", "Phone"])
    assert set(members(at)) == {"Chat", "Phone"}


def test_a_kpi_that_lacks_the_split_goes_back_to_none(shown_sample: Store) -> None:
    at = visit("pages/trend.py", kpi="complaints", split="nature")
    assert at.button_group(key="split").value == "nature"
    at.selectbox(key="kpi").set_value("csat")
    at = run(at)
    assert at.button_group(key="split").value is None
    assert "split" not in at.query_params


def test_the_target_and_its_status_stand_in_words(shown_sample: Store) -> None:
    at = visit("pages/trend.py", kpi="resolution_time")
    told = [markdown.value for markdown in at.markdown]
    assert any("The target of 40.0 hours by 30 Jun 2025:" in words for words in told)


def test_a_monthly_target_asks_for_months_where_they_are_not_shown(sample: Store) -> None:
    at = visit("pages/trend.py", kpi="retention", by="year")
    assert "The target is set by month: choose months to see its line." in text(at)
    assert "choose months" not in text(visit("pages/trend.py", kpi="retention"))


def test_a_kpi_without_data_says_which_file_brings_it(store: Store) -> None:
    at = visit("pages/upload.py")
    at.file_uploader[0].set_value([("a.csv", b"Date,CSAT\n2025-01-02,4\n2025-01-03,5\n", "text/csv")])
    click(run(at), "load")
    at = visit("pages/trend.py", kpi="churn")
    assert [info.value for info in at.info] == [captions.missing(BY_KEY["churn"])]
    assert "Upload files" in labels(at)


def test_without_a_rollout_the_trend_shows_the_kpi_and_asks_for_one(store: Store) -> None:
    at = visit("pages/upload.py")
    at.file_uploader[0].set_value([("a.csv", b"Date,CSAT\n2025-01-02,4\n2025-02-03,5\n", "text/csv")])
    at = go(click(run(at), "load"), "pages/trend.py")
    assert [title.value for title in at.title] == ["Customer satisfaction (CSAT)"]
    assert "Set a rollout and targets" in labels(at)


def test_a_target_of_one_branch_holds_under_its_filter_alone(sample: Store) -> None:
    goal = Goal("nps", "absolute", 33, date(2026, 9, 30), "branch", "South")
    save_target(sample, worked_out(StoredFacts(sample), goal, ROLLOUT))
    assert len([target for target in targets(sample) if target.kpi == "nps"]) == 2
    assert "33.0 points by 30 Sept 2026" in text(visit("pages/trend.py", kpi="nps", branch="South"))
    assert "33.0 points" not in text(visit("pages/trend.py", kpi="nps"))
