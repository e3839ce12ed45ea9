"""Policies with their rollouts, and targets."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, fields, replace

from duckdb import DuckDBPyConnection

from data.language import gettext as _
from data.records import Policy, Rollout, Target
from data.store.connection import Store, StoreError
from data.store.sql import insert, listed, scalar

_TARGET_FIELDS = [field.name for field in fields(Target)]


class UnknownPolicy(StoreError):
    """There is no such policy."""


class UnknownTarget(StoreError):
    """There is no such target."""


def policies(store: Store) -> list[Policy]:
    """All policies in the order in which they were first saved, rollouts in the order given."""
    rollouts: defaultdict[int, list[Rollout]] = defaultdict(list)
    with store.cursor() as cursor:
        for policy_id, *values in cursor.execute(
            "SELECT policy_id, starts_on, dimension, member FROM rollouts ORDER BY policy_id, position"
        ).fetchall():
            rollouts[policy_id].append(Rollout(*values))
        found = cursor.execute(
            "SELECT policy_id, name, is_sample FROM policies ORDER BY policy_id"
        ).fetchall()
    return [
        Policy(name, tuple(rollouts[policy_id]), policy_id, is_sample) for policy_id, name, is_sample in found
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
    with store.write() as cursor:
        if policy.policy_id is None:
            policy = replace(policy, policy_id=scalar(cursor, "SELECT nextval('policy_ids')"))
        else:
            _require_policy(cursor, policy.policy_id)
        insert(
            cursor,
            "policies",
            {"policy_id": policy.policy_id, "name": policy.name, "is_sample": policy.is_sample},
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
    with store.write() as cursor:
        _require_policy(cursor, policy_id)
        cursor.execute("DELETE FROM rollouts WHERE policy_id = ?", [policy_id])
        cursor.execute("DELETE FROM policies WHERE policy_id = ?", [policy_id])


def targets(store: Store) -> list[Target]:
    """All targets in the order in which they were first saved."""
    with store.cursor() as cursor:
        found = cursor.execute(f"SELECT {listed(_TARGET_FIELDS)} FROM targets ORDER BY target_id").fetchall()
    return [Target(*row) for row in found]


def _require_target(cursor: DuckDBPyConnection, target_id: int) -> None:
    if not _is_kept(cursor, "targets", "target_id", target_id):
        told = _("There is no target number %(number)s; it may have been removed already.")
        raise UnknownTarget(told % {"number": target_id})


def save_target(store: Store, target: Target) -> Target:
    """Keep a target: a new one where it has no number, else in place of the one with its number.

    Returns it with its number. ``UnknownTarget`` where there is none with that number.
    """
    with store.write() as cursor:
        if target.target_id is None:
            target = replace(target, target_id=scalar(cursor, "SELECT nextval('target_ids')"))
        else:
            _require_target(cursor, target.target_id)
        insert(cursor, "targets", asdict(target), replace=True)
    return target


def remove_target(store: Store, target_id: int) -> None:
    """Remove a target; ``UnknownTarget`` where there is none."""
    with store.write() as cursor:
        _require_target(cursor, target_id)
        cursor.execute("DELETE FROM targets WHERE target_id = ?", [target_id])
