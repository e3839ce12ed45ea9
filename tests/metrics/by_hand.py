"""Every KPI a second time: row by row in plain Python, sharing no code with what is tested."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from statistics import NormalDist, fmean, variance
from typing import Any

from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from data.specs import Scale
from data.store import Store

Row = dict[str, Any]
Z = NormalDist().inv_cdf(0.975)
MONTH_DAYS = 30.4375
TICK = timedelta(microseconds=1)
MOMENTS = {
    "answers": "answered_at",
    "complaints": "received_at",
    "contacts": "started_at",
    "customers": "joined_at",
}
TABLES = {
    **dict.fromkeys(("csat", "csat_mean", "nps", "ces", "answers"), "answers"),
    **dict.fromkeys(("complaints", "first_response_time", "resolution_time", "backlog"), "complaints"),
    **dict.fromkeys(("abandonment", "speed_of_answer", "first_contact_resolution"), "contacts"),
    **dict.fromkeys(
        ("retention", "churn", "lifetime", "ltv", "active_customers", "repeat_purchase"), "customers"
    ),
    **dict.fromkeys(
        (
            "complaints_per_1000",
            "silent_customers",
            "first_response_median",
            "resolution_median",
            "first_response_working_time",
            "resolution_working_time",
            "email_in_24h",
            "resolved_in_standard",
            "promise_kept",
            "on_the_spot",
            "solved_below_cac",
            "compensation",
            "follow_up",
            "escalation",
            "reopened",
            "complaint_satisfaction",
            "complainer_repurchase",
        ),
        "complaints",
    ),
    **dict.fromkeys(("answered_in_standard", "transfer", "handle_time", "contacts"), "contacts"),
    **dict.fromkeys(
        ("return_rate", "stockout_rate", "reject_rate", "reshipment_rate", "cost_to_serve"), "operations"
    ),
}
COUNTED = ("answers", "complaints", "backlog", "silent_customers", "complaints_per_1000", "contacts")
QUIET_DAYS = {"day": 0, "week": 2, "month": 3, "quarter": 3, "year": 3}
LENGTHS = {"day": 1 / MONTH_DAYS, "week": 7 / MONTH_DAYS, "month": 1.0, "quarter": 3.0, "year": 12.0}


@dataclass(frozen=True)
class Told:
    """A value with n and, where a closed form is at hand, its interval."""

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Asked:
    """A period, or everything, as it lies within the days asked for; ``begin`` is None for everything."""

    begin: datetime | None
    end: datetime | None
    first: datetime | None = None
    after: datetime | None = None
    is_last: bool = False

    @property
    def opens(self) -> datetime:
        return max(self.begin or datetime.min, self.first or datetime.min)

    @property
    def closes(self) -> datetime:
        return min(self.end or datetime.max, self.after or datetime.max)


def rows(store: Store, view: str) -> list[Row]:
    with store.cursor() as cursor:
        found = cursor.execute(f"SELECT * FROM {view}")
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@dataclass(frozen=True)
class File:
    """The days of a file, the columns that it has, and what its rows are."""

    first: date
    last: date
    columns: frozenset[str]
    kind: str = ""
    name: str = ""


def files(store: Store) -> dict[str, list[File]]:
    """The files behind each view; each of the tests' files of events has satisfaction scores."""
    found: dict[str, list[File]] = {}
    with store.cursor() as cursor:
        own = {
            f"own:{name}".casefold(): column
            for name, column in cursor.execute('SELECT name, "column" FROM dimensions').fetchall()
        }
        loaded = cursor.execute(
            "SELECT kind, layout, first_day, last_day, mapping, file FROM uploads"
        ).fetchall()
    for kind, layout, first, last, mapping, name in loaded:
        columns = frozenset(own.get(key.casefold(), key) for key in json.loads(mapping).values())
        for view in (kind, "answers") if layout.endswith(".log") else ():
            found.setdefault(view, []).append(File(first, last, columns, kind, name))
    return found


def tells(file: File, where: Iterable[tuple[str, Sequence[str]]], split: str | None, member: str) -> bool:
    """Whether a file can tell of a member: it has the column, or the member is that none is given."""
    wanted = [*where, *([(split, [member])] if split else [])]
    return not [name for name, members in wanted if name not in file.columns and "" not in members]


