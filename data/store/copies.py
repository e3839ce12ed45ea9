"""Rows that stand in the store more than once: alike in every column, or different under one id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.kinds import MOMENTS
from data.store.connection import Store
from data.store.schema import ROW_COLUMNS, identity_column
from data.store.sql import listed, quoted, scalar

_MOST_NAMED = 5


@dataclass(frozen=True)
class Alike:
    """How often rows of two files, or of one, are alike.

    upload_id, other    the two files; the same where it is rows of one file
    rows                rows that another one repeats
    pairs               pairs of rows alike in every column
    same_moment         pairs of the same moment, whatever else they say
    match               how likely two rows say the same, apart from their moment: of all, or of those of the
                        same hour or week but not the same moment, whichever is the most
    first, last         the days of the rows alike
    """

    upload_id: int
    other: int
    rows: int
    pairs: float
    same_moment: float
    match: float
    first: date | None
    last: date | None


@dataclass(frozen=True)
class SharedIds:
    """Ids that stand on several rows which differ: how many, on how many rows, of which files and days."""

    ids: int
    rows: int
    examples: tuple[str, ...]
    uploads: tuple[int, ...]
    first: date | None
    last: date | None


def alike(store: Store, table: str) -> list[Alike]:
    """The rows of a fact table that are alike in all but their number in the file and their upload.

    Each file with itself and with each other one, where any are. Only current rows count.
    """
    moment, content = MOMENTS[table], _content(store, table)
    # Hashes of 64 bits: of a million rows, two that differ share one with a chance of 1 in 40 million.
    hashed = f"""
        WITH hashed AS MATERIALIZED (
            SELECT upload_id, {moment} AS moment, date_trunc('hour', {moment}) AS hour,
                   date_trunc('week', {moment}) AS week, hash({content}) AS content
            FROM {table})"""
    # Most tables have no rows alike, which is told in a tenth of the time.
    repeated = f"SELECT hash({moment}, {content}) AS one FROM {table} GROUP BY one HAVING count(*) > 1"
    with store.cursor() as cursor:
        if scalar(cursor, f"SELECT count(*) FROM ({repeated})") == 0:
            return []
        within = cursor.execute(f"{hashed}{_WITHIN}").fetchall()
        across = cursor.execute(f"{hashed}{_ACROSS}").fetchall() if len(within) > 1 else []
    match = {number: _match(pairs) for number, *_counts, pairs in within}
    alone = [
        Alike(one, one, rows, pairs, same, match[one], *days) for one, rows, pairs, same, *days, _ in within
    ]
    return alone + [
        Alike(one, two, rows, pairs, same, max(share, match[one], match[two]), *days)
        for one, two, share, rows, pairs, same, *days in across
    ]


def _match(pairs: Mapping[str, float]) -> float:
    """How likely two rows of a file say the same; from few pairs that can't be told."""
    known = [(pairs["by_content"], pairs["all"])]
    for near in ("hour", "week"):
        apart = pairs[near] - pairs["moment"]
        known += [(pairs[f"{near}_and_content"] - pairs["both"], apart)] if apart >= _FEWEST_PAIRS else []
    return max(alike / many for alike, many in known if many) if known[0][1] else 0.0


_FEWEST_PAIRS = 100

# By which columns rows are grouped, as a number with a bit for each of moment, hour, week and content
# that they are not grouped by.
_WITHIN = """,
    counted AS (
        SELECT upload_id, moment, grouping_id(moment, hour, week, content) AS grouped, count(*) AS n
        FROM hashed
        GROUP BY GROUPING SETS (
            (upload_id, moment, content), (upload_id, moment), (upload_id, content),
            (upload_id, hour, content), (upload_id, hour), (upload_id, week, content), (upload_id, week))),
    summed AS (
        SELECT upload_id, grouped, sum(n) AS n, sum(n - 1) AS repeated, sum(n * (n - 1) / 2)::DOUBLE AS pairs,
               min(moment) FILTER (n > 1) AS first, max(moment) FILTER (n > 1) AS last
        FROM counted GROUP BY ALL)
    SELECT alike.upload_id, alike.repeated::BIGINT, alike.pairs, moments.pairs,
           alike.first::DATE, alike.last::DATE,
           {'both': alike.pairs, 'moment': moments.pairs, 'by_content': contents.pairs,
            'hour_and_content': hour_contents.pairs, 'hour': hours.pairs,
            'week_and_content': week_contents.pairs, 'week': weeks.pairs,
            'all': (alike.n * (alike.n - 1) / 2)::DOUBLE}
    FROM summed AS alike
    JOIN summed AS moments ON moments.upload_id = alike.upload_id AND moments.grouped = 7
    JOIN summed AS contents ON contents.upload_id = alike.upload_id AND contents.grouped = 14
    JOIN summed AS hour_contents ON hour_contents.upload_id = alike.upload_id AND hour_contents.grouped = 10
    JOIN summed AS hours ON hours.upload_id = alike.upload_id AND hours.grouped = 11
    JOIN summed AS week_contents ON week_contents.upload_id = alike.upload_id AND week_contents.grouped = 12
    JOIN summed AS weeks ON weeks.upload_id = alike.upload_id AND weeks.grouped = 13
    WHERE alike.grouped = 6 ORDER BY alike.upload_id"""

