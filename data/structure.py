"""Where the table is in a file: the sheet with the data, its header row, its columns and its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from data.cells import parse_number
from data.headers import likely_header
from data.language import gettext as _
from data.moments import written_moment
from data.records import Sheet
from data.refusals import Refused
from data.vocabulary import TOTAL, plain

HEADER_SEARCH = 40
ROWS_BELOW = 200
SAMPLE = 300
SAME_EXTENT = 0.9

Row = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table found in a sheet.

    sheet       its name, None for a text file
    header_row  the row of the header, counted from 1 as a person sees it
    headers     names of the columns, no two the same
    rows        the rows with data, cells in the order of the headers
    numbers     the row in the file of each of them
    totals      rows in the file that repeat the sum of the others, and are left out
    overflowing rows in the file with more cells than the header, which are left out
    beside      headers of another table beside this one, which isn't read
    """

    sheet: str | None
    header_row: int
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: tuple[int, ...]
    totals: tuple[tuple[int, str], ...] = ()
    overflowing: tuple[tuple[int, str], ...] = ()
    beside: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> tuple[tuple[str, ...], ...]:
        """The cells of each column."""
        return tuple(zip(*self.rows, strict=True)) if self.rows else tuple(() for __ in self.headers)

    @cached_property
    def samples(self) -> tuple[tuple[str, ...], ...]:
        """Some distinct values of each column, those that come first."""
        return tuple(_distinct(column) for column in self.columns)

    @property
    def all_rows(self) -> int:
        """All rows below the header that aren't empty, those left out among them."""
        return len(self.rows) + len(self.totals) + len(self.overflowing)


def _distinct(column: Sequence[str]) -> tuple[str, ...]:
    values: dict[str, None] = {}
    for value in column:
        if value not in values:
            values[value] = None
            if len(values) == SAMPLE:
                break
    return tuple(values)


def table_of(sheet: Sheet, header_row: int | None = None) -> Table:
    """The table of a sheet, under the header row given or the likeliest one.

    Raises Refused where there is no header row, or nothing below it.
    """
    place = _header_place(sheet.cells) if header_row is None else header_row - 1
    if place is None or not 0 <= place < len(sheet.cells) or not any(map(str.strip, sheet.cells[place])):
        raise Refused(_no_header(header_row))
    below = [
        (number, row)
        for number, row in enumerate(sheet.cells[place + 1 :], place + 2)
        if any(map(str.strip, row))
    ]
    if not below:
        raise Refused(_("There are no rows below the header. Choose a file with data in it."))
    header = sheet.cells[place]
    kept, overflowing = (below, ()) if sheet.name else _without_overflow(header, below)
    chosen, beside = _table_columns(header, [row for __, row in kept])
    cells = [(number, tuple(row[column] for column in chosen)) for number, row in kept]
    cells = [(number, row) for number, row in cells if any(map(str.strip, row))]
    cells, totals = _without_totals(cells)
    return Table(
        sheet.name or None,
        place + 1,
        _names(header, chosen),
        tuple(row for __, row in cells),
        tuple(number for number, __ in cells),
        totals,
        tuple(overflowing),
        beside,
    )


def _no_header(header_row: int | None) -> str:
    if header_row is None:
        return _("The file holds no table: no row in it has names of columns.")
    return _("Row %(row)s is empty or not in the file, so it can't be the header.") % {"row": header_row}


def _header_place(cells: Sequence[Row]) -> int | None:
    """The row that looks most like names of columns; the earliest of equals."""
    head = cells[: HEADER_SEARCH + ROWS_BELOW]
    below = [Counter(map(plain, column)) for column in zip(*head, strict=True)]
    width = max((sum(map(bool, map(str.strip, row))) for row in head), default=0)
    places = [place for place, row in enumerate(cells[:HEADER_SEARCH]) if any(map(str.strip, row))]
    return max(places, key=lambda place: _header_likeness(cells[place], below, width), default=None)


def _header_likeness(row: Row, below: Sequence[Counter[str]], width: int) -> float:
    """How much of the width is words that don't come again below, and how many of the names are known."""
    told = [position for position, cell in enumerate(row) if cell.strip()]
    wordy = sum(_is_name(row[position]) and below[position][plain(row[position])] == 1 for position in told)
    known = sum(likely_header(row[position]) for position in told)
    return wordy / width * (1 + known)


def _is_name(cell: str) -> bool:
    return parse_number(cell) is None and written_moment(cell) is None


def _without_overflow(
    header: Row, rows: list[tuple[int, Row]]
) -> tuple[list[tuple[int, Row]], list[tuple[int, str]]]:
    """The rows of a text file, and those with cells beyond the last name of the header.

    A separator too many has shifted the cells of such a row, and nothing tells where.
    """
    width = max(position for position, name in enumerate(header) if name.strip()) + 1
    over = {
        number: " ".join(filter(None, map(str.strip, row[width:])))
        for number, row in rows
        if any(map(str.strip, row[width:]))
    }
    if 2 * len(over) > len(rows):
        raise Refused(
            _(
                "Most rows have more cells than the header has names, so it isn't sure which name "
                "belongs to which column. Add the missing names and load the file again."
            )
        )
    return [(number, row) for number, row in rows if number not in over], list(over.items())


def _table_columns(header: Row, rows: list[Row]) -> tuple[list[int], tuple[str, ...]]:
    """The columns of the table, and the headers of a smaller one beside it, behind empty columns."""
    extents = [sum(1 for cell in column if cell.strip()) for column in zip(*rows, strict=True)]
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


def _without_totals(rows: list[tuple[int, Row]]) -> tuple[list[tuple[int, Row]], tuple[tuple[int, str], ...]]:
    """The rows without those at the end that begin with a word such as *Total*."""
    kept = list(rows)
    totals = []
    while kept and (word := _total_word(kept[-1][1])):
        totals.append((kept.pop()[0], word))
    return kept, tuple(reversed(totals))


def _total_word(row: Row) -> str | None:
    first = next((cell.strip() for cell in row if cell.strip()), "")
    return first if plain(first).rstrip(":.") in TOTAL else None


def _names(header: Row, columns: Sequence[int]) -> tuple[str, ...]:
    """The names of columns: one without a name goes by its letter, a repeated name gets a number."""
    names: list[str] = []
    for column in columns:
        name = " ".join(header[column].split()) or f"({_letters(column)})"
        names.append(_unused(name, names))
    return tuple(names)


def _unused(name: str, names: Sequence[str]) -> str:
    number, free = 2, name
    while free in names:
        free, number = f"{name} ({number})", number + 1
    return free


def _letters(column: int) -> str:
    """The letters of a column in a spreadsheet: 0 is A, 26 is AA."""
    before, own = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(65 + own)
