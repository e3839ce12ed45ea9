"""Rows as they are kept, found again by their upload and number; nothing personal among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from data.kinds import LAYOUTS
from data.specs import Column
from data.store import page_log, schema
from data.store.connection import Store
from data.store.sql import listed, quoted

Cell = Any  # of whatever type the column has


@dataclass(frozen=True)
class RowKey:
    """Where a row comes from: its fact table, its upload, its number in the file."""

    table: str
    upload_id: int
    row_number: int


@dataclass(frozen=True)
class StoredRow:
    """A row with the name of its file and its cells by column key, empty ones left out.

    recorded  whether it was recorded in the page; its file is words for that
    """

    key: RowKey
    file: str
    cells: Mapping[str, Cell]
    recorded: bool = False


def row_columns(store: Store, table: str) -> tuple[Column, ...]:
    """The columns that the rows of a fact table may have, the company's own among them; none personal."""
    kept = schema.fact_columns(table)
    specified = {
        column.key: column
        for layout in LAYOUTS
        if layout.table == table
        for column in layout.columns
        if column.key in kept
    }
    own = {column.key: column for column in store.dimensions(table) if column.own}
    return tuple((specified | own).values())


def stored_rows(store: Store, keys: Sequence[RowKey]) -> list[StoredRow]:
    """The rows of these keys, in their order; those that are gone are left out."""
    found: dict[RowKey, StoredRow] = {}
    for table in dict.fromkeys(key.table for key in keys):
        columns = [column.key for column in row_columns(store, table)]
        with store.cursor() as cursor:
            for row in _select(cursor, table, columns, [key for key in keys if key.table == table]):
                found[row.key] = row
    return [found[key] for key in keys if key in found]


def _select(
    cursor: DuckDBPyConnection, table: str, columns: Sequence[str], keys: Sequence[RowKey]
) -> list[StoredRow]:
    # By ranges of the two numbers first, which the store can skip whole blocks by.
    uploads, numbers = sorted({key.upload_id for key in keys}), sorted({key.row_number for key in keys})
    query = f"""
        SELECT rows.upload_id, row_number, file, recorded, {listed(columns)}
        FROM {quoted(table + "_rows")} AS rows JOIN uploads ON uploads.upload_id = rows.upload_id
        WHERE superseded_by IS NULL AND rows.upload_id IN (SELECT unnest(?))
          AND row_number IN (SELECT unnest(?))"""
    wanted = set(keys)
    rows: list[StoredRow] = []
    for upload_id, number, file, recorded, *cells in cursor.execute(query, [uploads, numbers]).fetchall():
        key = RowKey(table, upload_id, number)
        if key in wanted:
            known = {name: cell for name, cell in zip(columns, cells, strict=True) if cell is not None}
            rows.append(StoredRow(key, page_log.file_name(file, recorded), known, recorded))
    return rows
