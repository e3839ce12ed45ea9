"""Worth: the page on the sample company, on one that kept customers, and where something is missing."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from data.records import Policy, Rollout
from data.samples.company import LAST_DAY, MAIN_EFFECTS, MAIN_ROLLOUT, UNIMPROVED_BRANCH
from data.samples.customers import DAYS_A_MONTH, EARLY_CHURN, LATER_CHURN, customers
from data.store import Store, policies, save_policy, save_version
from metrics.facts import Facts
from metrics.rollouts import events
from metrics.worth.assumptions import assumed, suggested
from metrics.worth.measured import measured
from metrics.worth.worth import worth
from tests.metrics.worth import made
from tests.pages.visiting import charts, click, figure, go, labels, run, text, visit


def truly_kept() -> float:
    """How many customers the sample's rule kept: a share of those who would have left in each month."""
    people = customers()
    people = people[people["branch"] != UNIMPROVED_BRANCH]
    gone = people["left_at"].fillna(pd.Timestamp(LAST_DAY) + pd.Timedelta(days=1))
    since, leaving = pd.Timestamp(MAIN_ROLLOUT), 0.0
    for member_month in range(150):
        start = people["joined_at"] + pd.Timedelta(days=int(member_month * DAYS_A_MONTH))
        there = (start >= since) & (start <= pd.Timestamp(LAST_DAY)) & (gone > start)
        leaving += there.sum() * (EARLY_CHURN if member_month < 12 else LATER_CHURN)
    return -MAIN_EFFECTS["churn"].size / 100 * leaving


def test_the_samples_true_number_lies_in_the_range(shown_sample: Store, facts: Facts) -> None:
    found = worth(measured(facts, MAIN_ROLLOUT, (), None, events(policies(shown_sample))), suggested())
    assert found.measured.kept
    assert found.kept
    for reading in (found.kept, found.measured.kept.plain, found.measured.kept.beside):
        assert reading
        assert reading.low <= truly_kept() <= reading.high
    assert not found.is_told
    assert found.kept.has_zero


def test_a_page_without_a_clear_verdict_says_so_first_and_a_link_shows_the_same(shown_sample: Store) -> None:
    at = visit("pages/worth.py")
    assert at.title[0].value.startswith("It can't be told yet whether the policy has kept customers (−")
    verdict = next(words.value for words in at.markdown if words.value.startswith("**:material"))
    assert "no real shift is seen" in verdict
    assert "Let Support desk settle at once what costs less than 120" in text(at)
    assert "= left after all costs" not in text(at)
    assert "assume" not in at.query_params
    at.number_input(key="assumed_margin").set_value(30.0)
    at.slider(key="assumed_years").set_value(3.0)
    run(at)
    assert "= left before the policy's cost" in text(at)
    assert at.query_params["assume"] == "margin.30~years.3"
    again = visit("pages/worth.py", assume=at.query_params["assume"])
    assert [words.value for words in again.markdown] == [words.value for words in at.markdown]
    bars = [trace for trace in figure(again, "tornado")["data"] if trace["type"] == "bar"]
    assert len(bars) == 2
    click(again, "back_years")
    assert again.query_params["assume"] == "margin.30"
    # What was moved stays for this visit.
    assert go(go(again, "pages/trend.py"), "pages/worth.py").number_input(key="assumed_margin").value == 30


@pytest.fixture
def kept(store: Store) -> Store:
    """A company that kept customers, and its policy."""
    made.fill(store, made.customers(1, 0.03, 0.012), made.complaints(1))
    save_policy(store, Policy("Call back", (Rollout(made.ROLLOUT),)))
    return store


def test_values_that_are_kept_are_seen_by_everybody(kept: Store) -> None:
    at = visit("pages/worth.py", assume="margin.40~cost_once.10000")
    # Until the cost of winning a customer is set, the ratio to it changes nothing, and can't be moved.
    assert at.slider(key="assumed_times_dearer").disabled
    assert "Changes nothing until the cost of winning a customer is set" in text(at)
    save_version(kept, "acquisition_cost", 30)
    assert not run(at).slider(key="assumed_times_dearer").disabled
    assert "customers kept since the policy" in at.title[0].value
    assert at.title[0].value.endswith("; it has cost 10,000")
    assert "for each customer kept" in text(at)
    click(at, "keep_assumptions")
    assert assumed(kept) == suggested() | {"margin": 40, "cost_once": 10_000}
    assert "assume" not in at.query_params
    after = visit("pages/worth.py")
    assert after.title[0].value == at.title[0].value
    assert "Chosen by" in text(after)
    click(after, "back_margin")
    assert "in profit" not in after.title[0].value
    assert after.query_params["assume"] == "cost_once.10000"
    # Where all is as suggested in spite of what is kept, the link says so.
    assert click(after, "back_cost_once").query_params["assume"] == "suggested"


def test_what_is_missing_is_named_with_the_way_to_it(store: Store) -> None:
    made.fill(store, [], made.complaints(2))
    at = visit("pages/worth.py")
    assert at.title[0].value == "Worth"
    assert "No policy rollout is set yet" in text(at)
    assert labels(at) == ["Set a rollout and targets", "Set the cost of winning a customer"]
    save_policy(store, Policy("Call back", (Rollout(made.ROLLOUT),)))
    run(at)
    assert at.title[0].value == "What the policy is worth can't be told yet"
    assert "Upload files" in labels(at)
    assert charts(at) == []
    assert "complaints came in since the rollout" in text(at)
    save_version(store, "acquisition_cost", 30, date(2026, 1, 1))
    assert "holds only from a day after your complaints" in text(run(at))
