"""``python -m metrics retention``: who stays and who leaves, since a rollout, and what goes with it."""

from __future__ import annotations

from typing import Any

from data.language import gettext as _
from data.store import open_store
from metrics.cards import View, cards
from metrics.console.impact import judged
from metrics.console.options import (
    Answer,
    Options,
    WrongOptionError,
    command,
    dimension,
    take_split,
    take_where,
)
from metrics.console.options import where as conditions
from metrics.console.rollout import rollout, take_rollout
from metrics.counting.parts import CUSTOMERS
from metrics.facts import StoredFacts
from metrics.query import Filters
from metrics.staying import lifetimes
from metrics.staying.answer import staying_answer, staying_text
from metrics.staying.links import links
from metrics.staying.staying import split, staying
from metrics.staying.tenures import Asked
from metrics.staying.words import KPI


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
    facts, view = StoredFacts(store), View(where=where, rollout=rollout(store, options, where))
    _known(facts, by, where)
    told = staying(facts, facts, view)
    verdict = judged(store, facts, view.around, KPI) if told and told.rollout and view.around else None
    found = (
        told,
        links(facts, Asked(where)),
        cards(facts, view, [], lifetimes.KPIS),
        split(facts, view, by) if by else None,
    )
    return staying_answer(*found, verdict), staying_text(*found, verdict)


def _known(facts: StoredFacts, by: str | None, where: Filters) -> None:
    """WrongOptionError for a dimension that customers don't have."""
    names = [column.key for column in facts.dimensions(CUSTOMERS)]
    for name in (*(key for key, __ in where), *([by] if by else [])):
        if name not in names:
            message = _("Lists of customers have no %(name)s. Choose one of: %(names)s.")
            raise WrongOptionError(message % {"name": name, "names": ", ".join(names)})
