"""``python -m metrics impact``: whether a KPI truly shifted at a rollout."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from data import formats
from data.language import gettext as _
from data.store import Store, open_store, policies, targets
from metrics import sources
from metrics.cards import as_of
from metrics.catalogue import by_key, kpi_named
from metrics.comparison import Around, earliest
from metrics.console.options import Answer, Options, WrongOptionError, command, known_members, take_where
from metrics.console.options import where as conditions
from metrics.console.rollout import needed, take_rollout
from metrics.facts import Facts, StoredFacts
from metrics.impact.answer import impact_answer, impact_text
from metrics.impact.forest import forest
from metrics.impact.forest_answer import forest_answer, forest_text
from metrics.impact.impact import Impact, impacts
from metrics.impact.verdict import Kind
from metrics.rollouts import events


def add(commands: Any) -> None:
    """Add the command to the others."""
    parser = command(commands, "impact", _("whether a KPI truly shifted at a rollout"), _answer)
    known = _("%(names)s; all of them together without one") % {"names": ", ".join(by_key())}
    parser.add_argument("kpi", metavar="KPI", nargs="?", help=known)
    take_rollout(parser)
    take_where(parser)


def _answer(options: Options) -> Answer:
    store, where = open_store(), conditions(options.where)
    known_members(where)
    facts, around = StoredFacts(store), Around(needed(store, options, where), where)
    _within_reach(facts, around.rollout)
    if not options.kpi:
        together = forest(_all(store, facts, around))
        return forest_answer(together, around.rollout), forest_text(together, around.rollout)
    found = judged(store, facts, around, kpi_named(options.kpi).key)
    mixed = sources.told(found.comparison, facts.coverage(), where)
    told = (impact_text(found), mixed) if mixed else (impact_text(found),)
    return impact_answer(found) | {"sources_change": mixed or None}, "\n".join(told)


def judged(store: Store, facts: Facts, around: Around, key: str) -> Impact:
    """What happened to one KPI, by the same verdict as among all: these only ever take a clear one back."""
    found = _impacts(store, facts, around, (key,))[key]
    if found.verdict.kind not in (Kind.IMPROVED, Kind.WORSENED):
        return found
    together = _all(store, facts, around)
    return forest(together).told(together[key])


def _all(store: Store, facts: Facts, around: Around) -> Mapping[str, Impact]:
    return _impacts(store, facts, around, tuple(by_key()))


def _impacts(store: Store, facts: Facts, around: Around, keys: tuple[str, ...]) -> Mapping[str, Impact]:
    return impacts(facts, keys, around, targets(store), events(policies(store)))


def _within_reach(facts: Facts, day: date) -> None:
    """WrongOptionError for a rollout so late that no data count as before it."""
    ends = as_of(facts.spans())
    last = max(ends.values(), default=None)
    if last is None or last >= earliest(day):
        return
    message = _("The data end on %(last)s, more than three years before %(day)s: choose an earlier rollout.")
    raise WrongOptionError(message % {"last": formats.day(last), "day": formats.day(day)})
