"""Of which days what is loaded tells: each file of its own days, the log in the page of all of its days."""

from __future__ import annotations

from collections.abc import Iterator, Set

from duckdb import DuckDBPyConnection

from data.kinds import COMPLAINTS, layout_named
from data.own_dimensions import same
from data.reach import Reach
from data.store import dimensions, page_log
from data.store.connection import Store
from data.store.uploads import having


def coverage(store: Store) -> dict[str, list[Reach]]:
    """View -> what each loaded file that feeds it tells of.

    A file of complaints or contacts feeds ``answers``, too, where it carries a satisfaction score. All that
    is recorded in the page is one such file.
    """
    reached: dict[str, list[Reach]] = {}
    with store.cursor() as cursor:
        for one in (*_of_page(cursor), *_of_files(cursor)):
            for view in _fed(one.layout, one.columns):
                reached.setdefault(view, []).append(one)
    return reached


def _of_files(cursor: DuckDBPyConnection) -> Iterator[Reach]:
    own, changed, undated = dimensions.known(cursor), page_log.changed(cursor), _undated(cursor)
    for known in having(cursor, "NOT recorded"):
        if (first := known.first_day) and (last := known.last_day):
            columns = frozenset(own.get(same(key), key) for key in known.mapping.values())
            others = changed.get(known.upload_id, ())
            dated = known.upload_id not in undated
            yield Reach(known.file, known.layout, first, last, columns, known.upload_id, others, dated)


def _undated(cursor: DuckDBPyConnection) -> set[int]:
    """The numbers of the files of complaints whose rows have no day of their own."""
    without = "received_at IS NULL AND received_from IS NOT NULL"
    query = f"SELECT DISTINCT upload_id FROM complaints_rows WHERE {without}"
    return {number for (number,) in cursor.execute(query).fetchall()}


def _of_page(cursor: DuckDBPyConnection) -> Iterator[Reach]:
    if days := page_log.days(cursor):
        columns = page_log.told(cursor, tuple(dimensions.known(cursor).values()))
        *others, latest = page_log.records(cursor)
        name = page_log.file_name("", recorded=True)
        yield Reach(name, COMPLAINTS.key, *days, columns, latest, tuple(others))


def _fed(layout: str, columns: Set[str]) -> list[str]:
    table = layout_named(layout).table
    answers = table == "surveys" or (table != "periods" and "csat" in columns)
    return [table, "answers"] if answers else [table]
