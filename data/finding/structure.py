"""Where the table is in a file: the sheet with the data, its header row, its columns and its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from data.files.grid import Grid, Rows
from data.files.texts import Texts
from data.finding.asides import aside, cut_ending, sections_of
from data.finding.header_rows import HEADER_SEARCH, Heading, heading_of, names_of_columns
from data.finding.profiles import Row, filled
from data.finding.subtotals import without_subtotals
from data.language import gettext as _
from data.records import Problem, Sheet
from data.refusals import Refused
from data.vocabulary import plain

SAMPLE = 300
SAME_EXTENT = 0.9


@dataclass(frozen=True)
class Table:
    """A table found in a sheet.

    sheet       its name, None for a text file
    header_row  the row of the (lowest) names of columns, counted from 1 as a person sees it; None where no
                row names them
    headers     names of the columns, no two the same
    data        the rows with data and the row in the file of each, cells in the order of the headers
    totals      rows in the file that repeat the sum of the others, and are left out
    overflowing rows in the file with more cells than the header, which are left out
    asides      other rows that are left out: units, names again, notes, rows of another table below
    beside      headers of another table beside this one, which isn't read
    above       how many rows above the header hold more than a title, and aren't read
    sheets      where it's put together from several: each with the number that its rows are counted on from
    passed      names of other sheets with the same columns, which aren't read
    lacking     of several sheets those that lack a column that others have, with its header
    turned      whether the parts that it's put together from were its columns, and not sheets
    """

    sheet: str | None
    header_row: int | None
    headers: tuple[str, ...]
    data: Rows
    totals: tuple[tuple[int, str], ...] = ()
    overflowing: tuple[tuple[int, str], ...] = ()
    asides: tuple[Problem, ...] = ()
    beside: tuple[str, ...] = ()
    above: int = 0
    sheets: tuple[tuple[int, str], ...] = ()
    turned: bool = False
    passed: tuple[str, ...] = ()
    lacking: tuple[tuple[str, str], ...] = ()

    @property
    def rows(self) -> Grid:
        """The rows with data."""
        return self.data.grid

    @property
    def numbers(self) -> npt.NDArray[Any]:
        """The row in the file of each row with data."""
        return self.data.numbers

    @property
    def columns(self) -> tuple[Texts, ...]:
        """The cells of each column."""
        return self.rows.columns or tuple(Texts.of(()) for __ in self.headers)

    @cached_property
    def samples(self) -> tuple[tuple[str, ...], ...]:
        """Some distinct values of each column, those that come first."""
        return tuple(column.first(SAMPLE) for column in self.columns)

    def row(self, number: int) -> Row | None:
        """The cells of a row of the file, by its number; None where it holds no data."""
        place = int(np.searchsorted(self.numbers, number))
        return self.rows[place] if place < len(self.rows) and self.numbers[place] == number else None

    def mended(self, edits: Mapping[int, Mapping[str, str]]) -> Table:
        """The table with other texts in some cells: row of the file -> header -> text."""
        if not edits:
            return self
        columns = [self._mended(header, edits) for header in self.headers]
        return replace(self, data=Rows(Grid(columns), self.numbers))

    def _mended(self, header: str, edits: Mapping[int, Mapping[str, str]]) -> Texts:
        column = self.columns[self.headers.index(header)]
        texts = {number: cells[header] for number, cells in edits.items() if header in cells}
        places = np.flatnonzero(np.isin(self.numbers, list(texts))).tolist()
        return (
            column.mended({place: texts[int(self.numbers[place])] for place in places}) if places else column
        )

    def place_of(self, number: int) -> tuple[str | None, int]:
        """The sheet and the row in it that a row's number stands for."""
        offset, sheet = max((start for start in self.sheets if start[0] < number), default=(0, self.sheet))
        return sheet, number - offset

    @property
    def last_row(self) -> int:
        """The number of the last row below the header that isn't empty, those left out among them; else 0."""
        left_out = (*self.totals, *self.overflowing, *((one.row, "") for one in self.asides))
        return max((*self.numbers[-1:].tolist(), *(row for row, __ in left_out)), default=0)

    @property
    def all_rows(self) -> int:
        """All rows below the header that aren't empty, those left out among them."""
        return len(self.rows) + len(self.totals) + len(self.overflowing) + len(self.asides)


def table_of(sheet: Sheet, header_row: int | None = None) -> Table:
    """The table of a sheet, under the header row given or the likeliest one.

    Raises Refused where there is no header row, or nothing below it.
    """
    heading = _heading(sheet.cells, header_row)
    below = _below(sheet.cells, heading.first)
    if not below:
        raise Refused(_("There are no rows below the header. Choose a file with data in it."))
    names = [sheet.cells[place] for place in heading.rows]
    header = names_of_columns(names, sheet.cells[heading.units] if heading.units is not None else ())
    header = header or ("",) * len(sheet.cells[0])
    sections = sections_of(below, names)
    kept, overflowing = (
        (sections.rows, ()) if sheet.name or not names else _without_overflow(header, sections.rows)
    )
    chosen, beside = _table_columns(header, kept)
    ending = cut_ending(_cut(kept, chosen, len(header)))
    data, subtotals = without_subtotals(ending.rows)
    return Table(
        sheet.name or None,
        heading.rows[-1] + 1 if heading.rows else None,
        _names(header, chosen),
        data,
        ending.totals,
        tuple(overflowing),
        (
            *_units_told(sheet, heading),
            *sections.asides,
            *subtotals,
            *_others_told(sections.others),
            *ending.asides,
        ),
        beside,
        _rows_above(sheet, heading),
    )


