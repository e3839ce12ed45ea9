"""Invented companies for tests: random rows with everything that real ones have missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from numpy.random import Generator, default_rng

from data.records import Preparation
from data.store import Store, load
from tests.data.store.preparations import prepared

Row = dict[str, Any]

FIRST, DAYS = datetime(2023, 11, 14), 430
END = FIRST + timedelta(days=DAYS)
LAST_MOMENT = timedelta(hours=23, minutes=59, seconds=59)
MEMBERS: Mapping[str, tuple[str | None, ...]] = {
    "team": ("North", "Süd, 2", None),
    "channel": ("phone", "Phone", "e-mail", None),
    "segment": (None,),
    "nature": ("late", "broken", None),
    "own:Depot": ("Łódź", "łódź", "", None),
    "own:Shift": ("day", None),
}


@contextmanager
def stored(*files: Preparation) -> Iterator[Store]:
    """A store of its own with these files in it."""
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store.duckdb")
        try:
            for file in files:
                assert load(store, file).status == "loaded"
            yield store
        finally:
            store.close()


def company(seed: int, size: int) -> list[Preparation]:
    """Files of surveys, complaints, contacts and customers with up to ``size`` rows each; some have none."""
    chance = default_rng(seed)
    made = []
    for layout, row in ROWS.items():
        count = int(chance.integers(0, size + 1))
        rows = [row(chance, number) for number in range(count)]
        if rows:
            made.append(prepared(layout, rows, file=f"{layout}.csv"))
    return made


def pick(chance: Generator, *choices: Any) -> Any:
    return choices[int(chance.integers(len(choices)))]


def moment(chance: Generator) -> datetime:
    """A moment, often on the very edge of a day, month, quarter or year."""
    day = FIRST + timedelta(days=int(chance.integers(DAYS)))
    if chance.random() < 0.2:
        day = pick(
            chance,
            datetime(2024, 1, 1),
            datetime(2024, 2, 29),
            datetime(2024, 4, 1),
            datetime(2024, 6, 30),
            datetime(2024, 7, 1),
            datetime(2024, 12, 31),
            datetime(2025, 1, 1),
        )
    inside = timedelta(minutes=int(chance.integers(24 * 60)))
    return day + pick(chance, timedelta(0), LAST_MOMENT, inside)


def later(chance: Generator, start: datetime, days: int) -> datetime:
    return start + timedelta(minutes=int(chance.integers(days * 24 * 60)))


def maybe(chance: Generator, value: Any, share: float = 0.7) -> Any:
    return value if chance.random() < share else None


def members(chance: Generator, *dimensions: str) -> Row:
    return {dimension: pick(chance, *MEMBERS[dimension]) for dimension in dimensions}


def answer(chance: Generator, _number: int) -> Row:
    return {
        "answered_at": moment(chance),
        "csat": maybe(chance, int(chance.integers(9)) / 8),
        "nps": maybe(chance, float(chance.integers(11))),
        "ces": maybe(chance, int(chance.integers(6)) / 5),
        **members(chance, "team", "channel", "segment", "own:Depot"),
    }


def complaint(chance: Generator, _number: int) -> Row:
    received = moment(chance)
    state = pick(chance, "open", "open by nothing", "closed", "closed", "closed", "closed without a date")
    return {
        "received_at": received,
        "first_response_at": maybe(chance, later(chance, received, 3)),
        "resolved_at": later(chance, received, pick(chance, 1, 40, 400)) if state == "closed" else None,
        "is_open": {"open": True, "open by nothing": None}.get(state, False),
        "csat": maybe(chance, int(chance.integers(5)) / 4, 0.3),
        **members(chance, "team", "channel", "segment", "nature", "own:Depot"),
    }


def contact(chance: Generator, _number: int) -> Row:
    return {
        "started_at": moment(chance),
        "inbound": pick(chance, True, True, False, None),
        "answered": pick(chance, True, True, False, None),
        "wait_seconds": maybe(chance, float(chance.integers(400)) / 4),
        "resolved_first": pick(chance, True, False, None),
        "csat": maybe(chance, int(chance.integers(5)) / 4, 0.3),
        **members(chance, "team", "channel", "segment", "own:Shift"),
    }


def customer(chance: Generator, number: int) -> Row:
    # Tenures are told to the minute.
    joined = maybe(chance, moment(chance).replace(second=0), 0.9)
    return {
        "customer_id": str(number),
        "joined_at": joined,
        "left_at": maybe(chance, later(chance, joined or FIRST, 200), 0.5),
        "mean_purchase": maybe(chance, float(chance.integers(1, 200)), 0.8),
        "purchases_per_month": maybe(chance, float(chance.integers(1, 8)) / 2, 0.8),
        "observed_from": pick(chance, None, None, datetime(2024, 3, 1), datetime(2024, 5, 15)),
        "observed_until": pick(chance, END, END, datetime(2024, 6, 30)),
        **members(chance, "team", "channel", "segment", "own:Depot"),
    }


ROWS: dict[str, Callable[[Generator, int], Row]] = {
    "surveys.log": answer,
    "complaints.log": complaint,
    "contacts.log": contact,
    "retention.customers": customer,
}


def total(starts_on: date, months: float, start: int, kept: int, new: int = 0, **more: Any) -> list[Row]:
    """A period total of retention as rows of parts; ``more`` has revenue and dimensions."""
    parts = {"customers_start": start, "customers_end": kept, "customers_new": new}
    parts |= {"revenue": more.pop("revenue")} if "revenue" in more else {}
    return [
        {"starts_on": starts_on, "months": months, "part": part, "value": float(value), **more}
        for part, value in parts.items()
    ]
