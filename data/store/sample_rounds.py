"""The rounds of the sample company, put in as a whole."""

from __future__ import annotations

from collections.abc import Iterable

from duckdb import DuckDBPyConnection

from data.questionnaires.rounds import Answered
from data.store.connection import Store
from data.store.rounds import put_in_round
from data.store.sql import scalar


def add_sample_rounds(store: Store, added: Iterable[Answered], by: str) -> None:
    """Keep the rounds of the sample company with their answers, once."""
    with store.write(only_plans=True) as cursor:
        if scalar(cursor, "SELECT EXISTS (FROM assessment_rounds WHERE is_sample)"):
            return
        for one in added:
            _put_in(cursor, one, by)


def _put_in(cursor: DuckDBPyConnection, one: Answered, by: str) -> None:
    told = {"opened_by": by, "is_sample": True}
    number = put_in_round(cursor, one.questionnaire, tuple(one.given), one.days, told).round_id
    for team, given in one.given.items():
        for day, answers in given:
            cursor.execute(
                "INSERT INTO submissions VALUES (?, ?, ?, MAP(?::VARCHAR[], ?::TINYINT[]))",
                [number, team, day, list(answers), list(answers.values())],
            )
    for team, texts in one.hindrances.items():
        for words in texts:
            cursor.execute("INSERT INTO hindrances VALUES (?, ?, ?)", [number, team, words])
