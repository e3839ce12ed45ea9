"""The procedure of complaints a second time, row by row and without anything of the first."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Any

from data.store import Store
from tests.metrics.procedure.logs import STAGES

Row = dict[str, Any]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SOURCES = {"first_response_at": "first_response_hours", "resolved_at": "resolution_hours"}


def rows(store: Store) -> list[Row]:
    """The current complaints with the columns of their file and until when it tells."""
    with store.cursor() as cursor:
        uploads = cursor.execute("SELECT upload_id, last_day, mapping FROM uploads").fetchall()
        found = cursor.execute("SELECT * FROM complaints_rows WHERE superseded_by IS NULL")
        names = [column[0] for column in found.description or []]
        every: list[Row] = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    for upload, last_day, mapping in uploads:
        mine = [row for row in every if row["upload_id"] == upload]
        moments = sorted(
            row[stage] for row in mine for stage in (*STAGES, "followed_up_at") if row.get(stage) is not None
        )
        until = datetime.combine(last_day, time())
        if len(moments) >= 5:
            until = max(until, moments[-5])
        day = until.date()
        until = max(
            [moment for moment in moments if moment.date() == day], default=datetime.combine(day, time())
        )
        columns = {*json.loads(mapping).values()}
        for row in mine:
            row["until"], row["columns"] = until, columns
    return every


def told(row: Row, stage: str) -> bool:
    return stage == "received_at" or stage in row["columns"] or SOURCES.get(stage) in row["columns"]


def standing(row: Row, stage: str) -> str:
    """Where a complaint stands at a stage, in the words of ``Standing``."""
    known = {one: told(row, one) or (one == "resolved_at" and row["is_open"] is not None) for one in STAGES}
    done = {one: row[one] is not None for one in STAGES}
    if row["is_open"] is False and not told(row, "resolved_at"):
        done["resolved_at"] = True
    if done[stage]:
        return "reached"
    if not known[stage]:
        return "untold"
    at = STAGES.index(stage)
    if any(done[one] for one in STAGES[at + 1 :]):
        return "skipped"
    earlier = [one for one in STAGES[:at] if known[one] and not done[one]]
    if any(_none_after(done, one) for one in earlier):
        return "ahead"
    return _next(row, is_resolved=done["resolved_at"])


def _none_after(done: dict[str, bool], stage: str) -> bool:
    return not any(done[one] for one in STAGES[STAGES.index(stage) :])


def _next(row: Row, *, is_resolved: bool) -> str:
    """How a complaint stands at the stage that comes next."""
    if is_resolved or row["is_open"]:
        return "waiting"
    if row["is_open"] is False:
        return "closed"
    return "unknown" if told(row, "resolved_at") else "waiting"


def steps(every: list[Row]) -> list[tuple[str, str]]:
    return list(pairwise(stage for stage in STAGES if any(told(row, stage) for row in every)))


def durations(every: list[Row], start: str, end: str) -> list[tuple[float, bool]]:
    """Hours in a step and whether it is over, of those that tell; negative ones are noted the wrong way."""
    found: list[tuple[float, bool]] = []
    for row in every:
        begun, over = row[start], row[end]
        if begun is None or begun > row["until"] or not told(row, start) or not told(row, end):
            continue
        waits = standing(row, end) in ("waiting", "ahead") and not _left(row)
        if over is not None and (over < begun or over <= row["until"]):
            found.append(((over - begun) / HOUR, True))
        elif over is not None or waits:
            found.append(((row["until"] - begun) / HOUR, False))
    return found


def _left(row: Row) -> bool:
    return any(standing(row, stage) in ("closed", "unknown") for stage in STAGES)


def within(told_of: list[tuple[float, bool]], share: float) -> float | None:
    """The time by which a share is through: the product of those that stay, one time after the other."""
    stay = 1.0
    for time_of in sorted({hours for hours, over in told_of if over}):
        at_risk = sum(hours >= time_of for hours, _over in told_of)
        ended = sum(over and hours == time_of for hours, over in told_of)
        stay *= 1 - ended / at_risk
        if stay <= 1 - share + 1e-9:
            return time_of
    return None


def due(row: Row) -> datetime | None:
    promised = row["promised_at"]
    if promised is None:
        return None
    return promised + DAY if promised.time() == time() else promised
