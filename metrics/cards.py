"""A KPI at a glance: its value over the days looked at, its change, its target and its course.

Where a rollout is looked at, value, change and status are all of the same days: those since the rollout.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from data.records import Target
from metrics.catalogue import all_kpis, kpi_named
from metrics.comparison import Around, Comparison, compare, earliest
from metrics.counting.counts import FILES
from metrics.counting.parts import CUSTOMERS
from metrics.counting.totals import TOTALS
from metrics.facts import Facts, Span
from metrics.goals.forecasts import Forecast, NoForecast
from metrics.goals.judged import standing
from metrics.goals.targets import Status, chosen, is_inherited
from metrics.impact.word import Word
from metrics.kpi import Kpi
from metrics.periods import Grain
from metrics.query import Filters, Query
from metrics.series import Summary, estimates, summary
from metrics.windows import Days, parts_between


@dataclass(frozen=True)
class View:
    """What a person looks at: the days, the length of a period, for whom, and since which rollout."""

    first: date | None = None
    last: date | None = None
    grain: Grain = Grain.MONTH
    where: Filters = ()
    rollout: date | None = None

    @property
    def around(self) -> Around | None:
        """The comparison to make; None where the days all lie before the rollout, or there is none."""
        if self.rollout is None or (self.last is not None and self.last < self.rollout):
            return None
        return Around(self.rollout, self.where, first=self.first, last=self.last)

    @property
    def reaches_back(self) -> bool:
        """Whether days before the rollout are looked at, too: of a card's value they are none."""
        return self.around is not None and (self.first is None or self.first < self.around.rollout)


@dataclass(frozen=True)
class PassedOver:
    """A period whose totals aren't counted, and the files with single events that count instead."""

    start: date
    files: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Card:
    """A KPI at a glance.

    reached     its value: over the days since the rollout that are looked at, or over all looked at
    series      its values by period: start, until, value, low, high, n, finished
    compared    before and after the rollout, where there is one
    as_of       the last day of the data behind it
    target      what it should reach, and the status that the value has with it
    judged      the value that the status is of, where it isn't the one shown: of a step, or up to its date
    ahead       where the trend leads by the target's date, or why nothing is foretold
    inherited   whether those looked at have no target of their own and are held to the company's
    passed_over what came as totals, but isn't counted, as files with single events tell of the same days
    word        what became of it at the rollout, among all KPIs; None until that is looked at
    """

    kpi: Kpi
    reached: Summary
    series: pd.DataFrame
    as_of: date
    compared: Comparison | None
    target: Target | None
    status: Status | None = None
    passed_over: tuple[PassedOver, ...] = ()
    judged: Summary | None = None
    inherited: bool = False
    word: Word | None = None
    ahead: Forecast | NoForecast | None = None

    @property
    def gap(self) -> float | None:
        """The value that is judged minus the target's; None without a target."""
        return None if self.target is None else (self.judged or self.reached).value - self.target.value

    @property
    def of_whole_list(self) -> bool:
        """Whether the value is of a whole list of customers, as one snapshot can't tell when they left."""
        return self.reached.grain is Grain.ALL

    @property
    def got_worse(self) -> bool:
        """Whether it clearly got worse: by its verdict, or until that is known by the plain difference."""
        if self.word is not None:
            return self.word is Word.WORSENED
        change = self.compared.change if self.compared else None
        return (
            self.compared is not None
            and change is not None
            and change.is_clear
            and self.compared.improved is False
        )

    @property
    def needs_attention(self) -> bool:
        """Whether its target is missed or at risk, or it clearly got worse after the rollout."""
        return self.got_worse or self.status in (Status.AT_RISK, Status.MISSED)


