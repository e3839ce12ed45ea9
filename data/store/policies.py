"""Policies with their rollouts, and targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from duckdb import DuckDBPyConnection

from data.language import gettext as _
from data.records import BaselineKind, EventKind, Policy, Rollout, Step, Target
from data.store.connection import Store, StoreError
from data.store.keeping import kept
from data.store.sql import insert, listed, scalar

_TARGET_FIELDS = [field.name for field in fields(Target)]
_TARGET_COLUMNS = listed(_TARGET_FIELDS)


class UnknownPolicy(StoreError):
    """There is no such policy."""


class UnknownTarget(StoreError):
    """There is no such target."""


@dataclass(frozen=True)
class Former:
    """A version of a target that holds no more, and the day on which it stopped to."""

    target: Target
    held_until: date


@kept
def policies(store: Store) -> list[Policy]:
    """All policies in the order in which they were first saved, rollouts in the order given."""
    rollouts: defaultdict[int, list[Rollout]] = defaultdict(list)
    with store.cursor() as cursor:
        for policy_id, *values in cursor.execute(
            "SELECT policy_id, starts_on, dimension, member, ends_on FROM rollouts"
            " ORDER BY policy_id, position"
        ).fetchall():
            rollouts[policy_id].append(Rollout(*values))
        found = cursor.execute(
            "SELECT policy_id, name, is_sample, kind FROM policies ORDER BY policy_id"
        ).fetchall()
    return [
        Policy(name, tuple(rollouts[policy_id]), policy_id, is_sample, EventKind(kind))
        for policy_id, name, is_sample, kind in found
    ]


def _is_kept(cursor: DuckDBPyConnection, table: str, column: str, number: int) -> bool:
    return bool(scalar(cursor, f"SELECT count(*) FROM {table} WHERE {column} = ?", [number]))


def _require_policy(cursor: DuckDBPyConnection, policy_id: int) -> None:
    if not _is_kept(cursor, "policies", "policy_id", policy_id):
        told = _("There is no policy number %(number)s; it may have been removed already.")
        raise UnknownPolicy(told % {"number": policy_id})


def save_policy(store: Store, policy: Policy) -> Policy:
    """Keep a policy: a new one where it has no number, else in place of the one with its number.

    Returns it with its number. ``UnknownPolicy`` where there is none with that number.
    """
    with store.write(only_plans=True) as cursor:
        if policy.policy_id is None:
            policy = replace(policy, policy_id=scalar(cursor, "SELECT nextval('policy_ids')"))
        else:
            _require_policy(cursor, policy.policy_id)
        insert(
            cursor,
            "policies",
            {
                "policy_id": policy.policy_id,
                "name": policy.name,
                "is_sample": policy.is_sample,
                "kind": policy.kind.value,
            },
            replace=True,
        )
        cursor.execute("DELETE FROM rollouts WHERE policy_id = ?", [policy.policy_id])
        for position, rollout in enumerate(policy.rollouts):
            insert(
                cursor, "rollouts", {"policy_id": policy.policy_id, "position": position, **asdict(rollout)}
            )
    return policy


def remove_policy(store: Store, policy_id: int) -> None:
    """Remove a policy and its rollouts; ``UnknownPolicy`` where there is none."""
    with store.write(only_plans=True) as cursor:
        _require_policy(cursor, policy_id)
        cursor.execute("DELETE FROM rollouts WHERE policy_id = ?", [policy_id])
        cursor.execute("DELETE FROM policies WHERE policy_id = ?", [policy_id])


@kept
def targets(store: Store, as_of: date | None = None) -> list[Target]:
    """All targets in the order in which they were first saved; those that held on a day, with ``as_of``.

    On a day before a target was changed or removed its former version held; its first one held from the
    beginning.
    """
    now = f"SELECT {_TARGET_COLUMNS}, NULL::DATE AS held_until FROM targets"
    then = f"SELECT {_TARGET_COLUMNS}, held_until FROM former_targets"
    held = (
        f"SELECT {_TARGET_COLUMNS} FROM ({now} UNION ALL {then})"
        " WHERE coalesce(held_from <= $day, true) AND coalesce(held_until > $day, true) ORDER BY target_id"
    )
    with store.cursor() as cursor:
        if as_of is None:
            return _read(cursor.execute(f"{now} ORDER BY target_id").fetchall())
        return _read(cursor.execute(held, {"day": as_of}).fetchall())


@kept
def former_targets(store: Store) -> list[Former]:
    """The versions of targets that hold no more, the latest first."""
    query = (
        f"SELECT {_TARGET_COLUMNS}, held_until FROM former_targets ORDER BY held_until DESC, target_id DESC"
    )
    with store.cursor() as cursor:
        found = cursor.execute(query).fetchall()
    return [Former(target, row[-1]) for target, row in zip(_read(found), found, strict=True)]


def _read(rows: Sequence[Sequence[Any]]) -> list[Target]:
    # What lies beyond the fields of a target is left alone.
    found: list[dict[str, Any]] = [dict(zip(_TARGET_FIELDS, row, strict=False)) for row in rows]
    for row in found:
        row["steps"] = tuple(Step(**step) for step in row["steps"] or ())
        row["baseline_kind"] = BaselineKind(row["baseline_kind"])
    return [Target(**row) for row in found]


def _written(target: Target) -> dict[str, Any]:
    steps = [asdict(step) for step in target.steps]
    return asdict(target) | {"steps": steps, "baseline_kind": target.baseline_kind.value}


def _require_target(cursor: DuckDBPyConnection, target_id: int | None) -> int:
    if target_id is None or not _is_kept(cursor, "targets", "target_id", target_id):
        told = _("There is no target number %(number)s; it may have been removed already.")
        raise UnknownTarget(told % {"number": target_id})
    return target_id


def save_target(store: Store, target: Target) -> Target:
    """Keep a target: a new one where it has no number, else in place of the one with its number.

    What stands in place of another holds for all days on which that one held: it corrects it.
    Returns it with its number. ``UnknownTarget`` where there is none with that number.
    """
    with store.write(only_plans=True) as cursor:
        if target.target_id is None:
            target = replace(target, target_id=scalar(cursor, "SELECT nextval('target_ids')"))
        else:
            _require_target(cursor, target.target_id)
        insert(cursor, "targets", _written(target), replace=True)
    return target


def change_target(store: Store, target: Target, on: date) -> Target:
    """Let another version of a target hold from a day on; on earlier days the former one still does.

    Returns it with the day. ``UnknownTarget`` where there is none with its number.
    """
    with store.write(only_plans=True) as cursor:
        _keep_former(cursor, _require_target(cursor, target.target_id), on)
        target = replace(target, held_from=on)
        insert(cursor, "targets", _written(target), replace=True)
    return target


def remove_target(store: Store, target_id: int, on: date | None = None) -> None:
    """Remove a target: from a day on, or for good without one; ``UnknownTarget`` where there is none."""
    with store.write(only_plans=True) as cursor:
        _require_target(cursor, target_id)
        if on is None:
            cursor.execute("DELETE FROM former_targets WHERE target_id = ?", [target_id])
        else:
            _keep_former(cursor, target_id, on)
        cursor.execute("DELETE FROM targets WHERE target_id = ?", [target_id])


def _keep_former(cursor: DuckDBPyConnection, target_id: int, until: date) -> None:
    """Keep what held until a day; a version of that very day never held."""
    cursor.execute(
        f"INSERT INTO former_targets ({_TARGET_COLUMNS}, held_until) SELECT {_TARGET_COLUMNS}, $day"
        " FROM targets WHERE target_id = $target AND coalesce(held_from < $day, true)",
        {"day": until, "target": target_id},
    )


def restate_targets(cursor: DuckDBPyConnection, restated: Callable[[Target], Target]) -> None:
    """Tell all targets otherwise, those that hold no more among them; in the caller's transaction."""
    for table in ("targets", "former_targets"):
        columns = [row[0] for row in cursor.execute(f"DESCRIBE {table}").fetchall()]
        rows = cursor.execute(f"SELECT {listed(columns)} FROM {table}").fetchall()
        known = [dict(zip(columns, row, strict=True)) for row in rows]
        told = _read([[row[name] for name in _TARGET_FIELDS] for row in known])
        if [restated(target) for target in told] == told:
            continue
        cursor.execute(f"DELETE FROM {table}")
        for row, target in zip(known, told, strict=True):
            insert(cursor, table, row | _written(restated(target)))
