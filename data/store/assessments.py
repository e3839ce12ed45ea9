"""The answers of teams to a questionnaire, and what of them is told.

An answer is anonymous, and kept so that it stays so even for whoever opens the file of the store:

- It is kept with its round, its team and its day: no name, no device, no time.
- Rows would stand in the order in which they came. So a team's are written anew with each, in the order of
  what they say.
- A page may send the same twice, when a connection breaks. It sends a random key along, and the key must not
  stand beside the answers, as whoever finds it on a device would know whose they are. So only that it has
  come is kept, in a table of its own, as a digest that can't be turned back, and not beyond the end of the
  round, after which nothing can come twice.
- What hinders good service is kept apart, too, and without a day: on a day with one answer it would tell
  whose words they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from hashlib import sha256

from duckdb import DuckDBPyConnection

from data import formats
from data.language import gettext as _
from data.language import ngettext
from data.questionnaires.questionnaire import Answers, Questionnaire
from data.questionnaires.rounds import (
    FEWEST,
    LONGEST_HINDRANCE,
    Round,
    Stand,
    Submitted,
    Sums,
    Tally,
    as_of,
)
from data.store.connection import Store, StoreError
from data.store.questionnaires import find_questionnaire
from data.store.rounds import find_round, forget_receipts
from data.store.sql import insert, scalar

_SHORTEST_KEY = 16


class RoundNotOpen(StoreError):
    """The round takes no answers: it hasn't begun, or is over."""


class UnknownTeam(StoreError):
    """The team isn't asked in this round."""


class Unanswered(StoreError):
    """Statements were left out; ``missing`` has their keys in the order of the questionnaire."""

    def __init__(self, message: str, missing: tuple[str, ...]) -> None:
        """Tell which statements are missing."""
        super().__init__(message)
        self.missing = missing


class HindranceTooLong(StoreError):
    """More was written on what hinders good service than is kept."""


def submit(
    store: Store,
    token: str,
    team: str,
    answers: Mapping[str, int | None],
    key: str,
    *,
    hindrance: str = "",
    today: date | None = None,
) -> Submitted:
    """Keep one member's answers, key of a statement -> 1 to 5, and what hinders good service in their words.

    ``key`` is random and made anew by the page for each person that answers; the same key a second time adds
    nothing. Safe from any number of threads at once; on an error nothing was kept.

    ``UnknownRound``, ``RoundNotOpen``, ``UnknownTeam``, ``Unanswered`` with the missing statements,
    ``HindranceTooLong``. ValueError for a key that is too short to be random.
    """
    if len(key) < _SHORTEST_KEY:
        raise ValueError(f"a key has at least {_SHORTEST_KEY} characters")
    day, words = today or date.today(), _hindrance(hindrance)
    with store.write(only_plans=True) as cursor:
        found = find_round(cursor, "token = ?", token)
        receipt = _receipt(found, key)
        if _has_come(cursor, receipt):
            return Submitted(again=True)
        _require_open(found, day)
        if team not in found.teams:
            raise UnknownTeam(_("This team isn't asked in this round: choose one of the list."))
        _require_answered(find_questionnaire(cursor, found.questionnaire), answers)
        _keep(cursor, found, team, day, answers)
        if words:
            _add(cursor, "hindrances", (found, team), "?", [words])
        insert(cursor, "submission_receipts", {"round_id": found.round_id, "receipt": receipt})
        forget_receipts(cursor, day)
    return Submitted(again=False)


def came(store: Store, token: str, key: str) -> bool:
    """Whether a submission with a key has come, while the round takes answers; ``UnknownRound``."""
    with store.cursor() as cursor:
        return _has_come(cursor, _receipt(find_round(cursor, "token = ?", token), key))


def _receipt(found: Round, key: str) -> str:
    return sha256(f"{found.token} {key}".encode()).hexdigest()


def _has_come(cursor: DuckDBPyConnection, receipt: str) -> bool:
    return bool(scalar(cursor, "SELECT count(*) FROM submission_receipts WHERE receipt = ?", [receipt]))


def _require_open(found: Round, day: date) -> None:
    if found.is_over(day):
        told = _("This round ended on %(day)s and takes no more answers.")
        raise RoundNotOpen(told % {"day": formats.day(found.last_day)})
    if not found.is_open(day):
        told = _("This round begins on %(day)s: come back then.")
        raise RoundNotOpen(told % {"day": formats.day(found.opens)})


def _require_answered(questionnaire: Questionnaire, answers: Mapping[str, int | None]) -> None:
    missing = questionnaire.missing(answers)
    if missing:
        told = ngettext(
            "%(n)s statement isn't answered yet: %(statements)s",
            "%(n)s statements aren't answered yet: %(statements)s",
            len(missing),
        )
        words = " ".join(one.asks.said for one in missing)
        keys = tuple(one.key for one in missing)
        raise Unanswered(told % {"n": formats.number(len(missing)), "statements": words}, keys)


