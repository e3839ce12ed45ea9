"""The policy as it is written, in all its versions; who was trained; and the nine steps with every change."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from duckdb import DuckDBPyConnection

from data import formats
from data.language import gettext as _
from data.store.connection import Store, StoreError
from data.store.sql import insert, listed, scalar
from data.written_policy import (
    OnRecord,
    PolicyTask,
    PolicyVersion,
    Stage,
    Training,
    WrittenPolicy,
    policy_of,
    record_of,
    tidied,
    written,
)

_VERSION = ("number", "content", "record", "note", "saved_at", "saved_by", "based_on", "is_sample")
_TRAINING = ("day", "team", "trained", "people", "about", "training_id", "recorded_at", "recorded_by")
_TASK = ("stage", "owner", "due", "done_on", "round_number", "change_id", "changed_at", "changed_by")


class PolicyChangedMeanwhile(StoreError):
    """Somebody has saved another version of the policy since the one that was changed."""


class TaskChangedMeanwhile(StoreError):
    """Somebody has changed one of the nine steps since it was looked at."""


class UnknownTraining(StoreError):
    """There is no such training, or it has been taken back already."""


class WrongTraining(StoreError):
    """A training that can't be; the message says why."""


def policy_versions(store: Store) -> list[PolicyVersion]:
    """All versions of the written policy, the latest first."""
    with store.cursor() as cursor:
        return _versions(cursor)


def _versions(cursor: DuckDBPyConnection) -> list[PolicyVersion]:
    found = cursor.execute(f"SELECT {listed(_VERSION)} FROM policy_versions ORDER BY number DESC").fetchall()
    return [_version(*row) for row in found]


def _version(number: int, content: str, record: str, note: str, at: datetime, *rest: Any) -> PolicyVersion:
    policy, held = policy_of(json.loads(content)), record_of(json.loads(record))
    return PolicyVersion(number, policy, held, note, at.replace(tzinfo=UTC), *rest)


def save_policy_version(
    store: Store,
    policy: WrittenPolicy,
    record: OnRecord,
    based_on: int | None,
    note: str = "",
    by: str = "",
) -> PolicyVersion:
    """Keep a policy as a version of its own, beside all earlier ones; returns it with its number.

    ``based_on`` is the latest version when the writing began, None without any. ``PolicyChangedMeanwhile``
    where another one was saved since: to keep both, save it as based on that one.
    """
    with store.write(only_plans=True) as cursor:
        latest = next(iter(_versions(cursor)), None)
        _require_latest(latest, based_on)
        number = scalar(cursor, "SELECT nextval('policy_version_numbers')")
        version = PolicyVersion(
            number, tidied(policy), record, " ".join(note.split()), _now(), by, based_on, is_sample=False
        )
        _keep_version(cursor, version)
    return version


def _require_latest(latest: PolicyVersion | None, based_on: int | None) -> None:
    if latest is None and based_on is not None:
        raise PolicyChangedMeanwhile(_("The version that you changed has been removed since you opened it."))
    if latest is not None and latest.number != based_on:
        told = (
            _("%(who)s saved version %(number)s of the policy since you began to write.")
            if latest.saved_by
            else _("Version %(number)s of the policy was saved since you began to write.")
        )
        words = {"who": latest.saved_by, "number": formats.number(latest.number)}
        raise PolicyChangedMeanwhile(told % words)


def _keep_version(cursor: DuckDBPyConnection, version: PolicyVersion) -> None:
    kept = {
        "number": version.number,
        "content": json.dumps(written(version.policy), ensure_ascii=False),
        "record": json.dumps(written(version.record), ensure_ascii=False),
        "saved_at": version.saved_at.replace(tzinfo=None),
    }
    plain = ("note", "saved_by", "based_on", "is_sample")
    insert(cursor, "policy_versions", kept | {name: getattr(version, name) for name in plain})


def trainings(store: Store) -> list[Training]:
    """The trainings that count, the latest day first."""
    query = f"SELECT {listed(_TRAINING)} FROM policy_trainings WHERE taken_back_at IS NULL"
    with store.cursor() as cursor:
        found = cursor.execute(f"{query} ORDER BY day DESC, training_id DESC").fetchall()
    read = [Training(*row) for row in found]
    return [replace(one, recorded_at=_in_utc(one.recorded_at)) for one in read]


def record_training(store: Store, training: Training, by: str = "") -> Training:
    """Keep a training; returns it with its number. ``WrongTraining`` where it can't be."""
    team = " ".join(training.team.split())
    if not team:
        raise WrongTraining(_("Name the team that was trained."))
    if not 1 <= training.trained <= training.people:
        raise WrongTraining(_("Give how many were trained: one or more, and not more than the team has."))
    with store.write(only_plans=True) as cursor:
        number = scalar(cursor, "SELECT nextval('policy_training_ids')")
        about = " ".join(training.about.split())
        kept = replace(
            training, team=team, about=about, training_id=number, recorded_at=_now(), recorded_by=by
        )
        _keep_training(cursor, kept, is_sample=False)
    return kept