def is_reached(asked: Asked, told: Iterable[File]) -> bool:
    """Whether a file has any day of what is asked of a period."""
    return any(file.first < asked.closes.date() and file.last >= asked.opens.date() for file in told)


def is_watched(row: Row, asked: Asked, grain: str) -> bool:
    """Whether a list reaches the end of a period, but for quiet days, or ends in it with all other data."""
    assert asked.begin is not None
    assert asked.end is not None
    until = row["observed_until"]
    over = asked.end <= until + timedelta(days=1 + QUIET_DAYS[grain])
    return over or (asked.is_last and until >= asked.begin)


def is_watched_until(row: Row, end: datetime) -> bool:
    """Whether a list reaches the end of some days, but for the quiet days of a month."""
    return row["observed_until"] >= end - timedelta(days=QUIET_DAYS["month"])


def kept(found: Iterable[Row], where: Iterable[tuple[str, Sequence[str]]]) -> list[Row]:
    conditions = list(where)
    return [row for row in found if all((row[name] or "") in members for name, members in conditions)]


def period_start(moment: datetime, grain: str) -> datetime:
    day = datetime(moment.year, moment.month, moment.day)
    match grain:
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return day.replace(day=1, month=(day.month - 1) // 3 * 3 + 1)
        case "year":
            return day.replace(day=1, month=1)
    return day


def next_start(start: datetime, grain: str) -> datetime:
    far = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}[grain]
    # From the middle of the next period back to its start.
    return period_start(start + timedelta(days=far + (far > 7) * 10), grain)


def periods(first: datetime, last: datetime, grain: str) -> Iterator[tuple[datetime, datetime]]:
    start = period_start(first, grain)
    while start <= last:
        yield start, next_start(start, grain)
        start = next_start(start, grain)


def mean(values: Sequence[float]) -> Told:
    n = len(values)
    if n < 2:
        return Told(values[0] if values else None, n)
    reach = float(stats.t.ppf(0.975, n - 1)) * math.sqrt(variance(values) / n)
    return Told(fmean(values), n, fmean(values) - reach, fmean(values) + reach)


# The same few counts come up in thousands of periods.
@cache
def share(hits: int, n: int) -> Told:
    if not n:
        return Told(None, 0)
    low, high = map(float, proportion_confint(hits, n, method="wilson"))  # pyright: ignore[reportArgumentType]
    return Told(100 * hits / n, n, 100 * low, 100 * high)


@cache
def count(n: int) -> Told:
    if n < 10:
        low = float(stats.chi2.ppf(0.025, 2 * n)) / 2 if n else 0.0
        return Told(n, n, low, float(stats.chi2.ppf(0.975, 2 * n + 2)) / 2)
    above = n + 1
    low = n * (1 - 1 / (9 * n) - Z / 3 / n**0.5) ** 3
    return Told(n, n, low, above * (1 - 1 / (9 * above) + Z / 3 / above**0.5) ** 3)


def promoters(scores: Sequence[float]) -> Told:
    up, down = sum(s >= 9 for s in scores), sum(s <= 6 for s in scores)
    return net_score(up - down, up + down, len(scores))


def net_score(net: float, decided: float, n: int) -> Told:
    """By how many more promoters there are, how many are either, and how many answered."""
    if not n:
        return Told(None, 0)
    value, wide = net / n, n + 3
    centre = net / wide
    reach = Z * math.sqrt(((decided + 1.5) / wide - centre**2) / wide)
    low, high = min(max(centre - reach, -1), value), max(min(centre + reach, 1), value)
    return Told(100 * value, n, 100 * low, 100 * high)


def within(found: Iterable[Row], column: str, asked: Asked) -> list[Row]:
    return [row for row in found if row[column] is not None and asked.opens <= row[column] < asked.closes]


def hours(row: Row, until: str) -> float:
    return (row[until] - row["received_at"]) / timedelta(hours=1)


def present(found: Iterable[Row], column: str) -> list[Row]:
    return [row for row in found if row[column] is not None]


def backlog(found: Iterable[Row], end: datetime) -> Told:
    known = [row for row in found if row["received_at"] < end and (row["resolved_at"] or row["is_open"])]
    still = [row for row in known if row["resolved_at"] is None or row["resolved_at"] >= end]
    return Told(len(still) if known else None, len(known))


