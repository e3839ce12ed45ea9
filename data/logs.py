"""Rows of events (survey answers, complaints, contacts) made ready for the store.

Durations and times of day complete the moments that they belong to; moments that contradict others, and
statuses that contradict a resolution time, are reported.
"""

from __future__ import annotations

import pandas as pd

from data.cells import status_is_open
from data.cleaning import Cleaned
from data.language import gettext as _
from data.records import Choices, Problem
from data.tables import Layout, Type

NOT_BEFORE = ("first_response_at", "resolved_at", "followed_up_at")

Shaped = tuple[pd.DataFrame, list[Problem]]


def shape_log(cleaned: Cleaned, layout: Layout, choices: Choices) -> Shaped:
    """The rows of a log with its stored columns, and the problems that show between columns.

    Complaints get ``is_open``: by the status where its word is known, else open while there is no resolution;
    missing where the file tells neither.
    """
    frame = _dated(cleaned.frame.copy(), layout, choices)
    frame = _completed(frame, layout)
    frame, problems = _in_sequence(frame, layout, cleaned)
    if layout.kind == "complaints":
        frame, contradictions = _with_openness(frame, cleaned, {problem.row for problem in problems})
        problems += contradictions
    return frame, problems


def _dated(frame: pd.DataFrame, layout: Layout, choices: Choices) -> pd.DataFrame:
    """A survey without dates happened on the day that a person gave."""
    if layout.moment and layout.moment not in frame:
        frame[layout.moment] = pd.Series(
            pd.Timestamp(str(choices.date)), index=frame.index, dtype="datetime64[us]"
        )
    return frame


def _completed(frame: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    for column in layout.columns:
        if column.fills is not None and column.key in frame:
            complete = _with_clock if column.type is Type.CLOCK else _with_duration
            frame[column.fills] = complete(frame, layout.moment or "", column.fills, frame.pop(column.key))
    return frame


def _with_clock(frame: pd.DataFrame, _moment: str, filled: str, clocks: pd.Series) -> pd.Series:
    """Days with the time of day from a column of its own, unless the days have times already."""
    days = frame[filled]
    dateonly = (days.dropna() == days.dropna().dt.normalize()).all()
    return (days + clocks.fillna(pd.Timedelta(0))).astype("datetime64[us]") if dateonly else days


def _with_duration(frame: pd.DataFrame, moment: str, filled: str, seconds: pd.Series) -> pd.Series:
    """The moment itself where it's given, else so many seconds after the row's own."""
    reckoned = (frame[moment] + pd.to_timedelta(seconds, unit="s")).astype("datetime64[us]")
    return frame[filled].fillna(reckoned) if filled in frame else reckoned


def _in_sequence(frame: pd.DataFrame, layout: Layout, cleaned: Cleaned) -> Shaped:
    """Nothing is answered or resolved before it came in: such moments are taken as empty."""
    problems: list[Problem] = []
    for key in NOT_BEFORE:
        if key in frame and layout.moment:
            early = frame[key] < frame[layout.moment]
            problems += problems_where(frame, early, key, cleaned, _("lies before the row's own date"))
            frame.loc[early, key] = pd.NaT
    return frame, problems


def _with_openness(frame: pd.DataFrame, cleaned: Cleaned, ended: set[int]) -> Shaped:
    """``is_open``, and the resolution times of complaints whose status says open taken as empty.

    ``ended`` are rows whose resolution time was taken as empty because it can't be: they were resolved.
    """
    by_status = _open_by_status(frame)
    frame["is_open"] = by_status.fillna(_open_by_resolution(frame, cleaned, ended))
    if "resolved_at" not in frame:
        return frame, []
    contradicted = by_status.fillna(False).astype(bool) & frame["resolved_at"].notna()
    problems = problems_where(
        frame,
        contradicted,
        "resolved_at",
        cleaned,
        _("still open by its status, so its resolution time is not used"),
    )
    frame.loc[contradicted, "resolved_at"] = pd.NaT
    return frame, problems


def _open_by_status(frame: pd.DataFrame) -> pd.Series:
    if "status" not in frame:
        return pd.Series(pd.NA, index=frame.index, dtype="boolean")
    statuses = frame["status"]
    meanings = {status: status_is_open(status) for status in statuses.dropna().unique()}
    return pd.Series([meanings.get(status) for status in statuses], index=frame.index, dtype="boolean")


def _open_by_resolution(frame: pd.DataFrame, cleaned: Cleaned, ended: set[int]) -> pd.Series:
    """Open while there's no resolution; unknown where what is written there can't be read."""
    if "resolved_at" not in frame:
        return pd.Series(pd.NA, index=frame.index, dtype="boolean")
    headers = {_header_of(cleaned, "resolved_at")}
    unread = {problem.row for problem in cleaned.problems if problem.column in headers}
    missing = frame["resolved_at"].isna() & ~frame["row_number"].isin(ended)
    return missing.astype("boolean").mask(missing & frame["row_number"].isin(unread))


def _header_of(cleaned: Cleaned, key: str) -> str:
    """The header of a column, or of the duration that completes it."""
    stand_in = {"resolved_at": "resolution_hours", "first_response_at": "first_response_hours"}.get(key, key)
    return cleaned.headers.get(key) or cleaned.headers.get(stand_in, "")


def problems_where(
    frame: pd.DataFrame, rows: pd.Series, key: str, cleaned: Cleaned, reason: str, left_out: bool = False
) -> list[Problem]:
    """A problem with the cell of column ``key`` for every row that ``rows`` marks."""
    header = _header_of(cleaned, key)
    marked = frame.loc[rows.fillna(False).astype(bool), ["row_number", key]]
    return [
        Problem(int(number), header, "" if pd.isna(value) else str(value), reason, left_out)
        for number, value in marked.itertuples(index=False)
    ]
