"""The store: one DuckDB file, one connection a process, one writer at a time."""

from __future__ import annotations

import os
import re
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import platformdirs
from duckdb import DuckDBPyConnection

from data.kinds import DIMENSIONS, dimensions_of
from data.language import gettext as _
from data.specs import Column
from data.store import customer_lists, schema
from data.store.sql import literal, quoted, scalar

ENVIRONMENT_VARIABLE = "POLICYPULSE_DB"

# The order matters: nothing can be set once external access is off and the configuration locked.
_SETTINGS = (
    "autoinstall_known_extensions = false",
    "autoload_known_extensions = false",
    "allow_community_extensions = false",
    "allow_persistent_secrets = false",
    "memory_limit = '60%'",
    "max_temp_directory_size = '20GB'",
    "GLOBAL TimeZone = 'UTC'",
)
_LAST_SETTINGS = ("enable_external_access = false", "lock_configuration = true")

_HOLDER = re.compile(r"lock is held in (?P<program>.+?) \(PID (?P<process>\d+)\)")

# What a full disk or memory raises; a failed commit is a TransactionException.
_INTERRUPTIONS = (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.TransactionException)

# Versions are never used twice in a process, so a cache keyed by one can't meet a reopened store's.
_versions = count(1)


class StoreError(Exception):
    """What the store refuses, in words for the person who asked."""


class StoreUnavailable(StoreError):
    """The store can't be opened or written: held by another program, damaged, disk full."""


def default_path() -> Path:
    """The file named by POLICYPULSE_DB, else the one in the user's data folder."""
    named = os.environ.get(ENVIRONMENT_VARIABLE)
    return Path(named) if named else platformdirs.user_data_path("policypulse") / "policypulse.duckdb"


def _unavailable(path: Path, error: Exception) -> StoreUnavailable:
    if holder := _HOLDER.search(str(error)):
        return StoreUnavailable(
            _(
                "The data in %(path)s is in use by another program (process %(process)s, %(program)s). "
                "Close PolicyPulse there, or wait until it has finished, and try again."
            )
            % {"path": path, "process": holder["process"], "program": Path(holder["program"]).name}
        )
    if "lock" in str(error).lower() or "being used by another process" in str(error):
        return StoreUnavailable(
            _(
                "The data in %(path)s is in use by another program. "
                "Close PolicyPulse there, or wait until it has finished, and try again."
            )
            % {"path": path}
        )
    return StoreUnavailable(
        _(
            "The data in %(path)s can't be opened: the file is damaged, or isn't a PolicyPulse file. "
            "Nothing was changed. Put the latest backup in its place, or move the file away to start empty. "
            "The cause: %(cause)s"
        )
        % {"path": path, "cause": str(error).splitlines()[0]}
    )


def _interrupted(path: Path, error: Exception) -> StoreUnavailable:
    if isinstance(error, duckdb.FatalException):
        words = _(
            "The data in %(path)s couldn't be written, perhaps because the disk is full, and was opened "
            "anew. Make room, see whether this step was kept, and repeat it if not. "
            "The cause: %(cause)s"
        )
    else:
        words = _(
            "The data in %(path)s couldn't be read or written, perhaps because the disk or the memory "
            "is full. Nothing of this step was kept. Make room and try again. The cause: %(cause)s"
        )
    return StoreUnavailable(words % {"path": path, "cause": str(error).splitlines()[0]})


def _configure(connection: DuckDBPyConnection, path: Path) -> None:
    places = (
        f"temp_directory = {literal(f'{path}.tmp')}",
        f"allowed_directories = [{literal(str(path.parent))}]",
    )
    for setting in (*_SETTINGS, *places, *_LAST_SETTINGS):
        connection.execute(f"SET {setting}")


def _update(connection: DuckDBPyConnection, path: Path) -> None:
    if schema.version(connection) > len(schema.MIGRATIONS):
        raise StoreUnavailable(
            _(
                "The data in %(path)s was written by a newer version of PolicyPulse. "
                "Update PolicyPulse on this computer to open it."
            )
            % {"path": path}
        )
    connection.begin()
    schema.bring_up_to_date(connection)
    connection.commit()


def _connect(path: Path) -> DuckDBPyConnection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = duckdb.connect(str(path))
    except (OSError, duckdb.Error) as error:
        raise _unavailable(path, error) from error
    try:
        _configure(connection, path)
        _update(connection, path)
    except duckdb.Error as error:
        connection.close()
        raise _unavailable(path, error) from error
    except BaseException:
        connection.close()
        raise
    return connection


