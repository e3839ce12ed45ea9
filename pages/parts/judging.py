"""What a rollout did to all KPIs and to branches or teams, kept until the data change."""

from __future__ import annotations

from functools import lru_cache

from data.records import Policy
from data.store import open_store, policies, targets
from metrics.cards import View
from metrics.catalogue import all_kpis, kpi_named
from metrics.impact.branches import Branches, branches
from metrics.impact.forest import Forest, forest
from metrics.impact.impact import impacts
from metrics.query import Filters
from metrics.rollouts import events
from pages.parts import session
from pages.parts.session import Version

_KEPT_ANSWERS = 100


def together(view: View) -> Forest | None:
    """All KPIs at the rollout of a view; None without one."""
    return _together(session.version(), view)


@lru_cache(maxsize=_KEPT_ANSWERS)
def _together(version: Version, view: View) -> Forest | None:
    del version  # part of the key alone
    if view.around is None:
        return None
    store, keys = open_store(), tuple(kpi.key for kpi in all_kpis())
    return forest(
        impacts(session.facts(), keys, view.around, targets(store), events(policies(store)), view.grain)
    )


def beside(key: str, policy: Policy, dimension: str, where: Filters) -> Branches | None:
    """A policy's effect on a KPI in the members of a dimension that got it, beside the others."""
    return _beside(session.version(), key, policy, dimension, where)


@lru_cache(maxsize=_KEPT_ANSWERS)
def _beside(version: Version, key: str, policy: Policy, dimension: str, where: Filters) -> Branches | None:
    del version  # part of the key alone
    return branches(session.facts(), kpi_named(key), policy, dimension, where)
