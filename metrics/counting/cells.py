"""Sums over the rows of a table by some keys, for some members: scanned, or added up from a kept scan.

A source that keeps scans is asked for the cells by all dimensions at once, so that whoever then looks at
other members gets sums of what is in memory already. A table of too many rows is kept by the dimensions asked
for alone, and scanned anew where even these make too many cells.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, Protocol, runtime_checkable

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics.filtered import NOT_GIVEN, of_members
from metrics.query import Query, Source
from metrics.statistics.sequences import Array

# Cells of more rows than this are scanned: to add them up in memory is no quicker, and they fill it.
MOST_CELLS = 50_000
_MOST_KEPT = 16
_DIMENSION = "of|"


@dataclass(frozen=True)
class Summed:
    """What is summed of a view.

    table    the table that tells by which dimensions the view can be split
    key      tells it from all other sums of the view but for the parts, dimensions and members
    rows     the rows of all members
    keys     column -> what the rows are grouped by, beside a split
    parts    column -> aggregation over rows; all add up
    """

    view: str
    table: str
    key: Hashable
    rows: Callable[[], nw.LazyFrame[Any]]
    keys: Mapping[str, nw.Expr]
    parts: Mapping[str, nw.Expr]


@dataclass(frozen=True, eq=False)
class Cube:
    """The cells of a table by keys and dimensions.

    labels     one row for each combination of keys that occurs, and ``places`` the position of each cell's
    members    dimension -> its members, and ``codes`` the position of each cell's
    parts      part -> its sum in each cell
    """

    labels: pd.DataFrame
    places: NDArray[np.intp]
    members: Mapping[str, pd.Index]
    codes: Mapping[str, NDArray[np.intp]]
    parts: Mapping[str, NDArray[Any]]

    def told(self, summed: Summed, query: Query) -> pd.DataFrame:
        """The cells of a query's members by keys and ``split``."""
        kept = np.ones(len(self.places), dtype=bool)
        for name, members in query.where:
            kept &= self.members[name].isin(members)[self.codes[name]]
        at = np.flatnonzero(kept)
        of = self.members[query.split] if query.split else pd.Index([NOT_GIVEN])
        code = self.places[at] * len(of)
        if query.split:
            code = code + self.codes[query.split][at]
        found, cell = np.unique(code, return_inverse=True)
        keys = self.labels.take(found // len(of)).reset_index(drop=True)
        split = {"split": of.take(found % len(of))}
        sums = {part: _sums(self.parts[part][at], cell, len(found)) for part in summed.parts}
        return pd.DataFrame({**{str(name): keys[name] for name in keys}, **split, **sums})


@runtime_checkable
class Keeping(Protocol):
    """A source that keeps scans as long as its facts stay as they are."""

    @property
    def cubes(self) -> Cubes:
        """The scans that are kept."""
        ...


_Key = tuple[str, Hashable, tuple[str, ...], frozenset[str]]


class Cubes:
    """The latest cubes of a source, and how many rows its views have. Safe to use from several threads."""

    def __init__(self) -> None:
        """Keep none yet."""
        self._kept: OrderedDict[_Key, Cube | None] = OrderedDict()
        self._rows: dict[str, int] = {}
        self._changing = Lock()

    def cube(self, source: Source, summed: Summed, query: Query) -> Cube | None:
        """A cube that tells what is asked; None where it would have too many cells."""
        of = self._dimensions(source, summed, tuple(sorted(query.dimensions)))
        asked = summed.view, summed.key, of, frozenset(summed.parts)
        with self._changing:
            key = next((key for key in self._kept if key[:3] == asked[:3] and asked[3] <= key[3]), None)
            if key is not None:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = _made(summed, of)
        with self._changing:
            self._kept[asked] = made
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return made

    def _dimensions(self, source: Source, summed: Summed, asked: tuple[str, ...]) -> tuple[str, ...]:
        """All dimensions of a view, or those asked for where it has too many rows to be kept by all."""
        if summed.view not in self._rows:
            counted = source.frame(summed.view).select(rows=nw.len()).collect("pandas").to_native()
            self._rows[summed.view] = int(counted["rows"].iloc[0])
        if self._rows[summed.view] > MOST_CELLS:
            return asked
        return tuple(sorted({*asked, *(one.key for one in source.dimensions(summed.table))}))


def cells(source: Source, summed: Summed, query: Query) -> pd.DataFrame:
    """The sums by the keys and by ``split``: a row for each combination that occurs."""
    if isinstance(source, Keeping):
        cube = source.cubes.cube(source, summed, query)
        if cube is not None:
            return cube.told(summed, query)
    split = {"split": nw.col(query.split).fill_null(NOT_GIVEN)} if query.split else {}
    found = _scanned(of_members(summed.rows(), query.where), {**summed.keys, **split}, summed.parts)
    return found if query.split else found.assign(split=NOT_GIVEN)


def _scanned(
    rows: nw.LazyFrame[Any], keys: Mapping[str, nw.Expr], parts: Mapping[str, nw.Expr]
) -> pd.DataFrame:
    return rows.with_columns(**keys).group_by(*keys).agg(**parts).collect("pandas").to_native()


def _made(summed: Summed, of: tuple[str, ...]) -> Cube | None:
    by = {f"{_DIMENSION}{name}": nw.col(name).fill_null(NOT_GIVEN) for name in of}
    found = _scanned(summed.rows(), {**summed.keys, **by}, summed.parts)
    if len(found) > MOST_CELLS:
        return None
    codes, members = dict[str, NDArray[np.intp]](), dict[str, pd.Index]()
    for name in of:
        places, told = pd.factorize(found[f"{_DIMENSION}{name}"].astype(object))
        codes[name], members[name] = places.astype(np.intp), pd.Index(told)
    keys = found[list(summed.keys)]
    groups = keys.groupby(list(summed.keys), dropna=False, sort=False)
    place = groups.ngroup().to_numpy().astype(np.intp)
    labels = keys.iloc[np.unique(place, return_index=True)[1]].reset_index(drop=True)
    return Cube(labels, place, members, codes, {part: found[part].to_numpy() for part in summed.parts})


def _sums(values: NDArray[Any], cell: NDArray[np.intp], cells_in_all: int) -> Array:
    """The sum in each cell, whole numbers as such; NaN where all that adds to it is."""
    known = ~np.isnan(values) if values.dtype.kind == "f" else np.ones(len(values), dtype=bool)
    if known.all():
        return np.bincount(cell, values, cells_in_all).astype(values.dtype)
    sums = np.bincount(cell[known], values[known], cells_in_all)
    return np.where(np.bincount(cell[known], minlength=cells_in_all) > 0, sums, np.nan)
