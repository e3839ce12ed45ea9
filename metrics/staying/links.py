"""Whether those who complained, and those who would not recommend, leave more often than others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from metrics import intervals
from metrics.catalogue import kpi_named
from metrics.intervals import Difference
from metrics.measures.kinds import Share
from metrics.query import Source
from metrics.readings import read
from metrics.staying import spells
from metrics.staying.leaving_rates import Rate, Ratio, rate, ratio, strata
from metrics.staying.spells import Window
from metrics.staying.tenures import CUSTOMERS, Asked, customers, day_number, days

COMPLAINTS, SURVEYS = "complaints", "surveys"


class Who(StrEnum):
    """A group of customers whose leaving is told."""

    NEVER = "never complained"
    COMPLAINED = "complained"
    ON_SPOT, NOT_ON_SPOT = "on the spot", "not on the spot"
    KEPT, BROKEN = "promise kept", "promise broken"
    SATISFIED, UNSATISFIED = "satisfied", "not satisfied"
    PROMOTER, PASSIVE, DETRACTOR = "promoter", "passive", "detractor"


# Column -> the KPI that says how complaints were handled, the day on which it is known, and the two groups.
_HANDLING = {
    "spot": ("on_the_spot", "received", (Who.ON_SPOT, Who.NOT_ON_SPOT)),
    "kept": ("promise_kept", "due", (Who.KEPT, Who.BROKEN)),
    "pleased": ("complaint_satisfaction", "resolved", (Who.SATISFIED, Who.UNSATISFIED)),
}


@dataclass(frozen=True)
class Row:
    """A group and how often it leaves, ``ratio`` times as often as those it is compared with."""

    who: Who
    rate: Rate
    ratio: Ratio | None


@dataclass(frozen=True, eq=False)
class Link:
    """Groups of customers beside those that they are compared with.

    others      those compared with, and how often they leave
    matched     of ``events`` complaints or answers, how many are of a customer on the list
    """

    others: Row
    rows: tuple[Row, ...]
    events: int
    matched: int

    def of(self, who: Who) -> Row | None:
        """The row of a group; None where there is none."""
        return next((row for row in self.rows if row.who is who), None)


@dataclass(frozen=True)
class Side:
    """Customers on a list, how many of them have left, and the share in % with its interval."""

    n: int
    left: int
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Flagged:
    """Who has left, of those who complained and of those who did not, as a list of customers has it."""

    complained: Side
    others: Side
    difference: Difference


@dataclass(frozen=True, eq=False)
class Links:
    """What goes with leaving; what the files can't tell is None."""

    complaints: Link | None
    recommending: Link | None
    flagged: Flagged | None


def links(source: Source, asked: Asked) -> Links:
    """What the complaints, the answers and the lists tell of who leaves."""
    if CUSTOMERS not in source.spans():
        return Links(None, None, None)
    people = customers(source, asked, "customer_id", "complained")
    # Numbers instead of texts: hundreds of thousands of them are told from each other in a moment.
    people = people[people["customer_id"].notna() & ~people["customer_id"].duplicated()]
    people = people.assign(customer=np.arange(len(people)))
    return Links(_complaints(source, people), _recommending(source, people), _flagged(people))


def _flagged(people: pd.DataFrame) -> Flagged | None:
    told = people[people["complained"].notna()]
    said = told["complained"].astype(bool)
    sides = [told.loc[chosen, "left"].notna() for chosen in (said, ~said)]
    if not all(map(len, sides)):
        return None
    counts = [(float(left.sum()), float(len(left))) for left in sides]
    difference = intervals.difference_of_shares(counts[1], counts[0])
    points = Difference(*(100 * bound for bound in difference))
    return Flagged(_side(counts[0]), _side(counts[1]), points)


def _side(counts: tuple[float, float]) -> Side:
    low, high = intervals.share(*counts)
    return Side(
        int(counts[1]), int(counts[0]), 100 * counts[0] / counts[1], 100 * float(low), 100 * float(high)
    )


def _window(source: Source, table: str) -> Window | None:
    """The days that a log tells of."""
    span = source.spans().get(table)
    return None if span is None else (day_number(span[0].date()), day_number(span[1].date()) + 1)


