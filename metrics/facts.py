"""What all numbers are made from: parts by period, and the span of the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

import narwhals.stable.v2 as nw
import pandas as pd

from data.reach import Reach
from data.specs import Column, Scale
from data.store import Store, coverage, scales
from metrics.catalogue import KPIS
from metrics.counting.counts import with_totals
from metrics.counting.parts import period_parts
from metrics.query import Query
from metrics.standards import Standards, standards

Parts = dict[str, pd.DataFrame]
Span = tuple[datetime, datetime]
Dimensions = Sequence[Column]


class Facts(Protocol):
    """Answers queries; a page keeps the answers, a command doesn't need to."""

    def parts(self, query: Query) -> Parts:
        """The parts of each KPI of the query, as ``metrics.counting.parts.period_parts`` gives them."""
        ...

    def spans(self) -> dict[str, Span]:
        """The first and the last moment of each fact table that has rows."""
        ...

    def dimensions(self, table: str) -> Dimensions:
        """The columns by which a fact table may be split, the company's own among them."""
        ...


class StoredFacts:
    """Facts straight from a store; a source of queries, too."""

    def __init__(self, store: Store) -> None:
        """Read from ``store``; nothing is kept between calls."""
        self._store = store

    def parts(self, query: Query) -> Parts:
        """The parts of each KPI of the query, scanned anew."""
        return period_parts(self, query)

    def spans(self) -> dict[str, Span]:
        """The first and the last moment of each fact table that has rows."""
        return with_totals(self._store.spans())

    def coverage(self) -> Mapping[str, Sequence[Reach]]:
        """What each loaded file tells of, by fact table."""
        return coverage(self._store)

    def frame(self, table: str) -> nw.LazyFrame[Any]:
        """The current rows of a fact table."""
        return self._store.frame(table)

    def scales(self) -> Mapping[str, Scale]:
        """The company's scales by score."""
        return scales(self._store)

    def standards(self) -> Standards:
        """The company's own standards, each in force from a day on."""
        return standards(self._store)

    def dimensions(self, table: str) -> Dimensions:
        """The columns by which a fact table may be split, the company's own among them."""
        return self._store.dimensions(table)


class KeptFacts:
    """Facts through functions that keep their answers; a query without a split asks for all KPIs."""

    def __init__(
        self,
        parts: Callable[[Query], Parts],
        spans: Callable[[], dict[str, Span]],
        dimensions: Callable[[str], Dimensions],
    ) -> None:
        """Answer by functions that remember what they were asked."""
        self._parts = parts
        self.spans = spans
        self._dimensions = dimensions

    def dimensions(self, table: str) -> Dimensions:
        """The columns by which a fact table may be split, the company's own among them."""
        return self._dimensions(table)

    def parts(self, query: Query) -> Parts:
        """The parts of each KPI of the query, from the answer that covers all of them."""
        # By a split there are many rows a KPI: those that nobody asked for would cost more than another scan.
        asked = query if query.split else query.of_all(tuple(kpi.key for kpi in KPIS))
        found = self._parts(asked)
        # Copies that share what they hold until somebody writes: what is kept stays as it is.
        return {key: found[key].copy(deep=False) for key in query.kpis if key in found}
