"""Which columns a KPI of the company's own may be defined by, and what can be asked of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import narwhals.stable.v2 as nw

from data.kinds import COMPANY_SCALES, DIMENSIONS, EMPLOYEE, TOUCHPOINT, layout_named
from data.own_kpis import OwnKpi, Quantity, Relation
from data.specs import Column, Type
from metrics.kpi import Unit
from metrics.readings import FACT_TABLES

# Table -> the layout of the files with its rows.
TABLES = {
    "answers": "surveys.log",
    "complaints": "complaints.log",
    "contacts": "contacts.log",
    "customers": "retention.customers",
    "operations": "operations.totals",
}
CUSTOMERS, OPERATIONS = "customers", "operations"
# Of customers what they are known by tells nothing of them.
_KNOWN_BY = "customer_id"
# A text with more different words than these can't be chosen from.
MOST_MEMBERS = 30

_BLANK = (Relation.GIVEN, Relation.MISSING)
_NAMED = (Relation.ONE_OF, Relation.NONE_OF)
_MEMBERS = (Relation.ONE_OF, Relation.NONE_OF, *_BLANK)
_NUMBERS = (Relation.AT_LEAST, Relation.AT_MOST, Relation.BETWEEN, *_BLANK)
_RELATIONS = {
    Type.CATEGORY: _MEMBERS,
    Type.STATUS: _MEMBERS,
    Type.TEXT: _MEMBERS,
    Type.NUMBER: _NUMBERS,
    Type.COUNT: _NUMBERS,
    Type.HOURS: _NUMBERS,
    Type.SECONDS: _NUMBERS,
    Type.SCORE: _NUMBERS,
    Type.FLAG: (Relation.YES, Relation.NO, *_BLANK),
    Type.MOMENT: _BLANK,
    Type.IDENTIFIER: _BLANK,
}
_SUMMED = {
    Type.NUMBER: (Unit.MONEY, Unit.NUMBER),
    Type.COUNT: (Unit.NUMBER, Unit.PERCENT),
    Type.HOURS: (Unit.HOURS,),
    Type.SECONDS: (Unit.SECONDS,),
}
# What metrics work out of other columns, beside those that the store keeps.
_READ = frozenset({"first_response_hours", "resolution_hours"})
# Of answers only what all files with a score have stands in the table.
_OF_ANSWERS = ("csat", "nps", "ces", *(dimension.key for dimension in (*DIMENSIONS, TOUCHPOINT)))


def columns_of(table: str, dimensions: Iterable[Column] = ()) -> dict[str, Column]:
    """Key -> column, for all that a definition over a table may use; nothing personal.

    ``dimensions`` are those of the table, the company's own among them.
    """
    own = {column.key: column for column in dimensions if column.own and table != OPERATIONS}
    specified = {column.key: column for column in layout_named(TABLES[table]).columns if _fits(column, table)}
    return specified | own


def _fits(column: Column, table: str) -> bool:
    if column.personal or column.type not in _RELATIONS or column.key == FACT_TABLES[table].moment:
        return False
    if table == "answers":
        return column.key in _OF_ANSWERS
    if table == OPERATIONS:
        # A total that names nobody is of all: that somebody is named, or isn't, says nothing of it.
        return bool(relations(column, table)) or summable(column)
    if column.key == _KNOWN_BY and table == CUSTOMERS:
        return False
    return column.stored or column.key in _READ


def relations(column: Column, table: str = "") -> tuple[Relation, ...]:
    """What can be asked of a column; of people's names only whether there is one.

    Of the totals of a period only of whom they are: how large one is hangs on how long its period is.
    """
    if table == OPERATIONS:
        return _NAMED if column.type is Type.CATEGORY and column.key != EMPLOYEE.key else ()
    return _BLANK if column.key == EMPLOYEE.key else _RELATIONS[column.type]


def summable(column: Column) -> bool:
    """Whether the values of a column can be added up."""
    return column.type in _SUMMED


def units(own: OwnKpi, columns: Mapping[str, Column]) -> tuple[Unit, ...]:
    """The units that the value may be told in, the most natural first."""
    if own.under is None:
        return (Unit.COUNT,)
    if own.is_share:
        return (Unit.PERCENT,)
    over, under = (_type(quantity, columns) for quantity in (own.over, own.under))
    if over is under and own.table == OPERATIONS and over is Type.COUNT:
        return (Unit.PERCENT, Unit.NUMBER)
    if over is under:
        return (Unit.PERCENT, Unit.NUMBER) if over is None else (Unit.NUMBER, Unit.PERCENT)
    if own.table == OPERATIONS and over is Type.NUMBER:
        return (Unit.MONEY, Unit.NUMBER)
    return (Unit.NUMBER,) if over is None or under is not None else _SUMMED[over]


def _type(quantity: Quantity, columns: Mapping[str, Column]) -> Type | None:
    """The type of the column that is added up; None for a count of rows."""
    return columns[quantity.column].type if quantity.column else None


def scored(column: Column) -> bool:
    """Whether a column keeps positions between the worst and the best answer, not points."""
    return column.scale in COMPANY_SCALES


def members(frame: nw.LazyFrame[Any], column: str) -> list[str]:
    """The different words of a column, in alphabetical order, or one more than can be chosen from."""
    found = frame.select(nw.col(column)).filter(~nw.col(column).is_null()).unique().sort(column)
    words = found.head(MOST_MEMBERS + 1).collect("pandas").to_native()[column]
    return sorted((str(word) for word in words), key=str.casefold)
