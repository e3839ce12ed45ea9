"""Rows among the others that are totals of some of them, as *North total* below the rows of *North*."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import isclose

import numpy as np
from rapidfuzz import fuzz

from data.files.grid import Rows
from data.finding.asides import aside
from data.finding.profiles import Columns, Kind, columns_of, kind_of, sampled
from data.finding.wholes import is_whole
from data.language import gettext as _
from data.records import Problem
from data.values.cells import parse_numbers
from data.vocabulary import ALL, TOTAL, plain

# Longer tables are written by programs, which add no totals between the rows.
MOST_ROWS = 20_000
FEWEST_ADDED = 2
# How like a member is to itself in another case: *Итого по Северу*.
SAME_MEMBER, SHORTEST_BENT = 80, 4
WORDS = sorted((*TOTAL, "ergebnis", "result", "resultado", "итог по"), key=len, reverse=True)
_TOTALS = "|".join(map(re.escape, WORDS))
_OF = r"(?:for|of|по|за|dla|dział|pre|pro|za|für|de|del|do|da|pour)"
SUBTOTAL = re.compile(
    rf"(?:{_TOTALS})(?:\s*[:\-–—]\s*|\s+(?:{_OF}\s+)?)(?P<behind>\S.*)|(?P<before>.*\S)[\s:\-–—]+(?:{_TOTALS})"
)


@dataclass(frozen=True)
class _Parts:
    """The rows of a table with what stands in its columns, by their places."""

    rows: Rows

    @cached_property
    def columns(self) -> Columns:
        return columns_of(sampled(self.rows.grid[:]))

    @cached_property
    def words(self) -> list[int]:
        return [place for place, kind in enumerate(self.columns.kinds) if kind == Kind.WORD]

    @cached_property
    def numbers(self) -> Mapping[int, Sequence[float | None]]:
        """The numbers in each column of numbers, None where a cell holds none."""
        found: dict[int, Sequence[float | None]] = {}
        for place, kind in enumerate(self.columns.kinds):
            if kind in (Kind.NUMBER, Kind.YEAR):
                texts = self.rows.grid.columns[place]
                read = parse_numbers(texts.counts)
                found[place] = [value if isinstance(value := read[text], float) else None for text in texts]
        return found


def without_subtotals(rows: Rows) -> tuple[Rows, list[Problem]]:
    """The rows without those that are totals of others, and why each of these is left out.

    Such a row is named by a word for a total and a member that has rows of its own, which tell more than it
    does; or it adds up the rows above it, behind the last such row.
    """
    named = _named(rows) if len(rows) <= MOST_ROWS else {}
    if not named:
        return rows, []
    parts, kept, told, begin = _Parts(rows), np.ones(len(rows), dtype=np.bool_), list[Problem](), 0
    for at in sorted(named):
        column, member = named[at]
        if _has_its_rows(parts, at, column, member) or _adds_up(parts, begin, at, column, member):
            kept[at] = False
            reason = _("a total of other rows, '%(name)s', so it isn't counted again")
            told.append(aside(rows[at], reason % {"name": rows.grid[at][column].strip()}))
            begin = at + 1
    return rows.where(kept), told


def _named(rows: Rows) -> dict[int, tuple[int, str]]:
    """Rows by their places that are named as a total of a member, with the column and the member."""
    found: dict[int, tuple[int, str]] = {}
    for column, texts in enumerate(rows.grid.columns):
        members = {text: member for text in texts.counts if (member := member_of(text))}
        for text, member in members.items():
            for place in np.flatnonzero(texts.equal(text)).tolist():
                found.setdefault(place, (column, member))
    return found


@lru_cache(maxsize=100_000)
def member_of(text: str) -> str | None:
    """What a text names the total of, in lower case; None where it names none, or the total of all."""
    bare = plain(text).rstrip(":.")
    found = None if bare in TOTAL else SUBTOTAL.fullmatch(bare)
    member = (found["behind"] or found["before"]).rstrip(" :-–—") if found else None
    return None if member is None or member in ALL or is_whole(bare) or is_whole(member) else member


def _has_its_rows(parts: _Parts, at: int, column: int, member: str) -> bool:
    """Whether the member has rows that tell more: they fill a column of words that the total leaves empty."""
    row = parts.rows.grid[at]
    if any(_says(row[place]) for place in parts.words if place > column):
        return False
    texts = parts.rows.grid.columns[column]
    own = [
        place for text in texts.counts if _same(plain(text), member) for place in _places(texts.equal(text))
    ]
    others = [place for place in parts.words if place != column and not _says(row[place])]
    return any(_says(parts.rows.grid[place][other]) for place in own[:1] for other in others)


def _places(mask: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[int]:
    return np.flatnonzero(mask).tolist()


def _says(cell: str) -> bool:
    """Whether a cell names something else than all."""
    return bool(cell.strip()) and not is_whole(cell)


def _same(text: str, member: str) -> bool:
    if text == member:
        return True
    long = min(len(text), len(member)) >= SHORTEST_BENT
    return long and text[:SHORTEST_BENT] == member[:SHORTEST_BENT] and fuzz.ratio(text, member) >= SAME_MEMBER


def _adds_up(parts: _Parts, begin: int, at: int, column: int, member: str) -> bool:
    """Whether a row holds the sums of the rows above it, of the member's own where they stand there.

    Where none are the member's own, it is a total only if it holds nothing but sums beside its name, several
    of them unless it lacks what all of those rows have.
    """
    texts = parts.rows.grid.columns[column]
    above = range(begin, at)
    own = [place for place in above if _same(plain(texts[place]), member)]
    sums = [_is_sum(numbers, own or above, at) for numbers in parts.numbers.values()]
    told = [found for found in sums if found is not None]
    if len(own or above) < FEWEST_ADDED or not any(told):
        return False
    return bool(own) or (
        _is_bare(parts, at, column) and all(told) and (len(told) > 1 or _lacks(parts, above, at))
    )


def _is_bare(parts: _Parts, at: int, named: int) -> bool:
    """Whether a row holds numbers alone beside its name."""
    return all(
        kind_of(cell) in (Kind.NUMBER, Kind.YEAR, Kind.NOTHING)
        for place, cell in enumerate(parts.rows.grid[at])
        if place != named
    )


def _lacks(parts: _Parts, places: Sequence[int], at: int) -> bool:
    """Whether a row leaves a cell empty that others all fill."""
    empty = [column for column in parts.rows.grid.columns if not column[at].strip()]
    return any(all(column[place].strip() for place in places) for column in empty)


def _is_sum(numbers: Sequence[float | None], places: Sequence[int], at: int) -> bool | None:
    """Whether a number is the sum of others; None where it is none, or zero."""
    total = numbers[at]
    added = [number for place in places if (number := numbers[place]) is not None]
    if not total or len(added) < FEWEST_ADDED:
        return None
    return isclose(total, sum(added), rel_tol=1e-6)