def log_value(kpi: str, found: list[Row], asked: Asked, scales: dict[str, Scale]) -> Told:
    """The KPIs of events, from the rows within the days asked for."""
    table = TABLES[kpi]
    inside = within(found, MOMENTS[table], asked)
    csat, ces = scales["csat"], scales["ces"]
    points = [csat.low + row["csat"] * (csat.high - csat.low) for row in present(inside, "csat")]
    answered = [row for row in inside if table == "contacts" and row["answered"] is not False]
    incoming = [row for row in inside if table == "contacts" and row["inbound"] is not False]
    told: dict[str, Callable[[], Told]] = {
        "csat": lambda: share(sum(point >= csat.high - 1 - 1e-6 for point in points), len(points)),
        "csat_mean": lambda: mean(points),
        "nps": lambda: promoters([row["nps"] for row in present(inside, "nps")]),
        "ces": lambda: mean([ces.low + r["ces"] * (ces.high - ces.low) for r in present(inside, "ces")]),
        "answers": lambda: count(
            sum(any(row[score] is not None for score in ("csat", "nps", "ces")) for row in inside)
        ),
        "complaints": lambda: count(len(inside)),
        "first_response_time": lambda: mean(
            [hours(row, "first_response_at") for row in present(inside, "first_response_at")]
        ),
        "resolution_time": lambda: mean(
            [hours(row, "resolved_at") for row in present(inside, "resolved_at")]
        ),
        "backlog": lambda: backlog(found, asked.closes),
        "abandonment": lambda: share(
            sum(row["answered"] is False for row in incoming), len(present(incoming, "answered"))
        ),
        "contacts": lambda: count(len(inside)),
        "handle_time": lambda: mean([row["handle_seconds"] for row in present(answered, "handle_seconds")]),
        "speed_of_answer": lambda: mean([row["wait_seconds"] for row in present(answered, "wait_seconds")]),
        "first_contact_resolution": lambda: share(
            sum(row["resolved_first"] is True for row in answered), len(present(answered, "resolved_first"))
        ),
    }
    return told[kpi]()


@dataclass(frozen=True)
class Held:
    """Customers at a period's start, how many were still there at its end, and its length in months."""

    there: list[Row]
    stayed: int
    months: float


def left(row: Row, asked: Asked) -> datetime | None:
    """When a customer left, as it was known at the end of the days asked for."""
    gone = row["left_at"]
    return gone if gone is not None and gone < (asked.after or datetime.max) else None


def held(found: list[Row], asked: Asked, months: float) -> Held:
    begin = asked.begin or datetime.min
    there = [
        row
        for row in found
        if row["joined_at"] is not None
        and row["joined_at"] < begin
        and (left(row, asked) or datetime.max) >= begin
        and (row["observed_from"] or datetime.min).replace(hour=0, minute=0, second=0) <= begin
    ]
    stayed = sum((left(row, asked) or datetime.max) >= asked.closes for row in there)
    return Held(there, stayed, months)


def tenure(row: Row, asked: Asked, after: datetime) -> float:
    """Months as a customer: as its list has them, or by the days that are known until then."""
    if row["tenure_months"] is not None and row["observed_until"] < after:
        return row["tenure_months"]
    end = left(row, asked) or min(row["observed_until"], after)
    return (end - row["joined_at"]) / timedelta(days=MONTH_DAYS)


def whole_list(found: list[Row], asked: Asked) -> Held:
    after = asked.after or datetime.max
    everyone = [row for row in found if row["joined_at"] is None or row["joined_at"] < after]
    tenures = [tenure(row, asked, after) for row in everyone if row["joined_at"] is not None]
    months = fmean(tenures) if tenures else math.nan
    return Held(everyone, sum(left(row, asked) is None for row in everyone), months)


def customer_value(kpi: str, group: Held) -> Told:
    n, lost = len(group.there), len(group.there) - group.stayed
    if not n:
        return Told(None, 0)
    gone = share(lost, n)
    assert gone.value is not None
    assert gone.low is not None
    assert gone.high is not None
    match kpi:
        case "churn":
            return gone
        case "retention":
            return Told(100 - gone.value, n, 100 - gone.high, 100 - gone.low)
        case "lifetime":
            low = group.months / (gone.high / 100)
            if not lost:
                return Told(None, n, low)
            return Told(group.months / (lost / n), n, low, group.months / (gone.low / 100))
    return lifetime_value(group, lost)


