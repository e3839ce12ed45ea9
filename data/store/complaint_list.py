"""The complaints as a list, from files and from the page alike, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from data.complaints import WITHIN, Place
from data.store.connection import Store
from data.store.sql import listed, quoted, scalar

_COLUMNS = (
    "upload_id",
    "row_number",
    "complaint_id",
    "received_at",
    *WITHIN,
    "nature",
    "channel",
    "is_open",
    "promised_at",
    "resolved_at",
    "recorded",
)


@dataclass(frozen=True)
class Wanted:
    """Which complaints: received on these days, of these members, with this in their number.

    One without a day of its own is of these days where all that it may have come in on are among them.

    where   dimension -> its members; ``""`` stands for those that say none
    """

    first: date | None = None
    last: date | None = None
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    number: str = ""


@dataclass(frozen=True)
class Listed:
    """A complaint in the list. ``open`` is None where nothing tells whether it is.

    days    the first and the last day that it may have come in on; None where its own day is known
    """

    place: Place
    number: str
    received_at: datetime | None
    nature: str
    channel: str
    open: bool | None
    promised_at: datetime | None
    resolved_at: datetime | None
    recorded: bool
    days: tuple[date, date] | None = None


def count_complaints(store: Store, wanted: Wanted) -> int:
    """How many complaints are wanted."""
    with store.cursor() as cursor:
        condition, values = _condition(wanted)
        return scalar(cursor, f"SELECT count(*) FROM all_complaints WHERE {condition}", values)


def list_complaints(store: Store, wanted: Wanted, skipped: int = 0, size: int = 50) -> list[Listed]:
    """Some of the complaints that are wanted, the newest first, after as many as are skipped."""
    with store.cursor() as cursor:
        condition, values = _condition(wanted)
        rows = cursor.execute(
            f"""
            SELECT {listed(_COLUMNS)} FROM all_complaints WHERE {condition}
            ORDER BY received_at DESC NULLS LAST, upload_id DESC, row_number DESC LIMIT ? OFFSET ?""",
            [*values, size, skipped],
        ).fetchall()
    return list(map(_listed, rows))


def written_members(store: Store, columns: Sequence[str]) -> dict[str, list[str]]:
    """Column -> what stands in it of the current complaints, each once, the most frequent first."""
    if not columns:
        return {}
    told = ", ".join(f"histogram({quoted(column)})" for column in columns)
    with store.cursor() as cursor:
        (found,) = cursor.execute(f"SELECT {told} FROM all_complaints").fetchall()
    return {
        column: sorted(counts, key=lambda member, counts=counts: (-counts[member], member))
        for column, counts in zip(columns, ((one or {}) for one in found), strict=True)
    }


def _condition(wanted: Wanted) -> tuple[str, list[Any]]:
    told: list[tuple[str, Any]] = []
    if wanted.first:
        told.append(("coalesce(received_at, received_from) >= ?", wanted.first))
    if wanted.last:
        told.append(("coalesce(received_at::DATE, received_until) <= ?", wanted.last))
    for name, members in wanted.where:
        told.append((f"coalesce({quoted(name)}, '') IN (SELECT unnest(?))", list(members)))
    if wanted.number:
        told.append(("contains(lower(complaint_id), lower(?))", wanted.number))
    return " AND ".join(["true", *(words for words, _value in told)]), [value for _words, value in told]


def _listed(row: Sequence[Any]) -> Listed:
    upload_id, row_number, number, received, *days, nature, channel, is_open, promised, resolved, recorded = (
        row
    )
    return Listed(
        (upload_id, row_number),
        number or "",
        received,
        nature or "",
        channel or "",
        is_open,
        promised,
        resolved,
        bool(recorded),
        (days[0], days[1]) if received is None else None,
    )
