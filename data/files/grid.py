"""The cells of a sheet, kept by columns, and read by rows where rows are what matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from data.files.texts import Mask, Texts
from data.finding.profiles import Row

Numbered = tuple[int, Row]


class Grid(Sequence[Row]):
    """Columns of equal length, which reads as the rows that they make."""

    def __init__(self, columns: Sequence[Texts]) -> None:
        self.columns = tuple(columns)

    @staticmethod
    def of(rows: Sequence[Row]) -> Grid:
        """The grid of some rows of equal length."""
        return (
            rows if isinstance(rows, Grid) else Grid([Texts.of(column) for column in zip(*rows, strict=True)])
        )

    def __len__(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(len(self))

    def __iter__(self) -> Iterator[Row]:
        return zip(*self.columns, strict=True)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return list(zip(*(column[place] for column in self.columns), strict=True))
        return tuple(column[place] for column in self.columns)

    @cached_property
    def filled(self) -> npt.NDArray[np.int16]:
        """How many cells of each row hold something."""
        count = np.zeros(len(self), dtype=np.int16)
        for column in self.columns:
            count += ~column.blank
        return count

    def equal(self, row: Row) -> Mask:
        """Where a row stands; nowhere in a grid without rows, which may have no columns either."""
        if not len(self):
            return np.zeros(0, dtype=np.bool_)
        same = np.ones(len(self), dtype=np.bool_)
        for column, text in zip(self.columns, row, strict=True):
            same &= column.equal(text)
        return same


@dataclass(frozen=True)
class Rows(Sequence[Numbered]):
    """Some rows of a file with their numbers, counted from 1."""

    grid: Grid
    numbers: npt.NDArray[Any]

    @staticmethod
    def of(rows: Sequence[Numbered]) -> Rows:
        """Rows from pairs of a number and a row."""
        return Rows(Grid.of([row for __, row in rows]), np.array([number for number, __ in rows], np.int32))

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> Numbered: ...
    @overload
    def __getitem__(self, place: slice) -> Rows: ...
    def __getitem__(self, place: int | slice) -> Numbered | Rows:
        if isinstance(place, slice):
            start, stop, __ = place.indices(len(self))
            return self._cut(start, max(start, stop))
        return int(self.numbers[place]), self.grid[place]

    def __iter__(self) -> Iterator[Numbered]:
        return zip(self.numbers.tolist(), self.grid, strict=True)

    def _cut(self, start: int, stop: int) -> Rows:
        if (start, stop) == (0, len(self)):
            return self
        return Rows(Grid([column.cut(start, stop) for column in self.grid.columns]), self.numbers[start:stop])

    def where(self, rows: Mask | npt.NDArray[Any]) -> Rows:
        """The rows that a mask marks, or those of these places."""
        if rows.dtype == np.bool_ and rows.all():
            return self
        return Rows(Grid([column.where(rows) for column in self.grid.columns]), self.numbers[rows])

    def columns(self, places: Sequence[int]) -> Rows:
        """The same rows with some of their columns."""
        return Rows(Grid([self.grid.columns[place] for place in places]), self.numbers)
