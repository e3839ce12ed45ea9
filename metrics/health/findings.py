"""What may be wrong with the data: findings, how bad they are, and which KPIs each of them touches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from data.kinds import layout_named
from data.records import Upload
from metrics.catalogue import all_kpis, kpi_named
from metrics.feeds import fed, fed_by
from metrics.kpi import Kpi
from metrics.periods import Grain


class Severity(StrEnum):
    """How bad a finding is for a verdict, the worst first."""

    BLOCKS = "blocks"
    WEAKENS = "weakens"
    GOOD_TO_KNOW = "good_to_know"


class About(StrEnum):
    """What a finding is about."""

    GAP = "gap"
    CLOSED = "closed"
    EMPTY_DAYS = "empty_days"
    STRAY = "stray"
    FUTURE = "future"
    ALIKE = "alike"
    MAYBE_ALIKE = "maybe_alike"
    COPIED = "copied"
    SHARED_IDS = "shared_ids"
    NO_COLUMN = "no_column"
    BLANKS = "blanks"
    SPARSE = "sparse"
    OUTLIERS = "outliers"
    OFF_SCALE = "off_scale"
    JUMP = "jump"
    SHIFT = "shift"
    TOTAL = "total"
    SCALES = "scales"
    LOW_FILE = "low_file"
    OTHER_LEVEL = "other_level"
    SOURCES = "sources"
    DISJOINT = "disjoint"
    LEFT_OUT = "left_out"
    UNDATED = "undated"
    UNREAD = "unread"
    SINCE_JOINING = "since_joining"


@dataclass(frozen=True)
class Finding:
    """One thing found in the data of a kind.

    kind        of files: surveys, complaints, contacts, retention, operations
    column      the key of the column that it is about
    columns     where it is about several, the keys of all of them, own ones by their name
    own         that column's name, where it is one of the company's own
    first, last the days that it is about; None where it is about no days
    rows        how many rows
    share       those rows as a share of all rows that they are seen among
    uploads     the numbers of the files that it is about
    kpis        keys of the KPIs that it touches
    numbers     what else the words tell
    days        days named one by one
    examples    values named one by one
    """

    about: About
    kind: str
    severity: Severity
    rows: int = 0
    share: float = 0.0
    column: str | None = None
    columns: tuple[str, ...] = ()
    own: str = ""
    first: date | None = None
    last: date | None = None
    grain: Grain | None = None
    uploads: tuple[int, ...] = ()
    kpis: tuple[str, ...] = ()
    numbers: Mapping[str, float] = field(default_factory=dict)
    days: tuple[date, ...] = ()
    examples: tuple[str, ...] = ()


_ORDER = list(Severity)


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The worst first, the latest first of equally bad ones."""
    latest = sorted(findings, key=lambda one: one.last or date.min, reverse=True)
    return tuple(sorted(latest, key=lambda one: (_ORDER.index(one.severity), -one.share)))


def by_share(share: float, weakens: float, blocks: float) -> Severity:
    """How bad it is by the share of the rows that it is about."""
    if share >= blocks:
        return Severity.BLOCKS
    return Severity.WEAKENS if share >= weakens else Severity.GOOD_TO_KNOW


def touched(uploads: Sequence[Upload], column: str | None = None) -> tuple[str, ...]:
    """Keys of the KPIs that files give values to, of a column those that it gives values to.

    By what each KPI says that it needs; in the order of the catalogue.
    """
    found: set[str] = set()
    for layout in {upload.layout for upload in uploads}:
        mapped = {
            key: key for upload in uploads if upload.layout == layout for key in upload.mapping.values()
        }
        kpis = {kpi.key for kpi in fed(layout, mapped)}
        found |= kpis if column is None else kpis & {kpi.key for kpi in _of_column(layout, column)}
    return tuple(kpi.key for kpi in all_kpis() if kpi.key in found)


def _of_column(layout: str, column: str) -> list[Kpi]:
    known = {each.key for each in layout_named(layout).columns}
    return fed_by(layout, column) if column in known else []


def counting(kpis: Iterable[str]) -> tuple[str, ...]:
    """Those KPIs that count rows: what is missing makes them lower, what is doubled higher."""
    return tuple(key for key in kpis if kpi_named(key).adds_up)
