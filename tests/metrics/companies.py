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
TOUCHPOINTS = ("Delivery", "доставка", "Zakup", "Fitting", None)
# Columns without which a file can't tell what didn't happen.
TELLING = ("first_response_at", "resolved_at", "followed_up_at", "compensation")
MOMENTS = {"surveys.log": "answered_at", "complaints.log": "received_at", "contacts.log": "started_at"}


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
    # Touchpoints are drawn apart, so that all else is as it would be without them.
    chance, ways = default_rng(seed), default_rng([seed, 1])
    made = []
    for layout, row in ROWS.items():
        count = int(chance.integers(0, size + 1))
        rows = [row(chance, number) for number in range(count)]
        for number, part in enumerate(in_files(chance, layout, rows)):
            made.append(prepared(layout, touched(ways, layout, part), file=f"{layout}_{number}.csv"))
    rows = operations(chance)
    return [*made, prepared("operations.totals", rows, file="operations.csv")] if rows else made


def touched(chance: Generator, layout: str, rows: list[Row]) -> list[Row]:
    """The rows of a file, of surveys or complaints mostly with touchpoints."""
    if layout not in ("surveys.log", "complaints.log") or chance.random() < 0.3:
        return rows
    return [row | {"touchpoint": pick(chance, *TOUCHPOINTS)} for row in rows]


def in_files(chance: Generator, layout: str, rows: list[Row]) -> list[list[Row]]:
    """The rows in one file, or in two: of other days, the second without some dimensions."""
    if layout not in MOMENTS or chance.random() < 0.4:
        return [rows] if rows else []
    moment_of, day = MOMENTS[layout], FIRST + timedelta(days=int(chance.integers(DAYS)))
    gone = {name for name in (*MEMBERS, *TELLING) if chance.random() < 0.5}
    early = [row for row in rows if row[moment_of] < day]
    late = [
        {name: value for name, value in row.items() if name not in gone}
        for row in rows
        if row[moment_of] >= day
    ]
    return [part for part in (early, late) if part]


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
        **handling(chance, received),
        **members(chance, "team", "channel", "segment", "nature", "own:Depot"),
    }


def handling(chance: Generator, received: datetime) -> Row:
    """What was promised, done and said; promises are often for a day."""
    promised = later(chance, received, 5)
    return {
        "promised_at": pick(chance, None, promised, promised.replace(hour=0, minute=0, second=0)),
        "followed_up_at": maybe(chance, later(chance, received, 60), 0.4),
        "compensation": maybe(chance, float(chance.integers(0, 90)), 0.6),
        **{
            flag: pick(chance, True, False, None)
            for flag in ("resolved_on_spot", "satisfied", "escalated", "reopened", "repurchased")
        },
    }


def contact(chance: Generator, _number: int) -> Row:
    return {
        "started_at": moment(chance),
        "inbound": pick(chance, True, True, False, None),
        "answered": pick(chance, True, True, False, None),
        "wait_seconds": maybe(chance, float(chance.integers(400)) / 4),
        "resolved_first": pick(chance, True, False, None),
        "rings": maybe(chance, float(chance.integers(1, 8)), 0.5),
        "handle_seconds": maybe(chance, float(chance.integers(900)), 0.6),
        "transferred": pick(chance, True, False, None),
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
        "purchase_count": maybe(chance, float(chance.integers(0, 5)), 0.8),
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


def operations(chance: Generator) -> list[Row]:
    """Period totals of some months of 2024 and of a quarter of 2025, each with some of its parts."""
    pairs = {"sold": "returned", "ordered": "unavailable", "produced": "rejected", "shipped": "reshipped"}
    periods = [(date(2024, month, 1), 1.0) for month in range(1, 13)] + [(date(2025, 1, 1), 3.0)]
    rows: list[Row] = []
    for starts_on, months in periods:
        for team in ("North", None):
            parts = {name: float(chance.integers(0, 400)) for name in pairs}
            most = {over: int(parts[under] * 1.2) + 1 for under, over in pairs.items()}
            parts |= {over: float(chance.integers(0, limit)) for over, limit in most.items()}
            parts["service_cost"] = float(chance.integers(10_000))
            rows += [
                {"starts_on": starts_on, "months": months, "part": part, "value": value, "team": team}
                for part, value in parts.items()
                if chance.random() < 0.6
            ]
    return rows


def total(starts_on: date, months: float, start: int, kept: int, new: int = 0, **more: Any) -> list[Row]:
    """A period total of retention as rows of parts; ``more`` has revenue and dimensions."""
    parts = {"customers_start": start, "customers_end": kept, "customers_new": new}
    parts |= {"revenue": more.pop("revenue")} if "revenue" in more else {}
    return [
        {"starts_on": starts_on, "months": months, "part": part, "value": float(value), **more}
        for part, value in parts.items()
    ]
