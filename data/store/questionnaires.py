"""The questionnaires that rounds can be opened with: the built-in one and the company's own."""

from __future__ import annotations

import json

from duckdb import DuckDBPyConnection

from data.language import gettext as _
from data.questionnaires.kept import questionnaire_of, told
from data.questionnaires.questionnaire import Questionnaire
from data.questionnaires.self_assessment import SELF_ASSESSMENT
from data.store.connection import Store, StoreError
from data.store.sql import scalar


class UnknownQuestionnaire(StoreError):
    """There is no such questionnaire."""


def questionnaires(store: Store) -> tuple[Questionnaire, ...]:
    """What a round can be opened with: the built-in questionnaire, then own ones, the latest first."""
    with store.cursor() as cursor:
        found = cursor.execute(
            "SELECT definition, questionnaire_id FROM questionnaires WHERE NOT removed"
            " ORDER BY questionnaire_id DESC"
        ).fetchall()
    return (SELF_ASSESSMENT, *(_read(*row) for row in found))


def _read(definition: str, number: int) -> Questionnaire:
    return questionnaire_of(json.loads(definition), key_of(number))


def key_of(number: int) -> str:
    """The key of the company's own questionnaire with a number."""
    return f"own_{number}"


def questionnaire_named(store: Store, key: str) -> Questionnaire:
    """A questionnaire by its key, a removed one of an earlier round, too; ``UnknownQuestionnaire``."""
    with store.cursor() as cursor:
        return find_questionnaire(cursor, key)


def find_questionnaire(cursor: DuckDBPyConnection, key: str) -> Questionnaire:
    """The same within an operation on the store."""
    if key == SELF_ASSESSMENT.key:
        return SELF_ASSESSMENT
    found = cursor.execute(
        "SELECT definition, questionnaire_id FROM questionnaires WHERE 'own_' || questionnaire_id = ?", [key]
    ).fetchall()
    if not found:
        raise UnknownQuestionnaire(_("There is no such questionnaire: choose one of the list."))
    return _read(*found[0])


def save_questionnaire(store: Store, questionnaire: Questionnaire, by: str = "") -> Questionnaire:
    """Keep a questionnaire of the company's own; returns it with its key.

    It is a new one each time, as answers to an earlier one stay answers to that one's statements.
    """
    with store.write(only_plans=True) as cursor:
        number = scalar(cursor, "SELECT nextval('questionnaire_ids')")
        cursor.execute(
            "INSERT INTO questionnaires VALUES (?, ?, now()::TIMESTAMP, ?, false)",
            [number, json.dumps(told(questionnaire), ensure_ascii=False), by],
        )
        return find_questionnaire(cursor, key_of(number))


def remove_questionnaire(store: Store, key: str) -> None:
    """Offer a questionnaire of the company's own no more; its rounds stay as they are.

    ``UnknownQuestionnaire`` where the company has no such one, or has removed it.
    """
    with store.write(only_plans=True) as cursor:
        offered = "'own_' || questionnaire_id = ? AND NOT removed"
        if not scalar(cursor, f"SELECT count(*) FROM questionnaires WHERE {offered}", [key]):
            raise UnknownQuestionnaire(_("There is no such questionnaire of your own any more."))
        cursor.execute(f"UPDATE questionnaires SET removed = true WHERE {offered}", [key])
