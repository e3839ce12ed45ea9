"""The health of the data: what each kind of data covers, what is wrong with it, and what follows for KPIs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from data.kinds import COMPLAINTS, KINDS, LAYOUTS, MOMENTS, UNDATED_COMPLAINTS
from data.records import Upload
from data.store import Store, scales, uploads
from data.store.conversions import conversions
from metrics.facts import StoredFacts
from metrics.health import list_checks, period_totals, row_checks, source_checks, time_checks, value_checks
from metrics.health.checked import Checked
from metrics.health.empty_columns import shares
from metrics.health.findings import Finding, ordered, touched
from metrics.health.gaps import Gap
from metrics.health.profiles import profile
from metrics.query import Source

# The fact table of the logs or lists of a kind.
TABLES = {layout.kind: layout.table for layout in LAYOUTS if layout.table in MOMENTS}


@dataclass(frozen=True)
class Missing:
    """How many rows have no value in a column, and the KPIs that the column gives values to.

    own     the column's name, where it is one of the company's own
    """

    column: str
    share: float
    kpis: tuple[str, ...]
    own: str = ""


@dataclass(frozen=True)
class KindHealth:
    """What a kind of data covers.

    rows        that count; of totals, one a period and column
    gaps        the stretches without rows, of logs and totals together
    missing     the columns that any row fills
    """

    kind: str
    rows: int
    first: date | None
    last: date | None
    files: tuple[Upload, ...]
    gaps: tuple[Gap, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True)
class Health:
    """What all kinds of data cover that have any, and all that was found, the worst first."""

    kinds: tuple[KindHealth, ...]
    findings: tuple[Finding, ...]


class _Whole(StoredFacts):
    """Facts of a store in which all that is recorded in the page is of one upload, as it is listed."""

    def __init__(self, store: Store, log: int | None) -> None:
        """Read from ``store``; ``log`` is the number under which the page's records go."""
        super().__init__(store)
        self._log = log

    def frame(self, table: str) -> nw.LazyFrame[Any]:
        """The current rows of a fact table."""
        rows = super().frame(table)
        if self._log is None or table != "complaints":
            return rows
        own = nw.when(nw.col("recorded")).then(nw.lit(self._log)).otherwise(nw.col("upload_id"))
        return rows.with_columns(upload_id=own)


def examine(store: Store) -> Health:
    """Look at all that is loaded: a few scans of each fact table, whatever the filters."""
    known = uploads(store)
    source = _Whole(store, next((one.upload_id for one in known if one.recorded), None))
    totals = period_totals.periods(source)
    looked = [
        _checked(store, source, kind, tuple(one for one in known if one.kind == kind), totals)
        for kind in KINDS
        if any(one.kind == kind for one in known)
    ]
    return Health(tuple(_kind(one) for one in looked), ordered(_findings(store, source, looked)))


def _findings(store: Store, source: Source, looked: Sequence[Checked]) -> Iterator[Finding]:
    read = conversions(store)
    for one in looked:
        yield from time_checks.check(one)
        yield from row_checks.check(one, store)
        yield from value_checks.check(one, source, read)
        yield from list_checks.check(one, source)
    yield from source_checks.check(looked)


def _checked(
    store: Store, source: Source, kind: str, files: tuple[Upload, ...], totals: pd.DataFrame
) -> Checked:
    # Whatever the time zone, nothing can have happened on the second day after the latest file came.
    latest = datetime.combine(max(one.uploaded_at for one in files).date(), time()) + timedelta(days=2)
    table = TABLES.get(kind)
    found = profile(source, table, latest) if table else None
    undated = _undated(source) if kind == COMPLAINTS.kind else {}
    return Checked(kind, files, found, totals[totals["kind"] == kind], scales(store), undated)


def _undated(source: Source) -> dict[int, int]:
    """File -> its current rows that have no day of their own."""
    counts = source.frame(UNDATED_COMPLAINTS).group_by("upload_id").agg(rows=nw.len())
    found = counts.collect("pandas").to_native()
    return {int(number): int(rows) for number, rows in zip(found["upload_id"], found["rows"], strict=True)}


def _kind(one: Checked) -> KindHealth:
    ends = (one.daily.index[:1], one.daily.index[-1:], one.totals["first"], one.totals["last"])
    apart = [file for file in one.files if file.upload_id in one.undated]
    edges = [pd.Timestamp(str(day)) for file in apart for day in (file.first_day, file.last_day) if day]
    known = pd.DatetimeIndex([*(moment for days in ends for moment in days), *edges])
    rows = (
        (one.profile.rows if one.profile else 0) + int(one.totals["rows"].sum()) + sum(one.undated.values())
    )
    return KindHealth(
        kind=one.kind,
        rows=rows,
        first=known.min().date() if len(known) else None,
        last=known.max().date() if len(known) else None,
        files=one.files,
        gaps=tuple(one.gaps),
        missing=_missing(one),
    )


def _missing(one: Checked) -> tuple[Missing, ...]:
    found = shares(one.profile) if one.profile else _missing_of_totals(one.totals)
    return tuple(
        Missing(key, share, touched(one.files, key), one.own(key))
        for key, share in sorted(found.items(), key=lambda item: -item[1])
    )


def _missing_of_totals(rows: pd.DataFrame) -> dict[str, float]:
    """Part -> the share of the periods for which no file tells it."""
    periods = rows[["first", "last"]].drop_duplicates()
    told = rows.drop_duplicates(["part", "first", "last"]).groupby("part").size()
    return {str(key): 1 - count / len(periods) for key, count in told.items()}
