"""The command that opens a round of the self-assessment, closes one, or lists them."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from data import formats
from data.accounts import account
from data.language import gettext as _
from data.questionnaires.own import read_questionnaire
from data.questionnaires.rounds import Round
from data.questionnaires.self_assessment import KEY
from data.refusals import Refused
from data.store import Store, close_round, counts, open_round, rounds, save_questionnaire


@dataclass(frozen=True)
class Listed:
    """Rounds with how many of each team have answered, and the same in words."""

    rounds: list[dict[str, Any]]
    message: str


def day(text: str) -> date:
    """A day as in 2025-03-01; argparse tells where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("%(text)s is not a date as in 2025-03-01") % {"text": text}) from None


def answer(store: Store, given: Namespace) -> Listed:
    """Open a round with ``--team``, close one with ``--close``, or list all. Refused where it can't be."""
    if given.close is not None:
        found = [close_round(store, given.close)]
    elif given.team:
        found = [_opened(store, given)]
    else:
        found = [*rounds(store)]
    each = [(one, counts(store, one.round_id)) for one in found]
    message = "\n".join(_line(one, n) for one, n in each) or _("No round has been opened yet.")
    return Listed([_plain(one) | {"answers": n} for one, n in each], message)


def _opened(store: Store, given: Namespace) -> Round:
    if given.first is None or given.last is None:
        raise Refused(_("Say from when to when teams can answer, with --from and --to."))
    key = _own(store, Path(given.questionnaire)) if given.questionnaire else KEY
    return open_round(store, key, given.team, (given.first, given.last), account())


def _own(store: Store, file: Path) -> str:
    try:
        content = file.read_bytes()
    except OSError as error:
        told = _("%(file)s can't be read: %(cause)s")
        raise Refused(told % {"file": file, "cause": error.strerror}) from error
    return save_questionnaire(store, read_questionnaire(content, file.stem), account()).key


def _plain(one: Round) -> dict[str, Any]:
    return asdict(one) | {"last_day": one.last_day}


def _line(one: Round, answers: dict[str, int]) -> str:
    words = {
        "number": one.round_id,
        "first": formats.day(one.opens),
        "last": formats.day(one.last_day),
        "token": one.token,
        "teams": ", ".join(f"{team} {formats.number(n)}" for team, n in answers.items()),
    }
    return _("Round %(number)s, %(first)s to %(last)s, link %(token)s. Answers: %(teams)s") % words
