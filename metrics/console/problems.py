"""``python -m metrics problems``: what to fix first."""

from __future__ import annotations

from typing import Any

from data import language
from data.language import gettext as _
from data.store import open_store, policies
from metrics.cards import View
from metrics.console.options import Answer, Options, command, take_days, take_where
from metrics.console.options import where as conditions
from metrics.console.rollout import rollout, take_rollout
from metrics.problems.answer import problems_answer, problems_text
from metrics.problems.criteria import COUNT, CRITERION_BY_KEY
from metrics.problems.lost import CHOICES, DAYS
from metrics.problems.problems import Asked, problems
from metrics.problems.titles import titles
from metrics.rollouts import events


def add(commands: Any) -> None:
    """Add the command to the others."""
    parser = command(commands, "problems", _("what to fix first"), _answer)
    parser.add_argument(
        "--rank", choices=list(CRITERION_BY_KEY), default=COUNT.key, help=_("what problems are ranked by")
    )
    told = _("within how many days after a complaint leaving counts")
    parser.add_argument("--days", type=int, choices=CHOICES, default=DAYS, help=told)
    take_rollout(parser)
    take_days(parser)
    take_where(parser)


def _answer(options: Options) -> Answer:
    store, where = open_store(), conditions(options.where)
    known = events(policies(store))
    view = View(options.first, options.last, where=where, rollout=rollout(store, options, where))
    found = problems(store, Asked(view, CRITERION_BY_KEY[options.rank], options.days), known)
    names = titles(store, language.current())
    return problems_answer(found, names), problems_text(found, names)
