"""The KPIs of handling, of the company's standards and of operations a second time, row by row."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Any

from scipy import stats

from data.store import Store
from tests.metrics.by_hand import LENGTHS, Asked, Row, Told, count, left, mean, period_start, present, share

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
EMAIL = {"e-mail", "email", "Почта"}

# What the companies of the tests have set, each from a day on.
SET: dict[str, list[tuple[date | None, Any]]] = {
    "resolution_hours": [(None, 72), (date(2024, 6, 15), 24.5)],
    "email_hours": [(None, 24), (date(2024, 3, 1), 40)],
    "rings": [(None, 3), (date(2024, 9, 9), 5)],
    "answer_seconds": [(None, 18), (date(2024, 5, 1), 60)],
    "acquisition_cost": [(date(2024, 1, 10), 50), (date(2024, 8, 1), 20)],
    "silent_ratio": [(None, 26), (date(2024, 11, 11), 9.5)],
    "working_time": [
        (date(2024, 1, 15), {"days": [0, 1, 2, 3, 4], "opens": "09:00", "closes": "17:30", "holidays": []}),
        (
            date(2024, 7, 1),
            {
                "days": [0, 2, 5, 6],
                "opens": "08:15",
                "closes": "23:59",
                "holidays": ["2024-08-03", "2024-09-02", "2024-12-25", "2024-12-26"],
            },
        ),
    ],
}


@dataclass(frozen=True)
class Source:
    """What a file told of its rows: until when, and in which columns."""

    until: datetime
    columns: frozenset[str]


def sources(store: Store) -> dict[int, Source]:
    with store.cursor() as cursor:
        found = cursor.execute("SELECT upload_id, last_day, mapping FROM uploads").fetchall()
    return {
        number: Source(datetime.combine(last, time()), frozenset(json.loads(mapping).values()))
        for number, last, mapping in found
        if last
    }


def set_on(key: str, day: date) -> Any:
    held = [value for since, value in SET[key] if since is None or since <= day]
    return held[-1] if held else None


def worked(start: datetime, end: datetime) -> float | None:
    """Hours at work between two moments, a day at a time."""
    known = set_on("working_time", start.date())
    if known is None:
        return None
    total, day = timedelta(0), start.date()
    while day <= end.date():
        if day.weekday() in known["days"] and day.isoformat() not in known["holidays"]:
            opens, closes = (
                datetime.combine(day, time.fromisoformat(known[at])) for at in ("opens", "closes")
            )
            total += max(min(end, closes) - max(start, opens), timedelta(0))
        day += DAY
    return total / HOUR


def middle(spans: Sequence[timedelta]) -> Told:
    """The median of whole minutes in hours, between the two ranks that a binomial gives."""
    minutes = sorted(span // timedelta(minutes=1) for span in spans)
    n = len(minutes)
    if n < 6:
        return Told(median(minutes) / 60 if minutes else None, n)
    rank = int(stats.binom.ppf(0.025, n, 0.5))
    return Told(median(minutes) / 60, n, minutes[rank - 1] / 60, minutes[n - rank] / 60)


@dataclass(frozen=True)
class Handled:
    """The complaints received within a period, and what their files told of each."""

    rows: list[Row]
    known: dict[int, Source]

    def told(self, row: Row, column: str) -> bool:
        return column in self.known[row["upload_id"]].columns

    def until(self, row: Row) -> datetime:
        return self.known[row["upload_id"]].until

    def in_time(self, end: str, key: str, among: Sequence[Row]) -> Told:
        """Those old enough to tell that ended within the standard of their day."""

        def limit(row: Row) -> timedelta:
            return set_on(key, row["received_at"].date()) * HOUR

        old = [
            row
            for row in among
            if self.told(row, end)
            and (row[end] is not None or row["is_open"] is True)
            and self.until(row) - row["received_at"] >= limit(row)
        ]
        return of(old, lambda row: row[end] is not None and row[end] - row["received_at"] <= limit(row))

    def promises(self) -> Told:
        fallen = [
            row
            for row in present(self.rows, "promised_at")
            if self.told(row, "resolved_at")
            and (row["resolved_at"] is not None or row["is_open"] is True)
            and due(row) <= self.until(row)
        ]
        return of(fallen, kept)

    def times(self, end: str) -> Told:
        found = [worked(row["received_at"], row[end]) for row in present(self.rows, end)]
        return mean([hours for hours in found if hours is not None])

    def middle(self, end: str) -> Told:
        return middle([row[end] - row["received_at"] for row in present(self.rows, end)])

    @property
    def resolved(self) -> list[Row]:
        return [row for row in self.rows if row["resolved_at"] is not None or row["is_open"] is False]

    @property
    def paid(self) -> list[Row]:
        return [row for row in self.rows if self.told(row, "compensation")]

    @property
    def cheap(self) -> list[Row]:
        return [
            row
            for row in self.paid
            if (row["compensation"] or 0) < (set_on("acquisition_cost", row["received_at"].date()) or -1)
        ]

    def value(self, kpi: str) -> Told:
        emails = [row for row in self.rows if row["channel"] in EMAIL]
        asked = [row for row in self.resolved if self.told(row, "followed_up_at")]
        told: dict[str, Callable[[], Told]] = {
            "first_response_median": lambda: self.middle("first_response_at"),
            "resolution_median": lambda: self.middle("resolved_at"),
            "first_response_working_time": lambda: self.times("first_response_at"),
            "resolution_working_time": lambda: self.times("resolved_at"),
            "resolved_in_standard": lambda: self.in_time("resolved_at", "resolution_hours", self.rows),
            "email_in_24h": lambda: self.in_time("first_response_at", "email_hours", emails),
            "promise_kept": self.promises,
            "on_the_spot": lambda: flagged("resolved_on_spot", self.rows),
            "solved_below_cac": lambda: flagged("resolved_on_spot", self.cheap),
            "compensation": lambda: mean([row["compensation"] or 0 for row in self.paid]),
            "follow_up": lambda: of(asked, lambda row: row["followed_up_at"] is not None),
            "escalation": lambda: flagged("escalated", self.rows),
            "reopened": lambda: flagged("reopened", self.resolved),
            "complaint_satisfaction": lambda: flagged("satisfied", self.rows),
            "complainer_repurchase": lambda: flagged("repurchased", self.rows),
            "silent_customers": lambda: multiplied(
                [set_on("silent_ratio", row["received_at"].date()) for row in self.rows]
            ),
        }
        return told[kpi]()


def handled(kpi: str, inside: list[Row], known: dict[int, Source]) -> Told:
    """A KPI of the complaints received within a period; KeyError for one that isn't of their handling."""
    return Handled(inside, known).value(kpi)