def _complaints(source: Source, people: pd.DataFrame) -> Link | None:
    window = _window(source, COMPLAINTS)
    if window is None:
        return None
    log = _log(source)
    times = spells.within(people, window)
    known = _of_customers(log, people, times)
    if known.empty:
        return None
    never = spells.until(times, known.groupby("customer")["received"].min())
    moments = {Who.COMPLAINED: _moments(known, known["received"], Who.COMPLAINED)} | _handled(known)
    groups = {who: spells.since(times, one) for who, one in moments.items()}
    return _link((Who.NEVER, never), groups, window, (len(log), len(known)))


def _log(source: Source) -> pd.DataFrame:
    """A row a complaint of a customer with a number.

    customer_id; received, due and resolved: the days from which on it is known how it was handled; and
    whether it was handled so: those of ``_HANDLING``, missing where nobody can tell.
    """
    frame = read(source.frame(COMPLAINTS), COMPLAINTS, source.scales(), source.standards())
    told = {name: _said(key) for name, (key, _day, _pair) in _HANDLING.items()}
    wanted = ("customer_id", "received_at", "resolved_at", "promise_due")
    found: pd.DataFrame = (
        frame.filter(~nw.col("customer_id").is_null())
        .with_columns(**told)
        .select(*wanted, *told)
        .collect("pandas")
        .to_native()
    )
    received, resolved, due = (days(found[name]) for name in wanted[1:])
    moments = {"received": received, "due": due, "resolved": np.where(np.isnan(resolved), received, resolved)}
    return found[["customer_id", *told]].assign(**moments)


def _of_customers(log: pd.DataFrame, people: pd.DataFrame, times: pd.DataFrame) -> pd.DataFrame:
    """The rows of a log of customers who are watched at its time, with their number among ``people``."""
    numbers = pd.Index(people["customer_id"].astype(object))
    places = numbers.get_indexer(pd.Index(log["customer_id"].astype(object)))
    customer = np.where(places >= 0, people["customer"].to_numpy()[places], -1)
    return log.assign(customer=customer)[np.isin(customer, times["customer"].to_numpy())]


def _said(key: str) -> nw.Expr:
    """Whether a complaint counts for a KPI that is a share of them, or against it; missing where neither."""
    measure = kpi_named(key).measure
    if not isinstance(measure, Share):
        raise TypeError(f"{key} is no share")
    return nw.when(measure.base).then(measure.hits.fill_null(value=False))


def _handled(known: pd.DataFrame) -> dict[Who, pd.DataFrame]:
    """Customers by how their complaint was handled, each from the day on which that was known."""
    found: dict[Who, pd.DataFrame] = {}
    for name, (_key, day, pair) in _HANDLING.items():
        for who, said in zip(pair, (True, False), strict=True):
            chosen = known[known[name].eq(said).fillna(value=False).to_numpy(bool)]
            found[who] = _moments(chosen, chosen[day], who)
    return found


def _moments(known: pd.DataFrame, day: pd.Series, who: Who) -> pd.DataFrame:
    return pd.DataFrame({"customer": known["customer"], "day": day, "group": who})


def _recommending(source: Source, people: pd.DataFrame) -> Link | None:
    """Customers by their latest answer, promoters to compare with."""
    window = _window(source, SURVEYS)
    if window is None:
        return None
    wanted = ("customer_id", "answered_at", "nps")
    answered = source.frame(SURVEYS).filter(~nw.col("customer_id").is_null() & ~nw.col("nps").is_null())
    log: pd.DataFrame = answered.select(*wanted).collect("pandas").to_native()
    times = spells.within(people, window)
    known = _of_customers(log, people, times)
    group = np.select([known["nps"] >= 9, known["nps"] >= 7], [Who.PROMOTER, Who.PASSIVE], Who.DETRACTOR)
    known = known.assign(day=days(known["answered_at"]), group=group)[["customer", "day", "group"]]
    told = spells.since(times, known)
    groups = {who: told[told["group"] == who] for who in (Who.PROMOTER, Who.PASSIVE, Who.DETRACTOR)}
    if groups[Who.PROMOTER].empty:
        return None
    promoters = (Who.PROMOTER, groups.pop(Who.PROMOTER))
    return _link(promoters, groups, window, (len(log), len(known)))


def _link(
    others: tuple[Who, pd.DataFrame],
    groups: Mapping[Who, pd.DataFrame],
    window: Window,
    events: tuple[int, int],
) -> Link:
    who, spent = others
    beside = strata(spent, window)
    rows = tuple(
        Row(one, rate(group), ratio(strata(group, window), beside))
        for one, group in groups.items()
        if len(group)
    )
    return Link(Row(who, rate(spent), None), rows, *events)
