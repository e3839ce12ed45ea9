"""``python -m metrics targets``: where all targets stand, and where the trends lead."""

from __future__ import annotations

from typing import Any

from data.kinds import COMPLAINTS
from data.language import gettext as _
from data.store import open_store, scales, targets
from metrics.console.options import Answer, Options, command, day, dimension, take_split
from metrics.facts import StoredFacts
from metrics.goals import words
from metrics.goals.answer import answer
from metrics.goals.scoreboard import Asked, scoreboard
from metrics.undated import by_month, undated
from metrics.windows import Days


def add(commands: Any) -> None:
    """Add the command to the others."""
    told = _("where all targets stand, and where the trends lead")
    parser = command(commands, "targets", told, _answer)
    parser.add_argument("--as-of", type=day, metavar="D", help=_("as it stood on a day"))
    take_split(parser)


def _answer(options: Options) -> Answer:
    store = open_store()
    by = dimension(options.by) if options.by else None
    asked = Asked(options.as_of, by, tuple(store.members(by)) if by else ())
    held = targets(store, options.as_of) if options.as_of else targets(store)
    board = scoreboard(StoredFacts(store), held, scales(store), asked)
    names = {column.key: column.title for column in store.dimensions()}
    told = ["\t".join(line) for line in words.rows(board, names)]
    if any(score.kpi.table == COMPLAINTS.table for score in board):
        told += filter(None, [by_month(undated(StoredFacts(store), Days(last=options.as_of)))])
    return answer(board, options.as_of), "\n".join([words.headline(board), *told])
