"""The log of complaints that is kept in the page, as one upload: each of its records is one of its own."""

from __future__ import annotations

from datetime import UTC, date

from duckdb import DuckDBPyConnection

from data.kinds import COMPLAINTS
from data.language import gettext, mark
from data.records import Upload
from data.specs import Type
from data.store.sql import quoted, scalar

RECORDED = mark("Recorded in the page")
# The setting with what people say of the days that the log is complete for.
COMPLETE = "complaint_log_complete"
_CURRENT = "recorded AND undone_at IS NULL"
# Those that began in the page: a change of a complaint that came by a file makes no log of its days.
_BEGUN = f"""
    FROM complaints_rows AS rows JOIN uploads ON uploads.upload_id = rows.upload_id
    WHERE {_CURRENT} AND superseded_by IS NULL AND first_day IS NOT NULL"""


def file_name(file: str, recorded: bool) -> str:
    """What an upload goes by: the name of its file, or words for what was recorded in the page."""
    return gettext(RECORDED) if recorded else file


def page_log(cursor: DuckDBPyConnection) -> Upload | None:
    """All that is recorded in the page as one upload, under the number of its latest record; None without.

    Its rows are the complaints, its days those that it vouches for.
    """
    (found,) = cursor.execute(
        f"""
        SELECT count(DISTINCT about), max(upload_id), max(uploaded_at), arg_max(uploaded_by, upload_id),
               bool_and(is_sample), sum(replaced)::INTEGER
        FROM uploads WHERE {_CURRENT}"""
    ).fetchall()
    complaints, upload_id, at, by, is_sample, replaced = found
    if not complaints:
        return None
    first, last = days(cursor) or (None, None)
    return Upload(
        upload_id=upload_id,
        file=gettext(RECORDED),
        kind=COMPLAINTS.kind,
        layout=COMPLAINTS.key,
        sheet=None,
        header_row=None,
        mapping={column.title: column.key for column in COMPLAINTS.columns if column.stored},
        rows=complaints,
        loaded=complaints,
        rejected=0,
        replaced=replaced,
        uploaded_at=at.replace(tzinfo=UTC),
        uploaded_by=by,
        is_sample=is_sample,
        first_day=first,
        last_day=last,
        recorded=True,
    )


def days(cursor: DuckDBPyConnection) -> tuple[date, date] | None:
    """The first and the last day that the log vouches for; None where no complaint began in the page.

    Whoever keeps a log knows what there was from the day on which it was begun until the latest record in it.
    Complaints of earlier days, typed in afterwards, needn't be all that there were, unless somebody said so.
    """
    if not scalar(cursor, f"SELECT EXISTS (SELECT 1 {_BEGUN})"):
        return None
    # Changes of what files brought are no sign that new complaints were recorded.
    recorded = f"FROM uploads WHERE {_CURRENT} AND first_day IS NOT NULL"
    first, last = cursor.execute(f"SELECT min(last_day), max(last_day) {recorded}").fetchall()[0]
    said = (
        "SELECT (value->>'since')::DATE, (value->>'on')::DATE FROM settings WHERE key = ? AND value != 'null'"
    )
    for since, on in cursor.execute(said, [COMPLETE]).fetchall():
        first, last = since, max(last, on)
    return (first, last) if first <= last else None


def told(cursor: DuckDBPyConnection, own: tuple[str, ...]) -> frozenset[str]:
    """The columns that the log tells of: those of its form; of dimensions and scores those that are filled.

    A company that never says a complaint's branch doesn't say that a branch had none.
    """
    asked = [column for column in COMPLAINTS.columns if column.stored and not column.personal]
    filled = [column.key for column in asked if column.type in (Type.CATEGORY, Type.SCORE)] + list(own)
    counts = ", ".join(f"count({quoted(key)})" for key in filled)
    (found,) = cursor.execute(f"SELECT {counts} {_BEGUN}").fetchall()
    empty = {key for key, count in zip(filled, found, strict=True) if not count}
    return frozenset({column.key for column in asked} | set(own)) - empty


def records(cursor: DuckDBPyConnection) -> tuple[int, ...]:
    """The numbers of the records of complaints that began in the page, the first first."""
    query = f"SELECT upload_id FROM uploads WHERE {_CURRENT} AND first_day IS NOT NULL ORDER BY upload_id"
    return tuple(number for (number,) in cursor.execute(query).fetchall())


def changed(cursor: DuckDBPyConnection) -> dict[int, tuple[int, ...]]:
    """The number of a file -> those of the records that stand in place of its complaints."""
    found = cursor.execute(
        f"""
        WITH records AS (
            SELECT rows.upload_id, identity
            FROM complaints_rows AS rows JOIN uploads ON uploads.upload_id = rows.upload_id
            WHERE {_CURRENT} AND superseded_by IS NULL AND first_day IS NULL),
        origins AS (
            SELECT records.upload_id, max(rows.upload_id) AS file
            FROM records JOIN complaints_rows AS rows USING (identity)
            JOIN uploads ON uploads.upload_id = rows.upload_id
            WHERE NOT recorded GROUP BY ALL)
        SELECT file, list(upload_id ORDER BY upload_id) FROM origins GROUP BY ALL"""
    ).fetchall()
    return {file: tuple(numbers) for file, numbers in found}
