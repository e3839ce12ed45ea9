"""Complaints with all that their procedure is told by, and until when their own file tells of it."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals.stable.v2 as nw
import pandas as pd

from data.kinds import COMPLAINTS as LOG
from metrics.filtered import NOT_GIVEN, edges
from metrics.procedure.stages import RECEIVED
from metrics.query import Days, Filters, Source
from metrics.readings import read

COMPLAINTS = "complaints"
_LATER = tuple(column for column in LOG.columns if column.follows)
MOMENTS = (RECEIVED.moment, *(column.key for column in _LATER))
_TOLD = tuple(column.tells for column in _LATER)
_READ = ("upload_id", "row_number", "known_until", "is_open", "promised_at", "promise_due", "recorded")
# A file tells until this many of its moments at least: a few mistyped ones can't move that into the future.
_FEWEST_LATEST = 5


def cases(source: Source, more: Sequence[str] = ()) -> pd.DataFrame:
    """All complaints with a moment of receipt, a row each; ``more`` names further columns to read.

    Columns: upload_id, row_number, all moments of a complaint, what each one's file tells of, is_open
    (missing where nobody knows), promised_at, promise_due, the dimensions, ``file`` (the name of its file),
    and ``until``: the moment until which that tells.
    """
    dimensions = [column.key for column in source.dimensions(COMPLAINTS)]
    columns = dict.fromkeys((*_READ, *MOMENTS, *_TOLD, *dimensions, *more))
    frame = read(source.frame(COMPLAINTS), COMPLAINTS, source.scales(), source.standards())
    found = frame.filter(~nw.col("received_at").is_null()).select(*columns).collect("pandas").to_native()
    for moment in (*MOMENTS, "known_until", "promised_at", "promise_due"):
        found[moment] = found[moment].astype("datetime64[us]")
    for flag in ("is_open", "recorded", *_TOLD):
        found[flag] = found[flag].astype("boolean")
    files = {number: one.file for one in source.coverage().get(COMPLAINTS, ()) for number in one.uploads}
    until = found["known_until"] if found.empty else _until(found)
    return found.assign(file=found["upload_id"].map(files), until=until)


def _until(found: pd.DataFrame) -> pd.Series:
    """Until when each complaint's file tells: the latest moment of its last day, else that day's beginning.

    Its last day is that of the last receipt, or a later one of which it has some moments. All that is
    recorded in the page is one log.
    """
    file = found["upload_id"].mask(in_page(found), -1)
    moments = pd.concat([found[moment] for moment in MOMENTS], ignore_index=True)
    told = pd.DataFrame({"file": pd.concat([file] * len(MOMENTS), ignore_index=True), "moment": moments})
    told = told.dropna().sort_values("moment")
    some = told.groupby("file")["moment"].nth(-_FEWEST_LATEST)
    reached = pd.Series(some.to_numpy(), index=told.loc[some.index, "file"].to_numpy())
    receipt = found["known_until"].groupby(file).max()
    last = pd.concat([reached, receipt], axis=1).max(axis=1).dt.normalize()
    on_last = told[told["moment"].dt.normalize() == told["file"].map(last)]
    until = pd.concat([last, on_last.groupby("file")["moment"].max()], axis=1).max(axis=1)
    return pd.Series(until.reindex(file).to_numpy("datetime64[us]"), index=found.index)


def in_page(found: pd.DataFrame) -> pd.Series:
    """Which complaints are recorded in the page, or changed there."""
    return found["recorded"].fillna(False).astype(bool)


def source_ends(found: pd.DataFrame) -> pd.Series:
    """For each complaint, the last moment that its source tells of: the files together, or the page."""
    return found["until"].groupby(in_page(found)).transform("max")


def today(found: pd.DataFrame) -> pd.Timestamp | None:
    """The last moment that any file tells of; None without complaints."""
    return None if found.empty else found["until"].max()


def kept(found: pd.DataFrame, where: Filters, days: Days | None = None) -> pd.DataFrame:
    """The complaints that filters keep, received on some days."""
    mask = pd.Series(data=True, index=found.index)
    for name, members in where:
        mask &= found[name].fillna(NOT_GIVEN).isin(members)
    first, after = edges(days or Days())
    if first is not None:
        mask &= found["received_at"] >= first
    if after is not None:
        mask &= found["received_at"] < after
    return found[mask]
