"""The rows that were left out of an upload, kept as the file had them until it is undone."""

from __future__ import annotations

import json

import pandas as pd
from duckdb import DuckDBPyConnection

from data.preparing.decisions import choices_from, told
from data.rows import LeftOut, LeftRow
from data.store.connection import Store
from data.store.sql import insert, insert_frame, listed, quoted

_ROW_COLUMNS = ("row", "place", "cells")


def keep(cursor: DuckDBPyConnection, upload_id: int, found: LeftOut) -> None:
    """Keep the rows left out of an upload, with what reads them again."""
    insert(
        cursor,
        "left_out",
        {
            "upload_id": upload_id,
            "headers": list(found.headers),
            "choices": json.dumps(told(found.choices)),
            "source": found.source,
            "more": found.more,
        },
    )
    rows = [(row.number, row.place, list(row.cells)) for row in found.rows]
    selected = {"upload_id": str(upload_id)} | {name: quoted(name) for name in _ROW_COLUMNS}
    insert_frame(cursor, "left_out_rows", selected, pd.DataFrame(rows, columns=list(_ROW_COLUMNS)))


def left_out(store: Store, upload_id: int) -> LeftOut | None:
    """The rows that were left out of an upload and may be mended; None where none are kept."""
    with store.cursor() as cursor:
        about = cursor.execute(
            "SELECT headers, choices, source, more FROM left_out WHERE upload_id = ?", [upload_id]
        ).fetchall()
        rows = cursor.execute(
            f'SELECT {listed(_ROW_COLUMNS)} FROM left_out_rows WHERE upload_id = ? ORDER BY "row"',
            [upload_id],
        ).fetchall()
    for headers, choices, source, more in about:
        kept = tuple(LeftRow(number, place, tuple(cells)) for number, place, cells in rows)
        return LeftOut(tuple(headers), kept, choices_from(json.loads(choices)), source, more)
    return None
