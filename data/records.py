"""What travels between the steps of an upload, and what the store gives back: small frozen records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

import pandas as pd

from data.own_dimensions import Offer
from data.plans import BaselineKind as BaselineKind
from data.plans import Basis as Basis
from data.plans import EventKind as EventKind
from data.plans import Goal as Goal
from data.plans import Policy as Policy
from data.plans import Rollout as Rollout
from data.plans import Start as Start
from data.plans import Step as Step
from data.plans import Target as Target
from data.preparing.memory import Memory
from data.rows import Convention, LeftOut, Origin
from data.specs import Layout, Scale
from data.translation import Translation

Status = Literal["ready", "loaded", "duplicate", "refused", "needs_answer"]


@dataclass(frozen=True)
class Choices:
    """What a person decided in place of what would be detected; ``None`` leaves it to detection.

    mapping      header -> column key, or ``None`` to leave that header out
    date         the day of a survey without dates
    days         the first and the last day that complaints without dates are of
    scales       column key -> the scale of this file
    encoding     of a text file
    edits        row of the file -> header -> what stands there once it is mended
    conventions  column key -> how its cells are written, known from the file that the rows come from
    fresh        nothing that is remembered of files of the same header is to be used
    year         that of months which stand side by side as columns, where the file doesn't tell it
    units        column key -> the unit of plain numbers in a column of durations, as in ``PARTS``
    """

    kind: str | None = None
    layout: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    mapping: Mapping[str, str | None] = field(default_factory=dict)
    date: date | None = None
    snapshot_date: date | None = None
    days: tuple[date, date] | None = None
    day_first: bool | None = None
    scales: Mapping[str, Scale] = field(default_factory=dict)
    encoding: str | None = None
    edits: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    conventions: Mapping[str, Convention] = field(default_factory=dict)
    fresh: bool = False
    year: int | None = None
    units: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """One sheet as text. ``cells`` are rows of equal length, empty cells as ``""``.

    encoding  of a text file
    errors  row, column and what is shown of cells that are empty because their formula failed in a way
            that only newer programs know, both counted from 1
    """

    name: str
    cells: Sequence[tuple[str, ...]]
    visible: bool = True
    errors: tuple[tuple[int, int, str], ...] = ()
    encoding: str | None = None


@dataclass(frozen=True)
class Match:
    """Why a header is taken for a column: ``certainty`` from 0 to 1, ``reason`` in words."""

    header: str
    position: int
    column: str
    certainty: float
    reason: str


@dataclass(frozen=True)
class Problem:
    """A cell that couldn't be used. ``row`` is the row in the file, counted from 1.

    ``left_out`` tells whether the whole row stays out or the cell alone is taken as empty; ``to_mend``
    whether there is anything to mend in it, as there isn't in a total of other rows.
    """

    row: int
    column: str
    value: str
    reason: str
    left_out: bool
    to_mend: bool = True


@dataclass(frozen=True)
class Question:
    """What has to be answered before a file can load, and the option that answers it.

    header, columns    for a column: which header it is about, and the keys of the columns that it may mean;
                       a mapping of the header to one of them, or to None, answers
    """

    about: Literal["kind", "sheet", "date", "snapshot_date", "days", "day_first", "column", "year"]
    text: str
    option: str
    header: str = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Conversion:
    """A score read on another scale than the company's, or with stand-ins taken as missing."""

    column: str
    header: str
    scale: Scale
    missing: int = 0


@dataclass(frozen=True)
class Mended:
    """A cell that a person mended: what stood there, and what stands there now."""

    row: int
    header: str
    was: str
    now: str


@dataclass(frozen=True)
class Preparation:
    """All that is known of a file before it is loaded.

    frame   one row a kept row: ``row_number`` and the stored columns of the layout that the file
            has, typed; personal columns among them. ``None`` unless the status is ready.
    notes   what a person should know of how the file was read, a sentence each
    faulty  row of the file -> its cells as text in the order of the headers, of the first rows with each
            kind of problem
    mended  the cells that differ from the file by the choices' edits
    left_out  the rows that were left out and may be mended; None where there are none
    origin  where the rows come from, if they were left out of another file
    fingerprint  of the header, where the file has one
    memory  the earlier file of the same header that this one is read like
    ignored  headers that a person left out, of this file or of that one
    offers  headers that mean nothing known, and whether they make good dimensions of the company's own
    translations  the columns whose cells don't count as they stand
    rivals  headers left out that name a column which another header is taken for
    """

    file: str
    sha256: str
    status: Status
    message: str
    choices: Choices
    sheets: tuple[str, ...] = ()
    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    headers: tuple[str, ...] = ()
    preview: tuple[tuple[str, ...], ...] = ()
    layout: Layout | None = None
    matches: tuple[Match, ...] = ()
    rows: int = 0
    frame: pd.DataFrame | None = None
    problems: tuple[Problem, ...] = ()
    rejected: int = 0
    conversions: tuple[Conversion, ...] = ()
    question: Question | None = None
    notes: tuple[str, ...] = ()
    faulty: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    mended: tuple[Mended, ...] = ()
    left_out: LeftOut | None = None
    origin: Origin | None = None
    fingerprint: str = ""
    memory: Memory | None = None
    ignored: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    translations: tuple[Translation, ...] = ()
    rivals: tuple[Match, ...] = ()

    @property
    def mapping(self) -> dict[str, str]:
        """Header -> column key, in the file's order."""
        return {match.header: match.column for match in self.matches}


@dataclass(frozen=True)
class Upload:
    """A file that was loaded; or what is ``recorded`` in the page, one complaint or all of them."""

    upload_id: int
    file: str
    kind: str
    layout: str
    sheet: str | None
    header_row: int | None
    mapping: Mapping[str, str]
    rows: int
    loaded: int
    rejected: int
    replaced: int
    uploaded_at: datetime
    uploaded_by: str
    is_sample: bool
    first_day: date | None
    last_day: date | None
    recorded: bool = False


@dataclass(frozen=True)
class LoadResult:
    """What became of a file: the preparation, and the upload where it was loaded."""

    preparation: Preparation
    status: Status
    message: str
    upload: Upload | None = None


@dataclass(frozen=True)
class Undone:
    """What an undo does to the rows that count, so that ``removed`` and ``kept`` are all rows of the file.

    removed   rows of the file that no longer count
    restored  rows of earlier files that count again, each in place of a removed one of the same identity
    kept      rows of the file that counted no more, as a later file had replaced them: what that file says
              keeps counting
    """

    upload_id: int
    removed: int
    restored: int
    kept: int = 0