def _below(cells: Sequence[Row], first: int) -> Rows:
    """The rows from the place ``first`` on that aren't empty."""
    rows = Rows(Grid.of(cells), np.arange(1, len(cells) + 1, dtype=np.int32))[first:]
    return rows.where(rows.grid.filled > 0)


def _heading(cells: Sequence[Row], header_row: int | None) -> Heading:
    if header_row is not None and not (0 < header_row <= len(cells) and filled(cells[header_row - 1])):
        raise Refused(
            _("Row %(row)s is empty or not in the file, so it can't be the header.") % {"row": header_row}
        )
    heading = heading_of(cells, None if header_row is None else header_row - 1)
    if heading is None:
        raise Refused(
            _("The first %(rows)s rows of the file are empty, so it holds no table.")
            % {"rows": HEADER_SEARCH}
        )
    return heading


def _cut(rows: Rows, columns: Sequence[int], width: int) -> Rows:
    """The cells of the chosen columns, without rows that hold nothing in them."""
    if len(columns) == width:
        return rows
    cut = rows.columns(columns)
    return cut.where(cut.grid.filled > 0)


def _units_told(sheet: Sheet, heading: Heading) -> list[Problem]:
    if heading.units is None:
        return []
    row = (heading.units + 1, sheet.cells[heading.units])
    return [aside(row, _("the units of the columns, which are added to their names"))]


def _others_told(others: Sequence[Rows]) -> list[Problem]:
    reason = _("part of another table below this one, which isn't read")
    return [aside(row, reason) for block in others for row in block]


def _rows_above(sheet: Sheet, heading: Heading) -> int:
    top = heading.rows[0] if heading.rows else heading.first
    return sum(len(filled(row)) > 1 for row in sheet.cells[:top])


def _without_overflow(header: Row, rows: Rows) -> tuple[Rows, Sequence[tuple[int, str]]]:
    """The rows of a text file, and those with cells beyond the last name of the header.

    A separator too many has shifted the cells of such a row, and nothing tells where.
    """
    width = max(position for position, name in enumerate(header) if name.strip()) + 1
    if width == len(header):
        return rows, ()
    over = rows.columns(range(width, len(header))).grid.filled > 0
    if 2 * over.sum() > len(rows):
        raise Refused(
            _(
                "Most rows have more cells than the header has names, so it isn't sure which name "
                "belongs to which column. Add the missing names and load the file again."
            )
        )
    beyond = rows.where(over)
    told = [(number, " ".join(filter(None, map(str.strip, row[width:])))) for number, row in beyond]
    return rows.where(~over), told


def _table_columns(header: Row, rows: Rows) -> tuple[list[int], tuple[str, ...]]:
    """The columns of the table, and the headers of a smaller one beside it, behind empty columns."""
    # Notes and totals stand below the first columns alone: they make no table taller than another.
    told = rows.grid.filled
    whole = 2 * told >= np.median(told) if len(rows) else np.zeros(0, dtype=np.bool_)
    extents = [int((whole & ~column.blank).sum()) for column in rows.grid.columns]
    blocks = _blocks([bool(extent or name.strip()) for extent, name in zip(extents, header, strict=True)])
    tallest = {block: max(extents[column] for column in block) for block in blocks}
    main = max(blocks, key=lambda block: (tallest[block], len(block)))
    own = {plain(header[column]) for column in main}
    inside = [
        block
        for block in blocks
        if block == main
        or (
            tallest[block] >= SAME_EXTENT * tallest[main]
            and own.isdisjoint(plain(header[column]) for column in block)
        )
    ]
    beside = [header[column].strip() for block in blocks if block not in inside for column in block]
    return [column for block in inside for column in block], tuple(filter(None, beside))


def _blocks(filled: Sequence[bool]) -> list[tuple[int, ...]]:
    """The runs of neighbouring columns that aren't empty."""
    blocks: list[list[int]] = [[]]
    for column, holds in enumerate(filled):
        if holds:
            blocks[-1].append(column)
        elif blocks[-1]:
            blocks.append([])
    return [tuple(block) for block in blocks if block]


def _names(header: Row, columns: Sequence[int]) -> tuple[str, ...]:
    """The names of columns: one without a name goes by its letter, a repeated name gets a number."""
    names: list[str] = []
    for column in columns:
        name = " ".join(header[column].split()) or f"({_letters(column)})"
        names.append(unused(name, names))
    return tuple(names)


def unused(name: str, names: Sequence[str]) -> str:
    """A name that isn't among the others: itself, or with a number behind it."""
    number, free = 2, name
    while free in names:
        free, number = f"{name} ({number})", number + 1
    return free


def _letters(column: int) -> str:
    """The letters of a column in a spreadsheet: 0 is A, 26 is AA."""
    before, own = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(65 + own)
