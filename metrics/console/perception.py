"""``python -m metrics perception``: how teams see their service, beside what their customers said."""

from __future__ import annotations

from typing import Any

from data.language import gettext as _
from data.questionnaires.rounds import Round
from data.store import Store, open_store, scales
from metrics.console.options import Answer, Options, WrongOptionError, command, take_where
from metrics.console.options import where as conditions
from metrics.facts import KeptSource
from metrics.perception.answer import perception_answer, perception_text
from metrics.perception.gaps import perception, told_rounds


def add(commands: Any) -> None:
    """Add the command to the others."""
    told = _("how teams see their service, beside what their customers said")
    parser = command(commands, "perception", told, _answer)
    told = _("which round; without it the latest one that is over")
    parser.add_argument("--round", type=int, metavar="NUMBER", help=told)
    take_where(parser)


def _answer(options: Options) -> Answer:
    store = open_store()
    scale, facts = scales(store)["csat"], KeptSource(store)
    found = perception(store, facts, scale, _chosen(store, options.round), conditions(options.where))
    return perception_answer(found), perception_text(found)


def _chosen(store: Store, number: int | None) -> Round:
    over = told_rounds(store)
    if not over:
        raise WrongOptionError(_("No round of the self-assessment is over yet."))
    if number is None:
        return over[0]
    for one in over:
        if one.round_id == number:
            return one
    numbers = ", ".join(str(one.round_id) for one in over)
    message = _("There is no round number %(number)s that is over. Choose one of: %(numbers)s.")
    raise WrongOptionError(message % {"number": number, "numbers": numbers})
