"""KPIs of the company's own: what is counted or added up, over what, told by choices alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

Better = Literal["higher", "lower"]
Value = str | float


class Relation(StrEnum):
    """How a cell stands to the values of a condition; an empty cell meets only that it is missing."""

    ONE_OF = "one_of"
    NONE_OF = "none_of"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    YES = "yes"
    NO = "no"
    GIVEN = "given"
    MISSING = "missing"


class CountedAt(StrEnum):
    """At which day a customer counts: that of each list, that of joining or that of leaving."""

    LISTED = "listed"
    JOINED = "joined"
    LEFT = "left"


# How many values a relation takes; of the members of a column, one or more.
VALUES = {Relation.AT_LEAST: 1, Relation.AT_MOST: 1, Relation.BETWEEN: 2}


@dataclass(frozen=True)
class Condition:
    """What a row has to meet in one column.

    values    members of the column, or numbers: of a score the positions from worst (0) to best (1)
    """

    column: str
    relation: Relation
    values: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Quantity:
    """How many rows meet all conditions; with a column, the sum of it over those rows."""

    conditions: tuple[Condition, ...] = ()
    column: str | None = None


@dataclass(frozen=True)
class OwnKpi:
    """A KPI that the company defined.

    table       the fact table whose rows count: answers, complaints, contacts, customers or operations
    over, under what is divided by what; without ``under`` it is a count
    unit        that of its value, a value of ``metrics.kpi.Unit``
    group       where it stands on the overview, a value of ``metrics.kpi.Group``
    kpi_id      its number, never used twice; None until it is saved
    counted_at  of customers the day at which each counts; None for other tables
    changed_at, changed_by    when it was saved last, in UTC, and by whom
    """

    name: str
    description: str
    table: str
    over: Quantity
    under: Quantity | None
    unit: str
    decimals: int
    better: Better | None
    group: str
    kpi_id: int | None = None
    changed_at: datetime | None = None
    changed_by: str = ""
    counted_at: CountedAt | None = None

    @property
    def key(self) -> str:
        """Its key among all KPIs."""
        return key_of(self.kpi_id)

    @property
    def is_share(self) -> bool:
        """Whether what is counted is a part of what it is counted among, by their conditions."""
        if self.under is None or self.over.column or self.under.column:
            return False
        return {*self.under.conditions} <= {*self.over.conditions}

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that it reads, each once."""
        parts = [part for part in (self.over, self.under) if part]
        found = [condition.column for part in parts for condition in part.conditions]
        return tuple(dict.fromkeys([*found, *(part.column for part in parts if part.column)]))


def key_of(kpi_id: int | None) -> str:
    """The key of the company's own KPI with a number; of one that isn't saved yet, one that none has."""
    return f"own_{kpi_id or 'new'}"


def told(quantity: Quantity) -> dict[str, Any]:
    """A quantity as JSON tells it."""
    conditions = [
        {"column": one.column, "relation": one.relation.value, "values": list(one.values)}
        for one in quantity.conditions
    ]
    return {"conditions": conditions, "column": quantity.column}


def quantity_of(kept: Mapping[str, Any]) -> Quantity:
    """The quantity that JSON tells."""
    conditions = (
        Condition(one["column"], Relation(one["relation"]), tuple(one["values"]))
        for one in kept["conditions"]
    )
    return Quantity(tuple(conditions), kept["column"])
