"""The survey answers, and what the policy truly changed in them."""

from __future__ import annotations

import pytest

from data.samples.company import FADING_TEAM, MAIN_EFFECTS
from tests.data.samples.changes import change, marked


@pytest.fixture(scope="module")
def surveys(tables):
    table = marked(tables["sample-surveys.csv"], "Answered at")
    loyal = 100.0 * (table["NPS"] >= 9) - 100.0 * (table["NPS"] <= 6)
    return table.assign(
        satisfied=(100.0 * (table["CSAT"] >= 4)).where(table["CSAT"].notna()),
        loyal=loyal.where(table["NPS"].notna()),
    )


@pytest.mark.parametrize("score, low, high", [("CSAT", 1, 5), ("NPS", 0, 10), ("CES", 0, 5)])
def test_scores_use_the_whole_scale_in_whole_numbers(surveys, score: str, low: int, high: int):
    assert set(surveys[score].dropna()) == set(range(low, high + 1))


def test_every_answer_has_a_score(surveys):
    assert surveys[["CSAT", "NPS", "CES"]].notna().any(axis=1).all()


def test_some_answers_have_a_comment_in_their_tone(surveys):
    assert surveys["Comment"].notna().mean() == pytest.approx(0.22, abs=0.02)
    score = surveys.dropna(subset=["CSAT"]).groupby("Comment")["CSAT"].mean()
    assert score["Quick and friendly, thank you."] > 4 > 3 > score["Nobody called me back."]


# About three standard errors.
@pytest.mark.parametrize(
    "value, kpi, tolerance", [("satisfied", "csat", 3.5), ("loyal", "nps", 7), ("CES", "ces", 0.11)]
)
def test_answers_improve_by_the_size_in_the_table(surveys, value: str, kpi: str, tolerance: float):
    improved = surveys[surveys["improves"] & ~surveys["fading"]]
    assert change(improved, value) == pytest.approx(MAIN_EFFECTS[kpi].size, abs=tolerance)


def test_satisfaction_fades_in_one_team_from_month_7_on(surveys):
    team = surveys[surveys["improves"] & (surveys["Team"] == FADING_TEAM)]
    first = change(team[~team["fading"]], "satisfied")
    later = change(team[~team["after"] | team["fading"]], "satisfied")
    assert 0 < later < first - 2


@pytest.mark.parametrize("value", ["satisfied", "CES"])
def test_one_branch_does_not_improve(surveys, value: str):
    elsewhere, there = (change(surveys[surveys["improves"] == improves], value) for improves in (True, False))
    assert there < elsewhere / 2