def _keep_training(cursor: DuckDBPyConnection, kept: Training, *, is_sample: bool) -> None:
    at = kept.recorded_at.replace(tzinfo=None) if kept.recorded_at else None
    insert(cursor, "policy_trainings", asdict(kept) | {"recorded_at": at, "is_sample": is_sample})


def take_training_back(store: Store, training_id: int, by: str = "") -> None:
    """Let a training count no more; the row stays, with who took it back.

    ``UnknownTraining`` where there is none with this number that counts.
    """
    counts = "training_id = ? AND taken_back_at IS NULL"
    with store.write(only_plans=True) as cursor:
        if not scalar(cursor, f"SELECT count(*) FROM policy_trainings WHERE {counts}", [training_id]):
            raise UnknownTraining(_("This training has been taken back already."))
        cursor.execute(
            f"UPDATE policy_trainings SET taken_back_at = ?, taken_back_by = ? WHERE {counts}",
            [_now().replace(tzinfo=None), by, training_id],
        )


def policy_tasks(store: Store) -> list[PolicyTask]:
    """The latest change of each of the nine steps in each round, the latest round first."""
    with store.cursor() as cursor:
        return _tasks(cursor)


def _tasks(cursor: DuckDBPyConnection) -> list[PolicyTask]:
    found = cursor.execute(
        f"SELECT {listed(_TASK)} FROM policy_tasks"
        " QUALIFY change_id = max(change_id) OVER (PARTITION BY round_number, stage)"
        " ORDER BY round_number DESC, change_id"
    ).fetchall()
    return [_task(row) for row in found]


def _task(row: Sequence[Any]) -> PolicyTask:
    told: dict[str, Any] = dict(zip(_TASK, row, strict=True))
    return PolicyTask(**{**told, "stage": Stage(told["stage"]), "changed_at": _in_utc(told["changed_at"])})


def change_policy_task(store: Store, task: PolicyTask, by: str = "") -> PolicyTask:
    """Keep a change of one of the nine steps; its ``change_id`` is that of the state that was changed.

    ``TaskChangedMeanwhile`` where somebody else has changed it since.
    """
    with store.write(only_plans=True) as cursor:
        known = {(one.round_number, one.stage): one for one in _tasks(cursor)}
        latest = known.get((task.round_number, task.stage))
        begun = max((number for number, __ in known), default=1)
        if task.round_number < begun or task.change_id != (latest.change_id if latest else None):
            raise TaskChangedMeanwhile(_("Somebody else has changed this step since: look at it again."))
        return _keep_task(cursor, task, by)


def begin_tasks_anew(store: Store, after: int, by: str = "") -> None:
    """Begin the nine steps anew after a round: each keeps its owner, and none is done.

    ``TaskChangedMeanwhile`` where a later round was begun already.
    """
    with store.write(only_plans=True) as cursor:
        known = _tasks(cursor)
        if max((one.round_number for one in known), default=1) != after:
            raise TaskChangedMeanwhile(_("The nine steps were begun anew already."))
        owners = {one.stage: one.owner for one in known if one.round_number == after}
        for stage in Stage:
            _keep_task(cursor, PolicyTask(stage, owners.get(stage, ""), round_number=after + 1), by)


def _keep_task(
    cursor: DuckDBPyConnection, task: PolicyTask, by: str, *, is_sample: bool = False
) -> PolicyTask:
    number = scalar(cursor, "SELECT nextval('policy_task_changes')")
    owner = " ".join(task.owner.split())
    kept = replace(task, owner=owner, change_id=number, changed_at=_now(), changed_by=by)
    row = asdict(kept) | {"stage": kept.stage.value, "changed_at": _now().replace(tzinfo=None)}
    insert(cursor, "policy_tasks", row | {"is_sample": is_sample})
    return kept


def put_sample_policy(
    store: Store,
    versions: Sequence[PolicyVersion],
    trained: Sequence[Training],
    tasks: Sequence[PolicyTask],
    by: str,
) -> None:
    """Keep the policy of the sample company; nothing where any policy is written already."""
    with store.write(only_plans=True) as cursor:
        if scalar(cursor, "SELECT count(*) FROM policy_versions"):
            return
        before: int | None = None
        for version in versions:
            number = scalar(cursor, "SELECT nextval('policy_version_numbers')")
            _keep_version(
                cursor, replace(version, number=number, based_on=before, saved_by=by, is_sample=True)
            )
            before = number
        for training in trained:
            number = scalar(cursor, "SELECT nextval('policy_training_ids')")
            kept = replace(training, training_id=number, recorded_at=_now(), recorded_by=by)
            _keep_training(cursor, kept, is_sample=True)
        for task in tasks:
            _keep_task(cursor, task, by, is_sample=True)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _in_utc(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None
