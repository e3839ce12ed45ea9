"""Results and changes beside the same worked out by scipy from the single answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from scipy import stats

from data import formats
from data.questionnaires.rounds import Round
from data.questionnaires.self_assessment import KEY, SELF_ASSESSMENT
from data.store import Store, close_round, open_round, open_store, submit
from metrics.assessment.answer import assessment, round_before
from metrics.assessment.changes import changes, pair
from metrics.assessment.hindering import hindering
from metrics.assessment.results import State, by_team, history, result
from metrics.assessment.tables import export_rows
from metrics.assessment.words import change_words, headline, reading
from metrics.statistics.multiplicity import corrected

DAY = date(2025, 3, 3)
STATEMENTS = [one.key for one in SELF_ASSESSMENT.statements]
PLACES = {
    section.key: [STATEMENTS.index(one.key) for one in section.statements]
    for section in SELF_ASSESSMENT.sections
}
Given = np.ndarray[Any, np.dtype[np.int64]]


def drawn(seed: int, members: int, low: int, high: int) -> Given:
    return np.random.default_rng(seed).integers(low, high, (members, len(STATEMENTS)), endpoint=True)


# A team is answered twice; of the second round one team has too few, and one answers for the first time.
BEFORE = {"North": drawn(1, 7, 1, 4), "South": drawn(2, 4, 2, 5), "East": drawn(3, 5, 1, 5)}
AFTER = {
    "North": drawn(4, 6, 3, 5),
    "South": drawn(5, 5, 2, 5),
    "East": drawn(6, 2, 1, 5),
    "West": drawn(7, 3, 1, 5),
}


def answered(store: Store, day: date, given: Mapping[str, Given], words: Sequence[str] = ()) -> Round:
    found = open_round(store, KEY, list(given), (day, day))
    for team, members in given.items():
        for number, row in enumerate(members):
            answers = {key: int(value) for key, value in zip(STATEMENTS, row, strict=True)}
            hindrance = words[number] if number < len(words) else ""
            key = f"{team} and a long number {number}"
            submit(store, found.token, team, answers, key, hindrance=hindrance, today=day)
    return close_round(store, found.round_id, day)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Round, Round]]:
    store = open_store(tmp_path_factory.mktemp("results") / "store.duckdb")
    first = answered(store, DAY, BEFORE)
    second = answered(
        store, DAY + timedelta(days=200), AFTER, ("Call us on 0905 123 456!", "No time.", "No  time.")
    )
    yield store, first, second
    store.close()


def section_means(given: Given) -> dict[str, Given]:
    return {key: given[:, places].mean(axis=1) for key, places in PLACES.items()}


def totals(given: Given) -> Given:
    return np.sum(list(section_means(given).values()), axis=0)


def interval(values: Given) -> tuple[float, float]:
    return stats.t.interval(0.95, len(values) - 1, np.mean(values), stats.sem(values))


def test_means_spreads_and_intervals_are_those_of_the_answers(known: tuple[Store, Round, Round]) -> None:
    store, first, __ = known
    for found, given in zip(by_team(store, first.round_id), BEFORE.values(), strict=True):
        assert (found.state, found.n) == (State.TOLD, len(given))
        assert found.total
        assert found.value
        assert float(found.total) == pytest.approx(totals(given).mean())
        assert (found.value.low, found.value.high) == pytest.approx(interval(totals(given)))
        for one in found.sections:
            values = section_means(given)[one.section.key]
            low, high = interval(values)
            assert (one.value.mean, one.value.spread) == pytest.approx((values.mean(), values.std(ddof=1)))
            assert (one.value.low, one.value.high) == pytest.approx((max(low, 1), min(high, 5)))
        spreads = given.std(axis=0, ddof=1)
        assert [one.value.mean for one in found.statements] == pytest.approx(given.mean(axis=0))
        assert [one.value.spread for one in found.statements] == pytest.approx(spreads)
        assert [one.value.spread for one in found.disputed] == pytest.approx(
            sorted(spreads[spreads >= 1])[::-1][:3]
        )
        means = {key: values.mean() for key, values in section_means(given).items()}
        assert [one.section.key for one in found.weakest] == sorted(means, key=means.__getitem__)[:2]


def test_teams_together_are_all_their_members_but_those_of_too_small_teams(
    known: tuple[Store, Round, Round],
) -> None:
    store, __, second = known
    found = result(store, second.round_id)
    given = np.concatenate([members for team, members in AFTER.items() if team != "East"])
    assert (found.teams, found.left_out, found.n) == (("North", "South", "West"), ("East",), 14)
    assert found.value
    assert (found.value.mean, found.value.low, found.value.high) == pytest.approx(
        (totals(given).mean(), *interval(totals(given)))
    )
    assert "Not among them, as it has fewer than 3 answers: East." in reading(found)
    small = result(store, second.round_id, ["East"])
    assert (small.state, small.n, small.value, small.sections) == (State.FEW, 2, None, ())
    assert float(small.total or 0) == pytest.approx(totals(AFTER["East"]).mean())


def test_changes_are_welchs_and_of_the_same_teams(known: tuple[Store, Round, Round]) -> None:
    store, first, second = known
    assert round_before(store, second) == first
    assert round_before(store, first) is None
    was, now = pair(store, first.round_id, second.round_id)
    assert was.teams == now.teams == ("North", "South")
    sides = [np.concatenate([given["North"], given["South"]]) for given in (BEFORE, AFTER)]
    total, *sections = changes(was, now)
    tests = {key: _welch([section_means(side)[key] for side in sides]) for key in PLACES}
    expected = _welch([totals(side) for side in sides])
    assert (total.difference, total.low, total.high, total.clear) == pytest.approx(
        (*expected[:3], expected[3] <= 0.05)
    )
    chances = dict(zip(tests, corrected([test[3] for test in tests.values()]), strict=True))
    for one in sections:
        assert one.section
        assert (one.difference, one.low, one.high) == pytest.approx(tests[one.section.key][:3])
        assert one.clear == (chances[one.section.key] <= 0.05)
    assert "rose" in change_words((total, *sections))[0]
    assert changes(*pair(store, first.round_id, second.round_id, ["East"])) == ()


def _welch(sides: Sequence[Given]) -> tuple[float, float, float, float]:
    found: Any = stats.ttest_ind(sides[1], sides[0], equal_var=False)
    low, high = found.confidence_interval(0.95)
    return float(np.mean(sides[1]) - np.mean(sides[0])), float(low), float(high), float(found.pvalue)


def test_members_who_all_say_the_same_are_no_proof(known: tuple[Store, Round, Round]) -> None:
    store, first, __ = known
    alike = answered(store, DAY + timedelta(days=1), {"North": np.full((3, 25), 4)})
    found = result(store, alike.round_id)
    assert headline(found) == "Service is an asset: 28.0 of 35"
    assert (found.weakest, found.strongest, found.disputed) == ((), (), ())
    assert {(one.value.spread, one.value.low) for one in found.sections} == {(0, None)}
    assert any("too alike to tell" in line for line in reading(found))
    one, *__ = changes(found, found)
    assert (one.low, one.clear) == (None, False)
    assert history(store, KEY, ["North"])[:2] == (result(store, first.round_id, ["North"]), found)


def test_what_hinders_is_grouped_with_names_and_numbers_masked(known: tuple[Store, Round, Round]) -> None:
    store, __, second = known
    said = hindering(store, result(store, second.round_id, ["North"]))
    assert said.n == 3
    assert [(group.example, group.n) for group in said.groups] == [
        ("No time.", 2),
        ("Call us on [number]!", 1),
    ]
    assert hindering(store, result(store, second.round_id, ["East"])).n == 0


def test_what_is_taken_along_has_the_changes_and_what_hinders_of_whom_both_may_be_told(
    known: tuple[Store, Round, Round],
) -> None:
    store, __, second = known
    whole = assessment(store, second)
    rows = export_rows([whole.together, *whole.teams])
    for told in (whole.together, *whole.teams):
        of = rows[rows["Team"] == formats.listed(told.result.teams)]
        changed = of.dropna(subset="Change (95 % interval)")
        assert [*changed["Before"]] == [one.before for one in told.changes]
        assert [*changed["After"]] == [one.after for one in told.changes]
        assert changed["Statement"].eq("").all()
        said = of[of["Section"] == "What staff say hinders good service"]
        groups = [(one.example, one.n) for one in told.hindering.groups]
        assert [*zip(said["Statement"], said["Answers"], strict=True)] == groups
    assert len(rows[rows["Team"] == "East"]) == 1
    compared = rows["Beside the round of"].dropna()
    assert compared.iloc[0].endswith("of whom both rounds tell.")


def test_each_state_has_its_words(known: tuple[Store, Round, Round]) -> None:
    store = known[0]
    nobody = answered(store, DAY - timedelta(days=9), {"North": drawn(1, 0, 1, 5)})
    assert headline(result(store, nobody.round_id)) == "Nobody answered in this round"
    single = result(store, answered(store, DAY - timedelta(days=8), {"North": np.full((1, 25), 3)}).round_id)
    assert headline(single) == "Service is adequate: 21.0 of 35"
    assert "With 1 answer only the total is told" in reading(single)[1]
    running = open_round(store, KEY, ["North"], (DAY, date(2999, 1, 1)))
    for number in range(4):
        submit(store, running.token, "North", dict.fromkeys(STATEMENTS, 3), f"a key of its own {number}")
    found = result(store, running.round_id)
    assert headline(found) == "4 answers so far; the round runs until 1 Jan 2999"
    assert reading(found)[0] == "After 4 answers the mean total is 21.0 of 35."