def lifetime_value(group: Held, lost: int) -> Told:
    n = len(group.there)
    paid = [
        row["mean_purchase"] * row["purchases_per_month"]
        for row in group.there
        if row["mean_purchase"] is not None and row["purchases_per_month"] is not None
    ]
    if not lost or not paid:
        return Told(None, n)
    value = fmean(paid) * group.months * n / lost
    if len(paid) < 2:
        return Told(value, n)
    spread = (1 - lost / n) / lost + variance(paid) / len(paid) / fmean(paid) ** 2
    factor = math.exp(Z * math.sqrt(spread))
    return Told(value, n, value / factor, value * factor)


def day_start(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day) if day else None


@dataclass(frozen=True)
class Report:
    """A file of monthly figures as a manager writes it: a row a month and team, and the columns it has."""

    kind: str
    columns: frozenset[str]
    rows: tuple[Row, ...]


def report_value(kpi: str, found: Sequence[Row], scale: Scale) -> Told:
    """A KPI by the rows of reports; of a mean nobody can tell how the values vary."""

    def added(column: str) -> int:
        return sum(row[column] for row in found)

    def weighted(column: str, of: str) -> Told:
        n = added(of)
        return Told(sum(row[column] * row[of] for row in found) / n if n else None, n)

    told: dict[str, Callable[[], Told]] = {
        "complaints": lambda: count(added("complaints")),
        "answers": lambda: count(added("answers")),
        "csat": lambda: share(added("satisfied"), added("answers")),
        "csat_mean": lambda: on_scale(weighted("score", "answers"), scale),
        "nps": lambda: net_score(
            sum(row["promoters"] - row["detractors"] for row in found),
            # Of a score alone anybody may have been a promoter or a detractor.
            sum(row["answers"] - (0 if row["alone"] else row["passives"]) for row in found),
            added("answers"),
        ),
        "contacts": lambda: count(added("offered")),
        "abandonment": lambda: share(added("offered") - added("answered"), added("offered")),
        "speed_of_answer": lambda: weighted("wait", "answered"),
        "handle_time": lambda: weighted("talk", "answered"),
        "first_contact_resolution": lambda: share(added("settled"), added("answered")),
    }
    return told[kpi]()


def on_scale(mean_of_five: Told, scale: Scale) -> Told:
    """A mean that was told on a scale from 1 to 5, on the company's."""
    if mean_of_five.value is None:
        return mean_of_five
    return Told(scale.low + (mean_of_five.value - 1) / 4 * (scale.high - scale.low), mean_of_five.n)


@dataclass(frozen=True)
class Group:
    """For whom something is asked: of those who are kept, a member of a split, or all without one."""

    where: Sequence[tuple[str, Sequence[str]]]
    split: str | None = None
    member: str = ""

    def told_by(self, file: File) -> bool:
        return tells(file, self.where, self.split, self.member)

    def of(self, found: Iterable[Row]) -> list[Row]:
        return kept(found, [*self.where, *([(self.split, [self.member])] if self.split else [])])


def told_in_month(
    kpi: str,
    asked: Asked,
    logs: Sequence[tuple[File, list[Row]]],
    reports: Sequence[Report],
    group: Group,
    scales: dict[str, Scale],
) -> Told | None:
    """A KPI of a month: by the rows of logs where one can tell of it, else by reports; None where neither."""
    assert asked.begin is not None
    month = asked.begin.date()
    if is_reached(asked, [file for file, _rows in logs if group.told_by(file)]):
        return log_value(kpi, [row for _file, rows in logs for row in group.of(rows)], asked, scales)
    able = [
        one
        for one in reports
        if group.told_by(File(month, month, one.columns)) and any(row["period"] == month for row in one.rows)
    ]
    if not able:
        return None
    # Of reports that tell the same, that which names the teams has the figures of the other in it.
    best = [one for one in able if "team" in one.columns] or able
    found = [row for one in best for row in one.rows if row["period"] == month]
    return report_value(kpi, group.of({"team": None, **row} for row in found), scales["csat"])
