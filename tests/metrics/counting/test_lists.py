from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

import narwhals.stable.v2 as nw
import pandas as pd
import pytest
from numpy.random import Generator, default_rng

from data.store import Store, load, undo
from metrics.catalogue import BY_KEY, also
from metrics.facts import StoredFacts
from metrics.measures.kinds import Mean
from metrics.periods import Grain
from metrics.query import Query, filters
from metrics.series import values
from tests.data.store.preparations import START, prepared
from tests.metrics.by_hand import Row, Told
from tests.metrics.by_hand_customers import Lists
from tests.metrics.companies import maybe, pick, stored

ROW = {"joined_at": START, "left_at": None, "observed_from": START, "observed_until": START}


@pytest.mark.parametrize("beside", [(), ("retention",), ("repeat_purchase", "lifetime")])
def test_any_measure_of_a_list_has_a_value_whatever_else_is_asked(beside: tuple[str, ...]) -> None:
    spent = replace(BY_KEY["repeat_purchase"], key="spent", measure=Mean(of=nw.col("mean_purchase")))
    rows = [{**ROW, "customer_id": str(number), "mean_purchase": 10.0 * number} for number in range(1, 5)]
    with stored(prepared("retention.customers", rows)) as store, also(spent):
        found = values(StoredFacts(store), Query(("spent", *beside)))
    [row] = found[found["kpi"] == "spent"].to_dict("records")
    assert (row["value"], row["n"]) == (25.0, 4)


DAYS = [date(2024, 1, 31), date(2024, 2, 10), date(2024, 2, 28), date(2024, 7, 1), date(2025, 1, 1)]
ASKED: tuple[tuple[Grain, tuple[date | None, date | None]], ...] = (
    (Grain.MONTH, (None, None)),
    (Grain.YEAR, (None, None)),
    (Grain.DAY, (date(2024, 2, 10), date(2024, 7, 1))),
    (Grain.QUARTER, (None, date(2024, 2, 20))),
)  # fmt: skip


def rows(chance: Generator, day: date) -> list[Row]:
    """Some of 30 customers, now of one team, now of another; of some nobody knows the number."""
    count = int(chance.integers(1, 40))
    has_purchases = chance.random() < 0.8
    return [
        {
            "customer_id": maybe(chance, f"C{int(chance.integers(30))}", 0.95),
            "joined_at": datetime(2023, 5, 1),
            "left_at": None,
            "observed_from": None,
            "observed_until": datetime.combine(day, time()),
            "purchase_count": maybe(chance, float(chance.integers(4)), 0.9) if has_purchases else None,
            "team": pick(chance, "North", "South", None),
        }
        for _number in range(count)
    ]


def company(store: Store, chance: Generator) -> Lists:
    """A store with lists loaded in any order of their days, two of one day, one of them undone."""
    days = [*DAYS, pick(chance, *DAYS)]
    chance.shuffle(days)
    told: dict[int, tuple[date, list[Row]]] = {}
    for number, day in enumerate(days, start=1):
        told[number] = day, rows(chance, day)
        assert (
            load(store, prepared("retention.customers", told[number][1], content=number)).status == "loaded"
        )
    gone = int(chance.integers(2, len(days)))
    undo(store, gone)
    del told[gone]
    return Lists(told)


def told_by(store: Store, query: Query) -> Iterator[tuple[str, dict[datetime, Told]]]:
    found = values(StoredFacts(store), query)
    for member, part in found.groupby("split"):
        records = part.to_dict("records")
        yield (
            str(member),
            {
                row["start"].to_pydatetime(): Told(
                    None if pd.isna(row["value"]) else row["value"], round(row["n"]), row["low"], row["high"]
                )
                for row in records
            },
        )


def assert_same(found: dict[datetime, Told], right: dict[datetime, Told]) -> None:
    assert found.keys() == right.keys()
    for begin, told in right.items():
        assert (found[begin].n, found[begin].value) == (told.n, pytest.approx(told.value))
        if told.value is not None:
            assert (found[begin].low, found[begin].high) == pytest.approx((told.low, told.high), abs=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_every_list_tells_what_a_second_computation_says(seed: int) -> None:
    with stored() as store:
        known = company(store, default_rng(seed))
        for grain, days in ASKED:
            query = Query(("repeat_purchase",), grain, *days)
            assert_same(dict(told_by(store, query)).get("", {}), known.shares(grain.value, days))
            split = dict(told_by(store, replace(query, split="team")))
            for team in ("North", "South", ""):
                assert_same(split.get(team, {}), known.shares(grain.value, days, team))
            only = replace(query, where=filters({"team": ["North"]}))
            assert_same(dict(told_by(store, only)).get("", {}), known.shares(grain.value, days, "North"))
