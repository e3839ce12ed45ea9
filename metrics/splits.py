"""A KPI by the members of a dimension: panels for a chart, and tables in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from data import formats
from data.kinds import COMPLAINTS, DIMENSIONS
from data.language import gettext as _
from data.records import Policy
from metrics import sentences
from metrics.comparison import Comparison, compare
from metrics.facts import Facts
from metrics.figures import MOST_PANELS
from metrics.kpi import Kpi
from metrics.overview import View
from metrics.periods import Grain
from metrics.query import Query
from metrics.readings import FACT_TABLES
from metrics.rollouts import Event, day_of
from metrics.scan import NOT_GIVEN
from metrics.series import Summary, estimates, summary

_NATURE = COMPLAINTS.column("nature")
_COLUMNS = {column.key: column for column in (*DIMENSIONS, _NATURE)}


@dataclass(frozen=True)
class Split:
    """A KPI by member: the largest as panels, all of them with their values.

    panels     name and series of the members with most rows behind them
    rollouts   the day on which each member got the policy
    members    name -> value over the finished periods since the rollout, or over all without one
    left_out   how many members have no panel
    """

    panels: list[tuple[str, pd.DataFrame]]
    rollouts: dict[str, date | None]
    members: dict[str, Summary]
    changes: dict[str, Comparison]
    left_out: int


def dimensions(kpi: Kpi, members: dict[str, list[str]]) -> list[str]:
    """The dimensions by which a KPI may be split: those of its table that the data have."""
    possible = FACT_TABLES[kpi.table].dimensions
    return [name for name in possible if len(members.get(name, ())) > 1 or name == _NATURE.key]


def name(dimension: str) -> str:
    """A dimension's name in the reader's language."""
    return _(_COLUMNS[dimension].name)


def widened(view: View, event: Event | None, dimension: str) -> View:
    """A view without the event's own scope in a dimension, so that a split shows the others as well."""
    own = [kept for kept in (event.where if event else ()) if kept[0] == dimension]
    return replace(view, where=tuple(kept for kept in view.where if kept not in own))


def panels(facts: Facts, kpi: Kpi, view: View, dimension: str, policy: Policy | None) -> Split:
    """The split of a KPI under a view; each member has its own day of the policy's rollout."""
    query = Query((kpi.key,), view.grain, where=view.where, split=dimension)
    monthly = facts.parts(replace(query, grain=Grain.MONTH)).get(kpi.key, pd.DataFrame(columns=["split"]))
    series = facts.parts(query).get(kpi.key, pd.DataFrame(columns=["split"]))
    found = [str(member) for member in monthly["split"].unique()]
    days = {member: day_of(policy, dimension, member) for member in found}
    summaries = {member: _reached(kpi, monthly[monthly["split"] == member], days[member]) for member in found}
    ranked = sorted((m for m, found in summaries.items() if found), key=lambda m: -_n(summaries[m]))
    drawn = [(_named(m), estimates(kpi, series[series["split"] == m])) for m in ranked[:MOST_PANELS]]
    return Split(
        panels=drawn,
        rollouts={_named(member): day for member, day in days.items()},
        members={_named(m): found for m in ranked if (found := summaries[m])},
        changes=_changes(facts, kpi, view, dimension, {m: days[m] for m in ranked}),
        left_out=max(0, len(ranked) - MOST_PANELS),
    )


def _reached(kpi: Kpi, parts: pd.DataFrame, day: date | None) -> Summary | None:
    since = parts[parts["start"] >= pd.Timestamp(day)] if day else parts
    return summary(kpi, since) if len(since) else None


def _n(found: Summary | None) -> int:
    return found.n if found else 0


def _changes(
    facts: Facts, kpi: Kpi, view: View, dimension: str, days: dict[str, date | None]
) -> dict[str, Comparison]:
    found = {}
    for member, day in list(days.items()):
        if day:
            where = (*(kept for kept in view.where if kept[0] != dimension), (dimension, (member,)))
            found[_named(member)] = compare(facts, (kpi.key,), day, tuple(sorted(where)))[kpi.key]
    return found


def _named(member: str) -> str:
    return _("not given") if member == NOT_GIVEN else member


def table(kpi: Kpi, split: Split) -> pd.DataFrame:
    """The members with their values and changes, in words."""
    rows = [
        {
            _("Member"): member,
            _("Value"): kpi.text(reached.value, reached.grain),
            "n": sentences.behind(kpi, reached),
            _("Rollout"): formats.day(split.rollouts.get(member)),
            _("Change since"): _change(kpi, split.changes.get(member)),
        }
        for member, reached in split.members.items()
    ]
    return pd.DataFrame(rows)


def _change(kpi: Kpi, found: Comparison | None) -> str:
    if found is None or found.change is None:
        return formats.MISSING
    if found.change.low is None:
        return kpi.change(found.change.value)
    words = {
        "change": kpi.change(found.change.value),
        "bounds": kpi.bounds(found.change.low, found.change.high),
    }
    better = kpi.improves(found.change.value) if found.change.is_clear else None
    if better is None:
        return _("%(change)s (%(bounds)s)") % words
    return (_("%(change)s (%(bounds)s), better") if better else _("%(change)s (%(bounds)s), worse")) % words


def values_table(kpi: Kpi, series: pd.DataFrame, grain: Grain) -> pd.DataFrame:
    """A series in words: a row a period, the latest first."""
    rows = [
        {
            _("Period"): formats.period(start.date(), grain.value),
            _("Value"): kpi.text(None if pd.isna(value) else value),
            _("95 % interval"): _between(kpi, low, high),
            "n": formats.number(n),
            _("Finished"): _("yes") if over else _("not yet"),
        }
        for start, value, low, high, n, over in series[
            ["start", "value", "low", "high", "n", "finished"]
        ].itertuples(index=False)
    ]
    return pd.DataFrame(rows[::-1])


def _between(kpi: Kpi, low: float, high: float) -> str:
    if pd.isna(low) or pd.isna(high):
        return formats.MISSING
    return _("%(low)s to %(high)s") % {"low": kpi.number(low), "high": kpi.number(high)}
