"""What all numbers are made from: parts by period, and the span of the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any, Protocol

import narwhals.stable.v2 as nw
import pandas as pd

from data.reach import Reach
from data.specs import Column, Scale
from data.store import Store, coverage, scales
from metrics.catalogue import all_kpis
from metrics.counting.cells import Cubes
from metrics.counting.counts import with_totals
from metrics.counting.parts import period_parts
from metrics.counting.scan import NOT_GIVEN
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


class KeptSource(StoredFacts):
    """Facts of a store as it stands now: what every query needs anew is read once."""

    def __init__(self, store: Store) -> None:
        """Read from ``store``, until it changes."""
        super().__init__(store)
        self.cubes = Cubes()
        self.spans = cache(super().spans)
        self.coverage = cache(super().coverage)
        self.scales = cache(super().scales)
        self.standards = cache(super().standards)
        self.dimensions = cache(super().dimensions)


class MemberFacts:
    """Facts that answer for one member out of the answer for all of them, since one scan tells them all."""

    def __init__(self, facts: Facts) -> None:
        """Answer from ``facts``, which keep their answers."""
        self._facts = facts
        self.spans, self.dimensions = facts.spans, facts.dimensions

    def parts(self, query: Query) -> Parts:
        """The parts of each KPI of the query; one member of one dimension is taken out of a split by it."""
        if query.split or len(query.where) != 1 or len(query.where[0][1]) != 1:
            return self._facts.parts(query)
        dimension, (member,) = query.where[0]
        every = self._facts.parts(replace(query, split=dimension, where=()))
        return {key: parts[parts["split"] == member].reset_index(drop=True) for key, parts in every.items()}


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
        if (member := _only_member(query)) is not None:
            # Who asks for one member alone gets all that there is under its filter.
            alone = self.parts(replace(query, split=None))
            return {key: parts.assign(split=member) for key, parts in alone.items()}
        # By a split there are many rows a KPI: those that nobody asked for would cost more than another scan.
        asked = query if query.split else query.of_all(tuple(kpi.key for kpi in all_kpis()))
        found = self._parts(asked)
        # Copies that share what they hold until somebody writes: what is kept stays as it is.
        return {key: found[key].copy(deep=False) for key in query.kpis if key in found}


def _only_member(query: Query) -> str | None:
    """The member of the split that the query's filters leave; None where they may leave several."""
    members = dict(query.where).get(query.split or "", ())
    return members[0] if len(members) == 1 and members[0] != NOT_GIVEN else None
