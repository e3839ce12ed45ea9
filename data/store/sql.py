"""SQL as the store writes it: names, values, frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pandas as pd
import pyarrow as pa
from duckdb import DuckDBPyConnection

from data.progress import Told, untold

_INCOMING = "incoming"
# As many rows as DuckDB keeps together, so that a large frame isn't in memory twice.
_BATCH = 122_880

Value = Any  # of whatever type the column has


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def listed(names: Iterable[str]) -> str:
    """Names as SQL lists them."""
    return ", ".join(map(quoted, names))


def literal(text: str) -> str:
    """A text as SQL writes it, where a parameter isn't possible."""
    return "'" + text.replace("'", "''") + "'"


def scalar(cursor: DuckDBPyConnection, query: str, parameters: object = None) -> Value:
    """The first value of the first row; ``None`` where there is no row."""
    # Fetched to the end: DuckDB refuses further work on a cursor with an unfinished result.
    rows = cursor.execute(query, parameters).fetchall()
    return rows[0][0] if rows else None


def insert(
    cursor: DuckDBPyConnection, table: str, values: Mapping[str, Any], *, replace: bool = False
) -> None:
    """Insert one row; with ``replace`` in place of the one with its primary key."""
    marks = ", ".join("?" * len(values))
    kind = "INSERT OR REPLACE" if replace else "INSERT"
    cursor.execute(f"{kind} INTO {quoted(table)} ({listed(values)}) VALUES ({marks})", list(values.values()))


def insert_frame(
    cursor: DuckDBPyConnection,
    table: str,
    selected: Mapping[str, str],
    frame: pd.DataFrame,
    tell: Told = untold,
) -> None:
    """Append a frame's rows to a table; ``selected`` gives each column's SQL over the frame.

    ``tell`` is told after each batch of them; what it raises ends the work.
    ``pyarrow.ArrowException`` or ``duckdb.Error`` where a value doesn't fit its column.
    """
    # What reading a large file left behind makes room for writing it.
    pa.default_memory_pool().release_unused()
    # By Arrow, which looks at every value of a text column; DuckDB would judge by a sample.
    schema = pa.Schema.from_pandas(frame, preserve_index=False)
    values = ", ".join(selected.values())
    appended = f"INSERT INTO {quoted(table)} ({listed(selected)}) SELECT {values} FROM {_INCOMING}"
    for start in range(0, len(frame), _BATCH):
        batch = frame.iloc[start : start + _BATCH]
        with incoming(cursor, pa.Table.from_pandas(batch, schema, preserve_index=False)):
            cursor.execute(appended)
        tell((start + len(batch)) / len(frame))


@contextmanager
def incoming(cursor: DuckDBPyConnection, rows: pa.Table, name: str = _INCOMING) -> Iterator[str]:
    """Rows as a table that SQL can name, while the block runs."""
    cursor.register(name, rows)
    yield name
    cursor.unregister(name)
