"""What all numbers are made from: parts by period, and the span of the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

import narwhals.stable.v2 as nw
import pandas as pd

from data.specs import Column, Scale
from data.store import Store, coverage, scales
from metrics.catalogue import KPIS
from metrics.counts import with_totals
from metrics.parts import period_parts
from metrics.query import Query

Parts = dict[str, pd.DataFrame]
Span = tuple[datetime, datetime]
Dimensions = Sequence[Column]


class Facts(Protocol):
    """Answers queries; a page keeps the answers, a command doesn't need to."""

    def parts(self, query: Query) -> Parts:
        """The parts of each KPI of the query, as ``metrics.parts.period_parts`` gives them."""
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

    def coverage(self) -> Mapping[str, Sequence[tuple[date, date]]]:
        """The first and the last day of each loaded file, by fact table."""
        return coverage(self._store)

    def frame(self, table: str) -> nw.LazyFrame[Any]:
        """The current rows of a fact table."""
        return self._store.frame(table)

    def scales(self) -> Mapping[str, Scale]:
        """The company's scales by score."""
        return scales(self._store)

    def dimensions(self, table: str) -> Dimensions:
        """The columns by which a fact table may be split, the company's own among them."""
        return self._store.dimensions(table)


class KeptFacts:
    """Facts through functions that keep their answers; each query asks for all KPIs at once."""

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
        found = self._parts(query.of_all(tuple(kpi.key for kpi in KPIS)))
        return {key: found[key] for key in query.kpis if key in found}
