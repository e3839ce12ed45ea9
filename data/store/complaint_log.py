"""The log of complaints: each in its versions, recorded in the page or come by files."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pandas as pd
from duckdb import DuckDBPyConnection

from data.complaints import WITHIN, Place, TakenBack, Version
from data.language import gettext as _
from data.records import Choices, Preparation, Undone
from data.rows import Origin
from data.store import page_log, schema
from data.store.connection import Store, StoreError
from data.store.sql import listed, scalar
from data.store.uploads import find, put_in, take_out

# Numbers of our own, so that none is met again in a file of the company's.
_NUMBER = "L-%s"
_OURS = r"^L-(\d{1,15})$"
# Between the two parts of what a row is known by that was mended and has no number.
_BLANK = " "

_Row = tuple[Any, ...]


class ChangedMeanwhile(StoreError):
    """Somebody has changed the complaint since it was opened."""


class NumberTaken(StoreError):
    """Another complaint has this number."""


class NumberShared(StoreError):
    """Several rows of a file have the number of this complaint, so it can't be told which is meant."""


class UnknownComplaint(StoreError):
    """There is no such complaint; it may have been taken out with its file."""


def _select(cursor: DuckDBPyConnection, condition: str, *parameters: object) -> list[Version]:
    """The versions that meet a condition, in the order in which they came."""
    own = [column.key for column in schema.own_dimensions(cursor)]
    kept = [key for key in (*schema.fact_columns("complaints"), *own) if key not in ("is_open", *WITHIN)]
    personal = list(schema.personal_columns())
    query = f"""
        SELECT rows.upload_id, rows.row_number, coalesce(identity, ''), superseded_by IS NULL,
               uploaded_at, uploaded_by, file, recorded, is_sample, is_open,
               {listed([*WITHIN, *kept, *personal])}
        FROM complaints_rows AS rows JOIN uploads ON uploads.upload_id = rows.upload_id
        LEFT JOIN people ON people.upload_id = rows.upload_id AND people.row_number = rows.row_number
                        AND table_name = 'complaints'
        WHERE {condition} ORDER BY rows.upload_id, rows.row_number"""
    return [_version(row, [*kept, *personal]) for row in cursor.execute(query, list(parameters)).fetchall()]


def _version(row: _Row, columns: list[str]) -> Version:
    upload_id, number, identity, current, at, by, file, recorded, is_sample, is_open, first, last, *values = (
        row
    )
    cells = {name: cell for name, cell in zip(columns, values, strict=True) if cell is not None}
    return Version(
        upload_id,
        number,
        identity,
        str(cells.get("complaint_id", "")),
        cells,
        at.replace(tzinfo=UTC),
        by,
        page_log.file_name(file, recorded),
        recorded,
        is_sample,
        current,
        is_open,
        (first, last) if first and last else None,
    )


def complaints_numbered(store: Store, number: str) -> list[Version]:
    """The current complaints of a number: one as a rule, several where a file has it more than once."""
    with store.cursor() as cursor:
        return _select(cursor, "complaint_id = ? AND superseded_by IS NULL", number)


def complaint_at(store: Store, place: Place) -> Version:
    """The complaint that is or was stored in a place, as it stands now; ``UnknownComplaint`` without any."""
    with store.cursor() as cursor:
        found = _at(cursor, place)
        if found.current:
            return found
        latest = _select(cursor, "identity = ? AND superseded_by IS NULL", found.identity)
        return latest[0] if latest else found


def _at(cursor: DuckDBPyConnection, place: Place) -> Version:
    found = _select(cursor, "rows.upload_id = ? AND rows.row_number = ?", *place)
    if not found:
        raise UnknownComplaint(
            _("This complaint isn't there any more: its file, or its record, was taken out meanwhile.")
        )
    return found[0]


def complaint_versions(store: Store, complaint: Version) -> list[Version]:
    """All versions of a complaint, the first first; where rows of a file share its number, it alone."""
    if not complaint.identity:
        return [complaint]
    with store.cursor() as cursor:
        found = _select(cursor, "identity = ?", complaint.identity)
    several = len({one.upload_id for one in found}) < len(found)
    return [complaint] if several else found


def complaint_taken_back(store: Store, complaint: Version) -> list[TakenBack]:
    """The versions of a complaint that were recorded and taken back, the first first."""
    query = """
        SELECT uploaded_at, uploaded_by, undone_at, coalesce(undone_by, '') FROM uploads
        WHERE recorded AND about = ? AND undone_at IS NOT NULL ORDER BY upload_id"""
    with store.cursor() as cursor:
        found = cursor.execute(query, [complaint.identity]).fetchall()
    return [
        TakenBack(at.replace(tzinfo=UTC), by, undone.replace(tzinfo=UTC), undone_by)
        for at, by, undone, undone_by in found
    ]


def record_complaint(
    store: Store,
    preparation: Preparation,
    base: Version | None = None,
    *,
    by: str = "",
    on: date | None = None,
) -> Version:
    """Keep one complaint that is ready: a new one, or a newer version of ``base``, which it replaces.

    A complaint without a number gets the next free one. ``on`` is the day by the clock of whoever records
    it. ``ValueError`` where the preparation isn't ready, ``NumberTaken`` where another complaint has its
    number, ``NumberShared`` where several rows have that of ``base``, ``ChangedMeanwhile`` where ``base`` is
    no longer the current version, ``UnknownComplaint`` where it is gone.
    """
    if preparation.frame is None or len(preparation.frame) != 1:
        raise ValueError("a complaint that is ready has one row")
    with store.write() as cursor:
        if base is None:
            identity, born = _new(cursor, preparation.frame), True
        else:
            identity, born = _next(cursor, preparation.frame, base), _begun_in_page(cursor, base)
        known = _known_by(preparation, identity, base)
        values: dict[str, Any] = {
            "uploaded_by": by,
            "is_sample": base is not None and base.is_sample,
            "file": page_log.RECORDED,
            "content": uuid4().hex,
            "recorded": True,
            "about": identity,
            "last_day": on or datetime.now().astimezone().date(),
        }
        if base is not None and not born:
            values |= {"first_day": None, "mapping": _told(cursor, base, known)}
        new = put_in(cursor, known, values)
        return _at(cursor, (new.upload_id, int(preparation.frame["row_number"].iloc[0])))


