"""``python -m metrics compare``: a KPI before and after a rollout."""

from __future__ import annotations

from typing import Any

from data.language import gettext as _
from data.store import open_store
from metrics.answers import comparison_answer
from metrics.catalogue import kpi_named
from metrics.comparison import Around, compare
from metrics.console.options import Answer, Options, command, day, take_kpi, take_where
from metrics.console.options import where as conditions
from metrics.facts import StoredFacts


def add(commands: Any) -> None:
    """Add the command to the others."""
    parser = command(commands, "compare", _("a KPI before and after a rollout"), _answer)
    take_kpi(parser)
    parser.add_argument("--rollout", type=day, required=True, metavar="D", help=_("the day of the rollout"))
    take_where(parser)


def _answer(options: Options) -> Answer:
    kpi_named(options.kpi)
    around = Around(options.rollout, conditions(options.where))
    answer = comparison_answer(compare(StoredFacts(open_store()), (options.kpi,), around)[options.kpi])
    return answer, answer["sentence"]
