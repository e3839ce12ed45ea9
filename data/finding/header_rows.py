"""The rows that name the columns of a table, and where its data begin.

A row names columns where its cells are words that don't come again below, above all where numbers or dates
stand below them. Above it may stand titles, which name nothing, and rows of groups (*2024* over *Answered*
and *Lost*), which are joined to the names beneath; below it may stand a row of units.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from data.finding.months import months_among
from data.finding.profiles import Columns, Kind, Row, columns_of, filled, kind_of, sampled
from data.kinds import LAYOUTS
from data.matching.header_names import likely_header, names_of, words_of
from data.vocabulary import MISSING, UNITS, plain

HEADER_SEARCH = 40
HIGHEST_GROUP = 4
LATER = 1.5
FEWEST_KNOWN = 2
JOINED = " / "


@dataclass(frozen=True)
class Heading:
    """Where the names of columns stand, by places counted from 0.

    rows   of names, the upper ones groups; none where nothing names the columns
    units  the row of units below them, None where there is none
    first  the first row of data
    """

    rows: tuple[int, ...]
    units: int | None
    first: int


def heading_of(cells: Sequence[Row], chosen: int | None = None) -> Heading | None:
    """The heading of the table in some rows, with the row ``chosen`` for the lowest of its names.

    None where the rows hold nothing.
    """
    head = sampled(cells, HEADER_SEARCH)
    told = [place for place, row in enumerate(cells[:HEADER_SEARCH]) if filled(row)]
    if not told and chosen is None:
        return None
    columns = columns_of(head)
    lowest = _lowest(cells, told, columns) if chosen is None else chosen
    if lowest is None:
        return Heading((), None, _first_wide(cells, told))
    groups = _groups(cells, lowest, columns)
    units = _units(cells, lowest, columns)
    return Heading((*groups, lowest), units, (lowest if units is None else units) + 1)


def _lowest(cells: Sequence[Row], told: Sequence[int], columns: Columns) -> int | None:
    """The row of the lowest names; None where no row names columns."""
    width = max(len(filled(row)) for row in sampled(cells, HEADER_SEARCH))
    wide = [place for place in told if 2 * len(filled(cells[place])) >= width]
    best = max(
        told, key=lambda place: _likeness(cells[place], columns) / (LATER if wide and wide[0] < place else 1)
    )
    if not _names_columns(cells[best], columns, width):
        return None
    for place in [place for place in told if place > best]:
        if columns.values(cells[place]):
            break
        if _goes_on(cells[best], cells[place], columns):
            best = place
    return best


def _likeness(row: Row, columns: Columns) -> float:
    """How many cells name a column, more over numbers and dates, and how many of the names are known.

    A single known name tells nothing: *Email* is a channel among the data, too.
    """
    names = columns.names(row)
    known = _known(row, names)
    named = len(names) + columns.breaks(names) - columns.values(row)
    return named * (1 + known if known >= FEWEST_KNOWN else 1)


def _names_columns(row: Row, columns: Columns, width: int) -> bool:
    """Whether the likeliest row is one of names, and not of data or a title above data without names."""
    names = columns.names(row)
    if any(likely_header(row[place]) for place in filled(row)):
        return True
    if columns.values(row) and not columns.breaks(names):
        return False
    return bool(names) and (len(filled(row)) > 1 or width == 1)


def _goes_on(upper: Row, lower: Row, columns: Columns) -> bool:
    """Whether names go on in a row below, before any data.

    Its words stand over numbers or dates in columns that have no name yet; or the upper row is one of titles,
    with cells beyond the table, or with fewer cells that name a column and are known to.
    """
    names, above = columns.names(lower), columns.names(upper)
    if _holds_values(lower) or not names:
        return False
    new = set(names).difference(filled(upper))
    if columns.breaks(new):
        return True
    if columns.breaks(names) < columns.breaks(above):
        return False
    beyond = any(_alone(place, columns) for place in filled(upper))
    return beyond or (len(names) > len(above) and _known(lower, names) > _known(upper, above))


def _known(row: Row, places: Iterable[int]) -> int:
    """How many cells are known names of columns."""
    return sum(likely_header(row[place]) for place in places)


def _alone(place: int, columns: Columns) -> bool:
    """Whether a column has one cell with something."""
    texts = columns.texts[place]
    return texts.total() - texts[""] == 1


def _groups(cells: Sequence[Row], lowest: int, columns: Columns) -> tuple[int, ...]:
    """The rows of groups above the lowest names, from above."""
    groups: list[int] = []
    for place in range(lowest - 1, max(-1, lowest - 1 - HIGHEST_GROUP), -1):
        row = cells[place]
        if not filled(row):
            continue
        below = [cells[one] for one in (*groups, lowest)]
        near = place == lowest - 1
        if _holds_values(row) or not (
            _groups_over(row, below, columns) or (near and _tells_apart(row, below[-1]))
        ):
            break
        groups.insert(0, place)
    return tuple(groups)


def _holds_values(row: Row) -> bool:
    return any(kind_of(cell) in (Kind.NUMBER, Kind.MOMENT) for cell in row)


def _groups_over(row: Row, lower: Sequence[Row], columns: Columns) -> bool:
    """Whether a row's cells stand over several names or none, and tell names apart or give them."""
    named = [place for place in range(len(row)) if any(below[place].strip() for below in lower)]
    spans = _spans(row, named)
    names = [plain(lower[-1][place]) for place in named if lower[-1][place].strip()]
    gives = [place for place in set(filled(row)).difference(named) if not _alone(place, columns)]
    if not spans or (len(spans) == 1 and not gives and len(next(iter(spans.values()))) == len(named)):
        return False
    again = len(set(map(plain, map(row.__getitem__, spans)))) < len(spans)
    wide = again or any(len(span) > 1 for span in spans.values())
    return bool(gives) or (len(set(names)) < len(names) and wide)


