"""Rounds and their answers: kept whole, once, anonymously, and told only as far as nobody can be made out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from data.questionnaires.rounds import LONGEST_HINDRANCE, Round, Stand
from data.questionnaires.self_assessment import KEY, SELF_ASSESSMENT
from data.store import (
    HindranceTooLong,
    RoundHasAnswers,
    RoundNotOpen,
    RoundRefused,
    Store,
    Unanswered,
    UnknownQuestionnaire,
    UnknownRound,
    UnknownTeam,
    came,
    close_round,
    counts,
    hindrances,
    open_round,
    open_store,
    remove_round,
    round_of,
    round_of_token,
    rounds,
    submit,
    tallies,
)

FIRST, LAST = date(2025, 3, 3), date(2025, 3, 14)
AFTER = LAST + timedelta(days=1)
STATEMENTS = [one.key for one in SELF_ASSESSMENT.statements]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all tests, each with rounds of its own."""
    opened = open_store(tmp_path_factory.mktemp("assessments") / "store.duckdb")
    yield opened
    opened.close()


def key(number: int) -> str:
    return f"a key of its own {number}"


def opened(store: Store, *teams: str) -> Round:
    return open_round(store, KEY, teams or ("North", "South"), (FIRST, LAST), "Jana")


def answer(store: Store, found: Round, team: str, given: Sequence[int], start: int = 0) -> None:
    """One member for each number, who answers all with it."""
    for number, value in enumerate(given, start):
        submit(store, found.token, team, dict.fromkeys(STATEMENTS, value), key(number), today=FIRST)


def raw(store: Store, table: str, found: Round) -> list[tuple[Any, ...]]:
    """The rows of a round as they lie in the file, but for its number."""
    with store.cursor() as cursor:
        rows = cursor.execute(f"FROM {table} WHERE round_id = ?", [found.round_id]).fetchall()
    return [row[1:] for row in rows]


def test_a_round_is_found_by_its_number_and_its_link(store: Store) -> None:
    found = open_round(store, KEY, ["North", " North ", "South  East"], (FIRST, LAST), "Jana")
    assert (found.teams, found.opened_by, len(found.token)) == (("North", "South East"), "Jana", 22)
    later = open_round(store, KEY, ["North"], (LAST, LAST))
    assert rounds(store)[:2] == (later, found)
    assert (round_of(store, found.round_id), round_of_token(store, later.token)) == (found, later)
    remove_round(store, later.round_id)
    assert later not in rounds(store)


@pytest.mark.parametrize(
    "asked, error",
    [
        (lambda store: open_round(store, KEY, ["", " "], (FIRST, LAST)), RoundRefused),
        (lambda store: open_round(store, KEY, ["North"], (LAST, FIRST)), RoundRefused),
        (lambda store: open_round(store, "none", ["North"], (FIRST, LAST)), UnknownQuestionnaire),
        (lambda store: round_of(store, 0), UnknownRound),
        (lambda store: round_of_token(store, ""), UnknownRound),
        (lambda store: close_round(store, 0), UnknownRound),
        (lambda store: remove_round(store, 0), UnknownRound),
        (lambda store: tallies(store, 0), UnknownRound),
        (lambda store: came(store, "", key(1)), UnknownRound),
    ],
)
def test_what_cant_be_is_refused(
    store: Store, asked: Callable[[Store], object], error: type[Exception]
) -> None:
    before = rounds(store)
    with pytest.raises(error):
        asked(store)
    assert rounds(store) == before


def test_answers_are_taken_whole_in_the_days_of_the_round_and_change_no_data(store: Store) -> None:
    found, whole = opened(store), dict.fromkeys(STATEMENTS, 3)
    before = store.data_version
    lacking = whole | {STATEMENTS[3]: None, STATEMENTS[9]: 6}
    for error, team, answers, day, words in (
        (RoundNotOpen, "North", whole, FIRST - timedelta(days=1), ""),
        (RoundNotOpen, "North", whole, AFTER, ""),
        (UnknownTeam, "West", whole, FIRST, ""),
        (Unanswered, "North", lacking, FIRST, ""),
        (HindranceTooLong, "North", whole, FIRST, "x" * (LONGEST_HINDRANCE + 1)),
    ):
        with pytest.raises(error) as refused:
            submit(store, found.token, team, answers, key(1), hindrance=words, today=day)
        if isinstance(refused.value, Unanswered):
            assert refused.value.missing == (STATEMENTS[3], STATEMENTS[9])
            assert SELF_ASSESSMENT.statements[9].asks.said in str(refused.value)
    with pytest.raises(ValueError, match="16 characters"):
        submit(store, found.token, "North", whole, "1", today=FIRST)
    assert counts(store, found.round_id) == {"North": 0, "South": 0}
    assert raw(store, "submission_receipts", found) == []
    assert not submit(store, found.token, "North", whole, key(1), today=LAST).again
    assert counts(store, found.round_id) == {"North": 1, "South": 0}
    assert store.data_version == before
    with pytest.raises(RoundHasAnswers):
        remove_round(store, found.round_id)


