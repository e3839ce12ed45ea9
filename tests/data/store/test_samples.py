"""The sample company leaves nothing behind, whatever the store keeps of it."""

from __future__ import annotations

from data.store import Store
from data.store.samples import HANGING, MARKED


def test_every_table_with_rows_of_the_sample_is_emptied_of_them(store: Store) -> None:
    query = """
        SELECT table_name, list(column_name) FROM information_schema.columns
        JOIN information_schema.tables USING (table_name)
        WHERE table_type = 'BASE TABLE' GROUP BY table_name"""
    with store.cursor() as cursor:
        columns = {table: set(names) for table, names in cursor.execute(query).fetchall()}
    marked = {table for table, names in columns.items() if "is_sample" in names}
    # Files are undone, so that what they replaced comes back.
    assert marked - {"uploads"} == {*MARKED}
    keys = {column for __, column in HANGING.values()}
    assert {table for table, names in columns.items() if names & keys} - marked == {*HANGING}
