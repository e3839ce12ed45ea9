"""What is asked of the facts: which KPIs, over which days, by which periods, for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol

import narwhals.stable.v2 as nw

from data.reach import Reach
from data.specs import Column, Scale
from metrics.periods import Grain
from metrics.standards import Standards

Filters = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Days:
    """The days from ``first`` to ``last``, both inclusive; None is unbounded."""

    first: date | None = None
    last: date | None = None


class Source(Protocol):
    """Where facts come from: a store, or anything that gives lazy frames of the same columns."""

    def frame(self, table: str) -> nw.LazyFrame[Any]:
        """The current rows of a fact table."""
        ...

    def spans(self) -> dict[str, tuple[datetime, datetime]]:
        """The first and the last moment of each fact table that has rows."""
        ...

    def coverage(self) -> Mapping[str, Sequence[Reach]]:
        """What each loaded file tells of, by fact table."""
        ...

    def scales(self) -> Mapping[str, Scale]:
        """The company's scales by score."""
        ...

    def standards(self) -> Standards:
        """The company's own standards, each in force from a day on."""
        ...

    def dimensions(self, table: str) -> Sequence[Column]:
        """The columns by which a fact table may be split, the company's own among them."""
        ...


@dataclass(frozen=True)
class Query:
    """A question that parts answer; hashable, so that answers can be kept.

    kpis     keys of KPIs
    first    first day, and ``last`` the last day, both inclusive; None is unbounded
    split    a dimension to split by
    where    dimension -> the members to keep; several dimensions all hold
    """

    kpis: tuple[str, ...]
    grain: Grain = Grain.MONTH
    first: date | None = None
    last: date | None = None
    split: str | None = None
    where: Filters = ()

    def of_all(self, kpis: tuple[str, ...]) -> Query:
        """The same question about other KPIs."""
        return replace(self, kpis=kpis)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions that a table must have to answer."""
        return tuple(
            dict.fromkeys([*(name for name, _ in self.where), *([self.split] if self.split else [])])
        )


def filters(where: Mapping[str, list[str]] | None) -> Filters:
    """Filters in their hashable form."""
    return tuple((name, tuple(members)) for name, members in sorted((where or {}).items()) if members)
