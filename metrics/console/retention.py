"""``python -m metrics retention``: who stays and who leaves, since a rollout, and what goes with it."""

from __future__ import annotations

from typing import Any

from data.language import gettext as _
from data.records import EventKind
from data.store import open_store, policies
from metrics.cards import View, cards
from metrics.console.impact import take_rollout
from metrics.console.options import Answer, Options, command, dimension, take_split, take_where
from metrics.console.options import where as conditions
from metrics.facts import StoredFacts
from metrics.query import Filters
from metrics.rollouts import events, reach
from metrics.staying import lifetimes
from metrics.staying.answer import staying_answer, staying_text
from metrics.staying.links import links
from metrics.staying.overall import split, staying
from metrics.staying.tenures import Asked


def add(commands: Any) -> None:
    """Add the command to the others."""
    told = _("who stays and who leaves, and what goes with it")
    parser = command(commands, "retention", told, _answer)
    take_rollout(parser)
    take_split(parser)
    take_where(parser)


def _answer(options: Options) -> Answer:
    store, where = open_store(), conditions(options.where)
    by = dimension(options.by) if options.by else None
    facts, view = StoredFacts(store), _view(options, where)
    found = (
        staying(facts, facts, view),
        links(facts, Asked(where)),
        cards(facts, view, [], lifetimes.KPIS),
        split(facts, view, by) if by else None,
    )
    return staying_answer(*found), staying_text(*found)


def _view(options: Options, where: Filters) -> View:
    """All data, around the rollout asked for, or that of the latest policy for all looked at."""
    reached = [
        event.starts_on
        for event in events(policies(open_store()))
        if event.kind is EventKind.POLICY and reach(event, where)
    ]
    return View(where=where, rollout=options.rollout or max(reached, default=None))
