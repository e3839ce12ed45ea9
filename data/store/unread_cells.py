"""Cells of loaded files that couldn't be read and are taken as empty, by file and column."""

from __future__ import annotations

from dataclasses import dataclass

from data.store.connection import Store

_MOST_NAMED = 5


@dataclass(frozen=True)
class UnreadCells:
    """How many cells of a column of a file couldn't be read, with some of what stands in them."""

    upload_id: int
    header: str
    cells: int
    examples: tuple[str, ...]


def unread_cells(store: Store) -> list[UnreadCells]:
    """The cells of all files that are to be mended, but for those of rows left out whole."""
    query = """
        SELECT upload_id, "column", count(*), list_sort(list(DISTINCT value))
        FROM problems JOIN uploads USING (upload_id)
        WHERE undone_at IS NULL AND NOT left_out AND to_mend AND value <> ''
          AND (upload_id, "row") NOT IN (SELECT (upload_id, "row") FROM problems WHERE left_out)
        GROUP BY upload_id, "column"
        ORDER BY upload_id, "column"
        """
    with store.cursor() as cursor:
        return [
            UnreadCells(upload, header, cells, tuple(values[:_MOST_NAMED]))
            for upload, header, cells, values in cursor.execute(query).fetchall()
        ]
