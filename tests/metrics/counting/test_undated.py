"""Complaints without a day of their own: counted where a period holds all of theirs, as by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from numpy.random import Generator, default_rng

from data.records import Preparation
from data.store import Store
from metrics.behind.rows import number, page
from metrics.catalogue import all_kpis, kpi_named
from metrics.facts import StoredFacts
from metrics.health.examination import examine
from metrics.health.findings import About
from metrics.periods import Grain
from metrics.query import Query, filters
from metrics.series import values
from metrics.undated import in_ranking, left_out, undated
from metrics.windows import Days
from tests.data.store.preparations import prepared
from tests.metrics.by_hand import period_start
from tests.metrics.companies import Row, pick, stored

SPANS = (
    (date(2023, 1, 1), date(2023, 12, 31)),
    (date(2024, 3, 5), date(2024, 3, 8)),
    (date(2024, 3, 1), date(2024, 4, 30)),
    (date(2024, 6, 28), date(2024, 7, 2)),
)
# Days that are looked at, for whom, and by what they are split.
ASKED: tuple[tuple[date | None, date | None, dict[str, list[str]], str | None], ...] = (
    (None, None, {}, None),
    (date(2023, 2, 1), None, {}, "nature"),
    (date(2024, 3, 5), date(2024, 6, 30), {"nature": ["late"]}, None),
    (date(2023, 1, 1), date(2024, 7, 1), {"team": ["North"]}, "nature"),
)
GRAINS = (Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR, Grain.ALL)
FIRST, LAST = date(2024, 2, 1), date(2024, 7, 31)


def complaints(chance: Generator) -> list[Row]:
    """Complaints that each have a day, a few days apart."""
    days = [FIRST + timedelta(days=n) for n in range(0, (LAST - FIRST).days + 1, 3)]
    return [{"received_at": datetime.combine(day, time(9)), **told(chance)} for day in days]


def told(chance: Generator) -> Row:
    members = {"nature": pick(chance, "late", "broken", None), "team": pick(chance, "North", "South")}
    return members | {"escalated": True, "csat": 0.75, "compensation": 5.0}


def within(chance: Generator, number: int) -> list[Row]:
    """Complaints known to lie within some days; those of the last file say no team."""
    first, last = SPANS[number]
    rows = [told(chance) for _n in range(int(chance.integers(1, 30)))]
    gone = {"received_at": None, "received_from": first, "received_until": last}
    kept = [row if number < len(SPANS) - 1 else {"nature": row["nature"]} for row in rows]
    return [row | gone for row in kept]


def files(rows: Sequence[list[Row]]) -> list[Preparation]:
    return [prepared("complaints.log", part, file=f"{n}.csv") for n, part in enumerate(rows)]


def edges(row: Row) -> tuple[date, date]:
    """The first and the last day on which a complaint may have come in."""
    day = row["received_at"].date() if row["received_at"] else None
    return (day, day) if day else (row["received_from"], row["received_until"])


def by_hand(
    rows: list[Row], grain: Grain, first: date | None, last: date | None, split: str | None
) -> Counter[tuple[date | None, str]]:
    """How many complaints each period and member has, a row at a time."""
    counts: Counter[tuple[date | None, str]] = Counter()
    for row in rows:
        opens, closes = edges(row)
        if opens < (first or date.min) or closes > (last or date.max):
            continue
        starts = {None if grain is Grain.ALL else started(day, grain) for day in (opens, closes)}
        if len(starts) == 1:
            counts[starts.pop(), (row.get(split) or "") if split else ""] += 1
    return counts


def started(day: date, grain: Grain) -> date:
    return period_start(datetime.combine(day, time()), grain).date()


@pytest.mark.parametrize("grain", GRAINS)
def test_they_count_in_periods_that_hold_all_of_their_days(
    grain: Grain, company: tuple[Store, list[Row]]
) -> None:
    store, every = company
    source = StoredFacts(store)
    for first, last, where, split in ASKED:
        found = values(source, Query(("complaints",), grain, first, last, split, filters(where)))
        mine = [
            row for row in every if all((row.get(name) or "") in members for name, members in where.items())
        ]
        wanted = by_hand(mine, grain, first, last, split)
        told = {
            (None if grain is Grain.ALL else start.date(), member): (n, value)
            for start, member, n, value in found[["start", "split", "n", "value"]].itertuples(index=False)
        }
        assert {key: n for key, (n, _value) in told.items() if n} == wanted
        assert all(value == n for n, value in told.values() if n)


@pytest.fixture(scope="module")
def company() -> Iterator[tuple[Store, list[Row]]]:
    chance = default_rng(0)
    parts = [complaints(chance), *(within(chance, number) for number in range(len(SPANS)))]
    with stored(*files(parts)) as store:
        yield store, [row for part in parts for row in part]


def test_nothing_but_a_count_has_them_and_no_month_looks_empty() -> None:
    chance = default_rng(2)
    dated, apart = complaints(chance), within(chance, 0)
    keys = tuple(
        kpi.key for kpi in all_kpis() if kpi.table in ("complaints", "answers") and kpi.key != "complaints"
    )
    with stored(*files([dated, apart])) as store, stored(*files([dated])) as alone:
        for grain in (Grain.YEAR, Grain.ALL):
            mine, theirs = (known(one, keys, grain) for one in (store, alone))
            assert mine == theirs
        monthly = known(store, ("complaints",), Grain.MONTH)
        assert monthly == known(alone, ("complaints",), Grain.MONTH)
        assert known(store, ("complaints",), Grain.YEAR)["complaints", date(2023, 1, 1)] == len(apart)
        (finding,) = [one for one in examine(store).findings if one.about is About.UNDATED]
        assert (finding.rows, finding.first, finding.last) == (len(apart), *SPANS[0])


def known(store: Store, keys: tuple[str, ...], grain: Grain) -> dict[Any, float]:
    """What has a value, by KPI and period."""
    found = values(StoredFacts(store), Query(keys, grain)).dropna(subset=["value"])
    ends = found["start"].dt.date if grain is not Grain.ALL else found["split"]
    return dict(zip(zip(found["kpi"], ends, strict=True), found["value"], strict=True))


@pytest.mark.parametrize(
    ("days", "n", "whole", "told"),
    [
        (Days(), 5, True, "5 of these complaints have no day of their own"),
        (Days(*SPANS[0]), 5, True, "between 1 Jan 2023 and 31 Dec 2023. They are counted here"),
        (Days(date(2023, 1, 2)), 5, False, "5 more complaints have no day of their own"),
        (Days(date(2024, 1, 1)), 0, None, ""),
    ],
)
def test_a_word_says_how_many_there_are(days: Days, n: int, whole: bool | None, told: str) -> None:
    gone = {"received_at": None, "received_from": SPANS[0][0], "received_until": SPANS[0][1]}
    with stored(prepared("complaints.log", [gone | {"nature": "late"} for _n in range(5)])) as store:
        found = undated(StoredFacts(store), days)
        assert [(one.n, one.whole) for one in found] == ([(n, whole)] if n else [])
        assert told in " ".join(in_ranking(found))
        assert bool(left_out(found)) == bool(n)
        behind = number(StoredFacts(store), StoredFacts(store), kpi_named("complaints"), days)
        assert behind.rows == (n if whole else 0)
        assert (behind.value.n if behind.value else 0) == behind.rows
        assert len(page(StoredFacts(store), behind.scope, 0, 50)) == behind.rows
        assert undated(StoredFacts(store), days, (("nature", ("broken",)),)) == ()
