"""Settings: a value under a key, those that hold from a day on, and the company's scales among them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from data.kinds import COMPANY_SCALES
from data.specs import SHORTEST_SCALE, Scale
from data.store.connection import Store
from data.store.sql import insert, scalar

Json = Any  # what JSON can hold


def setting(store: Store, key: str, default: Json = None) -> Json:
    """The value kept under a key, else ``default``."""
    with store.cursor() as cursor:
        value = scalar(cursor, "SELECT value FROM settings WHERE key = ?", [key])
    return default if value is None else json.loads(value)


def save_setting(store: Store, key: str, value: Json) -> None:
    """Keep a value, of what JSON can hold, under a key."""
    with store.write() as cursor:
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
    others = [one for one in versions(store, key) if one.since != since]
    _keep_versions(store, key, [*others, Version(since, value)])


def remove_version(store: Store, key: str, since: date | None) -> None:
    """Take back the value that holds from a day on: the one before it holds on instead."""
    _keep_versions(store, key, [one for one in versions(store, key) if one.since != since])


def _keep_versions(store: Store, key: str, kept: list[Version]) -> None:
    ordered = sorted(kept, key=lambda one: one.since or date.min)
    told = [{"since": one.since.isoformat() if one.since else None, "value": one.value} for one in ordered]
    save_setting(store, f"versions.{key}", told)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def scales(store: Store) -> dict[str, Scale]:
    """The company's scale of each score: as saved, else as it is by default."""
    saved = {key: setting(store, f"scale.{key}") for key in COMPANY_SCALES}
    return COMPANY_SCALES | {key: Scale(**value) for key, value in saved.items() if value}


def save_scale(store: Store, key: str, scale: Scale) -> None:
    """Keep the company's scale of a score: csat or ces. Stored answers keep their positions on it.

    ``KeyError`` for another score, ``ValueError`` for a scale whose ends don't rise.
    """
    if key not in COMPANY_SCALES:
        raise KeyError(key)
    if scale.span < SHORTEST_SCALE:
        raise ValueError(f"a scale rises by {SHORTEST_SCALE} or more from its lowest answer: {scale}")
    save_setting(store, f"scale.{key}", asdict(scale))