def _typed(frame: pd.DataFrame) -> str:
    given = frame["complaint_id"].iloc[0] if "complaint_id" in frame else None
    return "" if pd.isna(given) else str(given)


def _new(cursor: DuckDBPyConnection, frame: pd.DataFrame) -> str:
    """The number of a new complaint: as it is given, or the next free one."""
    number = _typed(frame)
    if number:
        _check_free(cursor, number)
    return number or _free(cursor)


def _check_free(cursor: DuckDBPyConnection, number: str) -> None:
    known = "SELECT EXISTS (FROM complaints_rows WHERE identity = $number OR complaint_id = $number)"
    if scalar(cursor, known, {"number": number}):
        raise NumberTaken(
            _("There is a complaint number %(number)s already. Give another number, or leave it empty.")
            % {"number": number}
        )


def _free(cursor: DuckDBPyConnection) -> str:
    # Numbers of complaints that were taken back aren't given again, so that their history stays apart.
    highest = scalar(
        cursor,
        """
        SELECT max(regexp_extract(name, $ours, 1)::BIGINT)
        FROM (SELECT identity AS name FROM complaints_rows UNION ALL SELECT about FROM uploads)
        WHERE regexp_matches(name, $ours)""",
        {"ours": _OURS},
    )
    return _NUMBER % ((highest or 0) + 1)


def _next(cursor: DuckDBPyConnection, frame: pd.DataFrame, base: Version) -> str:
    """What the next version of a complaint is known by, once it is sure that nobody else has made one."""
    now = _at(cursor, base.place)
    if not now.current:
        raise ChangedMeanwhile(_("Somebody has changed this complaint since you opened it."))
    if now.identity:
        _check_alone(cursor, now)
        return now.identity
    # A row without a number of its own: it gets one, so that its versions find each other.
    identity = _new(cursor, frame)
    cursor.execute(
        "UPDATE complaints_rows SET identity = ? WHERE upload_id = ? AND row_number = ?",
        [identity, *base.place],
    )
    return identity


def _check_alone(cursor: DuckDBPyConnection, complaint: Version) -> None:
    rows = "SELECT count(*) FROM complaints_rows WHERE identity = ? AND superseded_by IS NULL"
    if scalar(cursor, rows, [complaint.identity]) > 1:
        raise NumberShared(
            _(
                "Several rows of %(file)s have the number %(number)s, and a change would stand in place of"
                " all of them. Give each a number of its own in the file, and load it again."
            )
            % {"file": complaint.file, "number": complaint.number}
        )


def _begun_in_page(cursor: DuckDBPyConnection, base: Version) -> bool:
    return base.recorded and find(cursor, base.upload_id).first_day is not None


def _told(cursor: DuckDBPyConnection, base: Version, known: Preparation) -> str:
    """What a complaint tells of that came by a file: what the file had columns for, and what is typed in."""
    assert known.frame is not None
    filled = [str(key) for key in known.frame if known.frame[key].notna().all()]
    return json.dumps({**find(cursor, base.upload_id).mapping, **{key: key for key in filled}})


def _as_open(frame: pd.DataFrame, base: Version | None) -> pd.DataFrame:
    """A complaint of which nobody knows whether it is open stays so until somebody says it."""
    unsaid = frame["resolved_at"].isna().all() and frame["status"].isna().all()
    if base is None or base.open is not None or not unsaid:
        return frame
    return frame.assign(is_open=pd.array([pd.NA], dtype="boolean"))


def _known_by(preparation: Preparation, identity: str, base: Version | None) -> Preparation:
    """A complaint under what it is known by: its number, but for rows mended without one."""
    assert preparation.frame is not None
    frame = _as_open(preparation.frame, base)
    # What the form asks for stands in the specs: no record needs to say it again.
    bare = replace(preparation, matches=(), choices=Choices(), conversions=(), left_out=None)
    if base is not None and not base.number and _BLANK in base.identity:
        source, _blank, place = identity.rpartition(_BLANK)
        rows = {int(row): place for row in preparation.frame["row_number"]}
        return replace(bare, frame=_numbered(frame, None), origin=Origin(source, rows))
    return replace(bare, frame=_numbered(frame, identity))


def _numbered(frame: pd.DataFrame, number: str | None) -> pd.DataFrame:
    return frame.assign(complaint_id=pd.array([number], dtype="str"))


def take_complaint_back(store: Store, complaint: Version, by: str = "") -> Undone:
    """Take the latest version of a complaint out, and bring back the one before, if there is one.

    ``ValueError`` where it came by a file, which is undone as a whole; ``ChangedMeanwhile`` where it isn't
    the latest any more, ``UnknownComplaint`` where it is gone.
    """
    if not complaint.recorded:
        raise ValueError("a file is undone as a whole")
    with store.write() as cursor:
        if not _at(cursor, complaint.place).current:
            raise ChangedMeanwhile(_("Somebody has changed this complaint since you opened it."))
        cursor.execute("UPDATE uploads SET undone_by = ? WHERE upload_id = ?", [by, complaint.upload_id])
        return take_out(cursor, find(cursor, complaint.upload_id))
