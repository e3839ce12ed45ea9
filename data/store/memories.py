"""What is remembered of loaded files, for the next ones of the same headers; undone files are forgotten."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC

from duckdb import DuckDBPyConnection

from data.kinds import COMPANY_SCALES
from data.preparing.memory import Memory, Recall
from data.records import Preparation
from data.specs import Scale
from data.store.connection import Store
from data.store.sql import insert


def remember(cursor: DuckDBPyConnection, upload_id: int, preparation: Preparation) -> None:
    """Keep what loading a file confirmed; nothing of rows that were left out of another file."""
    layout = preparation.layout
    if not preparation.fingerprint or preparation.origin is not None or layout is None:
        return
    mapping = {**dict.fromkeys(preparation.ignored), **preparation.mapping}
    insert(
        cursor,
        "memories",
        {
            "upload_id": upload_id,
            "fingerprint": preparation.fingerprint,
            "kind": layout.kind,
            "layout": layout.name,
            "mapping": json.dumps(mapping),
            "day_first": preparation.choices.day_first,
            "scales": json.dumps({key: asdict(scale) for key, scale in _scales(preparation).items()}),
        },
    )


def _scales(preparation: Preparation) -> dict[str, Scale]:
    """The scales that a person chose, and those that the answers were found to be on."""
    found = {one.column: one.scale for one in preparation.conversions if one.column in COMPANY_SCALES}
    return found | dict(preparation.choices.scales)


def recall(store: Store) -> Recall:
    """What gives the memory of the latest file whose header has a fingerprint, of those not undone."""

    def latest(fingerprint: str) -> Memory | None:
        with store.cursor() as cursor:
            return _latest(cursor, fingerprint)

    return latest


def _latest(cursor: DuckDBPyConnection, fingerprint: str) -> Memory | None:
    query = """
        SELECT file, uploaded_at, memories.kind, memories.layout, memories.mapping, day_first, scales, choices
        FROM memories JOIN uploads ON uploads.upload_id = memories.upload_id
        WHERE fingerprint = ? AND undone_at IS NULL ORDER BY memories.upload_id DESC LIMIT 1"""
    for file, at, kind, layout, mapping, day_first, scales, choices in cursor.execute(
        query, [fingerprint]
    ).fetchall():
        loaded_on = at.replace(tzinfo=UTC).astimezone().date()
        known = {key: Scale(**scale) for key, scale in json.loads(scales).items()}
        # An older program kept no units.
        units = json.loads(choices).get("units", {})
        return Memory(file, loaded_on, kind, layout, json.loads(mapping), day_first, known, units)
    return None
