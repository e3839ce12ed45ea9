"""What a rollout did to all KPIs and to branches or teams, kept until the data change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from data.records import Policy, Target
from data.store import open_store, policies, targets
from metrics.cards import View
from metrics.catalogue import all_kpis, kpi_named
from metrics.comparison import Around
from metrics.impact import branches_together
from metrics.impact.branches import Branches, branches
from metrics.impact.branches_together import Together
from metrics.impact.forest import Forest, forest
from metrics.impact.impact import Impact, impacts, judged_by
from metrics.impact.verdict import Kind
from metrics.query import Filters
from metrics.rollouts import Event, events
from pages.parts import session
from pages.parts.kept import kept, kept_wordless
from pages.parts.session import Version

_KEPT_ANSWERS = 100
_CLEAR = (Kind.IMPROVED, Kind.WORSENED)

Keys = tuple[str, ...]
Held = tuple[Target, ...]
Known = tuple[Event, ...]


def together(view: View) -> Forest | None:
    """All KPIs at the rollout of a view; None without one."""
    if view.around is None:
        return None
    keys = tuple(kpi.key for kpi in all_kpis())
    return _together(session.data_version(), _judged_by(view), keys, tuple(targets(open_store())), _known())


def _judged_by(view: View) -> View:
    """The view with periods as long as those that verdicts are of: others share one computation."""
    return replace(view, grain=judged_by(view.grain))


@kept(_KEPT_ANSWERS)
def _together(version: Version, view: View, keys: Keys, held: Held, known: Known) -> Forest:
    of = {target.kpi: tuple(one for one in held if one.kpi == target.kpi) for target in held}
    return forest({key: _alone(version, view, key, of.get(key, ()), known) for key in keys})


def among_all(view: View, key: str) -> Impact | None:
    """What happened to a KPI at the rollout of a view, by the same verdict as among all; None without one.

    Looking at all KPIs only ever takes a clear verdict back: where there is none, they aren't looked at.
    """
    if view.around is None:
        return None
    found = alone(view, key)
    together_with = together(view) if found.verdict.kind in _CLEAR else None
    return found if together_with is None else _told(together_with, found)


def alone(view: View, key: str) -> Impact:
    """What happened to a KPI at the rollout of a view that has one, by itself: what ``together`` looks at."""
    held = tuple(target for target in targets(open_store()) if target.kpi == key)
    return _alone(session.data_version(), _judged_by(view), key, held, _known())


# Kept, so that what hangs on an impact, like its chart, is made once.
@kept(_KEPT_ANSWERS)
def _told(all_of_them: Forest, found: Impact) -> Impact:
    return all_of_them.told(found)


# By what it hangs on rather than by the version: another KPI's target leaves it as it is.
@kept_wordless(10 * _KEPT_ANSWERS)
def _alone(version: Version, view: View, key: str, held: Held, known: Known) -> Impact:
    del version  # part of the key alone
    around = cast(Around, view.around)  # who asks has looked whether there is a rollout
    compared = session.compared(around)
    return impacts(session.facts(), (key,), around, held, known, view.grain, compared)[key]


def _known() -> Known:
    return tuple(events(policies(open_store())))


def beside(key: str, policy: Policy, dimension: str, where: Filters) -> Branches | None:
    """A policy's effect on a KPI in the members of a dimension that got it, beside the others."""
    return _beside(session.data_version(), key, policy, dimension, where)


def all_beside(keys: Sequence[str], policy: Policy, dimension: str, where: Filters) -> Together:
    """A policy's effect on all of some KPIs, beside those without it."""
    found = (beside(key, policy, dimension, where) for key in keys)
    return branches_together.together([one for one in found if one is not None])


@kept(_KEPT_ANSWERS)
def _beside(version: Version, key: str, policy: Policy, dimension: str, where: Filters) -> Branches | None:
    del version  # part of the key alone
    return branches(session.facts(), kpi_named(key), policy, dimension, where)
