"""From what a relative target is measured: the months before the rollout, or what was chosen instead."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from data.language import gettext as _
from data.language import mark
from data.records import BaselineKind, Goal, Start, Target
from metrics.facts import Facts
from metrics.kpi import Kpi
from metrics.periods import months_after
from metrics.query import Filters, Query
from metrics.series import Summary, summary
from metrics.windows import Days, parts_between

BASELINE_MONTHS = 12
# As a form offers them.
KINDS = {
    BaselineKind.BEFORE: mark("The months before the rollout"),
    BaselineKind.LAST_YEAR: mark("The same period of last year"),
    BaselineKind.SPAN: mark("Days of your own"),
    BaselineKind.TYPED: mark("A value that you type in"),
}
_TOLD = {
    BaselineKind.BEFORE: mark("the months before the rollout"),
    BaselineKind.LAST_YEAR: mark("the same period of last year"),
    BaselineKind.SPAN: mark("days chosen"),
    BaselineKind.TYPED: mark("typed in"),
}


class Measured(NamedTuple):
    """A baseline as it is frozen: the value, its days and n; a typed one has a last day alone."""

    value: float
    first: date | None
    last: date
    n: int | None


def told(target: Target) -> str:
    """What a target's baseline is, in words; without a rollout the months before it was set."""
    if target.baseline_kind is BaselineKind.BEFORE and target.since is None:
        return _("the latest months when it was set")
    return _(_TOLD[target.baseline_kind])


def as_of(rollout: date | None) -> date:
    """The day that a typed value is of unless another is given: that before the rollout, or today."""
    today = date.today()
    return min(today, rollout - timedelta(days=1)) if rollout else today


def start_of(target: Target) -> Start:
    """The choice that a target's baseline came from, as a form has it."""
    if target.baseline_kind is BaselineKind.SPAN:
        return Start(target.baseline_kind, target.baseline_from, target.baseline_to)
    if target.baseline_kind is BaselineKind.TYPED:
        return Start(target.baseline_kind, last=target.baseline_to, value=target.baseline)
    return Start(target.baseline_kind)


def measured(facts: Facts, kpi: Kpi, goal: Goal, rollout: date | None, where: Filters) -> Measured | None:
    """What a goal is measured from; None without data in its days, or while a choice isn't complete."""
    start = goal.start
    if start.kind is BaselineKind.TYPED:
        if start.value is None or start.last is None:
            return None
        return Measured(start.value, None, start.last, None)
    if start.kind is BaselineKind.BEFORE:
        found = baseline(facts, kpi, rollout, where)
    else:
        days = Days(start.first, start.last) if start.kind is BaselineKind.SPAN else None
        found = over(facts, kpi, days or year_before(facts, kpi, goal.due, rollout, where), where)
    return Measured(found.value, found.first, found.last, found.n) if found else None


def baseline(facts: Facts, kpi: Kpi, rollout: date | None, where: Filters) -> Summary | None:
    """The KPI over the 12 months before a rollout, or before the data's end; or what there is of them."""
    parts = facts.parts(Query((kpi.key,), where=where)).get(kpi.key)
    if parts is None or parts.empty:
        return None
    edge = pd.Timestamp(rollout) if rollout else parts["until"].max()
    window = parts[
        (parts["start"] >= edge - pd.DateOffset(months=BASELINE_MONTHS)) & (parts["until"] <= edge)
    ]
    return None if window.empty else summary(kpi, window)


def over(facts: Facts, kpi: Kpi, days: Days | None, where: Filters) -> Summary | None:
    """The KPI over some days, or what there is of them."""
    if days is None:
        return None
    parts = parts_between(facts, (kpi.key,), days, where).get(kpi.key)
    return None if parts is None or parts.empty else summary(kpi, parts)


def year_before(facts: Facts, kpi: Kpi, due: date, rollout: date | None, where: Filters) -> Days | None:
    """The days from a rollout to a target's date, a year earlier: of the same season, and before the rollout.

    Without a rollout those after the data's end; None without data.
    """
    begin = rollout
    if begin is None:
        parts = facts.parts(Query((kpi.key,), where=where)).get(kpi.key)
        if parts is None or parts.empty:
            return None
        begin = pd.Timestamp(parts["until"].max()).date()
    first = months_after(begin, -12)
    return Days(first, max(first, min(months_after(due, -12), begin - timedelta(days=1))))
