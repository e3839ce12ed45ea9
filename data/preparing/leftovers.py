"""Rows of a file that were left out, kept so that a person can mend them and load them again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from data.finding.profiles import Row
from data.finding.structure import Table
from data.kinds import COMPANY_SCALES
from data.records import Choices, Preparation, Sheet
from data.rows import LeftOut, LeftRow
from data.specs import Scale, Type
from data.values.cleaning import Cleaned
from data.values.conventions import conventions

# Of a file with more rows or cells left out than these, only the first rows are kept.
MOST_ROWS, MOST_CELLS = 100_000, 3_000_000


def left_out(
    found: Preparation,
    table: Table,
    sheets: Sequence[Sheet],
    cleaned: Cleaned,
    scales: Mapping[str, Scale],
) -> LeftOut | None:
    """The rows of a file that were left out and may be mended; None where there are none.

    Totals, notes and names of columns aren't among them: there is nothing to mend in those. ``scales`` are
    the company's.
    """
    numbers = {problem.row for problem in found.problems if problem.left_out and problem.to_mend}
    usual = table.data.where(np.isin(table.numbers, list(numbers)))
    longer = _overflowing(table, sheets)
    count = len(usual) + len(longer)
    if not count:
        return None
    kept = tuple(_kept(found, table, sorted([*usual[:MOST_ROWS], *longer])[:MOST_ROWS]))
    choices = _choices(found, cleaned, scales)
    return LeftOut(found.headers, kept, choices, _source(found), count - len(kept))


def _overflowing(table: Table, sheets: Sequence[Sheet]) -> list[tuple[int, Row]]:
    """The rows of a text file with more cells than the header has names.

    Only where no column was passed over: else nobody could tell which cell stands below which name.
    """
    if not table.overflowing or table.header_row is None:
        return []
    cells = next(sheet for sheet in sheets if (sheet.name or None) == table.sheet).cells
    if _width(cells[table.header_row - 1]) != len(table.headers):
        return []
    return [(number, _trimmed(cells[number - 1])) for number, __ in table.overflowing]


def _width(row: Row) -> int:
    return max((place for place, cell in enumerate(row, 1) if cell.strip()), default=0)


def _trimmed(row: Row) -> Row:
    return tuple(row[: _width(row)])


def _kept(found: Preparation, table: Table, rows: Sequence[tuple[int, Row]]) -> Iterator[LeftRow]:
    cells = 0
    for number, row in rows:
        cells += len(row)
        if cells > MOST_CELLS:
            return
        yield LeftRow(number, _place(found, table, number), tuple(row))


def _place(found: Preparation, table: Table, number: int) -> str:
    """Where a person finds a row: in the file that it came from first."""
    if found.origin and number in found.origin.places:
        return found.origin.places[number]
    sheet, row = table.place_of(number)
    return f"{sheet}: {row}" if table.sheets else str(row)


def _source(found: Preparation) -> str:
    return found.origin.source if found.origin else f"{found.sha256} {found.sheet or ''}".strip()


def _choices(found: Preparation, cleaned: Cleaned, scales: Mapping[str, Scale]) -> Choices:
    """What reads a few rows of the file as all of it was read."""
    layout, chosen = found.layout, found.choices
    if layout is None:
        return chosen
    read_on = {conversion.column: conversion.scale for conversion in found.conversions}
    scored = [column.key for column in layout.columns if column.type is Type.SCORE]
    return replace(
        chosen,
        sheet=None,
        header_row=None,
        date=chosen.date or _observed_until(found),
        scales={
            key: read_on.get(key) or scales.get(key, COMPANY_SCALES[key])
            for key in scored
            if key in COMPANY_SCALES and key in cleaned.frame
        },
        edits={},
        conventions=conventions(cleaned, layout),
    )


def _observed_until(found: Preparation) -> date | None:
    """The day until which a list of customers tells of them, which a few of its rows couldn't."""
    if found.layout is None or found.layout.key != "retention.customers" or found.frame is None:
        return None
    latest = found.frame["observed_until"].max()
    return None if latest != latest else latest.date()
