from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from data.records import Step, Target
from data.store import Store, scales
from metrics import captions, sentences
from metrics.cards import View, cards
from metrics.catalogue import kpi_named
from metrics.comparison import Around
from metrics.facts import StoredFacts
from metrics.goals.ahead import briefly
from metrics.goals.answer import answer, table
from metrics.goals.forecasts import Forecast, NoForecast
from metrics.goals.limits import Limits
from metrics.goals.scoreboard import Asked, Score, counted, only, scoreboard
from metrics.goals.targets import Status
from metrics.goals.words import headline, note, standing_ahead
from metrics.impact.impact import impacts
from metrics.impact.sentence import sentence
from metrics.query import filters
from tests.data.store.preparations import prepared
from tests.metrics.companies import stored

ROLLOUT = date(2025, 1, 1)
DUE = date(2025, 12, 31)
MAY = date(2025, 5, 31)


def aim(kpi: str, value: float, start: float | None = None, **more: object) -> Target:
    since = {"baseline": start, "baseline_from": date(2024, 1, 1), "baseline_to": date(2024, 12, 31)}
    made = Target(kpi, "absolute", value, value, DUE, since=ROLLOUT, **(since if start is not None else {}))
    return replace(made, **more)


def board(shop: Store, targets: list[Target], asked: Asked | None = None) -> list[Score]:
    return scoreboard(StoredFacts(shop), targets, scales(shop), asked)


# All answers of 2025 are satisfied and score 5; ten complaints a month instead of twenty.
@pytest.mark.parametrize(
    "target, as_of, status, value, n",
    [
        (aim("csat", 95, 64), None, Status.MET, 100, 140),
        (aim("csat", 95, 64), date(2025, 3, 15), Status.MET, 100, 56),
        # Before the rollout's first month is over nothing can be said.
        (aim("csat", 95, 64), date(2025, 1, 30), Status.TOO_LITTLE, None, None),
        (aim("csat_mean", 5.5, 4.5), None, Status.ON_TRACK, 5, 140),
        (aim("csat_mean", 5.5), None, Status.AT_RISK, 5, 140),
        # Once due, a status is of the days up to its date.
        (aim("csat_mean", 5.5, 4.5, due=date(2025, 3, 31)), None, Status.MISSED, 5, 84),
        (aim("csat_mean", 5.5, 4.5, due=date(2025, 3, 31)), date(2025, 3, 30), Status.ON_TRACK, 5, 56),
        (aim("csat_mean", 5.5, 4.5), date(2025, 2, 27), Status.TOO_LITTLE, 5, 28),
        (aim("complaints", 9, 20), None, Status.ON_TRACK, 10, 50),
        (aim("complaints", 10, 20), None, Status.MET, 10, 50),
        (aim("complaints", 9), date(2025, 4, 30), Status.AT_RISK, 10, 40),
        (aim("ces", 4), None, Status.TOO_LITTLE, None, None),
    ],
)
def test_a_score(
    shop: Store, target: Target, as_of: date | None, status: Status, value: float | None, n: int | None
) -> None:
    (score,) = board(shop, [target], Asked(as_of))
    assert score.status is status
    if value is None:
        assert score.now is None or not score.now.finished
    else:
        assert score.now is not None
        assert score.now.n == n
        assert score.now.value == pytest.approx(value)


def test_a_target_with_steps_is_judged_by_the_days_of_its_step(shop: Store) -> None:
    stepped = aim("csat", 100, 60, steps=(Step(date(2025, 2, 28), 80.0), Step(date(2025, 4, 30), 90.0)))
    for as_of, first, last, value in (
        (date(2025, 2, 10), ROLLOUT, date(2025, 1, 31), 80.0),
        (date(2025, 4, 10), date(2025, 3, 1), date(2025, 3, 31), 90.0),
        (None, date(2025, 5, 1), MAY, 100.0),
    ):
        (score,) = board(shop, [stepped], Asked(as_of))
        assert score.now is not None
        assert (score.now.first, score.now.last, score.level.value) == (first, last, value)


