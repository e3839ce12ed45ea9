"""What travels between the steps of an upload, and what the store gives back: small frozen records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

import pandas as pd

from data.tables import Layout, Scale

Basis = Literal["absolute", "percent", "points"]
Status = Literal["ready", "loaded", "duplicate", "refused", "needs_answer"]


@dataclass(frozen=True)
class Choices:
    """What a person decided in place of what would be detected; ``None`` leaves it to detection.

    mapping      header -> column key, or ``None`` to leave that header out
    date         the day of a survey without dates
    scales       column key -> the scale of this file
    edits        row of the file -> header -> what stands there once it is mended
    """

    kind: str | None = None
    layout: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    mapping: Mapping[str, str | None] = field(default_factory=dict)
    date: date | None = None
    snapshot_date: date | None = None
    day_first: bool | None = None
    scales: Mapping[str, Scale] = field(default_factory=dict)
    edits: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


class Stage(StrEnum):
    """Where the reading and storing of a file is."""

    READING = "reading"
    FINDING = "finding"
    CHECKING = "checking"
    STORING = "storing"


# Told between the steps of a long work, with the share of the stage that is done; what it raises ends the work.
Tell = Callable[[Stage, float], None]


def untold(stage: Stage, share: float) -> None:
    """Nobody is told how far a work is."""


@dataclass(frozen=True)
class Sheet:
    """One sheet as text. ``cells`` are rows of equal length, empty cells as ``""``.

    errors  row, column and what is shown of cells that are empty because their formula failed in a way
            that only newer programs know, both counted from 1
    """

    name: str
    cells: tuple[tuple[str, ...], ...]
    visible: bool = True
    errors: tuple[tuple[int, int, str], ...] = ()


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

    ``left_out`` tells whether the whole row stays out or the cell alone is taken as empty.
    """

    row: int
    column: str
    value: str
    reason: str
    left_out: bool


@dataclass(frozen=True)
class Question:
    """What has to be answered before a file can load, and the option that answers it."""

    about: Literal["kind", "sheet", "date", "snapshot_date", "day_first"]
    text: str
    option: str


@dataclass(frozen=True)
class Conversion:
    """A score read on another scale than the company's, or with stand-ins taken as missing."""

    column: str
    header: str
    scale: Scale
    missing: int = 0


@dataclass(frozen=True)
class Preparation:
    """All that is known of a file before it is loaded.

    frame   one row a kept row: ``row_number`` and the stored columns of the layout that the file
            has, typed; personal columns among them. ``None`` unless the status is ready.
    """

    file: str
    sha256: str
    status: Status
    message: str
    choices: Choices
    sheets: tuple[str, ...] = ()
    sheet: str | None = None
    header_row: int | None = None
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

    @property
    def mapping(self) -> dict[str, str]:
        """Header -> column key, in the file's order."""
        return {match.header: match.column for match in self.matches}


@dataclass(frozen=True)
class Upload:
    """A file that was loaded."""

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


@dataclass(frozen=True)
class LoadResult:
    """What became of a file: the preparation, and the upload where it was loaded."""

    preparation: Preparation
    status: Status
    message: str
    upload: Upload | None = None


@dataclass(frozen=True)
class Undone:
    """What an undo did: rows taken away, and earlier versions brought back."""

    upload_id: int
    removed: int
    restored: int


@dataclass(frozen=True)
class Rollout:
    """A policy taking effect on a day, for everyone or for one member of a dimension."""

    starts_on: date
    dimension: str | None = None
    member: str | None = None


@dataclass(frozen=True)
class Policy:
    """A customer-service policy and the days on which it took effect."""

    name: str
    rollouts: tuple[Rollout, ...]
    policy_id: int | None = None
    is_sample: bool = False


@dataclass(frozen=True)
class Goal:
    """A target as it was agreed, before its baseline is worked out.

    basis    absolute: ``amount`` is the value; percent: the baseline changed by ``amount`` percent;
             points: the baseline plus ``amount``
    dimension, member    for whom; the whole company without
    """

    kpi: str
    basis: Basis
    amount: float
    due: date
    dimension: str | None = None
    member: str | None = None


@dataclass(frozen=True)
class Target:
    """A goal with its baseline frozen.

    value    the value to reach, worked out when the target was set
    """

    kpi: str
    basis: Basis
    amount: float
    value: float
    due: date
    dimension: str | None = None
    member: str | None = None
    baseline: float | None = None
    baseline_from: date | None = None
    baseline_to: date | None = None
    baseline_n: int | None = None
    target_id: int | None = None
    is_sample: bool = False
