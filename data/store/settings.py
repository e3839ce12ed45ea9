"""Settings: a value under a key, and those that hold from a day on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from duckdb import DuckDBPyConnection

from data.store.connection import Store
from data.store.sql import insert, scalar

Json = Any  # what JSON can hold


def setting(store: Store, key: str, default: Json = None) -> Json:
    """The value kept under a key, else ``default``."""
    with store.cursor() as cursor:
        value = scalar(cursor, "SELECT value FROM settings WHERE key = ?", [key])
    return default if value is None else json.loads(value)


def save_setting(store: Store, key: str, value: Json, *, only_plans: bool = False) -> None:
    """Keep a value, of what JSON can hold, under a key; ``only_plans`` as for ``Store.write``."""
    with store.write(only_plans=only_plans) as cursor:
        keep_setting(cursor, key, value)


def keep_setting(cursor: DuckDBPyConnection, key: str, value: Json) -> None:
    """Keep a value under a key, in the caller's transaction."""
    insert(cursor, "settings", {"key": key, "value": json.dumps(value)}, replace=True)


@dataclass(frozen=True)
class Version:
    """A value that holds from a day on; ``since`` is None where it holds from the beginning."""

    since: date | None
    value: Json


def versions(store: Store, key: str) -> tuple[Version, ...]:
    """The values of a setting, the earliest first; each holds until the next one does."""
    kept = setting(store, f"versions.{key}", [])
    return tuple(Version(_day(one["since"]), one["value"]) for one in kept)


def save_version(store: Store, key: str, value: Json, since: date | None = None) -> None:
    """Let a value hold from a day on, in place of one that holds from the same day.

    What holds before that day stays as it is.
    """
    with store.write() as cursor:
        keep_versions(cursor, key, with_version(versions(store, key), Version(since, value)))


def remove_version(store: Store, key: str, since: date | None) -> None:
    """Take back the value that holds from a day on: the one before it holds on instead."""
    with store.write() as cursor:
        keep_versions(cursor, key, without_version(versions(store, key), since))


def with_version(known: tuple[Version, ...], new: Version) -> tuple[Version, ...]:
    """The versions with another one, in place of one that holds from the same day; the earliest first."""
    return tuple(sorted([*without_version(known, new.since), new], key=lambda one: one.since or date.min))


def without_version(known: tuple[Version, ...], since: date | None) -> tuple[Version, ...]:
    """The versions but for the one that holds from a day on."""
    return tuple(one for one in known if one.since != since)


def keep_versions(cursor: DuckDBPyConnection, key: str, kept: tuple[Version, ...]) -> None:
    """Keep the versions of a setting, in the caller's transaction."""
    told = [{"since": one.since.isoformat() if one.since else None, "value": one.value} for one in kept]
    keep_setting(cursor, f"versions.{key}", told)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
