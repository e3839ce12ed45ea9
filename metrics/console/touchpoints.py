"""``python -m metrics touchpoints``: where on the customer's way scores fall and complaints arise."""

from __future__ import annotations

from typing import Any

from data.kinds import COMPLAINTS
from data.language import gettext as _
from data.store import Store, open_store, touchpoints
from metrics.cards import View
from metrics.catalogue import kpi_named
from metrics.console.options import Answer, Options, WrongOptionError, command, take_days, take_where
from metrics.console.options import where as conditions
from metrics.console.rollout import rollout, take_rollout
from metrics.facts import StoredFacts
from metrics.journey.answer import journey_answer, journey_text
from metrics.journey.heat import heat
from metrics.journey.journey import SCORES, journey, scores
from metrics.journey.stages import Way, filled, ways
from metrics.undated import by_month, undated
from metrics.windows import Days


def add(commands: Any) -> None:
    """Add the command to the others."""
    told = _("where on the customer's way scores fall and complaints arise")
    parser = command(commands, "touchpoints", told, _answer)
    parser.add_argument(
        "--score", choices=SCORES, help=_("which score; the first that the data have without it")
    )
    take_rollout(parser)
    take_days(parser)
    take_where(parser)


def _answer(options: Options) -> Answer:
    store = open_store()
    facts, found = StoredFacts(store), told_by(store)
    if not found:
        raise WrongOptionError(
            _("No file says the stage of the customer's way, and no other column is assigned to stages.")
        )
    where = conditions(options.where)
    view = View(options.first, options.last, where=where, rollout=rollout(store, options, where))
    offered = scores(facts, view, found)
    kpi = kpi_named(options.score) if options.score else next(iter(offered), None)
    told, cells = journey(facts, view, found, kpi), heat(facts, view, found, kpi)
    apart = by_month(undated(facts, Days(view.first, view.last), where)) if COMPLAINTS.table in found else ""
    return journey_answer(told, cells), "\n".join(filter(None, [journey_text(told, cells), apart]))


def told_by(store: Store) -> dict[str, Way]:
    """Table -> how it tells the stage of a row, for those that do."""
    return ways(filled(store.dimensions, store.members), touchpoints(store))
