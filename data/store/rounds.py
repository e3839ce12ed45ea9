"""Rounds of a questionnaire: opened for teams and days, closed early, never opened again."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from duckdb import DuckDBPyConnection

from data.language import gettext as _
from data.questionnaires.rounds import Round
from data.store.connection import Store, StoreError
from data.store.questionnaires import find_questionnaire
from data.store.sql import insert, listed, scalar

_FIELDS = (
    "questionnaire",
    "teams",
    "opens",
    "ends",
    "token",
    "round_id",
    "closed_on",
    "opened_by",
    "is_sample",
)
_TOKEN_BYTES = 16


class UnknownRound(StoreError):
    """There is no such round."""


class RoundRefused(StoreError):
    """A round can't be opened like this; nothing was kept."""


class RoundHasAnswers(StoreError):
    """A round that has been answered can't be removed."""


def rounds(store: Store) -> tuple[Round, ...]:
    """All rounds, the one that opened last first."""
    with store.cursor() as cursor:
        return _having(cursor, "true")


def round_of(store: Store, round_id: int) -> Round:
    """A round by its number; ``UnknownRound``."""
    with store.cursor() as cursor:
        return find_round(cursor, "round_id = ?", round_id)


def round_of_token(store: Store, token: str) -> Round:
    """The round that a link leads to; ``UnknownRound``."""
    with store.cursor() as cursor:
        return find_round(cursor, "token = ?", token)


def _having(cursor: DuckDBPyConnection, condition: str, *parameters: object) -> tuple[Round, ...]:
    query = f"SELECT {listed(_FIELDS)} FROM assessment_rounds WHERE {condition}"
    found = cursor.execute(f"{query} ORDER BY opens DESC, round_id DESC", list(parameters)).fetchall()
    return tuple(map(_read, found))


def _read(row: Sequence[Any]) -> Round:
    values: dict[str, Any] = dict(zip(_FIELDS, row, strict=True))
    values["teams"] = tuple(values["teams"])
    return Round(**values)


def find_round(cursor: DuckDBPyConnection, condition: str, parameter: object) -> Round:
    """A round by a condition in SQL, within an operation on the store; ``UnknownRound``."""
    found = _having(cursor, condition, parameter)
    if not found:
        raise UnknownRound(_("There is no such round of the self-assessment; ask for its link once more."))
    return found[0]


def open_round(
    store: Store, questionnaire: str, teams: Sequence[str], days: tuple[date, date], by: str = ""
) -> Round:
    """Let teams answer a questionnaire, named by its key, from the first of the days to the last.

    Returns the round with its number and token. ``RoundRefused`` without a team, or where the days end before
    they begin; ``UnknownQuestionnaire``.
    """
    asked = tuple(dict.fromkeys(filter(None, (" ".join(team.split()) for team in teams))))
    with store.write(only_plans=True) as cursor:
        find_questionnaire(cursor, questionnaire)
        forget_receipts(cursor)
        if not asked:
            raise RoundRefused(_("Choose at least one team to ask."))
        if days[1] < days[0]:
            raise RoundRefused(_("The round would end before it begins: choose a later last day."))
        return put_in_round(cursor, questionnaire, asked, days, {"opened_by": by})


def put_in_round(
    cursor: DuckDBPyConnection,
    questionnaire: str,
    teams: Sequence[str],
    days: tuple[date, date],
    values: Mapping[str, Any],
) -> Round:
    """Keep a new round, within a transaction; ``values`` say more of it."""
    found = {"opened_by": "", "is_sample": False, "closed_on": None} | {
        "questionnaire": questionnaire,
        "teams": list(teams),
        "opens": days[0],
        "ends": days[1],
        "token": secrets.token_urlsafe(_TOKEN_BYTES),
        "round_id": scalar(cursor, "SELECT nextval('assessment_round_ids')"),
        **values,
    }
    insert(cursor, "assessment_rounds", found)
    return find_round(cursor, "round_id = ?", found["round_id"])


def close_round(store: Store, round_id: int, on: date | None = None) -> Round:
    """End a round before its last day, for good; one that is over stays as it is. ``UnknownRound``.

    It can't be opened again: who answered after results were told would stand out in the next ones.
    """
    with store.write(only_plans=True) as cursor:
        day = on or date.today()
        if not find_round(cursor, "round_id = ?", round_id).is_over(day):
            cursor.execute("UPDATE assessment_rounds SET closed_on = ? WHERE round_id = ?", [day, round_id])
        forget_receipts(cursor, day)
        return find_round(cursor, "round_id = ?", round_id)


def remove_round(store: Store, round_id: int) -> None:
    """Remove a round that nobody has answered; ``RoundHasAnswers``, ``UnknownRound``."""
    with store.write(only_plans=True) as cursor:
        find_round(cursor, "round_id = ?", round_id)
        if scalar(cursor, "SELECT count(*) FROM submissions WHERE round_id = ?", [round_id]):
            raise RoundHasAnswers(_("This round has answers and stays; close it to take no more."))
        cursor.execute("DELETE FROM assessment_rounds WHERE round_id = ?", [round_id])


def forget_receipts(cursor: DuckDBPyConnection, today: date | None = None) -> None:
    """Keep no longer what tells that a submission has come twice, of rounds that take none any more."""
    cursor.execute(
        "DELETE FROM submission_receipts WHERE round_id IN"
        " (SELECT round_id FROM assessment_rounds WHERE closed_on IS NOT NULL OR ends < ?)",
        [today or date.today()],
    )
