"""Complaints that are cheaper to settle than a customer is to win: settled at once, or not.

Whoever takes such a complaint may as well settle it: losing the customer would cost more.
"""

from __future__ import annotations

from dataclasses import dataclass

import narwhals.stable.v2 as nw
import pandas as pd

from metrics import intervals
from metrics.filtered import NOT_GIVEN, of_days, of_members
from metrics.intervals import Moments
from metrics.measures.columns import column
from metrics.measures.kinds import FEWEST_ANSWERS
from metrics.query import Filters, Source
from metrics.readings import FACT_TABLES, read
from metrics.windows import Days
from metrics.worth.spread import Range

TABLE, STANDARD = "complaints", "acquisition_cost"
_PARTS = ("n", "paid", "squares", "timed", "hours", "hours_squares")


@dataclass(frozen=True)
class Settled:
    """Cheap complaints of one sort: how many, what was paid for them, how long they took."""

    n: int
    paid: Moments
    hours: Moments


@dataclass(frozen=True)
class Cheap:
    """The complaints below the cost of winning a customer, of all or of one team.

    member     "" where it is all of them
    at_once    those settled on the spot, and ``later`` the others
    """

    member: str
    at_once: Settled
    later: Settled

    @property
    def n(self) -> int:
        return self.at_once.n + self.later.n

    @property
    def is_enough(self) -> bool:
        """Whether there are enough for a share."""
        return self.n >= FEWEST_ANSWERS

    @property
    def share(self) -> Range:
        """The percentage settled at once, with its interval."""
        low, high = intervals.share(self.at_once.n, self.n)
        return Range(100 * self.at_once.n / self.n, 100 * float(low), 100 * float(high))


@dataclass(frozen=True)
class Discretion:
    """What settling all cheap complaints at once would have come to.

    cost       what the later ones would have cost, had they been settled at once as the others were;
               ``paid`` what they did cost
    spared     hours of waiting that it would have spared all their customers together
    Both are None with too few on one of the sides to tell.
    """

    limit: float | None
    dimension: str
    everybody: Cheap
    members: tuple[Cheap, ...]
    cost: Range | None
    paid: float
    spared: Range | None


def discretion(source: Source, days: Days, where: Filters, dimension: str) -> Discretion | None:
    """The cheap complaints of some days, by a dimension; None where no row tells of them."""
    cells = _cells(source, days, where, dimension)
    if cells.empty:
        return None
    everybody = _cheap("", cells)
    members = [_cheap(str(name), part) for name, part in cells.groupby("member") if name != NOT_GIVEN]
    cost, spared = _at_once(everybody)
    last = source.spans()[TABLE][1].date()
    limit = source.standards().in_force(STANDARD, min(last, days.last or last))
    return Discretion(
        limit=None if limit is None else float(limit),
        dimension=dimension,
        everybody=everybody,
        members=tuple(sorted(members, key=lambda one: -one.later.n)),
        cost=cost,
        paid=everybody.later.paid.total,
        spared=spared,
    )


def _cells(source: Source, days: Days, where: Filters, dimension: str) -> pd.DataFrame:
    """Sums by member and by whether they were settled at once."""
    frame = read(source.frame(TABLE), TABLE, source.scales(), source.standards())
    frame = of_members(frame, where).filter(of_days(nw.col(FACT_TABLES[TABLE].moment), days))
    cheap = (nw.col("paid") < nw.col("acquisition_cost")) & ~nw.col("resolved_on_spot").is_null()
    member = nw.col(dimension).fill_null(NOT_GIVEN) if dimension else nw.lit(NOT_GIVEN)
    rows = frame.filter(cheap).with_columns(member=member, at_once=nw.col("resolved_on_spot"))
    paid, hours = nw.col("paid"), nw.col("resolution_hours")
    return (
        rows.group_by("member", "at_once")
        .agg(
            n=nw.len(),
            paid=paid.sum(),
            squares=(paid**2).sum(),
            timed=hours.count(),
            hours=hours.sum(),
            hours_squares=(hours**2).sum(),
        )
        .collect("pandas")
        .to_native()
    )


def _cheap(member: str, cells: pd.DataFrame) -> Cheap:
    at_once = cells["at_once"].astype(bool)
    return Cheap(member, _settled(cells[at_once]), _settled(cells[~at_once]))


def _settled(cells: pd.DataFrame) -> Settled:
    n, paid, squares, timed, hours, hours_squares = (float(column(cells, part).sum()) for part in _PARTS)
    return Settled(round(n), Moments(n, paid, squares), Moments(timed, hours, hours_squares))


def _at_once(found: Cheap) -> tuple[Range | None, Range | None]:
    """What settling the later ones as those at once would have cost, and the hours it would have spared."""
    at_once, later = found.at_once, found.later
    if min(at_once.n, later.n) < FEWEST_ANSWERS:
        return None, None
    low, high = intervals.mean(at_once.paid.n, at_once.paid.total, at_once.paid.squares)
    cost = Range(at_once.paid.mean, float(low), float(high)).times(later.n)
    if min(at_once.hours.n, later.hours.n) < FEWEST_ANSWERS:
        return cost, None
    sooner = intervals.difference_of_means(at_once.hours, later.hours)
    return cost, Range(sooner.value, sooner.low, sooner.high).times(later.n)
