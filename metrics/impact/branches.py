"""Branches or teams that got a policy on different days, compared with those that hadn't got it yet.

Each counts the same, whatever its size. What all of them have in common in a month, a season or another
event for everybody, is no part of the difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.records import Policy
from metrics import staggered
from metrics.comparison import Around
from metrics.counting.scan import NOT_GIVEN
from metrics.facts import Facts
from metrics.impact.course import Course, Scale, course
from metrics.kpi import Kpi
from metrics.periods import Grain
from metrics.query import Filters, Query
from metrics.rollouts import day_of
from metrics.staggered import StaggeredEffect
from metrics.statistics.autoregression import Effect

_COLUMNS = ("member", "start", "value", "first")


@dataclass(frozen=True, eq=False)
class Branches:
    """What a policy did to a KPI in the members of a dimension that got it, beside those without it.

    found     the effect on the scale of the comparison: logarithms where ``is_ratio``
    course    how far they were apart by months since the policy
    days      member -> the day of its rollout; None for one that never got it
    silent    the members that have a day, but no value in any month
    """

    kpi: Kpi
    dimension: str
    found: StaggeredEffect
    course: staggered.Course
    days: Mapping[str, date | None]
    silent: tuple[str, ...]
    is_ratio: bool
    grain: Grain

    @property
    def effect(self) -> Effect | None:
        """The effect in the KPI's unit or as a ratio; None without an interval that has both ends."""
        found = self.found
        if found.value is None or found.low is None or found.high is None or found.p is None:
            return None
        ends = (found.value, found.low, found.high)
        value, low, high = (self.in_unit(end) for end in ends)
        return Effect(value, low, high, found.p, float("nan"))

    def in_unit(self, value: float) -> float:
        """An effect as a difference in the KPI's unit, or as a ratio."""
        return float(np.exp(value)) if self.is_ratio else value


def dimension_of(policy: Policy | None) -> str | None:
    """The dimension whose members got a policy on days of their own; None where there is none."""
    found = {rollout.dimension for rollout in (policy.rollouts if policy else ())} - {None}
    return next(iter(found)) if len(found) == 1 else None


def is_staggered(days: Mapping[str, date | None]) -> bool:
    """Whether there is anybody to compare with: the days differ, or some members have none."""
    return len(set(days.values())) > 1


def branches(facts: Facts, kpi: Kpi, policy: Policy, dimension: str, where: Filters) -> Branches | None:
    """The effect of a policy on a KPI by members of a dimension; None where the KPI isn't told by it.

    where   for whom, without the dimension itself unless only some of its members are to be compared
    """
    parts = facts.parts(Query((kpi.key,), Grain.MONTH, where=where, split=dimension)).get(kpi.key)
    if parts is None:
        return None
    names = sorted({str(name) for name in parts["split"]} - {NOT_GIVEN})
    days = {name: day_of(policy, dimension, name) for name in names}
    runs = {name: _run(kpi, parts[parts["split"] == name], days, name) for name in names}
    known = {name: run for name, run in runs.items() if run is not None}
    if not known or not is_staggered(days):
        return None
    rows = pd.concat([_cells(name, run, days[name]) for name, run in known.items()], ignore_index=True)
    is_ratio = all(run.scale is not Scale.VALUES for run in known.values()) and bool(
        (rows["value"].dropna() > 0).all()
    )
    panel = rows.assign(value=np.log(rows["value"])) if is_ratio else rows
    found, apart = staggered.study(panel, *_COLUMNS)
    silent = tuple(name for name in names if name not in known)
    return Branches(kpi, dimension, found, apart, days, silent, is_ratio, next(iter(known.values())).grain)


def _run(kpi: Kpi, parts: pd.DataFrame, days: Mapping[str, date | None], name: str) -> Course | None:
    """A member's months; those that its rollout cuts don't count."""
    reached = [day for day in days.values() if day]
    if not reached:
        return None
    # Nothing cuts the months of one that never got the policy.
    day = days[name] or min(reached).replace(day=1)
    return course(kpi, parts, Around(day))


def _cells(name: str, run: Course, day: date | None) -> pd.DataFrame:
    """Member, start, value and first treated month of each month; no value where it doesn't count."""
    frame = run.frame
    got = day is not None and run.at < len(frame)
    first = frame["start"].iloc[run.at] if got else pd.NaT
    value = frame["value"].where(run.counts)
    return pd.DataFrame({"member": name, "start": frame["start"], "value": value, "first": first})
