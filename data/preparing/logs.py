"""Rows of events (survey answers, complaints, contacts) made ready for the store.

Durations and times of day complete the moments that they belong to; moments that contradict others, and
statuses that contradict a resolution time, are reported.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.complaints import WITHIN
from data.kinds import LAYOUTS
from data.language import gettext as _
from data.records import Choices, Problem
from data.specs import Layout, Type
from data.values.cells import status_is_open
from data.values.cleaning import Cleaned

# A moment -> the duration that completes it.
STAND_INS = {
    column.fills: column.key
    for layout in LAYOUTS
    for column in layout.columns
    if column.fills and column.type is Type.HOURS
}

Shaped = tuple[pd.DataFrame, list[Problem]]


def shape_log(cleaned: Cleaned, layout: Layout, choices: Choices) -> Shaped:
    """The rows of a log with its stored columns, and the problems that show between columns.

    Complaints get ``is_open``: by the status where its word is known, else open while there is no resolution;
    missing where the file tells neither.
    """
    frame = _dated(cleaned.frame.copy(deep=False), layout, choices)
    frame, problems = _without_durations(frame, layout, cleaned)
    frame = _completed(frame, layout)
    frame, out_of_order = _in_sequence(frame, layout, cleaned)
    problems += out_of_order
    if layout.kind == "complaints":
        frame, contradictions = _with_openness(frame, cleaned, {problem.row for problem in problems})
        problems += contradictions
    return frame, problems


def _dated(frame: pd.DataFrame, layout: Layout, choices: Choices) -> pd.DataFrame:
    """A survey without dates happened on the day that a person gave, complaints within the days given.

    Complaints of several days have none of their own: their moment stays missing.
    """
    if not layout.moment or layout.moment in frame:
        return frame
    days = choices.days if layout.kind == "complaints" else None
    first, last = days or (choices.date, choices.date)
    own_day = pd.Timestamp(str(first)) if first == last else pd.NaT
    frame[layout.moment] = pd.Series(own_day, index=frame.index, dtype="datetime64[us]")
    if first == last:
        return frame
    edges = zip(WITHIN, (first, last), strict=True)
    return frame.assign(**{name: pd.Timestamp(str(day)) for name, day in edges})


def _without_durations(frame: pd.DataFrame, layout: Layout, cleaned: Cleaned) -> Shaped:
    """Durations since receipt tell no moment where the day of receipt isn't known: they aren't used."""
    problems: list[Problem] = []
    if WITHIN[0] in frame:
        reason = _("counts from the day of receipt, which the file doesn't tell, so it is not used")
        for column in layout.columns:
            if column.type is Type.HOURS and column.key in frame and column.fills:
                given = frame.pop(column.key).notna()
                problems += problems_where(frame, given, column.fills, cleaned, reason, to_mend=False)
    return frame, problems


def _completed(frame: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    for column in layout.columns:
        if column.fills is not None and column.key in frame:
            complete = COMPLETING.get(column.type, _with_duration)
            frame[column.fills] = complete(frame, layout.moment or "", column.fills, frame.pop(column.key))
    return frame


def _with_clock(frame: pd.DataFrame, _moment: str, filled: str, clocks: pd.Series) -> pd.Series:
    """Days with the time of day from a column of its own, unless the days have times already."""
    days = frame[filled]
    timed = (days + clocks.fillna(pd.Timedelta(0))).astype("datetime64[us]")
    return timed if _dateonly(days) else days


def _with_opposite(frame: pd.DataFrame, _moment: str, filled: str, flags: pd.Series) -> pd.Series:
    """The opposite of a yes or no, where the file doesn't say it itself: what is abandoned isn't answered."""
    return frame[filled].fillna(~flags) if filled in frame else ~flags


def _dateonly(moments: pd.Series) -> bool:
    """Whether a column has days alone, without a time of day."""
    known = moments.dropna()
    return bool((known == known.dt.normalize()).all())


def _with_duration(frame: pd.DataFrame, moment: str, filled: str, seconds: pd.Series) -> pd.Series:
    """So many seconds after the row's own moment, unless the moment itself is given with its time of day.

    Where the file gives days alone, the duration beside them tells more.
    """
    reckoned = (frame[moment] + pd.to_timedelta(seconds, unit="s")).astype("datetime64[us]")
    if filled not in frame:
        return reckoned
    timed = not _dateonly(frame[filled]) and not _dateonly(frame[moment])
    return frame[filled].fillna(reckoned) if timed else reckoned.fillna(frame[filled])


# How a column completes the one that it fills; durations are added to the row's own moment.
COMPLETING = {Type.CLOCK: _with_clock, Type.FLAG: _with_opposite}


def _in_sequence(frame: pd.DataFrame, layout: Layout, cleaned: Cleaned) -> Shaped:
    """Nothing is answered or resolved before it came in: such moments are taken as empty."""
    problems: list[Problem] = []
    for key in (column.key for column in layout.columns if column.follows):
        if key in frame and layout.moment:
            early = frame[key] < frame[layout.moment]
            same_day = early & _dateonly(frame[key]) & (frame[key] == frame[layout.moment].dt.normalize())
            reason = _("has no time of day, so it is taken as done at once")
            problems += problems_where(frame, same_day, key, cleaned, reason, to_mend=False)
            frame.loc[same_day, key] = frame.loc[same_day, layout.moment]
            before = early & ~same_day
            problems += problems_where(frame, before, key, cleaned, _before_the_row(layout))
            frame.loc[before, key] = pd.NaT
    return frame, problems


def _before_the_row(layout: Layout) -> str:
    if layout.kind == "complaints":
        return _("lies before the complaint was received")
    return _("lies before the row's own date")


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
        to_mend=False,
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


def _in_file(cleaned: Cleaned, key: str) -> str:
    """The column itself where the file has it, else the duration that completes it."""
    return key if key in cleaned.headers else STAND_INS.get(key, key)


def _header_of(cleaned: Cleaned, key: str) -> str:
    return cleaned.headers.get(_in_file(cleaned, key), "")


def problems_where(
    frame: pd.DataFrame,
    rows: pd.Series,
    key: str,
    cleaned: Cleaned,
    reason: str,
    *,
    left_out: bool = False,
    to_mend: bool = True,
) -> list[Problem]:
    """A problem with the cell of column ``key`` for every row that ``rows`` marks."""
    numbers = frame.loc[rows.fillna(False).astype(bool), "row_number"].tolist()
    if not numbers:
        return []
    header, texts = _header_of(cleaned, key), cleaned.texts.get(_in_file(cleaned, key))
    places = np.searchsorted(cleaned.numbers, numbers).tolist()
    return [
        Problem(number, header, texts[place] if texts else "", reason, left_out, to_mend)
        for number, place in zip(numbers, places, strict=True)
    ]