def test_forty_members_at_once_who_all_send_twice_are_forty(store: Store) -> None:
    found = opened(store)

    def send(number: int) -> bool:
        answers = {one: 1 + (number + place) % 5 for place, one in enumerate(STATEMENTS)}
        team = ("North", "South")[number % 2]
        given = (store, found.token, team, answers, key(number))
        return submit(*given, hindrance=f"No. {number}", today=FIRST).again

    with ThreadPoolExecutor(40) as pool:
        again = list(pool.map(send, [*range(40), *range(40)]))
    assert sum(again) == 40
    assert counts(store, found.round_id) == {"North": 20, "South": 20}
    kept = sorted((sorted(one.items()) for __, ___, one in raw(store, "submissions", found)), key=str)
    sent = [{one: 1 + (n + place) % 5 for place, one in enumerate(STATEMENTS)} for n in range(40)]
    assert kept == sorted((sorted(one.items()) for one in sent), key=str)
    assert len(hindrances(store, found.round_id, ["North", "South"], AFTER)) == 40


def test_nothing_in_the_file_tells_who_or_when_or_in_which_order(store: Store) -> None:
    files: list[list[object]] = []
    for order in ([0, 1, 2, 3], [2, 0, 3, 1]):
        found = opened(store, "North")
        for number in order:
            answers = dict.fromkeys(STATEMENTS, 1 + number)
            given = (store, found.token, "North", answers, key(number))
            submit(*given, hindrance=f"Words {9 - number}", today=FIRST + timedelta(days=number % 2))
        assert came(store, found.token, key(2))
        assert not came(store, found.token, key(9))
        receipts = raw(store, "submission_receipts", found)
        assert len(receipts) == 4
        assert not any("key of its own" in str(row) for row in receipts)
        files.append([raw(store, table, found) for table in ("submissions", "hindrances")])
        close_round(store, found.round_id, FIRST)
        assert raw(store, "submission_receipts", found) == []
    assert files[0] == files[1]


def test_an_open_round_tells_counts_and_the_mean_total_alone(store: Store) -> None:
    found = opened(store)
    for scores, total in (([2], 14), ([4], 21), ([3, 5], Fraction(49, 2))):
        before = counts(store, found.round_id)["North"]
        answer(store, found, "North", scores, start=before)
        north, south = tallies(store, found.round_id, FIRST)
        assert north.stand == Stand(before + len(scores), Fraction(total))
        assert (north.total, north.tells, south.stand) == (None, False, None)
    assert hindrances(store, found.round_id, ["North"], LAST) == []


def test_a_round_that_is_over_tells_exact_sums_from_three_members_on(store: Store) -> None:
    found = opened(store)
    answer(store, found, "North", [2, 4, 5])
    answer(store, found, "South", [3, 4], start=10)
    north, south = tallies(store, found.round_id, AFTER)
    assert (north.n, north.total, south.n, south.total) == (3, Fraction(77, 3), 2, Fraction(49, 2))
    assert north.totals
    assert (north.totals.total, north.totals.squares) == (77, 49 * 45)
    assert {(one.n, one.total, one.squares) for one in north.statements.values()} == {(3, 11, 45)}
    assert {(one.n, one.total, one.squares) for one in north.sections.values()} == {(3, 11, 45)}
    assert (south.statements, south.sections, south.totals) == ({}, {}, None)


def test_a_round_closed_early_stays_closed(store: Store) -> None:
    found = opened(store)
    answer(store, found, "North", [3])
    closed = close_round(store, found.round_id, FIRST)
    assert (closed.closed_on, closed.last_day, closed.is_over(FIRST)) == (FIRST, FIRST, True)
    assert close_round(store, found.round_id, LAST) == closed
    with pytest.raises(RoundNotOpen, match="3 Mar 2025"):
        answer(store, found, "North", [3], start=5)
    assert tallies(store, found.round_id, FIRST)[0].total == 21
