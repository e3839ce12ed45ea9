"""What a definition comes to before anybody keeps it."""

from __future__ import annotations

from dataclasses import dataclass

from data.own_kpis import OwnKpi
from data.store import Store
from metrics import catalogue
from metrics.cards import Card, View, cards
from metrics.facts import StoredFacts
from metrics.kpi import Kpi
from metrics.own.checks import Evidence, evidence
from metrics.own.definition import kpi_of


@dataclass(frozen=True, eq=False)
class Tried:
    """A definition as a KPI: its card over all data, None where it has no value, and what is behind it."""

    kpi: Kpi
    card: Card | None
    evidence: Evidence


def trial(store: Store, own: OwnKpi) -> Tried:
    """Compute a definition as if it were kept; nothing of it stays."""
    kpi, facts = kpi_of(own, store), StoredFacts(store)
    with catalogue.also(kpi):
        found = cards(facts, View(), [], (kpi.key,))
    return Tried(kpi, next(iter(found), None), evidence(facts, own))
