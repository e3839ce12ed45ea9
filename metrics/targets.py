"""Targets in time: the value to reach, the baseline frozen with it, and where a KPI stands."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

import pandas as pd

from data.language import gettext, mark
from data.records import Goal, Target
from metrics.catalogue import kpi_named
from metrics.facts import Facts
from metrics.kpi import Kpi
from metrics.measures import Count
from metrics.periods import MONTHS, Grain
from metrics.query import Filters, Query
from metrics.series import Summary, summary

BASELINE_MONTHS = 12


class Status(StrEnum):
    """Where a KPI stands with its target."""

    MET = "met"
    ON_TRACK = "on track"
    AT_RISK = "at risk"
    MISSED = "missed"
    TOO_LITTLE = "too little data"


STATUS_WORDS = {
    Status.MET: mark("met"),
    Status.ON_TRACK: mark("on track"),
    Status.AT_RISK: mark("at risk"),
    Status.MISSED: mark("missed"),
    Status.TOO_LITTLE: mark("too little data"),
}


class NoBaselineError(ValueError):
    """A relative target without data to measure from; the message says what to do."""


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


def worked_out(facts: Facts, goal: Goal, rollout: date | None, *, is_sample: bool = False) -> Target:
    """The target that a goal means, with its baseline frozen.

    Raises NoBaselineError for a relative goal where nothing was measured before the rollout.
    """
    kpi = kpi_named(goal.kpi)
    start = baseline(facts, kpi, rollout, scope(goal))
    if start is None and goal.basis != "absolute":
        message = gettext(
            "There are no data on %(kpi)s to measure a change from."
            " Upload earlier data, or give the target as a value."
        )
        raise NoBaselineError(message % {"kpi": kpi.title})
    return Target(
        kpi=goal.kpi,
        basis=goal.basis,
        amount=goal.amount,
        value=_value(goal, start.value if start else 0.0),
        due=goal.due,
        dimension=goal.dimension,
        member=goal.member,
        baseline=start.value if start else None,
        baseline_from=start.first if start else None,
        baseline_to=start.last if start else None,
        baseline_n=start.n if start else None,
        is_sample=is_sample,
    )


def is_backwards(target: Target) -> bool:
    """Whether a target asks for less than its baseline already is."""
    kpi = kpi_named(target.kpi)
    return target.baseline is not None and kpi.reaches(target.baseline, target.value)


def _value(goal: Goal, start: float) -> float:
    if goal.basis == "percent":
        # Of a score below zero, +20 % is still a rise.
        return start + abs(start) * goal.amount / 100
    return start + goal.amount if goal.basis == "points" else goal.amount


def chosen(targets: list[Target], kpi: Kpi, where: Filters) -> Target | None:
    """The target that holds under a filter: its own, else the whole company's; the latest set of each.

    A count of the whole company is nothing that a part of it could be held to.
    """
    of_kpi = [target for target in targets if target.kpi == kpi.key]
    own = [target for target in of_kpi if target.dimension and scope(target) == where]
    company = [target for target in of_kpi if target.dimension is None and not (where and kpi.adds_up)]
    return next(iter(sorted(own or company, key=lambda target: target.target_id or 0, reverse=True)), None)


def scope(goal: Goal | Target) -> Filters:
    """The filter that a goal or target is for; empty for the whole company."""
    return ((goal.dimension, (goal.member or "",)),) if goal.dimension else ()


def status(kpi: Kpi, reached: Summary | None, target: Target, as_of: date) -> Status:
    """Where a KPI stands with its target on the day that the data end.

    On track compares with the straight line from the baseline to the target at its date, at the
    middle of the days that the value covers; without a baseline there is no line to be on.
    """
    if reached is None or reached.n < kpi.measure.fewest or not reached.finished:
        return Status.TOO_LITTLE
    if kpi.reaches(reached.value, target.value):
        return Status.MET
    if target.due <= as_of:
        return Status.MISSED
    expected = _expected(target, reached.first + (reached.last - reached.first) / 2)
    return (
        Status.ON_TRACK if expected is not None and kpi.reaches(reached.value, expected) else Status.AT_RISK
    )


def _expected(target: Target, day: date) -> float | None:
    """The straight line from the baseline to the target, on a day."""
    if target.baseline is None or target.baseline_to is None:
        return None
    start = target.baseline_to + timedelta(days=1)
    length = (target.due - start).days
    share = min(max((day - start).days / length, 0.0), 1.0) if length > 0 else 1.0
    return target.baseline + share * (target.value - target.baseline)


def at_grain(kpi: Kpi, target: Target, grain: Grain) -> float | None:
    """The target's value for periods of another length than a month; None where it has none."""
    if isinstance(kpi.measure, Count):
        return target.value * MONTHS[grain]
    return None if kpi.period_rate and grain is not Grain.MONTH else target.value
