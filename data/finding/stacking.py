"""The same table on a sheet for each month or year, put together into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

import numpy as np

from data.files.grid import Grid, Rows
from data.files.texts import Texts, joined
from data.finding.months import months_among
from data.finding.profiles import YEAR
from data.finding.structure import Table, unused
from data.language import gettext as _
from data.vocabulary import plain

MOST_REPEATED = 0.5


def are_months(tables: Sequence[Table]) -> bool:
    """Whether tables have the same columns, not the same rows, and sheets named by other months or years."""
    names = [table.sheet or "" for table in tables]
    columns = {tuple(sorted(map(plain, table.headers))) for table in tables}
    named = len(months_among(names)) == len(tables) or _are_years(tables)
    return len(tables) > 1 and named and len(columns) == 1 and not _repeat(tables)


def _are_years(tables: Sequence[Table]) -> bool:
    """Whether the names of sheets are the same but for the year in each, and no sheet lacks the years."""
    names = [plain(table.sheet or "") for table in tables]
    years = [tuple(YEAR.findall(name)) for name in names]
    alike = len({YEAR.sub("", name) for name in names}) == 1
    lone = all(len(found) == 1 for found in years)
    return alike and lone and len(set(years)) == len(years) and not any(table.turned for table in tables)


def _repeat(tables: Sequence[Table]) -> bool:
    """Whether many rows of a table stand in another one too, so that together they'd count twice."""
    rows = [set(Grid(_in_order(table, tables[0]))) for table in tables]
    return any(
        len(one & other) > MOST_REPEATED * min(len(one), len(other))
        for place, one in enumerate(rows)
        for other in rows[place + 1 :]
    )


def _in_order(table: Table, first: Table) -> Sequence[Texts]:
    """The columns of a table in the order of the first one's headers."""
    headers = list(map(plain, table.headers))
    if table.headers == first.headers:
        return table.columns
    return [table.columns[headers.index(plain(header))] for header in first.headers]


def stacked(tables: Sequence[Table]) -> Table:
    """Tables put under one another, with the names of their sheets in a column, and their rows counted on."""
    first = tables[0]
    lasts = [max((*table.numbers[-1:].tolist(), *_left_out(table)), default=0) for table in tables]
    offsets = [0, *accumulate(lasts)][:-1]
    header_rows = {table.header_row for table in tables}
    pairs = list(zip(tables, offsets, strict=True))
    return replace(
        first,
        sheet=label([table.sheet or "" for table in tables]),
        header_row=first.header_row if len(header_rows) == 1 else None,
        headers=(*first.headers, unused(_("Sheet"), first.headers)),
        data=_rows(pairs),
        totals=tuple((row + offset, word) for table, offset in pairs for row, word in table.totals),
        overflowing=tuple(
            (row + offset, cells) for table, offset in pairs for row, cells in table.overflowing
        ),
        asides=tuple(replace(one, row=one.row + offset) for table, offset in pairs for one in table.asides),
        beside=tuple(header for table in tables for header in table.beside),
        above=sum(table.above for table in tables),
        sheets=tuple((offset, table.sheet or "") for table, offset in pairs),
    )


def _rows(pairs: Sequence[tuple[Table, int]]) -> Rows:
    """The rows of all tables, with the name of the sheet behind each and their numbers counted on."""
    first = pairs[0][0]
    pieces = [
        (*_in_order(table, first), Texts.of([table.sheet or ""] * len(table.rows))) for table, __ in pairs
    ]
    columns = [joined(column) for column in zip(*pieces, strict=True)]
    return Rows(Grid(columns), np.concatenate([table.numbers + offset for table, offset in pairs]))


def _left_out(table: Table) -> tuple[int, ...]:
    return (
        *(row for row, __ in table.totals),
        *(row for row, __ in table.overflowing),
        *(one.row for one in table.asides),
    )


def label(sheets: Sequence[str]) -> str:
    """The name of several sheets read as one."""
    return ", ".join(sheets)
