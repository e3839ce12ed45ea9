"""How a loaded file was read, and how its rows stand to those of other files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from duckdb import DuckDBPyConnection

from data.kinds import layout_named
from data.records import Conversion, Match, Mended, Preparation, Upload
from data.specs import Scale
from data.store import facts, page_log
from data.store.connection import Store
from data.store.uploads import find, having, loaded_before

ROWS_NAMED = 50
ANSWERS = ("date", "snapshot_date", "days", "day_first", "year")

Json = Any  # what JSON can hold


@dataclass(frozen=True)
class Replacement:
    """Rows of one file that rows of another one replaced: how many, and the first of their numbers.

    All that is ``recorded`` in the page is one such file.
    """

    upload_id: int
    file: str
    count: int
    rows: tuple[int, ...]
    recorded: bool = False


@dataclass(frozen=True)
class Details:
    """How a file was read that was loaded, and how its rows stand to those of other files.

    matches      why each header was taken for its column; empty where an older program loaded the file
    chosen       by what its dates were read: date, snapshot_date, days (the first and the last), day_first,
                 year, those that are known
    units        column key -> the unit in which plain numbers were read, of durations whose name tells none
    replaced     the rows of earlier files that this one replaced
    replaced_by  the rows of this file that later ones replaced, under the later file's number and name
    origin       the file that its rows had been left out of, where that is loaded
    returned     the files in which rows that were left out of it came back
    """

    matches: tuple[Match, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    mended: tuple[Mended, ...] = ()
    chosen: Mapping[str, str | bool | int | list[str]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    replaced: tuple[Replacement, ...] = ()
    replaced_by: tuple[Replacement, ...] = ()
    origin: Upload | None = None
    returned: tuple[Upload, ...] = ()


@dataclass(frozen=True)
class Foreseen:
    """What loading a file would do: how many of its rows replace earlier ones, and of which file.

    replaced  loaded files, and how many of their rows
    together  files that are loaded with it, before it, and how many of theirs
    """

    rows: int = 0
    replaced: tuple[tuple[Upload, int], ...] = ()
    together: tuple[tuple[str, int], ...] = ()


def foresee_load(store: Store, preparation: Preparation, before: Sequence[Preparation] = ()) -> Foreseen:
    """What loading a file that is ready would do to the rows of others now, with nothing done.

    One that is loaded already would do nothing. ``before`` are files that are loaded with it, before it.
    """
    new = _coming(preparation)
    if new is None or loaded_before(store, preparation):
        return Foreseen()
    known = [(one.file, coming) for one in before if (coming := _coming(one))]
    with store.cursor() as cursor:
        rows, counts = facts.replaceable(cursor, new, [coming for _file, coming in known])
        return Foreseen(
            rows,
            tuple(_of_one(cursor, {number: count for (_place, number), count in counts.items() if number})),
            tuple((known[place - 1][0], count) for (place, _number), count in counts.items() if place),
        )


def _of_one(cursor: DuckDBPyConnection, counts: Mapping[int, int]) -> Iterator[tuple[Upload, int]]:
    """The files of some rows, all that is recorded in the page as one."""
    known = [(find(cursor, number), count) for number, count in counts.items()]
    recorded = sum(count for upload, count in known if upload.recorded)
    yield from ((upload, count) for upload, count in known if not upload.recorded)
    if recorded and (log := page_log.page_log(cursor)):
        yield log, recorded


def _coming(preparation: Preparation) -> facts.Coming | None:
    if preparation.layout is None or preparation.frame is None:
        return None
    mended = preparation.origin.identities if preparation.origin else {}
    return facts.Coming(preparation.layout, preparation.frame, mended)


def mended_rows(store: Store) -> dict[int, int]:
    """Upload -> how many of the rows left out of it were loaded later, mended; none where none were."""
    query = """
        SELECT source.upload_id, sum(mended.loaded)::INTEGER
        FROM uploads AS mended JOIN uploads AS source ON trim(source.content) = mended.origin
        WHERE mended.undone_at IS NULL AND source.undone_at IS NULL GROUP BY ALL"""
    with store.cursor() as cursor:
        return dict(cursor.execute(query).fetchall())


def origin_of(store: Store, preparation: Preparation) -> Upload | None:
    """The loaded file that the rows of another one had been left out of; None where it isn't loaded."""
    with store.cursor() as cursor:
        return _origin(cursor, preparation.origin.source if preparation.origin else None)


def _origin(cursor: DuckDBPyConnection, source: str | None) -> Upload | None:
    return next(iter(having(cursor, "trim(content) = ?", source)), None) if source else None


def details(store: Store, upload_id: int) -> Details:
    """What is known of an upload beside its record and its problems.

    ``UnknownUpload`` where there is no such upload or it has been undone.
    """
    with store.cursor() as cursor:
        table = layout_named(find(cursor, upload_id).layout).table
        matches, conversions, mended, choices = _kept(cursor, upload_id)
        source, content = _sources(cursor, upload_id)
        return Details(
            tuple(Match(**match) for match in matches),
            tuple(Conversion(**{**one, "scale": Scale(**one["scale"])}) for one in conversions),
            tuple(Mended(**cell) for cell in mended),
            {key: choices[key] for key in ANSWERS if choices.get(key) is not None},
            choices.get("units", {}),
            _replacements(cursor, table, "rows.upload_id", "rows.superseded_by", upload_id),
            _replacements(cursor, table, "rows.superseded_by", "rows.upload_id", upload_id),
            _origin(cursor, source),
            tuple(having(cursor, "origin = ?", content)),
        )


def _kept(cursor: DuckDBPyConnection, upload_id: int) -> tuple[Json, ...]:
    # An older program kept neither matches nor mended cells.
    query = """
        SELECT coalesce(matches, '[]'), conversions, coalesce(mended, '[]'), choices
        FROM uploads WHERE upload_id = ?"""
    (found,) = cursor.execute(query, [upload_id]).fetchall()
    return tuple(json.loads(text) for text in found)


def _sources(cursor: DuckDBPyConnection, upload_id: int) -> tuple[str | None, str]:
    """The content that the rows of an upload had been left out of, and its own."""
    query = "SELECT origin, trim(content) FROM uploads WHERE upload_id = ?"
    (found,) = cursor.execute(query, [upload_id]).fetchall()
    return found


def _replacements(
    cursor: DuckDBPyConnection, table: str, other: str, own: str, upload_id: int
) -> tuple[Replacement, ...]:
    query = f"""
        WITH found AS (SELECT DISTINCT {other} AS other, row_number
                       FROM {table}_rows AS rows WHERE {own} = ? AND {other} IS NOT NULL)
        SELECT max(other), recorded, any_value(file), count(*), min(row_number, {ROWS_NAMED})
        FROM found JOIN uploads ON uploads.upload_id = other
        GROUP BY CASE WHEN NOT recorded THEN other END, recorded ORDER BY max(other)"""
    return tuple(
        Replacement(number, page_log.file_name(file, recorded), count, tuple(rows), recorded)
        for number, recorded, file, count, rows in cursor.execute(query, [upload_id]).fetchall()
    )