def _tells_apart(row: Row, names: Row) -> bool:
    """Whether a row over names that don't repeat tells the years of months, or whose an id is."""
    places = filled(row)
    months = [place for place, (year, __) in months_among(names).items() if year is None]
    if months and places and all(kind_of(row[place]) == Kind.YEAR for place in places):
        return places[0] in months
    groups = {plain(row[place]) for place in places if names[place].strip()}
    return len(groups) > 1 and any(_owned(row, names, place) for place in filled(names))


def _owned(row: Row, names: Row, place: int) -> bool:
    """Whether the name at a place is an id that a row of groups gives to something else than the rows."""
    parts = parts_of((row, names), place)
    return len(parts) > 1 and is_any_id(names[place]) and not _is_own(parts[0], names[place])


@cache
def _identities() -> tuple[frozenset[str], ...]:
    """For each layout of events the names of the column that tells them apart."""
    keys = [(layout, layout.identity) for layout in LAYOUTS if layout.identity and layout.name == "log"]
    return tuple(frozenset(names_of(layout.column(key))) for layout, key in keys)


def is_any_id(name: str) -> bool:
    """Whether a name such as *ID* may tell apart rows of several kinds, so that it doesn't say which."""
    return sum(words_of(name) in names for names in _identities()) > 1


def _is_own(group: str, name: str) -> bool:
    """Whether a group says that an id is the rows' own, as *Complaint details* over *ID*."""
    return any(
        f"{word} {words_of(name)}" in names for word in words_of(group).split() for names in _identities()
    )


def _spans(row: Row, named: Sequence[int]) -> dict[int, list[int]]:
    """For each cell of a row over a named column the named ones that it stands over, to the next cell."""
    spans: dict[int, list[int]] = {}
    told, over, left = set(filled(row)), set(named), None
    for place in range(len(row)):
        left = place if place in told else left
        if place in over and left in over:
            spans.setdefault(left, []).append(place)
    return spans


def parts_of(rows: Sequence[Row], column: int) -> tuple[str, ...]:
    """The parts of a column's name, the groups that it belongs to first.

    A group reaches to the right as far as there are names below it and none in its row, and no farther than
    the group above it.
    """
    parts: list[str] = []
    reach = 0
    for level, row in enumerate(rows):
        own = row[column]
        if not own.strip() and any(below[column].strip() for below in rows[level + 1 :]):
            left = next((place for place in range(column, reach - 1, -1) if row[place].strip()), None)
            covered = left is not None and any(below[left].strip() for below in rows[level + 1 :])
            own = row[left] if left is not None and covered else ""
            reach = left if left is not None and covered else reach
        elif own.strip():
            reach = column
        if own.strip():
            parts.append(own)
    return tuple(parts)


def names_of_columns(rows: Sequence[Row], units: Row = ()) -> tuple[str, ...]:
    """The names of columns, each in one line, its groups before it and its unit behind it, in brackets.

    A known name that comes once stands alone, but for an id of something else than the rows; a column
    without a name has an empty one.
    """
    if not rows:
        return ()
    again = Counter(map(plain, rows[-1]))
    names = []
    for column, lowest in enumerate(rows[-1]):
        known = again[plain(lowest)] == 1 and likely_header(lowest)
        alone = len(rows) == 1 or (known and not _owned(rows[-2], rows[-1], column))
        parts = (lowest,) if alone else parts_of(rows, column)
        name = JOINED.join(dict.fromkeys(" ".join(part.split()) for part in parts))
        unit = unit_of(units[column]) if units else ""
        names.append(f"{name} ({unit})" if name and unit and f"({unit})" not in plain(name) else name)
    return tuple(names)


def _units(cells: Sequence[Row], lowest: int, columns: Columns) -> int | None:
    """The row below the names where all that it holds are units, over a column of numbers at least."""
    below = next((place for place in range(lowest + 1, len(cells)) if filled(cells[place])), None)
    if below is None:
        return None
    places = filled(cells[below])
    if not all(is_unit(cells[below][place]) for place in places):
        return None
    return below if columns.breaks([place for place in places if unit_of(cells[below][place])]) else None


def is_unit(cell: str) -> bool:
    """Whether a cell is a unit, or a dash in place of one."""
    return plain(cell) in MISSING or bool(unit_of(cell))


def unit_of(cell: str) -> str:
    """The unit that a cell names, in brackets or not; empty where it names none."""
    word = plain(cell).strip("()[]{} ").rstrip(".")
    return word if word in UNITS else ""


def _first_wide(cells: Sequence[Row], told: Sequence[int]) -> int:
    """The first row that is more than half as wide as the widest, where data without names begin."""
    width = max(len(filled(row)) for row in sampled(cells, HEADER_SEARCH))
    return next((place for place in told if 2 * len(filled(cells[place])) > width), told[0])
