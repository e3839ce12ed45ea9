"""``python -m metrics assessment``: what teams think of their own service, and where to begin."""

from __future__ import annotations

from datetime import date
from typing import Any

from data.language import gettext as _
from data.questionnaires.rounds import Round
from data.store import Store, UnknownRound, open_store, round_of, rounds
from metrics.assessment.answer import assessment, assessment_answer, assessment_text
from metrics.console.options import Answer, Options, WrongOptionError, command


def add(commands: Any) -> None:
    """Add the command to the others."""
    told = _("what teams think of their own service, and where to begin")
    parser = command(commands, "assessment", told, _answer)
    parser.add_argument(
        "--round",
        type=int,
        metavar="NUMBER",
        help=_("which round; without it the latest one that is over"),
    )
    parser.add_argument("--team", action="append", metavar="TEAM", help=_("only this team"))


def _answer(options: Options) -> Answer:
    store = open_store()
    found = _chosen(store, options.round)
    unknown = [team for team in options.team or () if team not in found.teams]
    if unknown:
        message = _("This round doesn't ask a team named %(name)s. Choose one of: %(names)s.")
        raise WrongOptionError(message % {"name": unknown[0], "names": ", ".join(found.teams)})
    told = assessment(store, found, options.team)
    return assessment_answer(told), assessment_text(told)


def _chosen(store: Store, number: int | None) -> Round:
    if number is not None:
        try:
            return round_of(store, number)
        except UnknownRound as error:
            raise WrongOptionError(str(error)) from None
    known = rounds(store)
    if not known:
        raise WrongOptionError(_("No round of the self-assessment has been opened yet."))
    over = [one for one in known if one.is_over(date.today())]
    return max(over or known, key=lambda one: (one.last_day, one.round_id))
