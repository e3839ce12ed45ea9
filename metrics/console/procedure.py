"""``python -m metrics procedure``: how complaints go from stage to stage, and where time is lost."""

from __future__ import annotations

from typing import Any

from data.language import gettext as _
from data.store import open_store
from metrics.comparison import Around
from metrics.console.options import Answer, Options, command, dimension, take_days, take_where
from metrics.console.options import where as conditions
from metrics.console.rollout import rollout, take_rollout
from metrics.facts import StoredFacts
from metrics.people import shown
from metrics.procedure.answer import procedure_answer, procedure_text
from metrics.procedure.cases import cases
from metrics.procedure.procedure import members, procedure, sides
from metrics.windows import Days


def add(commands: Any) -> None:
    """Add the command to the others."""
    words = _("how complaints go from stage to stage, and where time is lost")
    parser = command(commands, "procedure", words, _answer)
    told = _("tell the longest step by this dimension; may be given several times")
    parser.add_argument("--by", action="append", metavar="DIMENSION", help=told)
    take_rollout(parser)
    take_days(parser)
    take_where(parser)


def _answer(options: Options) -> Answer:
    store = open_store()
    source, where = StoredFacts(store), conditions(options.where)
    titles = {column.key: column.title for column in source.dimensions("complaints")}
    by = [key for key in map(dimension, options.by or []) if key in titles]
    every, days = cases(source), Days(options.first, options.last)
    found = procedure(every, where, days)
    if found is None or not found.steps:
        return procedure_answer(found), procedure_text(found)
    step = (found.longest or found.steps[0]).step
    split = tuple(members(every, step, key, where, days) for key in by)
    day = rollout(store, options, where)
    around = sides(every, step, Around(day, where, first=options.first, last=options.last)) if day else None
    named = [shown(one.dimension, [member.member for member in one.members], named=True) for one in split]
    told = tuple((one, titles[one.dimension], names) for one, names in zip(split, named, strict=True))
    return procedure_answer(found, split, around), procedure_text(found, told, around)
