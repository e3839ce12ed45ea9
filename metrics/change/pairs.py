"""Which two spans to compare: around the rollout, with the span before, a year before, the latest month."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

import pandas as pd

from data.language import mark
from metrics.cards import View
from metrics.change.contrast import Pair, counting, span_a_year_before, span_before
from metrics.comparison import earliest
from metrics.facts import Facts
from metrics.kpi import Kpi
from metrics.periods import Grain
from metrics.sentences import told_by_lists
from metrics.windows import Days


class Paired(StrEnum):
    """How the two spans are chosen."""

    ROLLOUT = "rollout"
    BEFORE = "before"
    YEAR = "year"
    LATEST = "latest"
    LIST = "list"
    DAYS = "days"


PAIR_NAMES = {
    Paired.ROLLOUT: mark("Before and since the rollout"),
    Paired.BEFORE: mark("With the period before"),
    Paired.YEAR: mark("With a year before"),
    Paired.LATEST: mark("The latest month"),
    Paired.LIST: mark("With the list before"),
    Paired.DAYS: mark("From … to …"),
}


def pairs(facts: Facts, kpi: Kpi, view: View) -> dict[Paired, Pair]:
    """The pairs of spans that a view offers for a KPI; none where it has no value."""
    reached = _counted(facts, kpi, view, Days(view.first, view.last))
    if reached is None:
        return {}
    first, last = reached
    found: dict[Paired, Pair] = {}
    around = view.around
    if around:
        before = Days(earliest(around.rollout), around.rollout - timedelta(days=1))
        found[Paired.ROLLOUT] = (before, Days(max(around.rollout, view.first or around.rollout), last))
    now = Days(first, last)
    by_lists = told_by_lists(kpi)
    if by_lists and (listed := _counted(facts, kpi, view, Days(None, first - timedelta(days=1)))):
        found[Paired.LIST] = (Days(*listed), now)
    if view.first and not by_lists:
        found[Paired.BEFORE] = (span_before(first, last), now)
    if view.first:
        found[Paired.YEAR] = (span_a_year_before(first, last), now)
    month = Days((last + timedelta(days=1) - pd.DateOffset(months=1)).date(), last)
    if month.first and month.first.day == 1 and not by_lists:
        found[Paired.LATEST] = (span_before(month.first, last), month)
    return found


def _counted(facts: Facts, kpi: Kpi, view: View, days: Days) -> tuple[date, date] | None:
    """The first and the last day of the whole months of some days that count, of lists of the latest's."""
    parts = counting(facts, kpi, days, view.where, Grain.MONTH)
    if parts.empty:
        return None
    return parts["start"].iloc[0].date(), (parts["until"].iloc[-1] - pd.Timedelta(days=1)).date()
