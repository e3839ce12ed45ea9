"""Rows of a file in the fact tables: putting in, superseding by identity, taking out again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date

import pandas as pd
import pyarrow as pa
from duckdb import DuckDBPyConnection

from data.progress import Told, untold
from data.specs import SQL_TYPES, Layout, Type
from data.store import dimensions, schema
from data.store.sql import incoming, insert_frame, quoted, scalar

_MENDED = "mended_identity"


def _identified(layout: Layout, frame: pd.DataFrame, mended: Mapping[int, str]) -> tuple[pd.DataFrame, str]:
    """A frame with the columns that tell its rows from others, and the SQL over it that does."""
    table = layout.table
    frame = frame.assign(kind=layout.kind) if layout.is_totals else frame
    identity = _identity(table, frame)
    if not mended:
        return frame, identity
    known = frame.assign(**{_MENDED: frame["row_number"].map(mended)})
    return known, f"coalesce({identity}, {_MENDED})"


def _identity(table: str, frame: pd.DataFrame) -> str:
    if not schema.identity_column(table):
        types = schema.fact_columns(table)
        # Only what is filled in makes the identity: a dimension that the specs gain later changes none.
        parts = (
            f"'{name}=' || {quoted(name)}::{types[name]}::VARCHAR" for name in _identity_columns(table, frame)
        )
        return f"concat_ws(chr(31), {', '.join(parts)})"
    return next(map(quoted, _identity_columns(table, frame)), "NULL")


def _identity_columns(table: str, frame: pd.DataFrame) -> list[str]:
    column = schema.identity_column(table)
    return [name for name in ((column,) if column else schema.PERIOD_IDENTITY) if name in frame]


def _moment(layout: Layout) -> str:
    if layout.is_totals:
        return "starts_on"
    return "joined_at" if layout.table == "customers" else layout.moment or "row_number"


def _insert_people(cursor: DuckDBPyConnection, upload_id: int, table: str, frame: pd.DataFrame) -> None:
    present = [name for name in schema.personal_columns() if name in frame]
    known = frame.loc[frame[present].notna().any(axis=1), ["row_number", *present]]
    selected = {"upload_id": str(upload_id), "row_number": "row_number", "table_name": f"'{table}'"}
    if present:
        insert_frame(cursor, "people", selected | {name: quoted(name) for name in present}, known)


def _in_order(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The rows in order of time, so that a span of time lies together in the store."""
    return frame if frame[keys[0]].is_monotonic_increasing else frame.sort_values(keys, kind="stable")


def insert_rows(
    cursor: DuckDBPyConnection,
    upload_id: int,
    layout: Layout,
    frame: pd.DataFrame,
    mended: Mapping[int, str],
    tell: Told = untold,
) -> None:
    """Append a prepared frame to its fact table in order of time, its personal columns to ``people``.

    ``mended`` gives rows that were left out of another file an identity where they have none of their own, so
    that a row mended once more takes the place of the one before. ``tell`` is told how far the work is.
    ``ValueError`` where the frame has a column that has no place in the store, ``TooManyDimensions`` where
    there is none for another dimension of the company's own.
    """
    table = layout.table
    own = dimensions.keep(cursor, map(str, frame.columns))
    frame = frame.rename(columns=own)
    columns = schema.fact_columns(table) | dict.fromkeys(own.values(), SQL_TYPES[Type.CATEGORY])
    unknown = set(frame.columns) - {"row_number"} - columns.keys() - schema.personal_columns().keys()
    if unknown:
        raise ValueError(f"no place in the store for {sorted(unknown)}")
    frame, identity = _identified(layout, frame, mended)
    selected = {"upload_id": str(upload_id), "row_number": "row_number", "identity": identity}
    selected |= {name: quoted(name) for name in columns if name in frame}
    if table == "customers" and "observed_from" in frame:
        selected["stated_from"] = "observed_from"
        if "left_at" in frame:
            selected["stated_left"] = "CASE WHEN observed_from IS NOT NULL THEN left_at END"
    rows = _in_order(frame, [_moment(layout), "row_number"])
    insert_frame(cursor, f"{table}_rows", selected, rows, tell)
    _insert_people(cursor, upload_id, table, frame)


def days(cursor: DuckDBPyConnection, upload_id: int, table: str) -> tuple[date | None, date | None]:
    """The first and last day of an upload's rows."""
    first, last = schema.SPANS[table]
    (found,) = cursor.execute(
        f"SELECT ({first})::DATE, ({last})::DATE FROM {table}_rows WHERE upload_id = ?", [upload_id]
    ).fetchall()
    return found


def _observe(cursor: DuckDBPyConnection, upload_id: int, leaving: bool) -> None:
    # A customer is observed from the earliest start that any version up to this one has stated, and
    # left when the first of the snapshots that found it gone said so, until one finds it back.
    cursor.execute(
        """
        WITH versions AS (
            SELECT *, count(*) FILTER (WHERE stated_left IS NULL)
                          OVER (PARTITION BY identity ORDER BY upload_id) AS stay
            FROM customers_rows
            WHERE identity IN (SELECT identity FROM customers_rows WHERE upload_id = $upload)
              AND upload_id <> $left_out)
        UPDATE customers_rows AS version
        SET observed_from = known.earliest,
            left_at = CASE WHEN version.stated_left IS NULL THEN version.left_at ELSE known.first_left END
        FROM (SELECT upload_id, row_number,
                     min(stated_from) OVER (PARTITION BY identity ORDER BY upload_id) AS earliest,
                     min(stated_left) OVER (PARTITION BY identity, stay ORDER BY upload_id) AS first_left
              FROM versions) AS known
        WHERE version.upload_id = known.upload_id AND version.row_number = known.row_number
          AND version.stated_from IS NOT NULL""",
        {"upload": upload_id, "left_out": upload_id if leaving else 0},
    )


