"""``python -m metrics impact``: whether a KPI truly shifted at a rollout."""

from __future__ import annotations

from datetime import date
from typing import Any

from data.language import gettext as _
from data.records import EventKind
from data.store import Store, open_store, policies, targets
from metrics.catalogue import by_key, kpi_named
from metrics.comparison import Around
from metrics.console.options import Answer, Options, WrongOptionError, command, day, take_where
from metrics.console.options import where as conditions
from metrics.facts import StoredFacts
from metrics.impact.answer import impact_answer, impact_text
from metrics.impact.forest import forest
from metrics.impact.forest_answer import forest_answer, forest_text
from metrics.impact.impact import impacts
from metrics.query import Filters
from metrics.rollouts import events, reach


def add(commands: Any) -> None:
    """Add the command to the others."""
    parser = command(commands, "impact", _("whether a KPI truly shifted at a rollout"), _answer)
    known = _("%(names)s; all of them together without one") % {"names": ", ".join(by_key())}
    parser.add_argument("kpi", metavar="KPI", nargs="?", help=known)
    take_rollout(parser)
    take_where(parser)


def take_rollout(parser: Any) -> None:
    """Let a command be about one rollout; ``rollout`` reads it."""
    told = _("the day of the rollout; that of your policy without it")
    parser.add_argument("--rollout", type=day, metavar="D", help=told)


def rollout(store: Store, options: Options, where: Filters) -> date:
    """The day asked for, or that of the latest policy that reached everybody looked at.

    WrongOptionError where there is none.
    """
    reached = [
        event for event in events(policies(store)) if event.kind is EventKind.POLICY and reach(event, where)
    ]
    if options.rollout:
        return options.rollout
    if not reached:
        raise WrongOptionError(_("No policy with a rollout is set for these: give the day by --rollout."))
    return max(event.starts_on for event in reached)


def _answer(options: Options) -> Answer:
    keys = (kpi_named(options.kpi).key,) if options.kpi else tuple(by_key())
    store, where = open_store(), conditions(options.where)
    around = Around(rollout(store, options, where), where)
    found = impacts(StoredFacts(store), keys, around, targets(store), events(policies(store)))
    if options.kpi:
        return impact_answer(found[options.kpi]), impact_text(found[options.kpi])
    together = forest(found)
    return forest_answer(together, around.rollout), forest_text(together, around.rollout)
