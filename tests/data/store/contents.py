"""What a store holds, read apart from the functions under test."""

from __future__ import annotations

from typing import Any

from data.store import Store


def counts(store: Store) -> dict[str, int]:
    """Rows of every table but the schema's."""
    with store.cursor() as cursor:
        tables = [
            name
            for (name,) in cursor.execute(
                "SELECT table_name FROM duckdb_tables() WHERE table_name <> 'schema_version'"
            ).fetchall()
        ]
        return {table: len(cursor.table(table).fetchall()) for table in tables}


def rows(store: Store, view: str, *columns: str) -> list[tuple[Any, ...]]:
    with store.cursor() as cursor:
        names = ", ".join(columns)
        return cursor.execute(f"SELECT {names} FROM {view} ORDER BY upload_id, row_number").fetchall()
