"""Scans that are kept: other members are told from them without another scan, and by the same numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd
import pytest

from data.store import Store
from metrics.catalogue import KPIS
from metrics.counting import cells
from metrics.counting.parts import period_parts
from metrics.facts import KeptSource, StoredFacts
from metrics.periods import Grain
from metrics.query import Query
from metrics.readings import LOGS
from tests.metrics.companies import company, stored

KEYS = tuple(kpi.key for kpi in KPIS if kpi.table in ("complaints", "customers"))
NORTH = (("team", ("North",)),)
QUERIES = [
    Query(KEYS, Grain.WEEK, where=(("channel", ("phone", "")), ("team", ("North", "")))),
    Query(KEYS, Grain.ALL, date(2024, 2, 10), date(2024, 8, 20), "team"),
]


class Watched(KeptSource):
    """A source that counts how often the rows of each table are asked for."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.asked = Counter[str]()

    def frame(self, table: str) -> nw.LazyFrame[Any]:
        self.asked[table] += 1
        return super().frame(table)

    def scans(self, query: Query) -> int:
        """How often logs and customers are scanned for a query."""
        self.asked.clear()
        period_parts(self, query)
        return sum(self.asked[table] for table in (*LOGS, "customers"))


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with stored(*company(7, 40)) as made:
        yield made


def test_a_new_filter_or_split_scans_nothing_again(store: Store) -> None:
    source = Watched(store)
    assert source.scans(Query(KEYS)) > 0
    for query in (Query(KEYS, where=NORTH), Query(KEYS, split="team", where=(("channel", ("phone",)),))):
        assert source.scans(query) == 0, query


# By all dimensions every KPI agrees with a second computation; here by those asked for alone, or by none.
@pytest.mark.parametrize("query, most", [(QUERIES[0], 30), (QUERIES[1], 0)])
def test_a_table_of_many_rows_is_told_by_the_same_numbers(
    query: Query, most: int, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "MOST_CELLS", most)
    kept, scanned = period_parts(KeptSource(store), query), period_parts(StoredFacts(store), query)
    assert kept.keys() == scanned.keys()
    for key, parts in scanned.items():
        pd.testing.assert_frame_equal(kept[key], parts, rtol=1e-12, obj=key)
