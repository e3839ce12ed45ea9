"""The trend of every KPI, by every length of period and every dimension."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import formats
from data.kinds import COMPLAINTS, DIMENSIONS, TOUCHPOINT
from data.records import EventKind, Goal, Policy, Rollout
from data.samples.company import BRANCHES, MAIN_EFFECTS, UNIMPROVED_BRANCH
from data.store import Store, load, policies, save_policy, save_target, targets
from metrics import captions, figures, people, sentences, splits, tables
from metrics.cards import View, cards
from metrics.catalogue import BY_KEY
from metrics.chart import Marks
from metrics.comparison import Around
from metrics.facts import Facts, StoredFacts
from metrics.figures import MOST_PANELS
from metrics.goals.targets import worked_out
from metrics.impact import sentence, steady_words
from metrics.impact.impact import Impact, impacts
from metrics.impact.verdict import Kind
from metrics.periods import GRAIN_NAMES, Grain
from metrics.query import filters
from metrics.rollouts import events
from pages.parts.words import plain
from tests.data.store.preparations import prepared
from tests.pages.visiting import UNFIT, charts, click, figure, go, json_texts, labels, run, text, visit

ROLLOUT = date(2025, 3, 1)
VIEW = View(first=ROLLOUT, rollout=ROLLOUT)
NAMES = {column.key: column.name for column in (*DIMENSIONS, TOUCHPOINT, COMPLAINTS.column("nature"))}


# A KPI of each kind of measure, and each length of period: what else there is, is drawn without a page.
ON_THE_PAGE = (
    ("csat", Grain.DAY),
    ("complaints", Grain.QUARTER),
    ("backlog", Grain.WEEK),
    ("resolution_median", Grain.MONTH),
    ("first_response_working_time", Grain.QUARTER),
    ("retention", Grain.YEAR),
    ("ltv", Grain.WEEK),
    ("return_rate", Grain.QUARTER),
    ("cost_to_serve", Grain.MONTH),
)
# Days and weeks are many: those next to the rollout show both sides of it.
NEAR = {Grain.DAY: 30, Grain.WEEK: 180}


@pytest.mark.parametrize("key, by", ON_THE_PAGE)
def test_a_trend_stands_on_the_page(shown_sample: Store, facts: Facts, key: str, by: Grain) -> None:
    at = visit("pages/trend.py", kpi=key, by=by)
    view = View(first=ROLLOUT, rollout=ROLLOUT, grain=by)
    [card] = cards(facts, view, targets(shown_sample), (key,))
    assert card.compared is not None
    judged = found(shown_sample, facts, key, by)
    assert [title.value for title in at.title] == [judged.title]
    told = [markdown.value for markdown in at.markdown]
    assert {*map(plain, (*sentences.happened(card.compared), sentence.real(judged)))} <= {*told}
    assert plain(steady_words.steady(judged.chart)) in told if judged.chart else True
    drawn = figures.trend(card.kpi, card.series, by, card.compared, Marks())
    assert points(figure(at, "trend")) == points(json.loads(str(drawn.to_json())))
    pd.testing.assert_frame_equal(
        at.dataframe[-1].value, tables.of_values(card.kpi, card.series, by), check_dtype=False
    )


def found(store: Store, facts: Facts, key: str, by: Grain = Grain.MONTH) -> Impact:
    """What the page shows of a KPI at the rollout."""
    known = events(policies(store))
    return impacts(facts, (key,), Around(ROLLOUT, first=ROLLOUT), targets(store), known, by)[key]


def test_the_lines_of_the_verdict_stand_by_month_and_the_control_chart_beside(shown_sample: Store) -> None:
    at = visit("pages/trend.py", kpi="speed_of_answer")
    drawn = figure(at, "trend")
    assert "as before" in [note["text"] for note in drawn["layout"]["annotations"]]
    assert at.expander[0].label == "How sure is this?"
    at.button_group(key="view").set_value("steady")
    at = run(at)
    assert "steady" in at.query_params["view"]
    hovers = [hover for trace in figure(at, "steady")["data"] for hover in trace.get("customdata", ())]
    assert any("two of three close to the upper limit" in hover for hover in hovers)
    assert "two of three close to the upper limit" in text(at)
    at = visit("pages/trend.py", kpi="speed_of_answer", by="quarter")
    assert "as before" not in json_texts(figure(at, "trend"))
    assert "choose months to see its lines" in text(at)


def test_another_event_parts_the_periods_and_is_named(sample: Store) -> None:
    save_policy(sample, Policy("New prices", (Rollout(date(2024, 1, 1)),), kind=EventKind.PRICE))
    at = visit("pages/trend.py", kpi="csat")
    assert "New prices" in [note["text"] for note in figure(at, "trend")["layout"]["annotations"]]
    assert "1 Mar 2025" in at.title[0].value
    assert "The verdict is of Jan 2024 to Dec 2025" in text(at)


TRUE = 1 - BRANCHES[UNIMPROVED_BRANCH]
# Nothing that the sample company did touches them.
UNTOUCHED = (
    "handle_time",
    "compensation",
    "on_the_spot",
    "follow_up",
    "reopened",
    "answers",
    "contacts",
    "return_rate",
    "stockout_rate",
    "reject_rate",
)
SEEN = ("csat", "ces", "complaints", "abandonment", "speed_of_answer", "first_contact_resolution")


def test_verdicts_agree_with_what_the_sample_company_truly_did(shown_sample: Store, facts: Facts) -> None:
    touched = [key for key in MAIN_EFFECTS if key in BY_KEY]
    judged = impacts(facts, (*touched, *UNTOUCHED), Around(ROLLOUT), (), events(policies(shown_sample)))
    for key in touched:
        verdict, effect = judged[key].verdict, MAIN_EFFECTS[key]
        assert verdict.kind in (Kind.IMPROVED, Kind.NO_CHANGE), key
        # Chats go against the rest, and only inbound calls and chats are abandoned.
        if verdict.level is None or key in ("resolution_time", "abandonment"):
            continue
        level = verdict.level
        if effect.basis == "points":
            assert level.low < effect.size * TRUE < level.high, key
        elif verdict.is_ratio:
            assert level.low < 1 + effect.size / 100 * TRUE < level.high, key
    assert {key for key in touched if judged[key].verdict.kind is Kind.IMPROVED} == set(SEEN)
    assert {judged[key].verdict.kind for key in UNTOUCHED} == {Kind.NO_CHANGE}


# Weeks lie between days and months, quarters between months and years.
BETWEEN = (Grain.WEEK, Grain.QUARTER)


@pytest.mark.parametrize(
    "by", [pytest.param(by, marks=pytest.mark.long) if by in BETWEEN else by for by in GRAIN_NAMES]
)
def test_every_kpi_has_a_trend_by_every_length_of_period(facts: Facts, by: Grain) -> None:
    found = cards(facts, View(first=ROLLOUT, rollout=ROLLOUT, grain=by), [])
    assert [card.kpi.key for card in found] == list(BY_KEY)
    for card in found:
        series = near(card.series, by)
        marks = Marks(rollouts=((ROLLOUT, "Promise"),))
        drawn = json.loads(str(figures.trend(card.kpi, series, by, card.compared, marks).to_json()))
        known = series.dropna(subset=["value"])
        periods = [formats.period(start.date(), by.value) for start in known["start"]]
        assert periods, card.kpi.key
        assert {told.split(":")[0] for told in points(drawn)} == set(periods)
        values = tables.of_values(card.kpi, series, by)
        assert values.iloc[0, 0] == formats.period(series["start"].iloc[-1].date(), by.value)
        shown = [*json_texts(drawn), *map(str, values.to_numpy().ravel())]
        assert [word for word in shown if UNFIT.search(word)] == []


def near(series: pd.DataFrame, by: Grain) -> pd.DataFrame:
    """The periods next to the rollout where there are many, or the last one if none of them has a value."""
    if by not in NEAR:
        return series
    around, day = pd.Timedelta(days=NEAR[by]), pd.Timestamp(ROLLOUT)
    kept = series[series["start"].between(day - around, day + around)]
    return kept if kept["value"].notna().any() else series.dropna(subset=["value"]).tail(1)


def points(drawn: dict[str, Any]) -> list[str]:
    """What the points of a trend say, in their order."""
    lines = [trace for trace in drawn["data"] if trace.get("mode") == "lines+markers"]
    return [told for trace in lines for told in trace["customdata"] if told]


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
def test_a_kpi_splits_by_the_dimensions_offered(shown_sample: Store, key: str) -> None:
    at = visit("pages/trend.py", kpi=key)
    assert at.button_group(key="split").options == [NAMES[name] for name in offered(shown_sample, key)]


@pytest.mark.parametrize(
    "key, dimension",
    [
        ("csat", "channel"),
        ("csat", "employee"),
        ("complaints", "team"),
        ("complaints", "nature"),
        ("backlog", "product"),
        ("abandonment", "branch"),
    ],
)
def test_a_split_stands_on_the_page(shown_sample: Store, key: str, dimension: str) -> None:
    at = visit("pages/trend.py", kpi=key, split=dimension)
    assert len(members(at)) > 1
    called = people.shown(dimension, shown_sample.members(dimension), named=False)
    assert set(members(at)) <= set(called.values())
    assert panels(at) == [f"panel_{member}" for member in members(at)[:MOST_PANELS]]


@pytest.mark.parametrize("table", ["operations"])
def test_what_has_no_dimension_offers_no_split(shown_sample: Store, table: str) -> None:
    for key in (kpi.key for kpi in BY_KEY.values() if kpi.table == table):
        assert offered(shown_sample, key) == []
    at = visit("pages/trend.py", kpi="return_rate", split="segment")
    assert "Split" not in [header.value for header in at.header]


@pytest.mark.parametrize("key", [key for key in SPLIT_BY_ALL if key != "backlog"])
def test_a_kpi_has_members_in_every_dimension_offered(shown_sample: Store, facts: Facts, key: str) -> None:
    for dimension in offered(shown_sample, key):
        found = splits.members(facts, BY_KEY[key], VIEW, dimension, policies(shown_sample)[0])
        assert 1 < len(found) <= len(shown_sample.members(dimension)), dimension
        assert {member.name for member in found} <= set(shown_sample.members(dimension))


def test_every_kpi_of_a_table_with_segments_splits_by_them(shown_sample: Store, facts: Facts) -> None:
    able = [key for key in BY_KEY if "segment" in offered(shown_sample, key)]
    assert {BY_KEY[key].table for key in BY_KEY if key not in able} == {"operations"}
    for key in able:
        found = splits.members(facts, BY_KEY[key], VIEW, "segment", policies(shown_sample)[0])
        assert {member.name for member in found} == set(shown_sample.members("segment")), key
        table = tables.of_members(BY_KEY[key], found)
        assert set(table["Rollout"]) == {"1 Mar 2025"}
        assert [word for word in map(str, table.to_numpy().ravel()) if UNFIT.search(word)] == []


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
        assert card.compared.told is not None
        assert change.startswith(card.kpi.change(card.compared.told))


@pytest.mark.parametrize("by", GRAIN_NAMES)
def test_a_split_stands_by_every_length_of_period(shown_sample: Store, facts: Facts, by: Grain) -> None:
    view = replace(VIEW, grain=by)
    whole = splits.members(facts, BY_KEY["churn"], view, "branch", policies(shown_sample)[0])
    found = [replace(member, series=near(member.series, by)) for member in whole]
    drawn = figures.panels(BY_KEY["churn"], found, by, {})
    assert len(drawn) == 6
    for member, panel in zip(found, drawn, strict=True):
        assert len(points(json.loads(str(panel.to_json())))) >= member.series["value"].notna().sum() > 0


def test_a_split_stands_on_the_page_by_another_length_of_period(shown_sample: Store) -> None:
    assert len(panels(visit("pages/trend.py", kpi="churn", split="branch", by="quarter"))) == 6


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


def test_a_monthly_target_asks_for_months_where_they_are_not_shown(shown_sample: Store) -> None:
    at = visit("pages/trend.py", kpi="retention", by="year")
    assert "The target is set by month: choose months to see its line." in text(at)
    assert "choose months" not in text(visit("pages/trend.py", kpi="retention"))


def test_a_kpi_without_data_says_which_file_brings_it_and_stands_first_only_if_asked_for(
    store: Store,
) -> None:
    at = visit("pages/upload.py")
    at.file_uploader[0].set_value([("a.csv", b"Date,NPS\n2025-01-02,9\n2025-01-03,10\n", "text/csv")])
    at = go(click(run(at), "load"), "pages/trend.py")
    assert [title.value for title in at.title] == [BY_KEY["nps"].title]
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


def test_a_source_that_ends_within_what_is_compared_is_told(store: Store) -> None:
    days = [date(2024, month, 10) for month in range(1, 13)]
    forms = [{"response_id": f"S{day}", "answered_at": day, "csat": 95.0} for day in days[:5]]
    tickets = [{"complaint_id": f"C{day}", "received_at": day, "csat": 40.0} for day in days]
    load(store, prepared("surveys.log", forms, file="forms.csv"))
    load(store, prepared("complaints.log", tickets, file="tickets.csv"))
    save_policy(store, Policy("Promise", (Rollout(date(2024, 7, 1)),)))
    words = plain("forms.csv ends on 10 May 2024. What looks like a change may come from that alone.")
    assert [words in told.value for told in visit("pages/trend.py", kpi="csat").warning] == [True]
    assert words in "\n".join(told.value for told in visit().get_by_key("card_csat").caption)
