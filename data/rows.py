"""Rows apart from the file that they stood in: left out of it, or come back mended, and how to read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.records import Choices


@dataclass(frozen=True)
class Convention:
    """How the cells of a column are written, for rows too few to tell; ``None`` where it isn't known.

    day_first       whether the day comes before the month in dates
    year_first      whether years of two digits come before both
    decimal_mark    before decimals, ``.`` or ``,``
    whole_months    whether dates stand for months, not for days
    blank_is_no     whether an empty cell is a no
    words           words of the scale of answers that the column is on
    """

    day_first: bool | None = None
    decimal_mark: str | None = None
    whole_months: bool | None = None
    blank_is_no: bool | None = None
    words: tuple[str, ...] = ()
    year_first: bool | None = None


@dataclass(frozen=True)
class LeftRow:
    """A row that was left out: its number, where a person finds it, and its cells as text."""

    number: int
    place: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class LeftOut:
    """The rows of a file that were left out and may be mended.

    headers  names of the file's columns, in its order
    rows     the first of them; one with more cells than there are headers is longer
    choices  what reads these few rows as the whole file was read
    source   the content that they come from
    more     how many rows were left out beyond these
    """

    headers: tuple[str, ...]
    rows: tuple[LeftRow, ...]
    choices: Choices
    source: str
    more: int = 0


@dataclass(frozen=True)
class Origin:
    """Where the rows of a file come from that was made of rows left out of another one.

    source  the content of that other file
    places  row -> where it stands there
    """

    source: str
    places: Mapping[int, str]

    @property
    def identities(self) -> dict[int, str]:
        """Row -> what it is known by, however often it is mended."""
        return {row: f"{self.source} {place}" for row, place in self.places.items()}
