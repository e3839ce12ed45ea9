"""What customers, their lists and period totals tell a second time: customer-months by summing days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tests.metrics import by_hand
from tests.metrics.by_hand import LENGTHS, Asked, Row, Told
from tests.metrics.by_hand_standards import OPERATIONS, own_grain, per_1000, ratio, still_there, summed

Average = tuple[datetime, datetime, float]


def came_back(found: Sequence[Row]) -> Told:
    """Of those on a list who have bought, those who did so again."""
    bought = [row for row in found if row["purchase_count"] is not None and row["purchase_count"] > 0]
    return by_hand.share(sum(row["purchase_count"] > 1 for row in bought), len(bought))


@dataclass
class Lists:
    """Lists of customers as they were loaded, one after another: the day and the rows of each, by number."""

    loaded: dict[int, tuple[date, list[Row]]]

    def named(self, day: date) -> list[Row]:
        """Everybody whom the lists of a day name with a number of purchases."""
        rows = [row for drawn, rows in self.loaded.values() if drawn == day for row in rows]
        return [row for row in rows if row["purchase_count"] is not None]

    def as_of(self, day: date) -> list[Row]:
        """Everybody as the latest list by a day told that names them; of one day, the list loaded last."""
        known: dict[Any, list[Row]] = {}
        for number, (drawn, rows) in sorted(self.loaded.items(), key=lambda one: (one[1][0], one[0])):
            if drawn <= day:
                told: dict[Any, list[Row]] = {}
                for place, row in enumerate(rows):
                    told.setdefault(row["customer_id"] or (number, place), []).append(row)
                known |= told
        return [row for rows in known.values() for row in rows]

    def shares(
        self, grain: str, days: tuple[date | None, date | None], team: str | None = None
    ) -> dict[datetime, Told]:
        """The share that came back on the last list of each period within some days, of a team or of all."""
        first, last = days[0] or date.min, days[1] or date.max
        found: dict[datetime, Told] = {}
        for day in sorted({drawn for drawn, _rows in self.loaded.values()}):
            named, everyone = (
                [row for row in rows if team is None or (row["team"] or "") == team]
                for rows in (self.named(day), self.as_of(day))
            )
            if first <= day <= last and named:
                begin = by_hand.period_start(datetime.combine(day, datetime.min.time()), grain)
                found[begin] = came_back(everyone)
        return found


def averages(found: list[Row], asked: Sequence[Asked], grain: str) -> list[Average]:
    """Each period with how many customers there were on average, where there were any."""
    told: list[Average] = []
    for one in asked:
        watched = [row for row in found if by_hand.is_watched(row, one, grain)]
        at_start = len(by_hand.held(watched, one, 1.0).there)
        average = (at_start + len(still_there(watched, one))) / 2
        if average and one.begin and one.end:
            told.append((one.begin, one.end, average))
    return told


def customer_months(known: Sequence[Average], begin: datetime, end: datetime) -> float | None:
    """Customers times months of a period, where others tell of each of its days."""
    inside = [
        ((min(until, end) - max(start, begin)) / timedelta(days=1), average)
        for start, until, average in known
        if start < end and until > begin
    ]
    days = (end - begin) / timedelta(days=1)
    if not inside or sum(length for length, _average in inside) < days:
        return None
    months = LENGTHS[own_grain(days / by_hand.MONTH_DAYS, "day")]
    return months * sum(length * average for length, average in inside) / days


def complaints_by_month(
    months: Sequence[tuple[Asked, int]], known: Sequence[Average], span: tuple[datetime, datetime]
) -> Told:
    """Complaints for each 1,000 customers over everything: of the months in which both are known."""
    events, there = 0, 0.0
    for one, count in months:
        assert one.begin is not None
        assert one.end is not None
        whole = customer_months(known, one.begin, one.end)
        if whole is not None:
            reached = min(one.end, one.after or datetime.max, span[1]) - max(one.opens, span[0])
            events += count
            there += whole * (reached / (one.end - one.begin))
    return per_1000(events, there) if there else Told(None, 0)


def operations_value(
    kpi: str,
    found: list[Row],
    known: Sequence[Average],
    grain: str,
    days: tuple[date | None, date | None],
) -> dict[datetime | None, Told]:
    """A KPI of period totals by the period that they stand at."""
    if kpi in OPERATIONS:
        return {begin: ratio(*sums) for begin, sums in summed(found, OPERATIONS[kpi], grain, *days).items()}
    shown = "month" if grain == "all" else grain
    costs: dict[datetime, tuple[float, float | None]] = {}
    for row in {row["starts_on"]: row for row in found if row["part"] == "service_cost"}.values():
        length = own_grain(row["months"], shown)
        begin = by_hand.period_start(datetime.combine(row["starts_on"], datetime.min.time()), length)
        sums = summed(found, ("service_cost",), shown, *days)
        if begin in sums:
            end = by_hand.next_start(begin, length)
            costs[begin] = sums[begin][0], customer_months(known, begin, end)
    if grain != "all":
        return {begin: cost(*one) for begin, one in costs.items()}
    both = [(money, there) for money, there in costs.values() if there]
    if not costs:
        return {}
    return {None: cost(sum(money for money, _there in both), sum(there for _money, there in both))}


def cost(money: float, there: float | None) -> Told:
    return Told(money / there, round(there)) if there else Told(None, 0)