def cards(
    facts: Facts,
    view: View,
    targets: list[Target],
    keys: tuple[str, ...] = (),
    known: Mapping[str, Comparison] | None = None,
) -> list[Card]:
    """The cards of all KPIs that have a value in the view, in the catalogue's order.

    known   what ``compare`` gives for the view, where it was asked before
    """
    keys = keys or tuple(kpi.key for kpi in all_kpis())
    compared = (compare(facts, keys, view.around) if known is None else known) if view.around else {}
    reached = _reached(facts, view, keys, compared)
    series = facts.parts(Query(keys, view.grain, where=view.where))
    monthly = facts.parts(Query(keys, where=view.where))
    ends = as_of(facts.spans())
    found = [
        _card(kpi, reached[kpi.key], _shown(kpi, series, view), compared.get(kpi.key), targets, view, ends)
        for kpi in all_kpis()
        if kpi.key in reached
    ]
    return [
        replace(_held(facts, card, view), passed_over=_passed_over(monthly.get(card.kpi.key), view))
        for card in found
    ]


def _held(facts: Facts, card: Card, view: View) -> Card:
    """The card with its target's status: by the target's own days, not by those looked at."""
    if card.target is None:
        return card
    found = standing(facts, card.target, card.kpi, view.where, view.last, card.as_of)
    value = found.now
    same = value is not None and (value.first, value.last) == (card.reached.first, card.reached.last)
    inherited = is_inherited(card.target, view.where)
    judged = None if same else value
    return replace(card, status=found.status, judged=judged, inherited=inherited, ahead=found.ahead)


def _card(
    kpi: Kpi,
    reached: Summary,
    series: pd.DataFrame,
    compared: Comparison | None,
    targets: list[Target],
    view: View,
    ends: dict[str, date],
) -> Card:
    end = ends.get(kpi.table, reached.last)
    # Days before the rollout can't be held to what was to be reached after it.
    target = chosen(targets, kpi, view.where) if view.around or view.rollout is None else None
    return Card(kpi, reached, series, end, compared, target)


def _reached(
    facts: Facts, view: View, keys: tuple[str, ...], compared: Mapping[str, Comparison]
) -> dict[str, Summary]:
    """The value of each KPI that has one; that of a whole list of customers where months have none."""
    between = parts_between(facts, keys, Days(view.first, view.last), view.where)
    found = {
        key: _after(compared.get(key)) or summary(kpi_named(key), parts) for key, parts in between.items()
    }
    monthly = facts.parts(Query(keys, where=view.where))
    listed = tuple(
        key for key, parts in monthly.items() if "at_start" in parts and not parts["at_start"].any()
    )
    whole = facts.parts(Query(listed, Grain.ALL, where=view.where)) if listed else {}
    found |= {key: summary(kpi_named(key), parts, Grain.ALL) for key, parts in whole.items()}
    return {key: value for key, value in found.items() if value is not None}


def _passed_over(parts: pd.DataFrame | None, view: View) -> tuple[PassedOver, ...]:
    """The months of a view whose totals aren't counted."""
    if parts is None or "passed_over" not in parts:
        return ()
    found = parts[parts["passed_over"] != ""]
    if view.first is not None:
        found = found[found["until"] > pd.Timestamp(view.first)]
    if view.last is not None:
        found = found[found["start"] <= pd.Timestamp(view.last)]
    told = found[["start", "passed_over"]].itertuples(index=False)
    return tuple(PassedOver(start.date(), tuple(files.split(FILES))) for start, files in told)


def _after(found: Comparison | None) -> Summary | None:
    return found.after if found else None


def _shown(kpi: Kpi, series: dict[str, pd.DataFrame], view: View) -> pd.DataFrame:
    """The series that a chart shows: a comparison's reach, unless all data are asked for; no empty ends."""
    if kpi.key not in series:
        return pd.DataFrame(columns=["start", "until", "split", "value", "low", "high", "n", "finished"])
    found = estimates(kpi, series[kpi.key])
    if view.first is not None:
        first = pd.Timestamp(earliest(min(view.first, view.rollout or view.first)))
        found = found[found["until"] > first]
    known = found.index[found["value"].notna()]
    return found.loc[known.min() : known.max()] if len(known) else found.head(0)


def as_of(spans: dict[str, Span]) -> dict[str, date]:
    """The last day of each table's data; period totals stand in for a list of customers."""
    days = {table: pd.Timestamp(last).date() for table, (_first, last) in spans.items()}
    if TOTALS in days:
        days[CUSTOMERS] = max(days.get(CUSTOMERS, date.min), days[TOTALS])
    return days
