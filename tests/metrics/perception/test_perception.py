from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from statistics import mean

import pytest

from data.questionnaires.self_assessment import KEY, SELF_ASSESSMENT
from data.samples.assessments import ROUNDS, assessments
from data.specs import Scale
from data.store import Store, load, open_round, open_store, save_scale, scales, submit
from metrics.console.commands import main
from metrics.facts import StoredFacts
from metrics.goals.restating import restated
from metrics.perception import chart, words
from metrics.perception.gaps import Perception, Verdict, course, perception, told_rounds
from metrics.perception.places import DAYS, Customers, customers, placed
from metrics.windows import Days
from tests.data.store.preparations import prepared

LAST = date(2025, 5, 30)
FIRST = LAST - timedelta(days=DAYS - 1)
STATEMENTS = [one.key for one in SELF_ASSESSMENT.statements]
# Team -> what each member answers to all statements, and the places of its customers' answers.
TEAMS: dict[str, tuple[list[int], list[float]]] = {
    "Proud": ([5, 5, 4, 5], [0.25] * 20 + [0.5] * 20),
    "Modest": ([2, 1, 2, 2], [0.75] * 20 + [1.0] * 20),
    "Fair": ([4, 2, 5, 3], [0.5] * 20 + [0.75] * 20),
    "Two": ([5, 4], [0.0] * 20 + [0.25] * 20),
    "Quiet": ([5, 5, 4], [0.0] * 15 + [0.25] * 14),
    "Alike": ([4, 4, 4], [0.0] * 20 + [0.25] * 20),
    "Unheard": ([1, 2, 3], []),
}


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Teams that answered a round, and customers on the first and last day that count, and just beside."""
    store = open_store(tmp_path_factory.mktemp("perception") / "store.duckdb")
    answers = [
        (team, (FIRST, LAST)[at % 2], place)
        for team, (_members, places) in TEAMS.items()
        for at, place in enumerate(places)
    ]
    # None of these may count.
    beside = [
        (team, day + timedelta(days=away), 0.5) for team in TEAMS for day, away in ((FIRST, -1), (LAST, 1))
    ]
    rows = [
        {"answered_at": datetime.combine(day, time(23, 59)), "csat": place, "team": team}
        for team, day, place in answers + beside
    ]
    load(store, prepared("surveys.log", rows))
    asked = open_round(store, KEY, list(TEAMS), (LAST, LAST))
    for team, (members, _places) in TEAMS.items():
        for number, answer in enumerate(members):
            submit(
                store,
                asked.token,
                team,
                dict.fromkeys(STATEMENTS, answer),
                f"{team} {number}".ljust(20, "."),
                today=LAST,
            )
    yield store
    store.close()


def told(store: Store, where: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> Perception:
    (found,) = told_rounds(store, LAST + timedelta(days=1))
    return perception(store, StoredFacts(store), scales(store)["csat"], found, where)


@pytest.mark.parametrize("total, place", [(7, 0), (35, 100), (21, 50), (28, 75), (24.5, 62.5)])
def test_a_total_is_the_mean_of_the_sections_less_one_in_quarters(total: float, place: float) -> None:
    assert placed(SELF_ASSESSMENT, total) == pytest.approx(place)
    assert placed(SELF_ASSESSMENT, total) == pytest.approx((total / 7 - 1) / 4 * 100)


def test_a_verdict_is_given_only_where_it_is_sure(company: Store) -> None:
    found = told(company)
    assert {gap.team: gap.verdict for gap in found.gaps} == {
        "Proud": Verdict.BETTER,
        "Fair": Verdict.UNSURE,
        "Modest": Verdict.WORSE,
        "Two": Verdict.FEW_MEMBERS,
        "Quiet": Verdict.FEW_ANSWERS,
        "Alike": Verdict.NO_SPREAD,
        "Unheard": Verdict.FEW_ANSWERS,
    }
    assert [gap.team for gap in found.gaps[:3]] == ["Proud", "Fair", "Modest"]
    assert words.headline(found) == "Proud sees itself better than its customers do"
    assert [gap.difference is None for gap in found.gaps] == [False] * 3 + [True] * 4


def test_places_and_the_gap_agree_with_those_worked_out_by_hand(company: Store) -> None:
    proud = next(gap for gap in told(company).gaps if gap.team == "Proud")
    # Members at 100, 100, 75, 100: mean 93.75, sd 12.5; t(0.975, 3) = 3.182446.
    assert (proud.own.value, proud.own.n) == (93.75, 4)
    assert proud.own.low == pytest.approx(93.75 - 3.182446 * 12.5 / 2)
    assert proud.own.high == 100
    # Customers at 25 and 50, 20 each: mean 37.5, variance 40 / 39 x 12.5 squared.
    assert (proud.customers.place.value, proud.customers.place.n) == (37.5, 40)
    spread = (40 / 39) ** 0.5 * 12.5 / 40**0.5
    assert proud.customers.place.high == pytest.approx(37.5 + 2.022691 * spread)
    assert proud.customers.satisfied
    assert proud.customers.satisfied.value == 0
    assert proud.difference
    # Welch: error and freedom of the two, t(0.975, 3.607) = 2.9006.
    error = (12.5**2 / 4 + spread**2) ** 0.5
    assert proud.difference.value == pytest.approx(56.25)
    assert (56.25 - proud.difference.low) / error == pytest.approx(2.9006, abs=0.02)


def test_too_few_members_or_answers_are_told_by_their_number_alone(company: Store) -> None:
    gaps = {gap.team: gap for gap in told(company).gaps}
    two, quiet = gaps["Two"], gaps["Quiet"]
    assert (two.own.value, two.own.low, two.own.moments) == (87.5, None, None)
    assert "too few members answered" in words.told(two)
    assert (quiet.customers.place.n, quiet.customers.place.value, quiet.customers.satisfied) == (
        29,
        None,
        None,
    )
    assert "In its customers' eyes 29 customers' answers." in words.told(quiet)
    assert "0 customers' answers" in words.told(gaps["Unheard"])


def test_filters_and_rounds_that_go_on(company: Store) -> None:
    only = told(company, (("team", ("Modest", "Nobody")),))
    assert [gap.team for gap in only.gaps] == ["Modest"]
    assert told(company, (("team", ("Nobody",)),)).gaps == ()
    assert told_rounds(company, LAST) == ()


def test_another_scale_of_the_company_moves_no_place(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store.duckdb")
    moment = datetime.combine(LAST, time(9))
    load(
        store,
        prepared("surveys.log", [{"answered_at": moment, "csat": at / 40, "team": "A"} for at in range(40)]),
    )
    found: list[Customers] = []
    for scale in (Scale(1, 5), Scale(0, 10), Scale(1, 7, low_is_good=True)):
        save_scale(store, "csat", scale, None, restated)
        found += customers(StoredFacts(store), scales(store)["csat"], Days(FIRST, LAST)).values()
    store.close()
    assert [one.place.value for one in found] == pytest.approx([48.75] * 3)
    assert [one.place.low for one in found] == pytest.approx([found[0].place.low] * 3)


def test_the_sample_agrees_with_a_second_computation(
    sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Members from the planted answers by hand, customers straight from the table of answers in SQL."""
    monkeypatch.setenv("POLICYPULSE_DB", str(shutil.copy(sample_file, tmp_path / "store.duckdb")))
    assert main(["perception", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    last = ROUNDS[-1][1]
    with open_store().cursor() as cursor:
        rows = cursor.execute(
            """
            SELECT team, avg(csat) * 100, count(csat), avg((csat >= 0.75)::INT) * 100 FROM answers
            WHERE answered_at >= ?::DATE - 89 AND answered_at < ?::DATE + 1 GROUP BY team""",
            [last, last],
        ).fetchall()
    said = {team["team"]: team for team in answer["teams"]}
    for team, average, n, satisfied in rows:
        assert said[team]["customers"]["value"] == pytest.approx(average)
        assert said[team]["customers"]["n"] == said[team]["satisfied"]["n"] == n
        assert said[team]["satisfied"]["value"] == pytest.approx(satisfied)
    for team, given in assessments()[-1].given.items():
        members = [mean(_section_means(answers)) for _day, answers in given]
        assert said[team]["self"]["value"] == pytest.approx((mean(members) - 1) / 4 * 100)
        assert said[team]["self"]["n"] == len(given)
    assert said["Repairs"]["gap"] is None
    told_of = course(open_store(), StoredFacts(open_store()), scales(open_store())["csat"], "Deliveries")
    assert [found.round.last_day for found, _gap in told_of] == [days[1] for days in ROUNDS]
    assert chart.course_alternative(told_of).count("Deliveries: sees itself worse") == 2
    assert main(["perception", "--round", "9"]) == 2
    assert "Choose one of: 2, 1." in capsys.readouterr().err
    open_store().close()


def _section_means(answers: Mapping[str, int]) -> list[float]:
    return [mean(answers[one.key] for one in section.statements) for section in SELF_ASSESSMENT.sections]