def of(base: Sequence[Row], hits: Callable[[Row], object]) -> Told:
    return share(sum(bool(hits(row)) for row in base), len(base))


def flagged(column: str, base: list[Row]) -> Told:
    return of(present(base, column), lambda row: row[column])


def due(row: Row) -> datetime:
    promised: datetime = row["promised_at"]
    return promised + DAY if promised.time() == time() else promised


def kept(row: Row) -> bool:
    resolved = row["resolved_at"]
    of_day = row["promised_at"].time() == time()
    return resolved is not None and (resolved < due(row) if of_day else resolved <= due(row))


def multiplied(ratios: Sequence[float]) -> Told:
    plain = count(len(ratios))
    assert plain.low is not None
    assert plain.high is not None
    factor = sum(ratios) / len(ratios) if ratios else 1
    return Told(sum(ratios), len(ratios), plain.low * factor, plain.high * factor)


def reached_by(kpi: str, inside: list[Row]) -> Told:
    """A KPI of the contacts that began within a period."""
    answered = [row for row in inside if row["answered"] is not False]
    match kpi:
        case "contacts":
            return count(len(inside))
        case "transfer":
            known = present(answered, "transferred")
            return share(sum(row["transferred"] for row in known), len(known))
        case "handle_time":
            return mean([row["handle_seconds"] for row in present(answered, "handle_seconds")])
        case "answered_in_standard":
            judged = [in_time(row) for row in answered]
            return share(sum(one is True for one in judged), sum(one is not None for one in judged))
    raise KeyError(kpi)


def in_time(row: Row) -> bool | None:
    day = row["started_at"].date()
    if row["rings"] is not None:
        return row["rings"] <= set_on("rings", day)
    return None if row["wait_seconds"] is None else row["wait_seconds"] <= set_on("answer_seconds", day)


def still_there(found: Iterable[Row], asked: Asked) -> list[Row]:
    """The customers at a period's end, of those whose file tells of it from its beginning."""
    return [
        row
        for row in found
        if row["joined_at"] is not None
        and row["joined_at"] < asked.closes
        and (left(row, asked) or datetime.max) >= asked.closes
        and (row["observed_from"] or datetime.min).replace(hour=0, minute=0, second=0)
        <= (asked.begin or datetime.min)
    ]


OPERATIONS = {
    "return_rate": ("returned", "sold"),
    "stockout_rate": ("unavailable", "ordered"),
    "reject_rate": ("rejected", "produced"),
    "reshipment_rate": ("reshipped", "shipped"),
}


def own_grain(months: float, grain: str) -> str:
    own = min(LENGTHS, key=lambda name: abs(LENGTHS[name] - months))
    return max(own, grain, key=lambda name: LENGTHS.get(name, 0))


def summed(
    found: list[Row], parts: tuple[str, ...], grain: str, first: date | None, last: date | None
) -> dict[datetime | None, tuple[float, ...]]:
    """The sums of totals that have all of these parts, by the period that they stand at."""
    totals: dict[tuple[Any, ...], dict[str, float]] = {}
    for row in found:
        place = tuple(row[name] for name in ("starts_on", "months", "team", "channel", "segment"))
        totals.setdefault(place, {})[row["part"]] = row["value"]
    sums: dict[datetime | None, tuple[float, ...]] = {}
    for (starts_on, months, *_of), told in totals.items():
        begin = datetime.combine(starts_on, time())
        far = begin.month - 1 + round(months)
        end = datetime(begin.year + far // 12, far % 12 + 1, 1).date()
        inside = (not first or starts_on >= first) and (not last or end <= last + DAY)
        if inside and set(parts) <= told.keys():
            key = None if grain == "all" else period_start(begin, own_grain(months, grain))
            before = sums.get(key, (0.0,) * len(parts))
            sums[key] = tuple(sum(pair) for pair in zip(before, (told[part] for part in parts), strict=True))
    return sums


def ratio(over: float, under: float) -> Told:
    if not under:
        return Told(None, round(under))
    if over > under:
        return Told(100 * over / under, round(under))
    return share(round(over), round(under))


def per_1000(events: int, customer_months: float | None) -> Told:
    if not customer_months or math.isnan(customer_months):
        return Told(None, events)
    plain = count(events)
    assert plain.low is not None
    assert plain.high is not None
    factor = 1000 / customer_months
    return Told(events * factor, events, plain.low * factor, plain.high * factor)