_ACROSS = """,
    files AS (SELECT upload_id, count(*) AS n FROM hashed GROUP BY ALL),
    moments AS (SELECT upload_id, moment, count(*) AS n FROM hashed GROUP BY ALL),
    contents AS (SELECT upload_id, content, count(*) AS n FROM hashed GROUP BY ALL),
    alike AS (SELECT upload_id, moment, content, count(*) AS n FROM hashed GROUP BY ALL),
    found AS (
        SELECT a.upload_id, b.upload_id AS other, sum(least(a.n, b.n)) AS rows, sum(a.n * b.n) AS pairs,
               min(a.moment) AS first, max(a.moment) AS last
        FROM alike AS a JOIN alike AS b
          ON a.content = b.content AND a.moment IS NOT DISTINCT FROM b.moment AND a.upload_id < b.upload_id
        GROUP BY ALL),
    same_moments AS (
        SELECT a.upload_id, b.upload_id AS other, sum(a.n * b.n) AS pairs
        FROM moments AS a JOIN moments AS b
          ON a.moment IS NOT DISTINCT FROM b.moment AND a.upload_id < b.upload_id
        GROUP BY ALL),
    same_contents AS (
        SELECT a.upload_id, b.upload_id AS other, sum(a.n * b.n) AS pairs
        FROM contents AS a JOIN contents AS b ON a.content = b.content AND a.upload_id < b.upload_id
        GROUP BY ALL)
    SELECT upload_id, other, same_contents.pairs::DOUBLE / (one.n::DOUBLE * two.n),
           found.rows::BIGINT, found.pairs::DOUBLE, same_moments.pairs::DOUBLE, first::DATE, last::DATE
    FROM found
    JOIN same_moments USING (upload_id, other) JOIN same_contents USING (upload_id, other)
    JOIN files AS one ON one.upload_id = found.upload_id
    JOIN files AS two ON two.upload_id = found.other
    ORDER BY upload_id, other"""


def shared_ids(store: Store, table: str) -> SharedIds | None:
    """The ids of a fact table that stand on several current rows which differ; None where there are none."""
    column, moment = identity_column(table), MOMENTS.get(table)
    if column is None or moment is None:
        return None
    query = f"""
        WITH rows AS (
            SELECT {quoted(column)} AS id, upload_id, {moment} AS moment,
                   hash({moment}, {_content(store, table)}) AS content
            FROM {table} WHERE {quoted(column)} IS NOT NULL),
        shared AS (
            SELECT id, count(*) AS n, list(DISTINCT upload_id) AS uploads,
                   min(moment) AS first, max(moment) AS last
            FROM rows GROUP BY id HAVING count(*) > 1 AND min(content) <> max(content))
        SELECT count(*), sum(n)::BIGINT, min(id, {_MOST_NAMED}),
               list_sort(list_distinct(flatten(list(uploads)))), min(first)::DATE, max(last)::DATE
        FROM shared"""
    with store.cursor() as cursor:
        (found,) = cursor.execute(query).fetchall()
    ids, rows, examples, uploads, first, last = found
    return SharedIds(ids, rows, tuple(examples), tuple(uploads), first, last) if ids else None


def _content(store: Store, table: str) -> str:
    """All that a row says but its moment, as SQL lists it."""
    columns = store.frame(table).collect_schema().names()
    return listed(name for name in columns if name not in ROW_COLUMNS and name != MOMENTS[table])
