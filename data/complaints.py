"""A complaint in its versions: what each says, what changed between two, and how two changes go together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from data.formats import number
from data.language import ngettext

Cell = Any  # of whatever type the column has
Cells = Mapping[str, Cell]
# The number of an upload, and of a row in it.
Place = tuple[int, int]
# The columns of the days, both inclusive, between which a complaint came in that has no day of its own.
WITHIN = ("received_from", "received_until")


@dataclass(frozen=True)
class Version:
    """What a complaint said from one moment on.

    upload_id, row_number  where it is stored
    identity   what all of its versions share; "" where it has neither a number nor another version
    number     the complaint's number; "" where it has none
    cells      column of the store -> what it says, empty ones left out; personal ones among them
    at, by     when it came and who brought it; ``at`` in UTC
    file       the file that it came by, or words for the page
    recorded   whether it was recorded in the page
    is_sample  whether it is of the sample company
    current    whether no later version stands in its place
    open       whether it was open; None where nothing tells
    days       the first and the last day that it may have come in on; None where its own day is known
    """

    upload_id: int
    row_number: int
    identity: str
    number: str
    cells: Cells
    at: datetime
    by: str
    file: str
    recorded: bool
    is_sample: bool
    current: bool
    open: bool | None
    days: tuple[date, date] | None = None

    @property
    def place(self) -> Place:
        """Where it is stored."""
        return self.upload_id, self.row_number


@dataclass(frozen=True)
class TakenBack:
    """A version that was recorded in the page and taken back again; what it said is gone."""

    at: datetime
    by: str
    undone_at: datetime
    undone_by: str


@dataclass(frozen=True)
class Change:
    """What a column says before and after a change; None where it says nothing."""

    column: str
    was: Cell
    now: Cell


def recorded_in_page(count: int) -> str:
    """How many complaints are recorded in the page, in words."""
    words = ngettext("%(n)s complaint recorded in the page", "%(n)s complaints recorded in the page", count)
    return words % {"n": number(count)}


def changes(was: Cells, now: Cells) -> tuple[Change, ...]:
    """What differs between two versions, in the order of the columns of the first and then the second."""
    columns = dict.fromkeys([*was, *now])
    pairs = ((column, was.get(column), now.get(column)) for column in columns)
    return tuple(Change(column, before, after) for column, before, after in pairs if before != after)


def together(base: Cells, mine: Cells, theirs: Cells) -> dict[str, Cell]:
    """Two changes of the same version as one: where both changed a column, what ``mine`` says."""
    merged = dict(theirs)
    for change in changes(base, mine):
        merged.pop(change.column, None)
        if change.now is not None:
            merged[change.column] = change.now
    return merged
