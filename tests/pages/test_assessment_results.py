"""Results by team: rounds opened and ended in the page, and no more told of a team than may be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from data.questionnaires.questionnaire import Questionnaire
from data.questionnaires.rounds import Round
from data.questionnaires.self_assessment import SELF_ASSESSMENT
from data.questionnaires.workbook import template
from data.store import Store, close_round, open_round, questionnaires, rounds, submit
from tests.pages.visiting import HOSTILE, charts, click, run, text, visit

PAGE = "pages/assessment_results.py"
TODAY = date.today()
HINDRANCE = "The till is slow"


def answers(score: int, asked: Questionnaire = SELF_ASSESSMENT) -> dict[str, int]:
    """All statements answered alike, but the first one a point lower."""
    first, *others = asked.statements
    return {first.key: max(1, score - 1), **{one.key: score for one in others}}


def held(store: Store, given: Mapping[str, list[int]], days_ago: int = 10, *, over: bool = True) -> Round:
    """A round that began so many days ago, with a member for each score."""
    first = TODAY - timedelta(days_ago)
    found = open_round(store, SELF_ASSESSMENT.key, list(given), (first, TODAY + timedelta(3)))
    for team, scores in given.items():
        for number, score in enumerate(scores):
            key = f"{found.round_id}-{number}-{team}".ljust(16, "x")
            submit(store, found.token, team, answers(score), key, hindrance=HINDRANCE, today=first)
    return close_round(store, found.round_id, first) if over else found


@pytest.mark.parametrize(
    "scores, over, told, drawn",
    [
        ([3, 4, 5], True, "Service is adequate: 27.8 of 35", True),
        ([3, 4], True, "Service is adequate: 24.3 of 35", False),
        ([3], True, "Service loses customers: 20.8 of 35", False),
        ([], True, "Nobody answered in this round", False),
        ([3, 4, 5], False, "3 answers so far", False),
    ],
)
def test_no_more_is_told_of_a_team_than_may_be(
    store: Store, scores: list[int], over: bool, told: str, drawn: bool
) -> None:
    held(store, {"North": scores}, over=over)
    at = visit(PAGE)
    assert told in at.title[0].value.replace("\\", "")
    assert ("assessment_sections" in charts(at)) is drawn
    assert (HINDRANCE in text(at)) is drawn
    assert ("We work carefully enough" in text(at)) is drawn
    taken = [one.key for one in at.get("download_button") if (one.key or "").startswith("assessment_")]
    assert (len(taken) == 2) is over


def test_rounds_are_set_beside_each_other_and_teams_too(store: Store) -> None:
    held(store, {"North": [2, 3, 2, 3], "South": [4]}, days_ago=90)
    held(store, {"North": [4, 4, 5, 4], "South": [4, 4, 5], "East": [1, 2]}, days_ago=30)
    at = visit(PAGE)
    said = text(at).replace("\\", "")
    assert "Not among them, as it has fewer than 3 answers: East." in said
    assert "The total rose from" in said
    assert "Compared: North, of whom both rounds tell." in said
    # By hand: 27.75 three times and 34.75; 27.75 twice and 34.75; 7 and 13.75.
    totals = ["29.5 (23.9 to 35.0)", "30.1 (20.0 to 35.0)", "10.4 of 35"]
    assert [*next(one.value["Total"] for one in at.dataframe if "Total" in one.value)] == totals
    assert {"assessment_sections", "assessment_course"} <= {*charts(at)}
    one = visit(PAGE, wave="1", of_team="South")
    assert one.title[0].value.replace("\\", "") == "Service is adequate: 27.8 of 35"


def test_a_round_is_opened_ended_and_answered_by_a_link_of_its_own(store: Store) -> None:
    at = visit(PAGE)
    click(at, "round_open")
    assert "Choose at least one team" in text(at)
    at.multiselect(key="round_teams").set_value(["North & South", HOSTILE])
    click(run(at), "round_open")
    (found,) = rounds(store)
    assert found.teams[0] == "North & South"
    assert found.opened_by == "test@example.com"
    link = at.code[0].value
    assert link.startswith("/self_assessment?") or "/self_assessment?" in link
    assert f"round={found.token}&team=North+%26+South&lang=en" in link
    submit(store, found.token, "North & South", answers(4), "0123456789abcdef")
    click(run(at), f"round_end_list_{found.round_id}")
    assert rounds(store)[0].is_over(TODAY)
    assert "27.8 of 35" in at.title[0].value.replace("\\", "")


def test_a_questionnaire_of_the_companys_own_is_kept_and_asked(store: Store) -> None:
    at = visit(PAGE)
    at.file_uploader[0].set_value(("Our own.xlsx", template(), "application/xlsx"))
    click(run(at), "questionnaire_save")
    own = questionnaires(store)[1]
    assert own.name.said == "Our own"
    assert at.selectbox(key="round_questionnaire").value == own.key
    at.file_uploader[0].set_value(("Broken.xlsx", b"no workbook", "application/xlsx"))
    assert len(run(at).error) == 1