def _keep(
    cursor: DuckDBPyConnection, found: Round, team: str, day: date, answers: Mapping[str, int | None]
) -> None:
    """Add answers to those of a team, which are written anew in the order of what they say."""
    asked = [one.key for one in find_questionnaire(cursor, found.questionnaire).statements]
    added = [day, asked, [answers[key] for key in asked]]
    _add(cursor, "submissions", (found, team), "?, MAP(?::VARCHAR[], ?::TINYINT[])", added)


def _add(
    cursor: DuckDBPyConnection, table: str, whose: tuple[Round, str], values: str, added: Sequence[object]
) -> None:
    """Add a row to those of a team, which are written anew in the order of what they say."""
    of_team = [whose[0].round_id, whose[1]]
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE of_team AS SELECT * FROM {table} WHERE round_id = ? AND team = ?"
        f" UNION ALL SELECT ?, ?, {values}",
        [*of_team, *of_team, *added],
    )
    cursor.execute(f"DELETE FROM {table} WHERE round_id = ? AND team = ?", of_team)
    cursor.execute(f"INSERT INTO {table} FROM of_team ORDER BY of_team::VARCHAR")
    cursor.execute("DROP TABLE of_team")


def _hindrance(text: str) -> str:
    """What hinders good service as it is kept, on one line."""
    words = " ".join(text.split())
    if len(words) > LONGEST_HINDRANCE:
        told = _("What hinders good service may have %(n)s characters at most: say it more briefly.")
        raise HindranceTooLong(told % {"n": LONGEST_HINDRANCE})
    return words


def counts(store: Store, round_id: int) -> dict[str, int]:
    """Team -> how many of its members have answered so far, all teams that are asked; ``UnknownRound``."""
    with store.cursor() as cursor:
        return _counts(cursor, find_round(cursor, "round_id = ?", round_id))


def _counts(cursor: DuckDBPyConnection, found: Round) -> dict[str, int]:
    rows = cursor.execute(
        "SELECT team, count(*) FROM submissions WHERE round_id = ? GROUP BY team", [found.round_id]
    ).fetchall()
    return dict.fromkeys(found.teams, 0) | dict(rows)


def tallies(store: Store, round_id: int, today: date | None = None) -> tuple[Tally, ...]:
    """What may be told of the answers of each team of a round, in the order in which it asks them.

    While the round takes answers, how many there are and their mean total, and nothing finer: of sections and
    statements two looks would tell by their difference what whoever came in between answered.
    Of a team with fewer than ``FEWEST`` members that answered, the mean total beside. ``UnknownRound``.
    """
    with store.cursor() as cursor:
        found = find_round(cursor, "round_id = ?", round_id)
        questionnaire = find_questionnaire(cursor, found.questionnaire)
        given = {team: _given(cursor, found, team) for team in found.teams}
    told = _tally if found.is_over(as_of(today)) else _running
    return tuple(told(questionnaire, team, answers) for team, answers in given.items())


def _given(cursor: DuckDBPyConnection, found: Round, team: str) -> list[Answers]:
    rows = cursor.execute(
        "SELECT answers FROM submissions WHERE round_id = ? AND team = ?", [found.round_id, team]
    ).fetchall()
    return [answers for (answers,) in rows]


def _running(questionnaire: Questionnaire, team: str, given: Sequence[Answers]) -> Tally:
    """What is told of a team while more answers may come."""
    if not given:
        return Tally(team, 0)
    mean = _sums(questionnaire.total(answers) for answers in given).mean
    return Tally(team, len(given), stand=Stand(len(given), mean))


def _tally(questionnaire: Questionnaire, team: str, given: Sequence[Answers]) -> Tally:
    if not given:
        return Tally(team, 0)
    totals = _sums(questionnaire.total(answers) for answers in given)
    if len(given) < FEWEST:
        return Tally(team, len(given), totals.mean)
    return Tally(
        team,
        len(given),
        totals.mean,
        {one.key: _sums(answers[one.key] for answers in given) for one in questionnaire.statements},
        {
            section.key: _sums(section.score(answers) for answers in given)
            for section in questionnaire.sections
        },
        totals,
    )


def _sums(numbers: Iterable[Fraction | int]) -> Sums:
    found = list(numbers)
    return Sums(len(found), Fraction(sum(found)), Fraction(sum(one * one for one in found)))


def hindrances(store: Store, round_id: int, teams: Sequence[str], today: date | None = None) -> list[str]:
    """What members of teams wrote on what hinders good service, in the order of the alphabet.

    Of teams with fewer than ``FEWEST`` members that answered nothing, nor while the round takes answers.
    ``UnknownRound``.
    """
    with store.cursor() as cursor:
        found = find_round(cursor, "round_id = ?", round_id)
        if not found.is_over(as_of(today)):
            return []
        enough = [team for team, n in _counts(cursor, found).items() if n >= FEWEST and team in teams]
        rows = cursor.execute(
            "SELECT words FROM hindrances WHERE round_id = ? AND team IN (SELECT unnest(?::VARCHAR[]))"
            " ORDER BY words",
            [round_id, enough],
        ).fetchall()
    return [words for (words,) in rows]