def supersede(cursor: DuckDBPyConnection, upload_id: int, table: str) -> int:
    """Let an upload's rows replace the current ones of the same identity from earlier uploads.

    Returns how many rows of the file replace an earlier version.
    """
    upload = {"upload": upload_id}
    replacing = scalar(
        cursor,
        f"""
        SELECT count(DISTINCT row_number) FROM {table}_rows
        WHERE upload_id = $upload AND identity IN (
            SELECT identity FROM {table}_rows WHERE superseded_by IS NULL AND upload_id <> $upload)""",
        upload,
    )
    cursor.execute(
        f"""
        UPDATE {table}_rows SET superseded_by = $upload
        WHERE superseded_by IS NULL AND upload_id <> $upload
          AND identity IN (SELECT identity FROM {table}_rows WHERE upload_id = $upload)""",
        upload,
    )
    if table == "customers":
        _observe(cursor, upload_id, leaving=False)
    return replacing


@dataclass(frozen=True)
class Coming:
    """The rows of a prepared file that isn't in yet, and what those are known by that came back mended."""

    layout: Layout
    frame: pd.DataFrame
    mended: Mapping[int, str]


# Among files that come together by their place, counted from 1, or of an upload by its number.
Replaced = dict[tuple[int, int | None], int]
_IN_STORE = 0


def replaceable(cursor: DuckDBPyConnection, new: Coming, before: Sequence[Coming]) -> tuple[int, Replaced]:
    """What ``supersede`` would do with a prepared file, once those ``before`` it are in.

    Returns how many of its rows would replace an earlier version, and how many those of each file:
    under 0 and the upload's number, or under the place among ``before`` and None.
    """
    table = new.layout.table
    others = [(place, one) for place, one in enumerate(before, 1) if one.layout.table == table]
    with ExitStack() as stack:
        mine = stack.enter_context(_identities(cursor, new, "incoming_new"))
        rows = [stack.enter_context(_identities(cursor, one, f"incoming_{place}")) for place, one in others]
        theirs = (
            f"UNION ALL SELECT identity, {place}, NULL FROM ({rows[at]})"
            for at, (place, _one) in enumerate(others)
        )
        found = cursor.execute(
            f"""
            WITH mine AS ({mine}),
                 former AS (SELECT identity, {_IN_STORE} AS place, upload_id FROM {table}_rows
                            WHERE superseded_by IS NULL {" ".join(theirs)}),
                 replaced AS (SELECT row_number, place, upload_id FROM mine JOIN former USING (identity)
                              QUALIFY rank() OVER (PARTITION BY row_number ORDER BY place DESC) = 1)
            SELECT grouping(place), place, upload_id, count(DISTINCT row_number) FROM replaced
            GROUP BY GROUPING SETS ((), (place, upload_id)) ORDER BY place, upload_id
            """
        ).fetchall()
    every = next((count for is_all, _place, _upload, count in found if is_all), 0)
    return every, {(place, upload): count for is_all, place, upload, count in found if not is_all}


@contextmanager
def _identities(cursor: DuckDBPyConnection, rows: Coming, name: str) -> Iterator[str]:
    """SQL for the rows of a prepared file and their identities, while the block runs."""
    known, identity = _identified(rows.layout, rows.frame, rows.mended)
    needed = [
        "row_number",
        *_identity_columns(rows.layout.table, known),
        *([_MENDED] if rows.mended else []),
    ]
    with incoming(cursor, pa.Table.from_pandas(known[needed], preserve_index=False), name) as table:
        yield f"SELECT row_number, ({identity})::VARCHAR AS identity FROM {table}"


def foreseen(cursor: DuckDBPyConnection, upload_id: int, table: str) -> tuple[int, int, int]:
    """What ``take_out`` does to the rows that count.

    Returns the rows of the file that won't count any more, the earlier rows that will count again, and the
    rows of the file that don't count even now because later uploads replaced all of them.
    """
    upload = {"upload": upload_id}
    current, all_rows = cursor.execute(
        f"""
        SELECT count(DISTINCT row_number) FILTER (WHERE superseded_by IS NULL), count(DISTINCT row_number)
        FROM {table}_rows WHERE upload_id = $upload""",
        upload,
    ).fetchall()[0]
    restored = scalar(
        cursor,
        f"""
        SELECT count(DISTINCT (upload_id, row_number)) FROM {table}_rows
        WHERE superseded_by = $upload
          AND identity NOT IN (SELECT identity FROM {table}_rows
                               WHERE upload_id > $upload AND identity IS NOT NULL)""",
        upload,
    )
    return current, restored, all_rows - current


def take_out(cursor: DuckDBPyConnection, upload_id: int, table: str) -> None:
    """Delete an upload's rows, personal data, problems and rows left out, and bring back what they replaced.

    A replaced row goes to the next later upload that has its identity; where there is none it is
    current again.
    """
    upload = {"upload": upload_id}
    if table == "customers":
        _observe(cursor, upload_id, leaving=True)
    for place in (f"{table}_rows", "people", "problems", "left_out", "left_out_rows"):
        cursor.execute(f"DELETE FROM {place} WHERE upload_id = $upload", upload)
    cursor.execute(
        f"""
        UPDATE {table}_rows AS earlier SET superseded_by = later.upload_id
        FROM (SELECT identity, min(upload_id) AS upload_id FROM {table}_rows
              WHERE upload_id > $upload GROUP BY identity) AS later
        WHERE earlier.superseded_by = $upload AND earlier.identity = later.identity""",
        upload,
    )
    cursor.execute(f"UPDATE {table}_rows SET superseded_by = NULL WHERE superseded_by = $upload", upload)
