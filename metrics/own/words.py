"""What a KPI of the company's own is, told from its definition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

from data import formats
from data.language import gettext as _
from data.language import mark
from data.own_kpis import Condition, OwnKpi, Quantity, Relation, Value
from data.specs import Column, Scale, Type
from metrics.kpi import Unit
from metrics.own.columns import scored

RELATION_NAMES = {
    Relation.ONE_OF: mark("is one of"),
    Relation.NONE_OF: mark("is none of"),
    Relation.AT_LEAST: mark("is at least"),
    Relation.AT_MOST: mark("is at most"),
    Relation.BETWEEN: mark("is between"),
    Relation.YES: mark("is yes"),
    Relation.NO: mark("is no"),
    Relation.GIVEN: mark("is given"),
    Relation.MISSING: mark("is not given"),
}
_CONDITIONS = {
    Relation.ONE_OF: mark("“%(column)s” is one of %(values)s"),
    Relation.NONE_OF: mark("“%(column)s” is none of %(values)s"),
    Relation.AT_LEAST: mark("“%(column)s” is at least %(first)s"),
    Relation.AT_MOST: mark("“%(column)s” is at most %(first)s"),
    Relation.BETWEEN: mark("“%(column)s” is from %(first)s to %(last)s"),
    Relation.YES: mark("“%(column)s” is yes"),
    Relation.NO: mark("“%(column)s” is no"),
    Relation.GIVEN: mark("“%(column)s” is given"),
    Relation.MISSING: mark("“%(column)s” is not given"),
}
_ALONE = {
    Relation.ONE_OF: mark("“%(column)s” is %(values)s"),
    Relation.NONE_OF: mark("“%(column)s” is not %(values)s"),
}
_ALL_ROWS = {
    "answers": mark("all survey answers"),
    "complaints": mark("all complaints"),
    "contacts": mark("all contacts"),
}
_SOME_ROWS = {
    "answers": mark("the survey answers where %(conditions)s"),
    "complaints": mark("the complaints where %(conditions)s"),
    "contacts": mark("the contacts where %(conditions)s"),
}
_UNITS = {Type.HOURS: mark("%(number)s hours"), Type.SECONDS: mark("%(number)s seconds")}
_LATER = {Type.MOMENT, Type.HOURS}
_MOST_DECIMALS = 4


@dataclass(frozen=True)
class Told:
    """What a definition is told by: the columns by their keys, and the company's scales."""

    columns: Mapping[str, Column]
    scales: Mapping[str, Scale]


def formula(own: OwnKpi, by: Told) -> str:
    """The definition in one sentence."""
    rows = _rows(own.over.conditions, own.table, by)
    if own.under is None:
        return _("Count of %(rows)s; over several periods, the average a period.") % {"rows": rows}
    if own.is_share:
        more = [one for one in own.over.conditions if one not in own.under.conditions]
        words = {"rows": _rows(own.under.conditions, own.table, by), "conditions": _joined(more, by)}
        return _("Of %(rows)s, the percentage where %(conditions)s.") % words
    words = {"over": _above(own.over, own.table, by), "under": _below(own.under, own.table, by)}
    if own.unit == Unit.PERCENT:
        return _("%(over)s, as a percentage of %(under)s.") % words
    return _("%(over)s, divided by %(under)s.") % words


def caution(own: OwnKpi, by: Told) -> str:
    """What to beware of in numbers of such a definition; empty where there is nothing."""
    told: list[str] = []
    if any(by.columns[key].type in _LATER for key in own.columns):
        told.append(_("What came lately has had less time, so the latest periods may change yet."))
    if own.columns:
        told.append(
            _(
                "An empty cell meets no condition but “is not given”, and adds nothing to a sum. Files"
                " without one of these columns are left out."
            )
        )
    return " ".join(told)


def _above(quantity: Quantity, table: str, by: Told) -> str:
    """What is divided, as a sentence begins with it."""
    words = _named(quantity, table, by)
    if quantity.column is None:
        return _("The number of %(rows)s") % words
    return _("The sum of “%(column)s” over %(rows)s") % words


def _below(quantity: Quantity, table: str, by: Told) -> str:
    """What it is divided by, within a sentence."""
    words = _named(quantity, table, by)
    if quantity.column is None:
        return _("the number of %(rows)s") % words
    return _("the sum of “%(column)s” over %(rows)s") % words


def _named(quantity: Quantity, table: str, by: Told) -> dict[str, str]:
    column = by.columns[quantity.column].title if quantity.column else ""
    return {"column": column, "rows": _rows(quantity.conditions, table, by)}


def _rows(conditions: Iterable[Condition], table: str, by: Told) -> str:
    told = _joined(conditions, by)
    return _(_SOME_ROWS[table]) % {"conditions": told} if told else _(_ALL_ROWS[table])


def _joined(conditions: Iterable[Condition], by: Told) -> str:
    told = [condition(one, by) for one in conditions]
    return reduce(_both, told) if told else ""


def _both(one: str, more: str) -> str:
    return _("%(one)s and %(more)s") % {"one": one, "more": more}


def condition(one: Condition, by: Told) -> str:
    """A condition in words."""
    column = by.columns[one.column]
    values = [value(each, column, by) for each in one.values]
    template = _ALONE.get(one.relation) if len(values) == 1 else None
    words = {
        "column": column.title,
        "values": ", ".join(values),
        "first": values[0] if values else "",
        "last": values[-1] if values else "",
    }
    return _(template or _CONDITIONS[one.relation]) % words


def value(one: Value, column: Column, by: Told) -> str:
    """A value of a condition as a person reads it: with its unit, and a score in points."""
    if isinstance(one, str):
        return one
    points = by.scales[str(column.scale)].answer(one) if scored(column) else one
    decimals = next(
        places for places in range(_MOST_DECIMALS + 1) if places == _MOST_DECIMALS or _fits(points, places)
    )
    number = formats.number(points, decimals)
    return _(_UNITS[column.type]) % {"number": number} if column.type in _UNITS else number


def _fits(number: float, decimals: int) -> bool:
    return abs(round(number, decimals) - number) < 10**-_MOST_DECIMALS / 2
