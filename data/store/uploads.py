"""Uploads: a prepared file goes in as a whole, once, and can be taken out again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from duckdb import DuckDBPyConnection

from data.formats import day, number
from data.kinds import layout_named
from data.language import gettext as _
from data.language import ngettext
from data.preparing.stages import Stage, Tell, untold
from data.records import LoadResult, Preparation, Problem, Undone, Upload
from data.store import facts, leftovers, memories, page_log
from data.store.connection import Store, StoreError
from data.store.dimensions import TooManyDimensions
from data.store.keeping import kept
from data.store.sql import insert, insert_frame, listed, quoted, scalar

_FIELDS = [field.name for field in fields(Upload)]
_PROBLEM_FIELDS = [field.name for field in fields(Problem)]
# The shares of the storing after which the rows are in, and after which all that is left is to keep them.
_ROWS, _DONE = 0.6, 0.7


class UnknownUpload(StoreError):
    """There is no such upload, or it has been undone."""


def _unknown(upload_id: int) -> UnknownUpload:
    return UnknownUpload(
        _("There is no upload number %(number)s; it may have been undone already.") % {"number": upload_id}
    )


def _upload(row: Sequence[Any]) -> Upload:
    values = dict(zip(_FIELDS, row, strict=True))
    values["mapping"] = json.loads(values["mapping"])
    values["uploaded_at"] = values["uploaded_at"].replace(tzinfo=UTC)
    values["file"] = page_log.file_name(values["file"], values["recorded"])
    return Upload(**values)


def having(cursor: DuckDBPyConnection, condition: str, *parameters: object) -> list[Upload]:
    """The uploads that meet a condition in SQL, undone ones apart, the newest first."""
    query = f"SELECT {listed(_FIELDS)} FROM uploads WHERE undone_at IS NULL AND {condition}"
    found = cursor.execute(f"{query} ORDER BY upload_id DESC", list(parameters)).fetchall()
    return [_upload(row) for row in found]


def uploads(store: Store) -> list[Upload]:
    """All uploads but undone ones, the newest first. ``uploaded_at`` is in UTC.

    What is recorded in the page is one upload, under the number of its latest record.
    """
    with store.cursor() as cursor:
        files, log = having(cursor, "NOT recorded"), page_log.page_log(cursor)
    found = [*files, log] if log else files
    return sorted(found, key=lambda upload: upload.upload_id, reverse=True)


def upload(store: Store, upload_id: int) -> Upload:
    """One upload; ``UnknownUpload`` where there is none or it has been undone."""
    with store.cursor() as cursor:
        return find(cursor, upload_id)


def find(cursor: DuckDBPyConnection, upload_id: int) -> Upload:
    """One upload, within an operation on the store; ``UnknownUpload`` where there is none."""
    found = having(cursor, "upload_id = ?", upload_id)
    if not found:
        raise _unknown(upload_id)
    return found[0]


def problems(store: Store, upload_id: int) -> list[Problem]:
    """The cells of an upload that couldn't be used, in the order of the file.

    ``UnknownUpload`` where there is no such upload or it has been undone.
    """
    query = f'SELECT {listed(_PROBLEM_FIELDS)} FROM problems WHERE upload_id = ? ORDER BY "row", rowid'
    with store.cursor() as cursor:
        find(cursor, upload_id)
        return [Problem(*row) for row in cursor.execute(query, [upload_id]).fetchall()]


@kept
def is_empty(store: Store) -> bool:
    """Whether nothing has been loaded or recorded, or all of it undone."""
    with store.cursor() as cursor:
        return not scalar(cursor, "SELECT EXISTS (FROM uploads WHERE undone_at IS NULL)")


def _content(preparation: Preparation) -> str:
    return f"{preparation.sha256} {preparation.sheet or ''}"


def _insert_problems(cursor: DuckDBPyConnection, upload_id: int, found: tuple[Problem, ...]) -> None:
    if found:
        selected = {"upload_id": str(upload_id)} | {name: quoted(name) for name in _PROBLEM_FIELDS}
        insert_frame(cursor, "problems", selected, pd.DataFrame([asdict(problem) for problem in found]))


def _record(cursor: DuckDBPyConnection, preparation: Preparation, values: dict[str, Any]) -> None:
    insert(
        cursor,
        "uploads",
        {
            "file": preparation.file,
            "sha256": preparation.sha256,
            "sheet": preparation.sheet,
            "header_row": preparation.header_row,
            "rows": preparation.rows,
            "rejected": preparation.rejected,
            "mapping": json.dumps(preparation.mapping),
            "choices": json.dumps(asdict(replace(preparation.choices, edits={})), default=str),
            "conversions": json.dumps([asdict(conversion) for conversion in preparation.conversions]),
            "matches": json.dumps([asdict(match) for match in preparation.matches]),
            "mended": json.dumps([asdict(cell) for cell in preparation.mended]),
            "uploaded_at": datetime.now(UTC).replace(tzinfo=None),
            "content": _content(preparation),
            "origin": preparation.origin.source if preparation.origin else None,
        }
        | values,
    )


def put_in(
    cursor: DuckDBPyConnection, preparation: Preparation, values: dict[str, Any], tell: Tell = untold
) -> Upload:
    """Put the rows of a prepared file in within a transaction, with its record; ``values`` say more of that.

    They have ``uploaded_by`` and ``is_sample``, and may stand in for anything else that a record has.
    """
    layout, frame = preparation.layout, preparation.frame
    if layout is None or frame is None:
        raise ValueError("a preparation that is ready has a layout and a frame")
    upload_id = scalar(cursor, "SELECT coalesce(max(upload_id), 0) + 1 FROM uploads")
    mended = preparation.origin.identities if preparation.origin else {}
    facts.insert_rows(
        cursor, upload_id, layout, frame, mended, lambda share: tell(Stage.STORING, _ROWS * share)
    )
    _insert_problems(cursor, upload_id, preparation.problems)
    if preparation.left_out:
        leftovers.keep(cursor, upload_id, preparation.left_out)
    first_day, last_day = facts.days(cursor, upload_id, layout.table)
    of_rows = {
        "upload_id": upload_id,
        "kind": layout.kind,
        "layout": layout.key,
        "loaded": int(frame["row_number"].nunique()),
        "replaced": facts.supersede(cursor, upload_id, layout.table),
        "first_day": first_day,
        "last_day": last_day,
    }
    _record(cursor, preparation, of_rows | values)
    return find(cursor, upload_id)


def _told(new: Upload) -> str:
    told = (
        (new.loaded, ngettext("%(n)s row loaded", "%(n)s rows loaded", new.loaded)),
        (new.rejected, ngettext("%(n)s left out", "%(n)s left out", new.rejected)),
        (
            new.replaced,
            ngettext("%(n)s replaces an earlier version", "%(n)s replace earlier versions", new.replaced),
        ),
    )
    return ", ".join(words % {"n": number(count)} for count, words in told if count)


def _told_before(earlier: Upload) -> str:
    return _(
        "This file is already loaded: %(file)s, on %(day)s, as upload %(number)s. Nothing was loaded again. "
        "To load it anew, undo that upload first."
    ) % {
        "day": day(earlier.uploaded_at.astimezone().date()),
        "number": earlier.upload_id,
        "file": earlier.file,
    }


def loaded_before(store: Store, preparation: Preparation) -> LoadResult | None:
    """The answer "duplicate", where the same sheet of the same file is loaded and not undone."""
    with store.cursor() as cursor:
        return _duplicate(cursor, preparation)


def _duplicate(cursor: DuckDBPyConnection, preparation: Preparation) -> LoadResult | None:
    for earlier in having(cursor, "content = ?", _content(preparation)):
        return LoadResult(preparation, "duplicate", _told_before(earlier), earlier)
    return None


def load(
    store: Store,
    preparation: Preparation,
    *,
    uploaded_by: str = "",
    is_sample: bool = False,
    tell: Tell = untold,
) -> LoadResult:
    """Put a prepared file into the store: all of it in one transaction, or nothing.

    A preparation that isn't ready gives its own status and message. A sheet of a file that is
    loaded already gives "duplicate" with that upload. An error leaves the store as it was, and so does what
    ``tell`` raises, which is told how far the work is.
    """
    if preparation.status != "ready":
        return LoadResult(preparation, preparation.status, preparation.message)
    try:
        with store.write() as cursor:
            if duplicate := _duplicate(cursor, preparation):
                return duplicate
            tell(Stage.STORING, 0)
            new = put_in(cursor, preparation, {"uploaded_by": uploaded_by, "is_sample": is_sample}, tell)
            if not is_sample:
                memories.remember(cursor, new.upload_id, preparation)
            tell(Stage.STORING, _DONE)
    except TooManyDimensions as refusal:
        return LoadResult(preparation, "refused", str(refusal))
    return LoadResult(preparation, "loaded", _told(new), new)


def take_out(cursor: DuckDBPyConnection, gone: Upload) -> Undone:
    """Take an upload out again, within a transaction."""
    foreseen = _foreseen(cursor, gone)
    facts.take_out(cursor, gone.upload_id, layout_named(gone.layout).table)
    # What a person typed into cells may be personal.
    cursor.execute(
        "UPDATE uploads SET undone_at = ?, content = NULL, mended = NULL WHERE upload_id = ?",
        [datetime.now(UTC).replace(tzinfo=None), gone.upload_id],
    )
    return foreseen


def _foreseen(cursor: DuckDBPyConnection, gone: Upload) -> Undone:
    return Undone(gone.upload_id, *facts.foreseen(cursor, gone.upload_id, layout_named(gone.layout).table))


def foresee_undo(store: Store, upload_id: int) -> Undone:
    """What ``undo`` would do now, with nothing done. ``UnknownUpload`` where there is no such upload."""
    with store.cursor() as cursor:
        return _foreseen(cursor, find(cursor, upload_id))


def undo(store: Store, upload_id: int) -> Undone:
    """Take an upload out again, whichever it is, and bring back the rows that it had replaced.

    Its record is kept; the file can be loaded again. ``UnknownUpload`` where there is none.
    """
    with store.write() as cursor:
        return take_out(cursor, find(cursor, upload_id))
