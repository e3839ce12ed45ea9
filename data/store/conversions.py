"""On which scales the scores of loaded files were read."""

from __future__ import annotations

import json

from data.records import Conversion
from data.specs import Scale
from data.store.connection import Store


def conversions(store: Store) -> dict[int, tuple[Conversion, ...]]:
    """Number of each upload that isn't undone -> its scores that weren't on the company's scale then."""
    query = "SELECT upload_id, conversions FROM uploads WHERE undone_at IS NULL ORDER BY upload_id"
    with store.cursor() as cursor:
        kept = cursor.execute(query).fetchall()
    return {
        number: tuple(Conversion(**{**one, "scale": Scale(**one["scale"])}) for one in json.loads(text))
        for number, text in kept
    }
