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
from metrics.procedure.cases import cases, in_page, kept, source_ends
from metrics.procedure.promises import is_overdue, needs_follow_up
from metrics.query import Filters, Source
from metrics.waiting.answers import unhappy

# A follow-up that is older than this is missed, and not worth a call any more.
LATEST_FOLLOW_UP_DAYS = 37
_HOUR = 3600
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
    hours      how long it had waited at ``as_of``
    nps, csat  the answer of the customer; csat as a position from the worst (0) to the best (1)
    told       the moment until which its file tells; before ``as_of`` it may be done meanwhile
    as_of      what counts as now for it: the last moment of the files, or of the page if it is recorded there
    alone      whether no other row has its number, so that what was done can be written into the complaint
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
    as_of: datetime
    alone: bool
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

    @property
    def can_be_written(self) -> bool:
        """Whether what was done of it goes into the complaint itself."""
        return self.task is not Task.CALL_BACK and self.alone


@dataclass(frozen=True)
class StillOpen:
    """Complaints that are open.

    n        how many, past their time or not
    hours    how long the oldest has been open; None without any
    unknown  how many more don't say whether they are open
    """

    n: int
    hours: float | None
    unknown: int


@dataclass(frozen=True, eq=False)
class Waiting:
    """All that is left to do, the most urgent first.

    today          the last moment that the complaints tell of; ``answers_today`` that of the answers
    files_end      the last moment of the files' complaints, ``page_end`` of those recorded in the page
    passed_over    how many follow-ups are left out as they are too old
    unresolved     the complaints that are open or don't say it: is_open, received_at, as_of, dimensions
    """

    items: tuple[Item, ...]
    today: datetime | None
    answers_today: datetime | None
    files_end: datetime | None
    page_end: datetime | None
    passed_over: int
    unresolved: pd.DataFrame

    def of(self, task: Task) -> int:
        """How many things there are of a task."""
        return sum(item.task is task for item in self.items)


def waiting(source: Source) -> Waiting:
    """All that is left to do by the data as they are, whoever has marked it as done; identities not known."""
    every = cases(source, _COLUMNS)
    numbers = every["complaint_id"]
    every = every.assign(as_of=source_ends(every), alone=numbers.notna() & ~numbers.duplicated(keep=False))
    dimensions = [column.key for column in source.dimensions("complaints")]
    due, passed_over = _follow_ups(every)
    answers, last = unhappy(source)
    answered = [column for column in answers.columns if column in _dimensions(source)]
    items = [
        *_items(Task.RESOLVE, _past(every), dimensions),
        *_items(Task.FOLLOW_UP, due, dimensions),
        *_items(Task.CALL_BACK, answers, answered),
    ]
    ends = [_moment(every.loc[which, "until"].max()) for which in (~in_page(every), in_page(every))]
    unresolved = every[every["is_open"].fillna(True).astype(bool) & every["resolved_at"].isna()]
    return Waiting(
        items=tuple(sorted(items, key=_place)),
        today=max((end for end in ends if end), default=None),
        answers_today=_moment(last),
        files_end=ends[0],
        page_end=ends[1],
        passed_over=passed_over,
        unresolved=unresolved[["is_open", "received_at", "as_of", *dimensions]],
    )


def _place(item: Item) -> tuple[tuple[int, float, float], str, int, int]:
    return item.urgency, item.row.table, item.row.upload_id, item.row.row_number


def _dimensions(source: Source) -> set[str]:
    tables = ("surveys", "complaints", "contacts")
    return {column.key for table in tables for column in source.dimensions(table)}


def _moment(at: Any) -> datetime | None:
    return None if at is None or pd.isna(at) else at.to_pydatetime()


def _past(every: pd.DataFrame) -> pd.DataFrame:
    """Open complaints past the standard of the day of their receipt, or past their promise."""
    is_open = every["is_open"].fillna(False).astype(bool) & every["resolved_at"].isna()
    hours = _hours(every["as_of"] - every["received_at"])
    late = is_open & (hours > every["resolution_standard"])
    broken = is_overdue(every, every["as_of"])
    told = every.assign(
        table="complaints",
        since=every["received_at"],
        promised=every["promised_at"].where(broken),
        standard=every["resolution_standard"].where(late),
    )
    return told[late | broken]


def _hours(lasted: pd.Series) -> pd.Series:
    return lasted.dt.total_seconds() / _HOUR


def _follow_ups(every: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Resolved complaints that nobody followed up, and how many more of them are too old for it."""
    due = needs_follow_up(every, every["as_of"]) & every["followed_up_at"].isna()
    lately = every["resolved_at"] >= every["as_of"] - pd.Timedelta(days=LATEST_FOLLOW_UP_DAYS)
    told = every.assign(table="complaints", since=every["resolved_at"])
    return told[due & lately], int((due & ~lately).sum())


def _items(task: Task, rows: pd.DataFrame, dimensions: Sequence[str]) -> list[Item]:
    if rows.empty:
        return []
    hours = _hours(rows["as_of"] - rows["since"])
    told = rows.assign(hours=hours, until=rows.get("until", rows["as_of"]), alone=rows.get("alone", False))
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
        as_of=row["as_of"].to_pydatetime(),
        alone=bool(row["alone"]),
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


def still_open(found: Waiting, where: Filters) -> StillOpen:
    """The complaints that are open, of the members that filters keep."""
    every = kept(found.unresolved, where)
    is_open = every[every["is_open"].fillna(False).astype(bool)]
    hours = _hours(is_open["as_of"] - is_open["received_at"]).max()
    return StillOpen(len(is_open), _number(hours), int(every["is_open"].isna().sum()))


def still_to_do(items: Sequence[Item], marks: Sequence[Callback]) -> list[Item]:
    """Those that nobody has marked as done."""
    done = {mark.key for mark in marks if mark.stands}
    return [item for item in items if item.key not in done]


def hidden(items: Sequence[Item], marks: Sequence[Callback]) -> list[Item]:
    """Those that somebody has hidden, though what is to be done isn't written into the complaint."""
    done = {mark.key for mark in marks if mark.stands}
    return [item for item in items if item.key in done and item.task is not Task.CALL_BACK]
