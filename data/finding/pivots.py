"""Tables with a column for each month, and the same tables turned: a row for each month."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np

from data.files.grid import Grid, Rows
from data.files.texts import Texts, joined
from data.finding.asides import aside
from data.finding.months import Month, months_among
from data.finding.profiles import Kind, prevailing
from data.finding.structure import Table, unused
from data.finding.wholes import is_whole, repeats
from data.kinds import LAYOUTS
from data.language import gettext as _
from data.matching.header_names import likeness
from data.records import Question
from data.refusals import Refused
from data.specs import Type
from data.vocabulary import AVERAGE, TOTAL, plain

FEWEST_MONTHS, FEWEST_MEASURES = 3, 2
SURE = 0.95
AGAIN = re.compile(r" \(\d+\)$")
NUMBERS = (Kind.NUMBER, Kind.YEAR, Kind.NOTHING)


@dataclass(frozen=True)
class Pivot:
    """A table whose months stand side by side: the places of their columns, and those of the others."""

    table: Table
    months: dict[int, Month]

    @property
    def others(self) -> list[int]:
        """All but totals of the months, which would count them again."""
        headers = enumerate(self.table.headers)
        return [place for place, header in headers if place not in self.months and not _is_total(header)]

    @property
    def without_year(self) -> list[str]:
        """The headers of months that no year stands with."""
        return [self.table.headers[place] for place, (year, __) in self.months.items() if year is None]

    @property
    def repeated(self) -> list[str]:
        """The months that come again, as those of another year do."""
        named = {self.table.headers[place] for place in self.months}
        return [bare for place in self.others if (bare := self._first(place)) in named]

    def _first(self, place: int) -> str | None:
        """The header that comes before with the same name; None where none does."""
        header = self.table.headers[place]
        return AGAIN.sub("", header) if AGAIN.search(header) else None


def _is_total(header: str) -> bool:
    return plain(header).rstrip(":.") in TOTAL | AVERAGE


def pivot_of(table: Table) -> Pivot | None:
    """The months of a table that stand side by side over numbers; None where it's no such table."""
    months = {
        place: month
        for place, month in months_among(table.headers).items()
        if prevailing(table.samples[place]) in NUMBERS
    }
    return Pivot(table, months) if len(months) >= FEWEST_MONTHS else None


def year_question(pivot: Pivot) -> Question:
    """What to ask where nothing tells of which year the months are."""
    return Question(
        "year",
        _("The months stand side by side as columns (%(months)s), without a year. Of which year are they?")
        % {"months": ", ".join(pivot.table.headers[place] for place in pivot.months)},
        "--year",
    )


def turned(pivot: Pivot, year: int | None) -> Table | None:
    """The table with a row for each month of each row; None where a month's year isn't known.

    The rows of a month stand together, numbered on behind those of the month before, as ``Table.sheets``
    tells. Cells that are empty have no row. Where the rows are measures, such as customers at the start and
    at the end, each of them becomes a column, and each month one row. Totals of the other rows are left out.

    Raises Refused where months come again, and nothing tells of which year each is.
    """
    _refuse_repeated(pivot)
    pivot = replace(pivot, table=_without_totals(pivot))
    if pivot.without_year and year is None:
        return None
    if (names := measures_of(pivot)) is not None:
        return _spread(pivot, names, year)
    table, last = pivot.table, pivot.table.last_row
    blocks = [_block(pivot, place, year) for place in pivot.months]
    offsets = [last * at for at in range(len(blocks))]
    columns = [joined(column) for column in zip(*(block.grid.columns for block in blocks), strict=True)]
    numbers = [block.numbers + offset for block, offset in zip(blocks, offsets, strict=True)]
    return replace(
        table,
        headers=_headers(pivot),
        data=Rows(Grid(columns), np.concatenate(numbers)),
        sheets=tuple(
            (offset, table.headers[place]) for offset, place in zip(offsets, pivot.months, strict=True)
        ),
        turned=True,
    )


def _refuse_repeated(pivot: Pivot) -> None:
    if not pivot.repeated:
        return
    message = _(
        "The months %(months)s stand side by side more than once, so it isn't sure of which year each is. "
        "Write the year into each name, such as Jan 2024, and load the file again."
    )
    raise Refused(message % {"months": ", ".join(dict.fromkeys(pivot.repeated))})


def _without_totals(pivot: Pivot) -> Table:
    """The table without rows that are totals of the others, by the only column beside the months."""
    table = pivot.table
    if len(pivot.others) != 1:
        return table
    totals = np.array([is_whole(name) for name in table.columns[pivot.others[0]]], dtype=np.bool_)
    if totals.all() or not totals.any():
        return table
    told = [aside(row, repeats()) for row in table.data.where(totals)]
    return replace(table, data=table.data.where(~totals), asides=(*table.asides, *told))


def _headers(pivot: Pivot) -> tuple[str, ...]:
    """The names of the columns that stay, and of those for the months and for what stood under them."""
    kept = tuple(pivot.table.headers[place] for place in pivot.others)
    month = unused(_("Month"), kept)
    return (*kept, month, unused(_("Count"), (*kept, month)))


def _block(pivot: Pivot, place: int, year: int | None) -> Rows:
    """The rows of one month that hold something in its column."""
    table, (own, month) = pivot.table, pivot.months[place]
    values = table.columns[place]
    kept = ~values.blank
    columns = [table.columns[other].where(kept) for other in pivot.others]
    named = Texts.of([f"{own or year}-{month:02}"] * int(kept.sum()))
    return Rows(Grid([*columns, named, values.where(kept)]), table.numbers[kept])


def measures_of(pivot: Pivot) -> int | None:
    """The place of the column that names what each row measures; None where no column does."""
    for place in pivot.others:
        names = [name for name in pivot.table.columns[place] if name.strip()]
        known = [_measure(name) for name in names]
        found = [key for key in known if key]
        fewest = min(FEWEST_MEASURES, len(names))
        if len(names) == len(pivot.table.rows) and len(set(found)) == len(found) >= fewest > 0:
            return place
    return None


def _measure(name: str) -> str | None:
    """The column of totals that a text names surely."""
    for layout in LAYOUTS:
        for column in layout.columns if layout.is_totals else ():
            like = likeness(name, column) if column.type in (Type.COUNT, Type.NUMBER) else None
            if like and like.certainty >= SURE:
                return column.key
    return None


def _spread(pivot: Pivot, names: int, year: int | None) -> Table:
    """A row for each month, with a column for each measure; the columns beside their names are left out."""
    table = pivot.table
    headers = [_("Month")]
    for name in table.columns[names]:
        headers.append(unused(" ".join(name.split()), headers))
    rows = [
        (f"{own or year}-{month:02}", *table.columns[place]) for place, (own, month) in pivot.months.items()
    ]
    first, last = int(table.numbers[0]), table.last_row
    offsets = [last * at for at in range(len(rows))]
    return replace(
        table,
        headers=tuple(headers),
        data=Rows.of([(offset + first, row) for offset, row in zip(offsets, rows, strict=True)]),
        totals=(),
        sheets=tuple(
            (offset, table.headers[place]) for offset, place in zip(offsets, pivot.months, strict=True)
        ),
        turned=True,
    )
