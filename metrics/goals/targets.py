"""Targets in time: the values to reach, the baseline frozen with them, and where a KPI stands.

A target may have steps. On any day the level in force is what is to be reached next: that of the first
step whose date hasn't passed, and after all dates that of the last.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

import numpy as np

from data.language import gettext, mark
from data.records import BaselineKind, Basis, Goal, Target
from metrics.catalogue import kpi_named
from metrics.facts import Facts
from metrics.goals.baselines import measured, start_of
from metrics.kpi import Kpi
from metrics.measures.kinds import Count
from metrics.periods import MONTHS, Grain
from metrics.query import Filters
from metrics.series import Summary


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


@dataclass(frozen=True)
class Level:
    """What a target asks for over some days; ``first`` is None where nothing tells when it begins."""

    first: date | None
    last: date
    value: float


class NoBaselineError(ValueError):
    """A relative target without data to measure from; the message says what to do."""


def worked_out(facts: Facts, goal: Goal, rollout: date | None, *, is_sample: bool = False) -> Target:
    """The target that a goal means, with its baseline frozen.

    Raises NoBaselineError for a relative goal where nothing was measured in the days of its baseline.
    """
    kpi = kpi_named(goal.kpi)
    start = measured(facts, kpi, goal, rollout, scope(goal))
    if start is None and goal.basis != "absolute":
        message = gettext(
            "There are no data on %(kpi)s to measure a change from."
            " Upload earlier data, or give the target as a value."
        )
        if goal.start.kind is not BaselineKind.BEFORE:
            message = gettext(
                "There are no data on %(kpi)s in the days that you chose to measure from."
                " Choose other days, type the baseline in, or give the target as a value."
            )
        raise NoBaselineError(message % {"kpi": kpi.title})
    return Target(
        kpi=goal.kpi,
        basis=goal.basis,
        amount=goal.amount,
        value=_value(goal.basis, goal.amount, start.value if start else 0.0),
        due=goal.due,
        dimension=goal.dimension,
        member=goal.member,
        baseline=start.value if start else None,
        baseline_from=start.first if start else None,
        baseline_to=start.last if start else None,
        baseline_n=start.n if start else None,
        is_sample=is_sample,
        steps=goal.steps,
        since=rollout,
        baseline_kind=goal.start.kind,
    )


def changed(facts: Facts, target: Target, goal: Goal) -> Target:
    """Another version of a target: its baseline and its days stay, what is asked for is the goal's.

    A baseline is worked out where there was none, or where the goal chooses another one. Raises
    NoBaselineError where there still is none.
    """
    if target.baseline is None or goal.start != start_of(target):
        made = worked_out(facts, goal, target.since, is_sample=target.is_sample)
        return replace(made, target_id=target.target_id, held_from=target.held_from)
    return replace(
        target,
        basis=goal.basis,
        amount=goal.amount,
        value=_value(goal.basis, goal.amount, target.baseline),
        due=goal.due,
        steps=goal.steps,
    )


def is_backwards(target: Target) -> bool:
    """Whether a target asks for less than its baseline already is."""
    kpi = kpi_named(target.kpi)
    return target.baseline is not None and kpi.reaches(target.baseline, target.value)


def _value(basis: Basis, amount: float, start: float) -> float:
    if basis == "percent":
        # Of a score below zero, +20 % is still a rise.
        return start + abs(start) * amount / 100
    return start + amount if basis == "points" else amount


def begin(target: Target) -> date | None:
    """The first day on which a target is judged: that of the rollout, else the one after its baseline."""
    after = target.baseline_to + timedelta(days=1) if target.baseline_to else None
    return target.since or after


def levels(target: Target) -> tuple[Level, ...]:
    """What a target asks for, in time: each step until its date, then the next one."""
    start = target.baseline or 0.0
    steps = [(step.due, _value(target.basis, step.amount, start)) for step in target.steps]
    asked = [*steps, (target.due, target.value)]
    firsts = [begin(target), *(due + timedelta(days=1) for due, __ in asked)]
    return tuple(Level(first, due, value) for first, (due, value) in zip(firsts, asked, strict=False))


def in_force(target: Target, day: date) -> Level:
    """The level in force on a day: chart, card, status, export and command line all read it here."""
    known = levels(target)
    return next((level for level in known if day <= level.last), known[-1])


def chosen(targets: list[Target], kpi: Kpi, where: Filters) -> Target | None:
    """The target that holds under a filter: its own, else the whole company's; the latest set of each.

    A count of the whole company is nothing that a part of it could be held to.
    """
    of_kpi = [target for target in targets if target.kpi == kpi.key]
    own = [target for target in of_kpi if target.dimension and scope(target) == where]
    company = [target for target in of_kpi if target.dimension is None and not (where and kpi.adds_up)]
    return next(iter(sorted(own or company, key=lambda target: target.target_id or 0, reverse=True)), None)


def is_inherited(target: Target, where: Filters) -> bool:
    """Whether a part of the company is held to the whole company's target, having none of its own."""
    return bool(where) and target.dimension is None


