"""``python -m metrics change``: why a KPI changed between two spans of days."""

from __future__ import annotations

from typing import Any

from data.language import gettext as _
from data.store import open_store
from metrics.catalogue import kpi_named
from metrics.change.contrast import contrast
from metrics.change.contributions import contributions
from metrics.change.tables import contrast_answer, contributions_answer
from metrics.console.options import (
    Answer,
    Options,
    command,
    dimension,
    span,
    take_kpi,
    take_split,
    take_where,
)
from metrics.console.options import where as conditions
from metrics.facts import StoredFacts
from metrics.people import names_people


def add(commands: Any) -> None:
    """Add the command to the others."""
    parser = command(commands, "change", _("why a KPI changed between two spans of days"), _answer)
    take_kpi(parser)
    spans = _("as in 2024, 2024-Q4, 2025-03 or 2025-03-05..2025-04-10")
    parser.add_argument("--from", dest="then", type=span, required=True, metavar="SPAN", help=spans)
    parser.add_argument("--to", dest="now", type=span, required=True, metavar="SPAN", help=spans)
    take_split(parser)
    take_where(parser)


def _answer(options: Options) -> Answer:
    kpi, by = kpi_named(options.kpi), dimension(options.by) if options.by else None
    facts, where = StoredFacts(open_store()), conditions(options.where)
    columns = {column.key: column.title for column in facts.dimensions(kpi.table)}
    keys = [by] if by else [key for key in columns if not names_people(key)]
    pair = (options.then, options.now)
    found = contributions(facts, kpi, pair, [key for key in keys if key in columns], where)
    if not found:
        answer = contrast_answer(contrast(facts, kpi, pair, where))
    else:
        answer = contributions_answer(found[0], columns[found[0].dimension])
    return answer, "\n".join(answer["sentences"])
