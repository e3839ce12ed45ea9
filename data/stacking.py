"""The same table on a sheet for each month, put together into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from data.language import gettext as _
from data.months import months_among
from data.structure import Row, Table, unused
from data.vocabulary import plain

MOST_REPEATED = 0.5


def are_months(tables: Sequence[Table]) -> bool:
    """Whether tables have the same columns, each on a sheet named by another month, and not the same rows."""
    months = months_among([table.sheet or "" for table in tables])
    columns = {tuple(sorted(map(plain, table.headers))) for table in tables}
    return len(tables) > 1 and len(months) == len(tables) and len(columns) == 1 and not _repeat(tables)


def _repeat(tables: Sequence[Table]) -> bool:
    """Whether many rows of a table stand in another one too, so that together they'd count twice."""
    rows = [set(_in_order(table, tables[0])) for table in tables]
    return any(
        len(one & other) > MOST_REPEATED * min(len(one), len(other))
        for place, one in enumerate(rows)
        for other in rows[place + 1 :]
    )


def _in_order(table: Table, first: Table) -> Sequence[Row]:
    """The rows of a table, cells in the order of the first one's headers."""
    if table.headers == first.headers:
        return table.rows
    places = [list(map(plain, table.headers)).index(plain(header)) for header in first.headers]
    return [tuple(row[place] for place in places) for row in table.rows]


def stacked(tables: Sequence[Table]) -> Table:
    """Tables put under one another, with the names of their sheets in a column, and their rows counted on."""
    first = tables[0]
    lasts = [max((*table.numbers, *_left_out(table)), default=0) for table in tables]
    offsets = [0, *accumulate(lasts)][:-1]
    header_rows = {table.header_row for table in tables}
    pairs = list(zip(tables, offsets, strict=True))
    return replace(
        first,
        sheet=label([table.sheet or "" for table in tables]),
        header_row=first.header_row if len(header_rows) == 1 else None,
        headers=(*first.headers, unused(_("Sheet"), first.headers)),
        rows=tuple((*row, table.sheet or "") for table in tables for row in _in_order(table, first)),
        numbers=tuple(number + offset for table, offset in pairs for number in table.numbers),
        totals=tuple((row + offset, word) for table, offset in pairs for row, word in table.totals),
        overflowing=tuple(
            (row + offset, cells) for table, offset in pairs for row, cells in table.overflowing
        ),
        asides=tuple(replace(one, row=one.row + offset) for table, offset in pairs for one in table.asides),
        beside=tuple(header for table in tables for header in table.beside),
        above=sum(table.above for table in tables),
        sheets=tuple((offset, table.sheet or "") for table, offset in pairs),
    )


def _left_out(table: Table) -> tuple[int, ...]:
    return (
        *(row for row, __ in table.totals),
        *(row for row, __ in table.overflowing),
        *(one.row for one in table.asides),
    )


def label(sheets: Sequence[str]) -> str:
    """The name of several sheets read as one."""
    return ", ".join(sheets)