def scope(goal: Goal | Target) -> Filters:
    """The filter that a goal or target is for; empty for the whole company."""
    return ((goal.dimension, (goal.member or "",)),) if goal.dimension else ()


def status(
    kpi: Kpi, reached: Summary | None, target: Target, as_of: date, latest: Summary | None = None
) -> Status:
    """Where a KPI stands with its target on the day that the data end.

    Met is what reaches the target itself, not only a step on the way. On track is what reaches the level
    in force on the last day that the value covers, or else the straight line through baseline, steps and
    target at the middle of the days that it covers; without a baseline the first step has no such line.
    ``latest`` are the last months of these days: where their interval lies behind the line, it is at risk.
    """
    if reached is None or reached.n < kpi.measure.fewest or not reached.finished:
        return Status.TOO_LITTLE
    level = in_force(target, reached.last)
    reaches_level = kpi.reaches(reached.value, level.value)
    if reaches_level and kpi.reaches(reached.value, target.value):
        return Status.MET
    if target.due <= as_of:
        return Status.MISSED
    line = _line(target, reached)
    on_line = line is not None and kpi.reaches(reached.value, line)
    kept_up = latest is None or not _is_behind(kpi, latest, target)
    return Status.ON_TRACK if (reaches_level or on_line) and kept_up else Status.AT_RISK


def _is_behind(kpi: Kpi, latest: Summary, target: Target) -> bool:
    """Whether a value lies behind the line with all of its interval."""
    line = _line(target, latest)
    best = latest.low if kpi.better == "lower" else latest.high
    return line is not None and best is not None and not kpi.reaches(best, line)


def _line(target: Target, reached: Summary) -> float | None:
    """What is expected at the middle of the days that a value covers."""
    return expected(target, reached.first + (reached.last - reached.first) / 2)


def expected(target: Target, day: date) -> float | None:
    """The straight line from the baseline through the steps to the target, on a day; None before it begins.

    Before the baseline's end it is the baseline, after the target's date the target.
    """
    points = [(level.last, level.value) for level in levels(target)]
    if target.baseline is not None and target.baseline_to is not None:
        points.insert(0, (target.baseline_to + timedelta(days=1), target.baseline))
    elif day < points[0][0]:
        return None
    days = [float(point.toordinal()) for point, __ in points]
    if any(later <= earlier for earlier, later in pairwise(days)):
        # A date that came before the line began leaves nothing but the target.
        return target.value
    return float(np.interp(day.toordinal(), days, [value for __, value in points]))


def levels_at(kpi: Kpi, target: Target, grain: Grain) -> tuple[Level, ...]:
    """What a target asks for in time, for periods of a length; empty where it asks nothing of such ones."""
    found = [(level, _at_grain(kpi, level.value, grain)) for level in levels(target)]
    return tuple(replace(level, value=value) for level, value in found if value is not None)


def levels_for(targets: list[Target], kpi: Kpi, where: Filters, grain: Grain) -> tuple[Level, ...]:
    """The levels of the target that holds under a filter; empty where none does."""
    target = chosen(targets, kpi, where)
    return levels_at(kpi, target, grain) if target else ()


def _at_grain(kpi: Kpi, value: float, grain: Grain) -> float | None:
    if isinstance(kpi.measure, Count):
        return value * MONTHS[grain]
    return None if kpi.period_rate and grain is not Grain.MONTH else value
