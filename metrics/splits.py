"""A KPI by the members of a dimension."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from data.language import gettext as _
from data.records import Policy
from data.specs import Column
from metrics.cards import View
from metrics.comparison import Around, Comparison, compare_members
from metrics.counting.scan import NOT_GIVEN
from metrics.facts import Facts
from metrics.kpi import Kpi
from metrics.query import Query
from metrics.rollouts import Event, day_of
from metrics.series import Summary, estimates, summary
from metrics.windows import Days, parts_between


@dataclass(frozen=True)
class Member:
    """One member of a dimension: its value over the days looked at, its course, and its change.

    compared    before and after its own rollout; None where the policy never reached it
    """

    name: str
    reached: Summary
    series: pd.DataFrame
    rollout: date | None
    compared: Comparison | None


def dimensions(columns: Sequence[Column], members: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Key -> name of the dimensions of a table in which the data tell members apart."""
    return {column.key: column.title for column in columns if len(members.get(column.key, ())) > 1}


def widened(view: View, event: Event | None, dimension: str) -> View:
    """A view without the event's own scope in a dimension, so that a split shows the others as well."""
    own = [kept for kept in (event.where if event else ()) if kept[0] == dimension]
    return replace(view, where=tuple(kept for kept in view.where if kept not in own))


def members(facts: Facts, kpi: Kpi, view: View, dimension: str, policy: Policy | None) -> list[Member]:
    """The members that have a value in a view, those with most rows behind them first.

    Where the policy reached a member, its value is that since its own rollout.
    """
    between = parts_between(facts, (kpi.key,), Days(view.first, view.last), view.where, split=dimension)
    series = facts.parts(Query((kpi.key,), view.grain, where=view.where, split=dimension))
    names = _names(between.get(kpi.key))
    days = {member: day_of(policy, dimension, member) for member in names}
    compared = _compared(facts, kpi, view, dimension, days)
    found = [
        _member(kpi, member, days[member], compared.get(member), between[kpi.key], series[kpi.key])
        for member in names
    ]
    return sorted((member for member in found if member), key=lambda member: -member.reached.n)


def _names(parts: pd.DataFrame | None) -> list[str]:
    return [] if parts is None else [str(member) for member in parts["split"].unique()]


def _compared(
    facts: Facts, kpi: Kpi, view: View, dimension: str, days: dict[str, date | None]
) -> dict[str, Comparison]:
    """Each member before and after its own day: one comparison for each day that some of them share."""
    found: dict[str, Comparison] = {}
    for day in sorted({day for day in days.values() if day}):
        around = Around(day, view.where, first=view.first, last=view.last)
        together = compare_members(facts, kpi, around, dimension)
        found |= {member: one for member, one in together.items() if days.get(member) == day}
    return found


def _member(
    kpi: Kpi,
    member: str,
    day: date | None,
    compared: Comparison | None,
    between: pd.DataFrame,
    series: pd.DataFrame,
) -> Member | None:
    own = between[between["split"] == member]
    reached = (compared.after if compared else None) or summary(kpi, own)
    if reached is None:
        return None
    shown = estimates(kpi, series[series["split"] == member])
    return Member(member if member != NOT_GIVEN else _("not given"), reached, shown, day, compared)
