"""What the data tell of a policy's worth, before anything is assumed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from metrics import intervals
from metrics.catalogue import kpi_named
from metrics.comparison import Around, Comparison, compare
from metrics.facts import Facts, Parts
from metrics.impact.impact import Impact, impacts
from metrics.measures.columns import column
from metrics.periods import DAYS_IN_MONTH, Grain
from metrics.query import Filters, Query
from metrics.rollouts import Event
from metrics.series import covered
from metrics.windows import Days, parts_between
from metrics.worth.compensation import COMPENSATION, Extra, extra
from metrics.worth.customers_kept import Kept, kept
from metrics.worth.spread import Range

CHURN, VALUE, SILENT, COMPLAINTS = "churn", "ltv", "silent_customers", "complaints"
_CUSTOMERS = "active_customers"
_ALL = (CHURN, VALUE, SILENT, COMPLAINTS, COMPENSATION, _CUSTOMERS)


class _Together:
    """Facts that answer for each KPI of a worth out of one answer for all of them."""

    def __init__(self, facts: Facts) -> None:
        self.spans, self.dimensions = facts.spans, facts.dimensions
        self._every = cache(facts.parts)

    def parts(self, query: Query) -> Parts:
        """The parts of each KPI of the query, asked for once."""
        every = self._every(query.of_all(_ALL))
        return {key: every[key].copy(deep=False) for key in query.kpis if key in every}


@dataclass(frozen=True, eq=False)
class Measured:
    """What the data tell.

    churn        what happened to churn, and ``kept`` how many customers that comes to
    monthly      what a customer pays in a month since the rollout; None where no file tells
    extra        compensation paid beyond as much as before; None where that can't be told
    silent       unhappy customers who said nothing, a month; ``complaints`` came in since the rollout
    lifetime     the KPI lifetime value on both sides, to tell what it says beside the worth
    customers    how many there were when the last period ended; None where no file tells
    of_one_list  whether churn is known from a list of one day alone, which tells of no before and after
    months       from the rollout to the last day that is counted
    """

    rollout: date
    churn: Impact
    kept: Kept | None
    monthly: Range | None
    extra: Extra | None
    silent: Comparison
    complaints: int
    lifetime: Comparison
    customers: int | None
    months: float
    of_one_list: bool = False


def measured(
    facts: Facts, rollout: date, where: Filters, last: date | None, known: Sequence[Event]
) -> Measured:
    """All that the data tell of the days from a rollout on; ``known`` are all events."""
    facts = _Together(facts)
    around = Around(rollout, where, last=last)
    churn = impacts(facts, (CHURN,), around, (), known)[CHURN]
    compared = compare(facts, (SILENT, VALUE, _CUSTOMERS), around)
    found = kept(churn)
    there = compared[_CUSTOMERS].after
    return Measured(
        rollout=rollout,
        churn=churn,
        kept=found,
        monthly=_monthly(facts, rollout, last, where),
        extra=extra(facts, rollout, last, where),
        silent=compared[SILENT],
        complaints=_complaints(facts, rollout, last, where),
        lifetime=compared[VALUE],
        customers=round(there.value) if there else None,
        months=((found.last - rollout).days + 1) / DAYS_IN_MONTH if found else 0.0,
        of_one_list=found is None and _of_one_list(facts, where),
    )


def _of_one_list(facts: Facts, where: Filters) -> bool:
    months, whole = (facts.parts(Query((CHURN,), grain, where=where)) for grain in (Grain.MONTH, Grain.ALL))
    return _has_customers(whole) and not _has_customers(months)


def _has_customers(parts: Parts) -> bool:
    """Whether anybody was there at the start of a period."""
    return CHURN in parts and "at_start" in parts[CHURN] and bool(parts[CHURN]["at_start"].any())


def _complaints(facts: Facts, rollout: date, last: date | None, where: Filters) -> int:
    parts = parts_between(facts, (COMPLAINTS,), Days(rollout, last), where).get(COMPLAINTS)
    return 0 if parts is None else round(float(np.nansum(column(parts, "events"))))


def _monthly(facts: Facts, rollout: date, last: date | None, where: Filters) -> Range | None:
    """What a customer pays in a month. Its interval is of customers, who are the same each month."""
    parts = parts_between(facts, (VALUE,), Days(rollout, last), where).get(VALUE)
    known = None if parts is None else covered(kpi_named(VALUE), parts)
    if known is None or known.empty:
        return None
    n, total, squares = (_average(known, part) for part in ("months_paid", "paid", "paid_squares"))
    if not n > 0:
        return None
    low, high = intervals.mean(n, total, squares)
    value = total / n
    # Period totals don't tell how what was paid varies.
    return Range(value, value, value) if np.isnan(low) else Range(value, float(low), float(high))


def _average(parts: pd.DataFrame, part: str) -> float:
    return float(column(parts, part).mean())
