"""The overview: a card a KPI, what the cards say together, and what needs attention."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.language import gettext as _
from data.language import ngettext
from data.records import Target
from metrics.catalogue import KPIS
from metrics.comparison import Comparison, compare, earliest
from metrics.facts import Facts, Span
from metrics.kpi import Kpi
from metrics.periods import Grain
from metrics.query import Filters, Query
from metrics.series import Summary, estimates, summary
from metrics.targets import Status, chosen, status
from metrics.windows import parts_between

_NAMED = 3


@dataclass(frozen=True)
class View:
    """What a person looks at: the days, the length of a period, for whom, and since which rollout."""

    first: date | None = None
    last: date | None = None
    grain: Grain = Grain.MONTH
    where: Filters = ()
    rollout: date | None = None


@dataclass(frozen=True)
class Card:
    """A KPI at a glance.

    reached     its value over the days looked at
    series      its values by period: start, until, value, low, high, n, finished
    compared    before and after the rollout, where there is one
    as_of       the last day of the data behind it
    judged      the value that stands against the target: of the days looked at, but none before the rollout
    """

    kpi: Kpi
    reached: Summary
    series: pd.DataFrame
    as_of: date
    compared: Comparison | None
    target: Target | None
    judged: Summary
    status: Status | None

    @property
    def gap(self) -> float | None:
        """The value minus the target's; None without a target."""
        return None if self.target is None else self.judged.value - self.target.value

    @property
    def needs_attention(self) -> bool:
        """Whether its target is missed or at risk, or it clearly got worse after the rollout."""
        change = self.compared.change if self.compared else None
        worse = change is not None and change.is_clear and self.kpi.improves(change.value) is False
        return worse or self.status in (Status.AT_RISK, Status.MISSED)


def cards(facts: Facts, view: View, targets: list[Target], keys: tuple[str, ...] = ()) -> list[Card]:
    """The cards of all KPIs that have a value in the view, in the catalogue's order."""
    keys = keys or tuple(kpi.key for kpi in KPIS)
    between = parts_between(facts, keys, view.first, view.last, view.where)
    series = facts.parts(Query(keys, view.grain, where=view.where))
    shown_from = _shown_from(view)
    compared = compare(facts, keys, view.rollout, view.where) if view.rollout else {}
    ends = as_of(facts.spans())
    found = []
    for kpi in KPIS:
        reached = summary(kpi, between[kpi.key]) if kpi.key in between else None
        if reached is not None:
            target = chosen(targets, kpi, view.where)
            end = ends.get(kpi.table, reached.last)
            judged = _judged(reached, compared.get(kpi.key))
            found.append(
                Card(
                    kpi=kpi,
                    reached=reached,
                    series=_since(estimates(kpi, series[kpi.key]), shown_from),
                    as_of=end,
                    compared=compared.get(kpi.key),
                    target=target,
                    judged=judged,
                    status=status(kpi, judged, target, end) if target else None,
                )
            )
    return found


def _judged(reached: Summary, found: Comparison | None) -> Summary:
    if found is None or found.after is None or reached.first >= found.rollout:
        return reached
    return found.after


def _shown_from(view: View) -> date | None:
    """The first day that charts show: a comparison's reach, unless all data are asked for."""
    if view.first is None:
        return None
    return earliest(min(view.first, view.rollout or view.first))


def _since(series: pd.DataFrame, first: date | None) -> pd.DataFrame:
    """The series from a day on, or whole where it all lies before."""
    shown = series if first is None else series[series["until"] > pd.Timestamp(first)]
    return series if shown.empty else shown


def as_of(spans: dict[str, Span]) -> dict[str, date]:
    """The last day of each table's data; period totals stand in for a list of customers."""
    days = {table: pd.Timestamp(last).date() for table, (_first, last) in spans.items()}
    if "periods" in days:
        days["customers"] = max(days.get("customers", date.min), days["periods"])
    return days


def asleep(shown: list[Card]) -> dict[str, list[Kpi]]:
    """The KPIs that have no value, by the kind of file that would bring them to life."""
    awake = {card.kpi.key for card in shown}
    kinds: dict[str, list[Kpi]] = {}
    for kpi in KPIS:
        if kpi.key not in awake:
            kinds.setdefault(kpi.kind, []).append(kpi)
    return kinds


def headline(shown: list[Card]) -> str:
    """What the cards say together, in a sentence or two."""
    told = [_targets_met(shown), _moved(shown, True), _moved(shown, False)]
    return " ".join(part for part in told if part)


def _targets_met(shown: list[Card]) -> str:
    with_target = [card for card in shown if card.status]
    if not with_target:
        return ""
    met = sum(card.status is Status.MET for card in with_target)
    total = len(with_target)
    return ngettext("%(met)s of %(total)s target met.", "%(met)s of %(total)s targets met.", total) % {
        "met": met,
        "total": total,
    }


def _moved(shown: list[Card], better: bool) -> str:
    changes = [(card.kpi, card.compared.change) for card in shown if card.compared and card.compared.change]
    names = [kpi.title for kpi, change in changes if change.is_clear and kpi.improves(change.value) is better]
    if not names:
        return ""
    words = {"kpis": _named(names)}
    return (_("Better since the rollout: %(kpis)s.") if better else _("Worse: %(kpis)s.")) % words


def _named(names: list[str]) -> str:
    """The first few names, and how many more."""
    first, more = names[:_NAMED], len(names) - _NAMED
    if more <= 0:
        return ", ".join(first)
    words = {"names": ", ".join(first), "n": more}
    return ngettext("%(names)s and %(n)s more", "%(names)s and %(n)s more", more) % words
