"""Settings: a value under a key, and the company's scales among them."""

from __future__ import annotations

import json
from dataclasses import asdict
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
