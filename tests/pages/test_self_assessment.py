"""The self-assessment: a member answers section by section, sends, and sees the own and the team's result."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from data.questionnaires.rounds import Round
from data.questionnaires.self_assessment import SECTIONS, SELF_ASSESSMENT
from data.store import Store, close_round, counts, open_round, submit
from pages.parts.draft import Draft
from tests.pages.visiting import charts, click, labels, run, text, visit

PAGE = "pages/self_assessment.py"
SEAL = "0123456789abcdef"
TODAY = date.today()
WORST = {one.key: 1 for one in SELF_ASSESSMENT.statements}


def opened(store: Store, first: int = 0, last: int = 7) -> Round:
    """A round that two teams answer within days counted from today."""
    days = (TODAY + timedelta(first), TODAY + timedelta(last))
    return open_round(store, SELF_ASSESSMENT.key, ["North", "South"], days)


def come(found: Round, answers: Mapping[str, int] | None = None, section: int = 0) -> AppTest:
    """A visit by the link of a round, with what the device had kept."""
    at = visit(PAGE, round=found.token, team="North", lang="en")
    kept = Draft(found.token, SEAL, answers=dict(answers or {}), section=section, is_adopted=True)
    at.session_state["assessment_draft"] = kept
    return run(at)


def answer(at: AppTest, score: int) -> AppTest:
    """All statements of the section in sight, answered alike."""
    for asked in at.button_group:
        asked.set_value(score)
    return run(at)


def fill(at: AppTest, score: int) -> AppTest:
    """The sections from the one in sight to the last."""
    for _section in SECTIONS[:-1]:
        click(answer(at, score), "assessment_next")
    return answer(at, score)


def test_a_member_answers_sends_once_and_sees_the_result(store: Store) -> None:
    found = opened(store)
    at = fill(come(found), 3)
    assert "Section 7 of 7, 25 of 25 answered" in text(at)
    at.text_area[0].set_value("Slow computers")
    click(at, "assessment_send")
    assert counts(store, found.round_id) == {"North": 1, "South": 0}
    told = text(at).replace("\\", "")
    assert "Service is adequate: 21.0 of 35" in told
    assert "1 answer so far" in told
    assert charts(at) == ["own_bars", "own_radar"]
    assert [one.key for one in at.button] == ["assessment_anew"]
    click(run(at), "assessment_anew")
    assert "Section 1 of 7, 0 of 25 answered" in text(at)
    fill(at, 5)
    assert counts(store, found.round_id)["North"] == 1
    click(at, "assessment_send")
    assert counts(store, found.round_id)["North"] == 2


def test_the_last_answer_and_the_sending_may_come_at_once(store: Store) -> None:
    found = opened(store)
    last = SELF_ASSESSMENT.statements[-1].key
    at = come(found, {key: 4 for key in WORST if key != last}, section=6)
    at.button_group(key=f"answer_{last}").set_value(4)
    click(at, "assessment_send")
    assert counts(store, found.round_id)["North"] == 1


def test_what_is_missing_is_named_and_nothing_is_sent(store: Store) -> None:
    found = opened(store)
    some = {key: 4 for key in list(WORST)[:24] if key != "offer.benefits"}
    at = come(found, answers=some, section=6)
    click(at, "assessment_send")
    assert "2 statements have no answer yet" in text(at)
    assert "25\\. When we find a problem" in text(at)
    click(at, "assessment_to_1")
    assert counts(store, found.round_id)["North"] == 0
    at.button_group(key="answer_offer.benefits").set_value(4)
    assert "Section 2 of 7, 24 of 25 answered" in text(run(at))


def test_the_same_answers_come_once_though_the_connection_breaks(store: Store) -> None:
    found = opened(store)
    submit(store, found.token, "North", WORST, SEAL)
    click(come(found, WORST), "assessment_send")
    assert counts(store, found.round_id)["North"] == 1


@pytest.mark.parametrize(
    "first, last, words",
    [(1, 7, "This round begins on"), (-7, -1, "takes no more answers")],
)
def test_a_round_that_is_not_open_says_so(store: Store, first: int, last: int, words: str) -> None:
    at = come(opened(store, first, last), answers=WORST)
    assert words in text(at)
    assert len(at.button) == 0


def test_a_round_that_ends_while_somebody_answers_keeps_nothing_and_says_so(store: Store) -> None:
    found = opened(store)
    at = come(found, answers=WORST)
    close_round(store, found.round_id)
    click(at, "assessment_send")
    assert "takes no more answers" in text(at)
    assert counts(store, found.round_id)["North"] == 0


def test_without_a_round_a_manager_is_led_to_open_one(store: Store) -> None:
    assert labels(visit(PAGE)) == ["Open a round"]
    assert "There is no such round" in text(visit(PAGE, round="guessed"))


def test_a_members_page_has_no_filters(sample: Store) -> None:
    found = opened(sample)
    assert len(come(found).sidebar) == 0
    at = visit(PAGE)
    assert at.title[0].value == "Customer-service self-assessment"
    assert len(at.sidebar) == 0
