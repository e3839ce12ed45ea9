"""Complaints with all that their procedure is told by, and until when their own file tells of it."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals.stable.v2 as nw
import pandas as pd

from metrics.counting.scan import NOT_GIVEN, window
from metrics.procedure.stages import STAGES
from metrics.query import Filters, Query, Source
from metrics.readings import read
from metrics.windows import Days

COMPLAINTS = "complaints"
MOMENTS = (*(stage.moment for stage in STAGES), "followed_up_at")
_TOLD = (*(stage.tells for stage in STAGES if stage.tells), "tells_follow_up")
_READ = ("upload_id", "row_number", "known_until", "is_open", "promised_at", "promise_due", "recorded")
# A file tells until this many of its moments at least: a few mistyped ones can't move that into the future.
_FEWEST_LATEST = 5


def cases(source: Source, more: Sequence[str] = ()) -> pd.DataFrame:
    """All complaints with a moment of receipt, a row each; ``more`` names further columns to read.

    Columns: upload_id, row_number, the moments of all stages and of the follow-up, what each one's file tells
    of, is_open (missing where nobody knows), promised_at, promise_due, the dimensions, and ``until``: the
    moment until which the file of each tells.
    """
    dimensions = [column.key for column in source.dimensions(COMPLAINTS)]
    columns = dict.fromkeys((*_READ, *MOMENTS, *_TOLD, *dimensions, *more))
    frame = read(source.frame(COMPLAINTS), COMPLAINTS, source.scales(), source.standards())
    found = frame.filter(~nw.col("received_at").is_null()).select(*columns).collect("pandas").to_native()
    for moment in (*MOMENTS, "known_until", "promised_at", "promise_due"):
        found[moment] = found[moment].astype("datetime64[us]")
    for flag in ("is_open", "recorded", *_TOLD):
        found[flag] = found[flag].astype("boolean")
    return found.assign(until=found["known_until"] if found.empty else _until(found))


def _until(found: pd.DataFrame) -> pd.Series:
    """Until when each complaint's file tells: the last day of a receipt, or later moments where it has some.

    All that is recorded in the page is one log.
    """
    file = found["upload_id"].mask(found["recorded"].fillna(False).astype(bool), -1)
    moments = pd.concat([found[moment] for moment in MOMENTS], ignore_index=True)
    told = pd.DataFrame({"file": pd.concat([file] * len(MOMENTS), ignore_index=True), "moment": moments})
    latest = told.dropna().sort_values("moment").groupby("file")["moment"].nth(-_FEWEST_LATEST)
    by_file = pd.Series(latest.to_numpy(), index=told.loc[latest.index, "file"].to_numpy())
    reached = pd.Series(by_file.reindex(file).to_numpy("datetime64[us]"), index=found.index)
    return pd.concat([reached, found["known_until"]], axis=1).max(axis=1)


def today(found: pd.DataFrame) -> pd.Timestamp | None:
    """The last moment that any file tells of; None without complaints."""
    return None if found.empty else found["until"].max()


def kept(found: pd.DataFrame, where: Filters, days: Days | None = None) -> pd.DataFrame:
    """The complaints that filters keep, received on some days."""
    mask = pd.Series(data=True, index=found.index)
    for name, members in where:
        mask &= found[name].fillna(NOT_GIVEN).isin(members)
    first, after = window(Query((), first=days.first, last=days.last)) if days else (None, None)
    if first is not None:
        mask &= found["received_at"] >= first
    if after is not None:
        mask &= found["received_at"] < after
    return found[mask]
