"""What stands in cells and columns: words, numbers, years, periods or moments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from data.values.cells import parse_number
from data.values.periods import written_period
from data.values.written_moments import ALONE, written_moment
from data.vocabulary import MISSING, plain

ROWS_BELOW = 200
CELLS_BELOW = 100_000
MOST = 0.5
YEAR = re.compile(r"(?:19|20)\d{2}")
# It would be a number of four decimals, but for the year that they make.
MONTH = re.compile(r"(?:0[1-9]|1[0-2])\.20[0-4]\d")

Row = tuple[str, ...]


class Kind(Enum):
    """What the text of a cell is."""

    NOTHING = 0
    WORD = 1
    NUMBER = 2
    YEAR = 3
    PERIOD = 4
    MOMENT = 5


@lru_cache(maxsize=100_000)
def kind_of(cell: str) -> Kind:
    """What a cell's text is; stand-ins for missing values are nothing."""
    text = cell.strip()
    if plain(text) in MISSING:
        return Kind.NOTHING
    if YEAR.fullmatch(text):
        return Kind.YEAR
    if MONTH.fullmatch(text):
        return Kind.PERIOD
    if parse_number(text.removesuffix("%")) is not None:
        return Kind.NUMBER
    if written_moment(text) is not None or ALONE.fullmatch(text):
        return Kind.MOMENT
    return Kind.PERIOD if written_period(text) else Kind.WORD


def filled(row: Row) -> list[int]:
    """The places of the cells that hold something."""
    return [place for place, cell in enumerate(row) if cell.strip()]


@dataclass(frozen=True)
class Columns:
    """What stands in the columns of the first rows: how often each text, and which kind prevails."""

    texts: tuple[Counter[str], ...]
    kinds: tuple[Kind, ...]

    def names(self, row: Row) -> list[int]:
        """The cells that may name their column: no values, and once in it unless it is of values."""
        return [
            place
            for place in filled(row)
            if kind_of(row[place]) not in (Kind.NUMBER, Kind.NOTHING)
            and (kind_of(row[place]) == Kind.WORD or kind_of(row[place]) != self.kinds[place])
            and (self.texts[place][plain(row[place])] == 1 or self.is_typed(place))
        ]

    def values(self, row: Row) -> int:
        """How many cells are numbers or dates in a column of such."""
        return sum(
            kind_of(row[place]) == self.kinds[place] != Kind.WORD and kind_of(row[place]) != Kind.NOTHING
            for place in filled(row)
        )

    def is_typed(self, place: int) -> bool:
        """Whether a column is one of numbers or dates."""
        return self.kinds[place] not in (Kind.WORD, Kind.NOTHING)

    def breaks(self, places: Iterable[int]) -> int:
        """How many of these places are in columns of numbers or dates."""
        return sum(map(self.is_typed, places))


def sampled(rows: Sequence[Row], before: int = 0) -> Sequence[Row]:
    """The first rows, ``before`` of them and some more: fewer where they are wide."""
    width = max(1, len(rows[0])) if rows else 1
    return rows[: before + min(ROWS_BELOW, 1 + CELLS_BELOW // width)]


def columns_of(rows: Sequence[Row]) -> Columns:
    """What stands in the columns of some rows."""
    columns = list(zip(*rows, strict=True))
    return Columns(
        tuple(Counter(map(plain, column)) for column in columns),
        tuple(prevailing(column) for column in columns),
    )


def prevailing(cells: Sequence[str]) -> Kind:
    """The kind of numbers or dates that half of the cells with something are of; words where none is.

    Of two kinds with as many cells the one that stands below is meant: names stand above what they name.
    """
    kinds = Counter(kind for kind in map(kind_of, cells) if kind != Kind.NOTHING)
    if not kinds:
        return Kind.NOTHING
    values = Counter({kind: count for kind, count in kinds.items() if kind != Kind.WORD})
    likeliest = max(reversed(values), key=lambda kind: values[kind], default=Kind.WORD)
    return likeliest if values[likeliest] >= MOST * kinds.total() else Kind.WORD