def test_the_worst_come_first_and_are_counted(shop: Store) -> None:
    found = board(
        shop,
        [
            aim("csat", 95, 64),
            aim("csat_mean", 5.5, 4.5),
            aim("ces", 4),
            aim("complaints", 5, 20, due=MAY),
            aim("nps", 90, 0),
            aim("gone", 1),
        ],
    )
    assert [score.status for score in found] == [
        *(Status.MISSED, Status.AT_RISK, Status.TOO_LITTLE, Status.ON_TRACK, Status.MET)
    ]
    assert counted(found) == {score.status: 1 for score in found}
    assert headline(found) == (
        "1 of 5 targets met · 1 missed · 1 at risk · 1 with too little data · 1 on track"
    )
    assert [score.kpi.key for score in only(found, [Status.MET, Status.MISSED], ())] == ["complaints", "csat"]


def test_members_without_a_target_are_held_to_the_company_s(shop: Store) -> None:
    known = [
        aim("csat", 95, 64),
        aim("csat", 90, 60, dimension="team", member="North"),
        aim("complaints", 9, 20),
    ]
    found = board(shop, known, Asked(None, "team", ("North", "South")))
    told = {score.where[0][1][0]: (score.target.value, score.inherited, score.way is None) for score in found}
    assert told == {"North": (90, False, False), "South": (95, True, True)}
    assert {score.kpi.key for score in found} == {"csat"}
    assert all(score.now and score.now.n == 50 for score in found if score.where[0][1] == ("North",))


def scored(kpi: str, status: Status, ahead: Forecast | NoForecast) -> Score:
    return Score(kpi_named(kpi), aim(kpi, 80, 70), (), False, MAY, None, None, status, ahead)


UNSURE = "That isn't sure"


@pytest.mark.parametrize(
    "kpi, status, ahead, words",
    [
        (
            "csat",
            Status.ON_TRACK,
            (75, 70, 79),
            ["On the line today, but the trend points below"],
        ),
        ("csat", Status.ON_TRACK, (75, 70, 85), ["the trend points below the target.", UNSURE]),
        ("csat", Status.ON_TRACK, (85, 70, 99), []),
        ("csat", Status.AT_RISK, (85, 81, 99), ["Below the line today, but the trend points to"]),
        ("csat", Status.AT_RISK, (75, 70, 79), []),
        ("complaints", Status.AT_RISK, (70, 60, 90), ["Above the line today", UNSURE]),
        ("complaints", Status.ON_TRACK, (90, 85, 99), ["the trend points above"]),
        ("complaints", Status.MET, (90, 85, 99), ["Met today, but the trend points above"]),
        ("complaints", Status.MET, (70, 60, 79), []),
        ("csat", Status.ON_TRACK, None, []),
    ],
)
def test_status_and_trend_never_disagree_without_a_word(
    kpi: str, status: Status, ahead: tuple[float, float, float] | None, words: list[str]
) -> None:
    found = Forecast(DUE, *ahead, months=8, together=0.0) if ahead else NoForecast.TOO_FEW
    told = note(scored(kpi, status, found))
    assert all(word in told for word in words)
    assert (told != "", UNSURE in told) == (words != [], UNSURE in words)
    # A verdict, the written policy and a card say the same, the card in a few words.
    of = kpi_named(kpi), aim(kpi, 80, 70), status, found
    assert sentences.held_to(*of).endswith(told)
    assert (briefly(*of) != "", "isn't sure" in briefly(*of)) == (words != [], UNSURE in words)
    assert standing_ahead(scored(kpi, status, found)).endswith(briefly(*of))


