"""``python -m metrics values``: KPIs by period and split."""

from __future__ import annotations

from typing import Any

from data.kinds import COMPLAINTS
from data.language import gettext as _
from data.store import open_store
from metrics import sentences
from metrics.answers import value_rows
from metrics.catalogue import by_key, kpi_named
from metrics.console.options import Answer, Options, command, dimension, take_days, take_split, take_where
from metrics.console.options import where as conditions
from metrics.facts import StoredFacts
from metrics.kpi import Kpi
from metrics.periods import Grain
from metrics.query import Query
from metrics.undated import left_out, undated
from metrics.windows import Days


def add(commands: Any) -> None:
    """Add the command to the others."""
    parser = command(commands, "values", _("KPI values by period and split"), _answer)
    parser.add_argument("--kpi", action="append", metavar="KEY", help=_("which KPI; all without it"))
    parser.add_argument(
        "--by",
        type=Grain,
        choices=list(Grain),
        default=Grain.ALL,
        help=_("length of a period; “all” is one value of the whole span, a card that of a month"),
    )
    take_days(parser)
    take_split(parser, "--split")
    take_where(parser)


def _answer(options: Options) -> Answer:
    keys = tuple(dict.fromkeys(options.kpi or by_key()))
    for key in keys:
        kpi_named(key)
    split = dimension(options.split) if options.split else None
    query = Query(keys, options.by, options.first, options.last, split, conditions(options.where))
    rows = value_rows(StoredFacts(open_store()), query)
    told = "\n".join(_line(row, options) for row in rows) or _("There are no rows for this choice.")
    return rows, "\n".join([told, *_left_out(query)])


def _left_out(query: Query) -> list[str]:
    """That complaints without a day of their own aren't in these values, where there are any."""
    if not any(kpi_named(key).table == COMPLAINTS.table for key in query.kpis):
        return []
    found = undated(StoredFacts(open_store()), Days(query.first, query.last), query.where)
    told = left_out([one for one in found if query.grain is not Grain.ALL or not one.whole])
    return [told] if told else []


def _line(row: dict[str, Any], options: Options) -> str:
    kpi = kpi_named(row["kpi"])
    told = [kpi.title, row["period"], _value(kpi, row["value"], options.by), sentences.counted(kpi, row["n"])]
    if options.split:
        told.insert(2, row["split"] or _("not given"))
    return "\t".join(told if row["finished"] else [*told, _("not finished yet")])


def _value(kpi: Kpi, value: float | None, by: Grain) -> str:
    """A value with its unit; of what belongs to a length of time, that it is of the whole span."""
    text = kpi.text(value, by)
    if by is not Grain.ALL or not kpi.per_period or value is None:
        return text
    return _("%(value)s over the whole span") % {"value": text}
