"""The work list: whose complaint waits too long, whom to ask afterwards, whom to call back; in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import pandas as pd

from data.callbacks import Callback
from data.store.rows import RowKey
from metrics.counting.scan import NOT_GIVEN
from metrics.procedure.cases import cases, today
from metrics.procedure.promises import is_overdue, needs_follow_up
from metrics.query import Filters, Source
from metrics.waiting.answers import unhappy

# A follow-up that is older than this is missed, and not worth a call any more.
LATEST_FOLLOW_UP_DAYS = 37
_HOUR = pd.Timedelta(hours=1)
_COLUMNS = ("complaint_id", "customer_id", "nature", "description", "resolution_standard")


class Task(StrEnum):
    """What is to be done."""

    RESOLVE = "resolve"
    CALL_BACK = "call_back"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True)
class Item:
    """One thing to do.

    row        where it comes from; ``identity`` is what the row is known by over all uploads
    since      when it began: the receipt, the resolution, or the answer
    promised   until when the customer was promised a solution, where that is over
    standard   the hours of the standard that it is past; None where it isn't, or the task isn't to resolve
    hours      how long it had waited when the data end
    nps, csat  the answer of the customer; csat as a position from the worst (0) to the best (1)
    told       the moment until which its file tells; before ``Waiting.today`` it may be done meanwhile
    where      dimension -> member of the row
    """

    task: Task
    row: RowKey
    number: str
    customer: str
    since: datetime
    hours: float
    nature: str
    comment: str
    told: datetime
    where: Mapping[str, str]
    identity: str = ""
    promised: datetime | None = None
    standard: float | None = None
    nps: float | None = None
    csat: float | None = None

    @property
    def urgency(self) -> tuple[int, float, float]:
        """What sorts the list: broken promises, complaints past the standard, unhappy customers, follow-ups.

        Of complaints the longest wait first, of customers the lowest score and then the latest answer, of
        follow-ups the oldest.
        """
        if self.task is Task.RESOLVE:
            return (0 if self.promised else 1), -self.hours, 0.0
        if self.task is Task.CALL_BACK:
            return 2, self.score, self.hours
        return 3, -self.hours, 0.0

    @property
    def score(self) -> float:
        """The lower of the answers, from 0 to 1."""
        told = [None if self.nps is None else self.nps / 10, self.csat]
        return min((one for one in told if one is not None), default=1.0)

    @property
    def key(self) -> tuple[str, str, str]:
        """What a mark on it is known by: the table, the row and the task."""
        return self.row.table, self.identity, self.task.value


@dataclass(frozen=True)
class Waiting:
    """All that is left to do, the most urgent first.

    today          the last moment that the complaints tell of; ``answers_today`` that of the answers
    passed_over    how many follow-ups are left out as they are too old
    """

    items: tuple[Item, ...]
    today: datetime | None
    answers_today: datetime | None
    passed_over: int = 0

    def of(self, task: Task) -> int:
        """How many things there are of a task."""
        return sum(item.task is task for item in self.items)


def waiting(source: Source) -> Waiting:
    """All that is left to do by the data as they are, whoever has marked it as done; identities not known."""
    every = cases(source, _COLUMNS)
    now = today(every)
    dimensions = [column.key for column in source.dimensions("complaints")]
    due, passed_over = _follow_ups(every, now)
    answers, last = unhappy(source)
    answered = [column for column in answers.columns if column in _dimensions(source)]
    items = [
        *_items(Task.RESOLVE, _unresolved(every, now), dimensions, now),
        *_items(Task.FOLLOW_UP, due, dimensions, now),
        *_items(Task.CALL_BACK, answers, answered, last),
    ]
    return Waiting(tuple(sorted(items, key=_place)), _moment(now), _moment(last), passed_over)


def _place(item: Item) -> tuple[tuple[int, float, float], str, int, int]:
    return item.urgency, item.row.table, item.row.upload_id, item.row.row_number


def _dimensions(source: Source) -> set[str]:
    tables = ("surveys", "complaints", "contacts")
    return {column.key for table in tables for column in source.dimensions(table)}


def _moment(at: pd.Timestamp | None) -> datetime | None:
    return None if at is None or pd.isna(at) else at.to_pydatetime()


def _unresolved(every: pd.DataFrame, now: pd.Timestamp | None) -> pd.DataFrame:
    """Open complaints past the standard of the day of their receipt, or past their promise."""
    if now is None:
        return every
    is_open = every["is_open"].fillna(False).astype(bool) & every["resolved_at"].isna()
    hours = (now - every["received_at"]) / _HOUR
    late = is_open & (hours > every["resolution_standard"])
    broken = is_overdue(every, now)
    told = every.assign(
        table="complaints",
        since=every["received_at"],
        promised=every["promised_at"].where(broken),
        standard=every["resolution_standard"].where(late),
    )
    return told[late | broken]


def _follow_ups(every: pd.DataFrame, now: pd.Timestamp | None) -> tuple[pd.DataFrame, int]:
    """Resolved complaints that nobody followed up, and how many more of them are too old for it."""
    if now is None:
        return every, 0
    due = needs_follow_up(every, now) & every["followed_up_at"].isna()
    lately = every["resolved_at"] >= now - pd.Timedelta(days=LATEST_FOLLOW_UP_DAYS)
    told = every.assign(table="complaints", since=every["resolved_at"])
    return told[due & lately], int((due & ~lately).sum())


def _items(task: Task, rows: pd.DataFrame, dimensions: Sequence[str], now: pd.Timestamp | None) -> list[Item]:
    if now is None or rows.empty:
        return []
    hours = (now - rows["since"]) / _HOUR
    told = rows.assign(hours=hours, until=rows.get("until", now))
    return [_item(task, row, dimensions) for row in told.to_dict("records")]


def _item(task: Task, row: dict[Any, Any], dimensions: Sequence[str]) -> Item:
    return Item(
        task=task,
        row=RowKey(str(row["table"]), int(row["upload_id"]), int(row["row_number"])),
        number=_text(row.get("complaint_id", row.get("number"))),
        customer=_text(row.get("customer_id")),
        since=row["since"].to_pydatetime(),
        hours=float(row["hours"]),
        nature=_text(row.get("nature")),
        comment=_text(row.get("description", row.get("comment"))),
        told=row["until"].to_pydatetime(),
        where={name: text for name in dimensions if (text := _text(row.get(name)))},
        promised=_moment(row.get("promised")),
        standard=_number(row.get("standard")),
        nps=_number(row.get("nps")),
        csat=_number(row.get("csat")) if task is Task.CALL_BACK else None,
    )


def _text(cell: Any) -> str:
    return "" if cell is None or pd.isna(cell) else str(cell)


def _number(cell: Any) -> float | None:
    return None if cell is None or pd.isna(cell) else float(cell)


def chosen(items: Sequence[Item], where: Filters) -> list[Item]:
    """The things to do of the members that filters keep."""
    return [
        item for item in items if all(item.where.get(name, NOT_GIVEN) in members for name, members in where)
    ]


def still_to_do(items: Sequence[Item], marks: Sequence[Callback]) -> list[Item]:
    """Those that nobody has marked as done."""
    done = {mark.key for mark in marks if mark.stands}
    return [item for item in items if item.key not in done]
