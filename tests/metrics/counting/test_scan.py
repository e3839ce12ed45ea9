from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import narwhals.stable.v2 as nw
import pytest

from data.store import Store
from metrics.catalogue import BY_KEY
from metrics.counting.counts import PLACES
from metrics.counting.parts import period_parts
from metrics.counting.scan import scan, window
from metrics.facts import StoredFacts
from metrics.measures.lists import ListShare
from metrics.periods import Grain
from metrics.query import Query, filters
from metrics.readings import FACT_TABLES
from metrics.series import values
from tests.metrics.companies import company, stored


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with stored(*company(1, 60)) as opened:
        yield opened


class Counting(StoredFacts):
    """Facts that count how often each table is asked for."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.asked: Counter[str] = Counter()

    def frame(self, table: str) -> nw.LazyFrame[Any]:
        self.asked[table] += 1
        return super().frame(table)


def asked_of(store: Store, grain: Grain) -> dict[str, int]:
    """Once each that has rows; complaints for each of two medians again, and by month beside customers.

    What lists of customers told is a table of its own.
    """
    tables = (*FACT_TABLES, "retention_totals", *(place.view for place in PLACES))
    asked = dict.fromkeys(tables, 1) | {"complaints": 3}
    if grain is Grain.ALL:
        by_month = (
            "complaints",
            "customers",
            "operations",
            "retention_totals",
            "complaint_totals",
        )
        asked |= {table: asked[table] + 1 for table in by_month}
    filled = {table: times for table, times in asked.items() if table in store.spans()}
    return filled | {"customer_lists": 1}


@pytest.mark.parametrize("grain", list(Grain))
@pytest.mark.parametrize("split", [None, "team"])
def test_all_kpis_of_a_table_need_one_scan(store: Store, grain: Grain, split: str | None) -> None:
    facts = Counting(store)
    where = filters({"channel": ["phone", ""]})
    query = Query(tuple(BY_KEY), grain, date(2024, 2, 1), split=split, where=where)
    assert set(period_parts(facts, query)) == set(BY_KEY)
    assert facts.asked == asked_of(store, grain)


@pytest.mark.parametrize(
    "table, tables_behind", [("complaints", 1), ("contacts", 1), ("answers", 3), ("customers", 1)]
)
def test_the_plan_of_a_scan_reads_each_table_once(
    store: Store, monkeypatch: pytest.MonkeyPatch, table: str, tables_behind: int
) -> None:
    plans: list[str] = []
    collect = nw.LazyFrame.collect

    def explained(frame: nw.LazyFrame[Any], *arguments: Any, **options: Any) -> nw.DataFrame[Any]:
        plans.append(frame.to_native().explain())
        return collect(frame, *arguments, **options)

    monkeypatch.setattr(nw.LazyFrame, "collect", explained)
    # What lists of customers told is scanned by the days of the lists.
    kpis = tuple(
        kpi for kpi in BY_KEY.values() if kpi.table == table and not isinstance(kpi.measure, ListShare)
    )
    scan(StoredFacts(store), table, kpis, Query(tuple(BY_KEY), split="team"), lasting=False)
    assert len(plans) == 1
    # Answers are gathered from surveys, complaints and contacts; of each file, one row tells how far it goes.
    assert len(re.findall(r"Table: \S*_rows\b", plans[0])) == tables_behind


def test_cells_add_up_to_the_rows_of_the_table(store: Store) -> None:
    kpis = (BY_KEY["complaints"],)
    for grain in Grain:
        for lasting in (False, True):
            cells = scan(
                StoredFacts(store), "complaints", kpis, Query(("complaints",), grain), lasting=lasting
            )
            assert cells["complaints|events"].sum() == store.rows("complaints")
            assert ("end" in cells) is lasting


def test_what_a_kpi_comes_to_does_not_depend_on_its_company(store: Store) -> None:
    """A KPI asked for alone is what it is among all others, even where lasting rows are read for one."""
    for grain in (Grain.MONTH, Grain.ALL):
        days = (date(2024, 8, 3), date(2024, 9, 4))
        together = values(StoredFacts(store), Query(tuple(BY_KEY), grain, *days, "nature"))
        alone = values(StoredFacts(store), Query(("complaints",), grain, *days, "nature"))
        right = {(row["start"], row["split"]): row["value"] for row in alone.to_dict("records")}
        found = together[together["kpi"] == "complaints"].to_dict("records")
        assert {(row["start"], row["split"]): row["value"] for row in found if row["n"]} == {
            key: value for key, value in right.items() if value
        }


@pytest.mark.parametrize(
    "first, last, expected",
    [
        (None, None, (None, None)),
        (date(2024, 2, 29), date(2024, 2, 29), (datetime(2024, 2, 29), datetime(2024, 3, 1))),
        (None, date(2024, 12, 31), (None, datetime(2025, 1, 1))),
    ],
)
def test_days_are_inclusive(
    first: date | None, last: date | None, expected: tuple[datetime | None, datetime | None]
) -> None:
    assert window(Query(("csat",), first=first, last=last)) == expected