def test_a_card_and_a_verdict_have_the_forecast_of_the_scoreboard() -> None:
    """Satisfaction falls from month to month: above the line so far, and led away from the target."""
    rows = [
        {"answered_at": datetime(2025, month, day), "csat": 1.0 if day <= 27 - month else 0.0}
        for month in range(1, 9)
        for day in range(1, 29)
    ]
    target = aim("csat", 85, 60)
    with stored(
        prepared("surveys.log", [*rows, {"answered_at": datetime(2024, 6, 1), "csat": 1.0}])
    ) as store:
        (score,) = board(store, [target])
        facts, view = StoredFacts(store), View(rollout=ROLLOUT)
        (card,) = cards(facts, view, [target], ("csat",))
        found = impacts(facts, ("csat",), Around(ROLLOUT), [target])["csat"]
    assert score.status is card.status is found.status is Status.ON_TRACK
    assert isinstance(card.ahead, Forecast)
    assert card.ahead == found.ahead
    assert score.ahead == card.ahead.within(Limits(0, 100))
    contrary = "On the line today, but the trend points below the target."
    assert contrary in note(score)
    assert contrary in sentence(found)
    assert "but the trend misses it" in captions.gap(card)


def test_the_same_board_for_a_program_and_to_take_away(shop: Store) -> None:
    found = board(shop, [aim("csat", 95, 64), aim("ces", 4)])
    told = answer(found, None)
    assert (told["total"], told["counts"]) == (2, {"too little data": 1, "met": 1})
    ces, csat = told["targets"]
    assert (ces["value"], ces["n"], ces["forecast"]["reason"]) == (None, 0, "too few months")
    assert (csat["value"], csat["n"], csat["status"], csat["way"]) == (
        100,
        140,
        "met",
        pytest.approx(36 / 31),
    )
    exported = table(found, {})
    assert all(len(row) == len(exported.headers) for row in exported.rows)
    assert exported.rows[1][6] == 100.0


@pytest.mark.parametrize(
    "days", [{}, {"first": date(2025, 5, 1)}, {"first": date(2024, 3, 1)}, {"last": date(2025, 4, 30)}]
)
def test_a_card_has_the_status_of_the_scoreboard_whatever_days_are_looked_at(
    shop: Store, days: dict[str, date]
) -> None:
    held = aim("complaints", 8, 20)
    view = View(first=days.get("first", ROLLOUT), last=days.get("last"), rollout=ROLLOUT)
    (card,) = cards(StoredFacts(shop), view, [held], ("complaints",))
    (score,) = board(shop, [held], Asked(days.get("last")))
    assert (card.status, card.judged or card.reached) == (score.status, score.now)


def test_a_target_that_came_due_after_the_data_end_is_not_said_to_be_met(shop: Store) -> None:
    held = aim("csat", 95, 64, due=date(2025, 9, 30))
    (within,), (after,) = (board(shop, [held], Asked(day)) for day in (date(2025, 9, 29), date(2025, 9, 30)))
    assert (within.status, within.unseen) == (Status.MET, False)
    assert (after.status, after.unseen) == (Status.TOO_LITTLE, True)
    assert note(after).startswith("Its date has passed, but your data end on ")


def test_a_card_says_its_step_the_value_it_is_judged_by_and_whose_target_it_is(shop: Store) -> None:
    stepped = aim("csat", 100, 60, steps=(Step(date(2025, 4, 30), 80.0), Step(date(2025, 6, 30), 90.0)))
    past = aim("csat_mean", 5.5, 4.5, due=date(2025, 4, 30))
    south = filters({"team": ["South"]})
    view = View(first=ROLLOUT, rollout=ROLLOUT, where=south)
    csat, mean = cards(StoredFacts(shop), view, [stepped, past], ("csat", "csat_mean"))
    assert captions.gap(csat) == (
        "Target 100.0 % by 31 Dec 2025, reached with 0.0 points to spare · next step 90.0 % by 30 Jun 2025"
        " · judged by 100.0 %, 1 May 2025 to 31 May 2025 · company target"
    )
    assert csat.status is Status.TOO_LITTLE
    assert captions.gap(mean).startswith("Target 5.50 points by 30 Apr 2025, missed by 0.50 points")
    (score,) = board(shop, [past], Asked(None, "team", ("South",)))
    assert (score.status, score.now) == (mean.status, mean.judged)
