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
MOST_LACKING = 2


def are_months(tables: Sequence[Table]) -> bool:
    """Whether tables have the same columns, not the same rows, and sheets named by other months or years.

    Some may lack a few of the columns that the widest has.
    """
    names = [table.sheet or "" for table in tables]
    named = len(months_among(names)) == len(tables) or _are_years(tables)
    return len(tables) > 1 and named and _are_alike(tables) and not _repeat(tables)


def _are_alike(tables: Sequence[Table]) -> bool:
    columns = [sorted(map(plain, table.headers)) for table in tables]
    widest = max(columns, key=len)
    return all(
        own == widest
        or (set(own) < set(widest) and len(widest) - len(own) <= MOST_LACKING and 2 * len(own) > len(widest))
        for own in columns
    )


def _are_years(tables: Sequence[Table]) -> bool:
    """Whether the names of sheets are the same but for the year in each, and no sheet lacks the years."""
    names = [plain(table.sheet or "") for table in tables]
    years = [tuple(YEAR.findall(name)) for name in names]
    alike = len({YEAR.sub("", name) for name in names}) == 1
    lone = all(len(found) == 1 for found in years)
    return alike and lone and len(set(years)) == len(years) and not any(table.turned for table in tables)


def _repeat(tables: Sequence[Table]) -> bool:
    """Whether many rows of a table stand in another one too, so that together they'd count twice."""
    common = set[str].intersection(*(set(map(plain, table.headers)) for table in tables))
    shared = [header for header in tables[0].headers if plain(header) in common]
    rows = [set(Grid(_in_order(table, shared))) for table in tables]
    return any(
        len(one & other) > MOST_REPEATED * min(len(one), len(other))
        for place, one in enumerate(rows)
        for other in rows[place + 1 :]
    )


def _in_order(table: Table, headers: Sequence[str]) -> Sequence[Texts]:
    """The columns of a table in the order of some headers, empty ones for those that it lacks."""
    if table.headers == tuple(headers):
        return table.columns
    places = {plain(header): place for place, header in enumerate(table.headers)}
    return [
        table.columns[places[plain(header)]] if plain(header) in places else Texts.of([""] * len(table.rows))
        for header in headers
    ]


def stacked(tables: Sequence[Table]) -> Table:
    """Tables put under one another, with the names of their sheets in a column, and their rows counted on."""
    first = tables[0]
    headers = max((table.headers for table in tables), key=len)
    lasts = [table.last_row for table in tables]
    offsets = [0, *accumulate(lasts)][:-1]
    header_rows = {table.header_row for table in tables}
    pairs = list(zip(tables, offsets, strict=True))
    return replace(
        first,
        sheet=label([table.sheet or "" for table in tables]),
        header_row=first.header_row if len(header_rows) == 1 else None,
        headers=(*headers, unused(_("Sheet"), headers)),
        data=_rows(pairs, headers),
        totals=tuple((row + offset, word) for table, offset in pairs for row, word in table.totals),
        overflowing=tuple(
            (row + offset, cells) for table, offset in pairs for row, cells in table.overflowing
        ),
        asides=tuple(replace(one, row=one.row + offset) for table, offset in pairs for one in table.asides),
        beside=tuple(header for table in tables for header in table.beside),
        above=sum(table.above for table in tables),
        sheets=tuple((offset, table.sheet or "") for table, offset in pairs),
        lacking=tuple((table.sheet or "", header) for table in tables for header in _lacking(table, headers)),
    )


def _lacking(table: Table, headers: Sequence[str]) -> list[str]:
    """The headers that a table doesn't have."""
    own = set(map(plain, table.headers))
    return [header for header in headers if plain(header) not in own]


def _rows(pairs: Sequence[tuple[Table, int]], headers: Sequence[str]) -> Rows:
    """The rows of all tables, with the name of the sheet behind each and their numbers counted on."""
    pieces = [
        (*_in_order(table, headers), Texts.of([table.sheet or ""] * len(table.rows))) for table, __ in pairs
    ]
    columns = [joined(column) for column in zip(*pieces, strict=True)]
    return Rows(Grid(columns), np.concatenate([table.numbers + offset for table, offset in pairs]))


def label(sheets: Sequence[str]) -> str:
    """The name of several sheets read as one."""
    return ", ".join(sheets)
