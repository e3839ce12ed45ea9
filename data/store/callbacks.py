"""Marks on rows of the work list; they outlast the upload that a row came with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from duckdb import DuckDBPyConnection

from data.callbacks import Callback
from data.language import gettext as _
from data.store.connection import Store, StoreError
from data.store.rows import RowKey
from data.store.sql import insert, listed, quoted, scalar

_FIELDS = (
    "table_name",
    "identity",
    "task",
    "about",
    "note",
    "done_at",
    "done_by",
    "callback_id",
    "taken_back_at",
    "taken_back_by",
)


# What rows that have a number are known by begins so.
_BY_NUMBER = "id "


class UnknownCallback(StoreError):
    """There is no such mark, or it has been taken back already."""


def identities(store: Store, keys: Sequence[RowKey]) -> dict[RowKey, str]:
    """What each row is known by, whichever upload it comes with; rows that are gone are left out.

    Its own number where it has one; else the content of its file and its place there, so that the same file
    loaded once more brings the same rows.
    """
    with store.cursor() as cursor:
        return {key: identity for key, (identity, _is_sample) in _known(cursor, keys).items()}


def _known(cursor: DuckDBPyConnection, keys: Sequence[RowKey]) -> dict[RowKey, tuple[str, bool]]:
    """What each row is known by, and whether it is of the sample company."""
    found: dict[RowKey, tuple[str, bool]] = {}
    wanted = set(keys)
    for table in dict.fromkeys(key.table for key in keys):
        mine = [key for key in keys if key.table == table]
        rows = cursor.execute(
            f"""
            SELECT rows.upload_id, row_number, is_sample,
                   coalesce('{_BY_NUMBER}' || identity, concat_ws(' ', 'row', sha256, sheet, row_number))
            FROM {quoted(table + "_rows")} AS rows JOIN uploads ON uploads.upload_id = rows.upload_id
            WHERE rows.upload_id IN (SELECT unnest(?)) AND row_number IN (SELECT unnest(?))""",
            [sorted({key.upload_id for key in mine}), sorted({key.row_number for key in mine})],
        ).fetchall()
        told = {RowKey(table, upload, row): (identity, sample) for upload, row, sample, identity in rows}
        found |= {key: known for key, known in told.items() if key in wanted}
    return found


def callbacks(store: Store) -> list[Callback]:
    """All marks, those taken back among them, the latest first."""
    with store.cursor() as cursor:
        rows = cursor.execute(f"SELECT {listed(_FIELDS)} FROM callbacks ORDER BY callback_id DESC").fetchall()
    return [_read(row) for row in rows]


def callbacks_of(store: Store, number: str) -> list[Callback]:
    """All marks on the complaint that is known by a number, the latest first."""
    known = ("complaints", f"{_BY_NUMBER}{number}")
    return [mark for mark in callbacks(store) if (mark.table, mark.identity) == known]


def _read(row: Sequence[Any]) -> Callback:
    values: dict[str, Any] = dict(zip(_FIELDS, row, strict=True))
    values |= {name: _in_utc(values[name]) for name in ("done_at", "taken_back_at")}
    return Callback(table=values.pop("table_name"), **values)


def _in_utc(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None


def mark_done(store: Store, row: RowKey, task: str, about: str, note: str = "", by: str = "") -> Callback:
    """Mark a row's task as done; where it is marked already, that mark stays as it is.

    ``about`` is what the row is called. ``UnknownCallback`` where the row is gone.
    """
    with store.write(only_plans=True) as cursor:
        known = _known(cursor, [row]).get(row)
        if known is None:
            raise UnknownCallback(_("This row isn't there any more: its file may have been undone."))
        identity, is_sample = known
        found = cursor.execute(
            f"SELECT {listed(_FIELDS)} FROM callbacks WHERE taken_back_at IS NULL"
            " AND table_name = ? AND identity = ? AND task = ?",
            [row.table, identity, task],
        ).fetchall()
        if found:
            return _read(found[0])
        number = scalar(cursor, "SELECT nextval('callback_ids')")
        mark = Callback(row.table, identity, task, about, " ".join(note.split()), _now(), by, number)
        insert(cursor, "callbacks", _written(mark) | {"is_sample": is_sample})
    return mark


def _written(mark: Callback) -> dict[str, Any]:
    return {
        "callback_id": mark.callback_id,
        "table_name": mark.table,
        "identity": mark.identity,
        "task": mark.task,
        "about": mark.about,
        "note": mark.note,
        "done_at": mark.done_at.replace(tzinfo=None),
        "done_by": mark.done_by,
    }


def unmark(store: Store, callback_id: int, by: str = "") -> None:
    """Take a mark back: its row is to be done again. It stays in the list of marks, with who took it back.

    ``UnknownCallback`` where there is none with this number that stands.
    """
    with store.write(only_plans=True) as cursor:
        stands = "callback_id = ? AND taken_back_at IS NULL"
        if not scalar(cursor, f"SELECT count(*) FROM callbacks WHERE {stands}", [callback_id]):
            raise UnknownCallback(_("This mark has been taken back already."))
        cursor.execute(
            f"UPDATE callbacks SET taken_back_at = ?, taken_back_by = ? WHERE {stands}",
            [_now().replace(tzinfo=None), by, callback_id],
        )


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
