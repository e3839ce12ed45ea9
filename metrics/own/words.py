"""What a KPI of the company's own is, told from its definition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

from data import formats
from data.language import gettext as _
from data.language import mark
from data.own_kpis import Condition, CountedAt, OwnKpi, Quantity, Relation, Value
from data.specs import Column, Scale, Type
from metrics.kpi import Unit
from metrics.own.columns import CUSTOMERS, OPERATIONS, scored

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
    "operations": mark("all totals"),
    CountedAt.LISTED: mark("all customers on a list"),
    CountedAt.JOINED: mark("all customers who joined"),
    CountedAt.LEFT: mark("all customers who left"),
}
_SOME_ROWS = {
    "answers": mark("the survey answers where %(conditions)s"),
    "complaints": mark("the complaints where %(conditions)s"),
    "contacts": mark("the contacts where %(conditions)s"),
    "operations": mark("the totals where %(conditions)s"),
    CountedAt.LISTED: mark("the customers on a list where %(conditions)s"),
    CountedAt.JOINED: mark("the customers who joined where %(conditions)s"),
    CountedAt.LEFT: mark("the customers who left where %(conditions)s"),
}
# What to beware of with customers, by the day at which they count.
_BEWARE: dict[str, str] = {
    CountedAt.LISTED: mark(
        "Each list counts on its own day, so there is one value a list, and several are told as the latest."
        " Customers whom a later list doesn't name count as the list before told."
    ),
    CountedAt.JOINED: mark(
        "Each customer counts on the day of joining, as the latest list tells. Where lists leave out those"
        " who have left, those who joined long ago are too few. Snapshots are left out, as they have only"
        " those still there."
    ),
    CountedAt.LEFT: mark(
        "Each customer counts on the day of leaving, as the latest list tells. Snapshots and lists without"
        " leaving dates are left out, as they don't tell when customers left."
    ),
}
_SO_FAR: dict[str, str] = {
    CountedAt.LISTED: mark(
        "Two lists are comparable only if both count purchases over the same length of time."
    ),
    CountedAt.JOINED: mark(
        "Who joined long ago has had more time to buy: purchases since joining make the latest joiners look"
        " worse than they are."
    ),
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
    which = _which(own)
    rows = _rows(own.over.conditions, which, by)
    if own.under is None and which == CountedAt.LISTED:
        return _("How many of %(rows)s there are, a value each list.") % {"rows": rows}
    if own.under is None:
        return _("Count of %(rows)s; over several periods, the average a period.") % {"rows": rows}
    if own.is_share:
        more = [one for one in own.over.conditions if one not in own.under.conditions]
        words = {"rows": _rows(own.under.conditions, which, by), "conditions": _joined(more, by)}
        return _("Of %(rows)s, the percentage where %(conditions)s.") % words
    words = {"over": _above(own.over, which, by), "under": _below(own.under, which, by)}
    if own.unit == Unit.PERCENT:
        return _("%(over)s, as a percentage of %(under)s.") % words
    return _("%(over)s, divided by %(under)s.") % words


def caution(own: OwnKpi, by: Told) -> str:
    """What to beware of in numbers of such a definition; empty where there is nothing."""
    which = _which(own)
    told = [_(_BEWARE[which])] if which in _BEWARE else []
    if own.table == OPERATIONS:
        told.append(
            _(
                "A total has no rows: each counts whole, in the period that it is of, and of a period only"
                " what tells both counts. Whether it could be a part of the other isn't known, so it may"
                " come to more than 100 %%."
            )
            % {}
        )
    if "purchase_count" in own.columns and which in _SO_FAR:
        told.append(_(_SO_FAR[which]))
    if which != CountedAt.LISTED and any(by.columns[key].type in _LATER for key in own.columns):
        told.append(_("What came lately has had less time, so the latest periods may change yet."))
    if own.columns and own.table != OPERATIONS:
        told.append(
            _(
                "An empty cell meets no condition but “is not given”, and adds nothing to a sum. Files"
                " without one of these columns are left out."
            )
        )
    return " ".join(told)


def _which(own: OwnKpi) -> str:
    """What tells how the rows of a definition are named: their table, of customers the day of each."""
    return (own.counted_at or CountedAt.LISTED) if own.table == CUSTOMERS else own.table


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
    return abs(formats.rounded(number, decimals) - number) < 10**-_MOST_DECIMALS / 2