class Store:
    """One open store. Safe to use from several threads.

    version        rises with every committed change: a key for caches
    data_version   rises with every change of what numbers are made from; plans leave it as it is
    """

    def __init__(self, path: Path) -> None:
        """Open or create the file; ``StoreUnavailable`` where that fails."""
        self.path = path
        self.version = self.data_version = next(_versions)
        self._writing = Lock()
        self._reopening = Lock()
        self._connection = _connect(path)

    @contextmanager
    def cursor(self) -> Generator[DuckDBPyConnection]:
        """A connection of one's own for one operation; ``StoreUnavailable`` on a full disk or memory."""
        connection = self._connection
        cursor = connection.cursor()
        try:
            yield cursor
        except duckdb.FatalException as error:
            self._reopen(connection)
            raise _interrupted(self.path, error) from error
        except _INTERRUPTIONS as error:
            raise _interrupted(self.path, error) from error
        finally:
            # Closing also takes back a transaction that wasn't committed.
            cursor.close()

    @contextmanager
    def write(self, *, only_plans: bool = False) -> Generator[DuckDBPyConnection]:
        """One transaction: all of it is kept, or nothing. One writer at a time; not to be nested.

        ``only_plans`` says that it changes no data: what was computed from them still holds.
        """
        with self._writing, self.cursor() as cursor:
            cursor.begin()
            yield cursor
            cursor.commit()
            self._changed(only_plans=only_plans)

    def _changed(self, *, only_plans: bool) -> None:
        self.version = next(_versions)
        if not only_plans:
            self.data_version = self.version

    def _reopen(self, broken: DuckDBPyConnection) -> None:
        # A fatal error, such as a disk that is full at a checkpoint, spoils every cursor of a connection.
        with self._reopening:
            if self._connection is broken:
                broken.close()
                self._connection = _connect(self.path)
                self._changed(only_plans=False)

    def close(self) -> None:
        """Let go of the file. The store can't be used after this; ``open_store`` opens it again."""
        with _opening:
            if _open.get(self.path) is self:
                del _open[self.path]
        with self._writing:
            self._connection.close()

    def frame(self, table: str) -> nw.LazyFrame[Any]:
        """The current rows of a view, lazily; for one thread, each call has a connection of its own.

        Frames of two calls can't be joined, nor one unpivoted: nothing outside the connection is read.

        Columns as in ``schema.fact_columns``; ``answers`` has answered_at, csat, nps, ces, the
        dimensions and origin. Nothing personal. ``KeyError`` where there is no such view.
        """
        return nw.from_native(self._connection.cursor().table(quoted(_view(table))))

    def spans(self) -> dict[str, tuple[datetime, datetime]]:
        """View -> its first and last moment, both inclusive; views without rows are left out."""
        query = " UNION ALL ".join(
            f"SELECT '{view}', ({first})::TIMESTAMP, ({last})::TIMESTAMP FROM {view}"
            for view, (first, last) in schema.SPANS.items()
        )
        with self.cursor() as cursor:
            return {
                view: (first, last)
                for view, first, last in cursor.execute(query).fetchall()
                if first and last
            }

    def span(self, table: str) -> tuple[datetime, datetime] | None:
        """The first and last moment of a view; ``None`` while it has no rows."""
        return self.spans().get(_view(table))

    def dimensions(self, table: str | None = None) -> tuple[Column, ...]:
        """The columns by which a view may be split: those of the specs, then the company's own.

        Without a view, those that all views share.
        """
        specified = DIMENSIONS if table is None else dimensions_of(table)
        with self.cursor() as cursor:
            return (*specified, *schema.own_dimensions(cursor))

    def members(self, dimension: str, table: str | None = None) -> list[str]:
        """The distinct members of a dimension over all views or in one, in alphabetical order.

        ``KeyError`` where there is no such dimension or view.
        """
        among = schema.WHOLE if table is None else (schema.whole(_view(table)),)
        shared = {column.key for column in self.dimensions()}
        views = [view for view in among if dimension in shared | {one.key for one in dimensions_of(view)}]
        if not views:
            raise KeyError(dimension)
        query = " UNION ".join(f"SELECT {quoted(dimension)} AS member FROM {view}" for view in views)
        distinct = f"SELECT DISTINCT member FROM ({query}) WHERE member IS NOT NULL"
        with self.cursor() as cursor:
            found = cursor.execute(distinct).fetchall()
        return sorted((member for (member,) in found), key=str.casefold)

    def rows(self, table: str) -> int:
        """How many current rows a view has."""
        with self.cursor() as cursor:
            return scalar(cursor, f"SELECT count(*) FROM {_view(table)}")


def _view(table: str) -> str:
    if table not in {*schema.SPANS, *schema.VIEWS, customer_lists.VIEW}:
        raise KeyError(table)
    return table


# Asked many times a page; the file system is asked once.
@lru_cache(maxsize=64)
def _resolved(absolute: Path) -> Path:
    return absolute.resolve()


_open: dict[Path, Store] = {}
_opening = Lock()


def open_store(path: Path | None = None) -> Store:
    """The store in a file, created where it is missing; the same one for every call with this path.

    Without a path, the file named by the environment variable POLICYPULSE_DB, else the one in the
    user's data folder. ``StoreUnavailable`` where it can't be opened.
    """
    place = _resolved((path or default_path()).expanduser().absolute())
    with _opening:
        if place not in _open:
            _open[place] = Store(place)
        return _open[place]
