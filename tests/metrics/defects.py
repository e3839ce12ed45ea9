"""A company without a fault in its data, by chance, and the faults that tests plant in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from numpy.random import Generator, default_rng

from data.records import Preparation, Problem
from tests.data.store.preparations import prepared

Row = dict[str, Any]
Rows = list[Row]

FIRST, DAYS = datetime(2024, 1, 1), 420
WEEKEND = 5


def _moments(chance: Generator, a_day: float) -> list[datetime]:
    """Moments of working days, so many a day on average and few on Saturdays."""
    found: list[datetime] = []
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        usual = a_day if day.weekday() < WEEKEND else a_day / 5 if day.weekday() == WEEKEND else 0
        seconds = chance.integers(8 * 3600, 20 * 3600, int(chance.poisson(usual)))
        found += [day + timedelta(seconds=int(second)) for second in sorted(seconds)]
    return found


def _maybe(chance: Generator, value: Any, share: float) -> Any:
    return value if chance.random() < share else None


@cache
def surveys(seed: int) -> Rows:
    chance = default_rng(seed)
    return [
        {
            "answered_at": moment,
            "csat": _maybe(chance, int(chance.choice(5, p=(0.05, 0.1, 0.15, 0.3, 0.4))) / 4, 0.95),
            "nps": float(chance.choice(11, p=(*(0.02,) * 6, 0.06, 0.12, 0.2, 0.25, 0.25))),
            "channel": str(chance.choice(["Phone", "Chat"])),
        }
        for moment in _moments(chance, 12)
    ]


@cache
def complaints(seed: int) -> Rows:
    chance = default_rng(seed)
    return [
        {
            "complaint_id": f"C{number}",
            "received_at": moment,
            "resolved_at": moment + timedelta(hours=float(chance.lognormal(3, 0.8))),
            "is_open": False,
            "branch": str(chance.choice(["North", "South", "East"])),
        }
        for number, moment in enumerate(_moments(chance, 8))
    ]


@cache
def contacts(seed: int) -> Rows:
    chance = default_rng(seed)
    return [
        {
            "started_at": moment,
            "answered": bool(chance.random() < 0.9),
            "wait_seconds": round(float(chance.gamma(2, 20)), 1),
            "resolved_first": bool(chance.random() < 0.7),
        }
        for moment in _moments(chance, 25)
    ]


@cache
def operations(seed: int) -> Rows:
    chance = default_rng(seed)
    return [
        {
            "starts_on": date(2023 + n // 12, n % 12 + 1, 1),
            "months": 1.0,
            "part": part,
            "value": value,
        }
        for n in range(24)
        for part, usual in (("sold", 5000), ("returned", 200))
        for value in [float(chance.poisson(usual))]
    ]


CLEAN: dict[str, Callable[[int], Rows]] = {
    "surveys.log": surveys,
    "complaints.log": complaints,
    "contacts.log": contacts,
    "operations.totals": operations,
}
MOMENT = {
    "surveys.log": "answered_at",
    "complaints.log": "received_at",
    "contacts.log": "started_at",
    "operations.totals": "starts_on",
}


@dataclass(frozen=True)
class Told:
    """What is to be found of a fault."""

    about: str
    column: str | None = None
    rows: int | None = None
    first: date | None = None
    last: date | None = None
    uploads: tuple[int, ...] = (1,)
    also: frozenset[str] = field(default_factory=frozenset[str])


def clean(layout: str, seed: int, name: str = "file.csv") -> Preparation:
    """A file without a fault."""
    return prepared(layout, CLEAN[layout](seed), file=name)


def day(row: Row, layout: str) -> date:
    moment = row[MOMENT[layout]]
    return moment.date() if isinstance(moment, datetime) else moment


def between(rows: Rows, layout: str, first: date, last: date) -> Rows:
    """The rows of some days, both inclusive."""
    return [row for row in rows if first <= day(row, layout) <= last]


def without(rows: Rows, layout: str, first: date, last: date) -> Rows:
    """The rows but those of some days."""
    return [row for row in rows if not first <= day(row, layout) <= last]


def in_files(layout: str, *parts: Rows) -> list[Preparation]:
    """Files with these rows, named by their order."""
    return [prepared(layout, part, file=f"{number}.csv") for number, part in enumerate(parts, start=1)]


def halves(rows: Rows) -> tuple[Rows, Rows]:
    return rows[: len(rows) // 2], rows[len(rows) // 2 :]


def problems(rows: int) -> list[Problem]:
    """Rows that are left out of a file."""
    return [Problem(10_000 + number, "Date", "x", "is not a date", True) for number in range(rows)]
