"""The company's own dimensions: each has a column of every fact table, for good."""

from __future__ import annotations

from collections.abc import Iterable

from duckdb import DuckDBPyConnection

from data.language import gettext as _
from data.own_dimensions import PREFIX, is_own, name_of
from data.store import schema
from data.store.connection import StoreError
from data.store.sql import insert, quoted, scalar
from data.vocabulary import plain

MOST = 30


class TooManyDimensions(StoreError):
    """There is no room for another dimension of the company's own."""


def keep(cursor: DuckDBPyConnection, keys: Iterable[str]) -> dict[str, str]:
    """Key of a mapping -> column in the store, for those among some keys that are the company's own.

    Names that differ in case and blanks alone are one dimension; those not met before get columns. Runs in
    the caller's transaction. ``TooManyDimensions`` where more than ``MOST`` would hold something.
    """
    own = [key for key in keys if is_own(key)]
    if not own:
        return {}
    known = dict(cursor.execute('SELECT word, "column" FROM dimensions').fetchall())
    new = [key for key in own if plain(name_of(key)) not in known]
    if new:
        _check_room(cursor, len(new))
        known |= {plain(name_of(key)): _add(cursor, name_of(key)) for key in new}
        schema.make_room(cursor)
    return {key: known[plain(name_of(key))] for key in own}


def known(cursor: DuckDBPyConnection) -> dict[str, str]:
    """Key of a mapping, as ``same`` tells it -> column in the store, for all of the company's own."""
    kept = cursor.execute('SELECT word, "column" FROM dimensions').fetchall()
    return {PREFIX + word: column for word, column in kept}


def _add(cursor: DuckDBPyConnection, name: str) -> str:
    position = scalar(cursor, "SELECT coalesce(max(position), 0) + 1 FROM dimensions")
    column = f"own_{position}"
    values = {"position": position, "column": column, "name": name, "word": plain(name)}
    insert(cursor, "dimensions", values)
    return column


def _check_room(cursor: DuckDBPyConnection, new: int) -> None:
    """Only dimensions that hold something count: undone files leave theirs empty."""
    columns = [dimension.key for dimension in schema.own_dimensions(cursor)]
    if len(columns) + new <= MOST:
        return
    filled = sum(_holds(cursor, column) for column in columns)
    if filled + new > MOST:
        raise TooManyDimensions(
            _(
                "Your company keeps %(kept)s columns of its own to split by; with this file there would be "
                "%(wanted)s, and more than %(most)s can't be kept. Leave out those that you can do without."
            )
            % {"kept": filled, "wanted": filled + new, "most": MOST}
        )


def _holds(cursor: DuckDBPyConnection, column: str) -> bool:
    return any(
        scalar(cursor, f"SELECT count({quoted(column)}) FROM {table}_rows") for table in schema.fact_tables()
    )
