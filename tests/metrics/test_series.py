from __future__ import annotations

import math
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from data.own_dimensions import PREFIX, own
from data.specs import Scale
from data.store import Store, save_scale, save_version, scales
from metrics.catalogue import BY_KEY
from metrics.facts import KeptSource, StoredFacts
from metrics.periods import Grain
from metrics.query import Query, filters
from metrics.series import values
from tests.metrics import by_hand, by_hand_customers, by_hand_standards
from tests.metrics.by_hand import Asked, Told
from tests.metrics.companies import DAYS, FIRST, MEMBERS, company, stored

Expected = dict[tuple[datetime | None, str], Told]

COMPANIES = int(os.environ.get("POLICYPULSE_COMPANIES", "8"))
DAY = st.integers(-20, DAYS + 20).map(lambda number: (FIRST + timedelta(days=number)).date())
FEW = st.sets(st.sampled_from(list(BY_KEY)), min_size=1, max_size=3).map(sorted)
# The dimensions that only some tables have.
HAVING = {"nature": ("complaints",), "touchpoint": ("answers", "complaints", "contacts")}
WHERE = st.dictionaries(
    st.sampled_from(["team", "channel", "segment", "own:Depot", "own:Shift"]),
    st.lists(
        st.sampled_from(["North", "Süd, 2", "phone", "e-mail", "Łódź", "day", "nobody", ""]),
        min_size=1,
        max_size=3,
    ),
    max_size=2,
)


@st.composite
def queries(draw: st.DrawFn) -> Query:
    first, last = draw(st.none() | DAY), draw(st.none() | DAY)
    if first and last and last < first:
        first, last = last, first
    return Query(
        tuple(draw(st.just(list(BY_KEY)) | FEW)),
        draw(st.sampled_from(list(Grain))),
        first,
        last,
        draw(st.none() | st.sampled_from([*MEMBERS, "touchpoint"])),
        filters(draw(st.just({}) | WHERE)),
    )


def answered(kpi: str, query: Query) -> bool:
    unkept = any(name.startswith(PREFIX) for name in query.dimensions)
    lacking = (name for name, tables in HAVING.items() if by_hand.TABLES[kpi] not in tables)
    return not unkept and not {*lacking} & {*query.dimensions}


def in_store(store: Store, query: Query) -> Query:
    """The query with the columns of the company's own dimensions, where its files have any."""
    columns = {own(column.name): column.key for column in store.dimensions() if column.own}
    where = tuple((columns.get(name, name), members) for name, members in query.where)
    return replace(query, split=columns.get(query.split or "", query.split), where=where)


@dataclass(frozen=True)
class Known:
    """All rows of a store by view, and the company's scales."""

    tables: dict[str, list[by_hand.Row]]
    scales: dict[str, Scale]
    files: dict[str, list[by_hand.File]]
    sources: dict[int, by_hand_standards.Source]
    averages: dict[tuple[Query, str], list[by_hand_customers.Average]] = field(default_factory=dict)


def known(store: Store) -> Known:
    tables = {view: by_hand.rows(store, view) for view in (*by_hand.MOMENTS, "operations")}
    return Known(tables, scales(store), by_hand.files(store), by_hand_standards.sources(store))


def expected(company: Known, kpi: str, query: Query) -> Expected:
    """Every value that a query may be answered with, by the period's start and the member."""
    everything = company.tables[by_hand.TABLES[kpi]]
    found = by_hand.kept(everything, query.where)
    # Without a split there is one answer, of nothing as well; what no file can tell of has none.
    groups: dict[str, list[by_hand.Row]] = (
        {} if query.split or by_hand.TABLES[kpi] == "customers" else {"": []}
    )
    for row in found:
        groups.setdefault((row[query.split] or "") if query.split else "", []).append(row)
    if by_hand.TABLES[kpi] == "operations":
        return of_operations(company, kpi, groups, query)
    asked = spans(kpi, everything, query)
    return {
        (one.begin, member): told(company, kpi, part, one, query, member)
        for member, group in groups.items()
        for one, part in parted(kpi, group, asked, query)
    }


def of_operations(company: Known, kpi: str, groups: dict[str, list[by_hand.Row]], query: Query) -> Expected:
    days = (query.first, query.last)
    found: Expected = {}
    for member, group in groups.items():
        there = averages(company, query, member) if kpi == "cost_to_serve" else []
        told = by_hand_customers.operations_value(kpi, group, there, query.grain.value, days)
        found |= {
            (by_hand.day_start(query.first) if begin is None else begin, member): one
            for begin, one in told.items()
        }
    return found


def averages(company: Known, query: Query, member: str) -> list[by_hand_customers.Average]:
    """How many customers there were in each period, or month of everything."""
    if {*HAVING} & {*query.dimensions}:
        return []
    key = query.of_all(()), member
    if key not in company.averages:
        company.averages[key] = list(averaged(company, query, member))
    return company.averages[key]


def averaged(company: Known, query: Query, member: str) -> list[by_hand_customers.Average]:
    grain = Grain.MONTH if query.grain is Grain.ALL else query.grain
    everyone = company.tables["customers"]
    asked = spans("retention", everyone, replace(query, grain=grain))
    found = by_hand.kept(everyone, query.where)
    own = [row for row in found if not query.split or (row[query.split] or "") == member]
    return by_hand_customers.averages(own, asked, grain.value)


def for_each_1000(company: Known, found: list[by_hand.Row], asked: Asked, query: Query, member: str) -> Told:
    there = averages(company, query, member)
    if asked.begin and asked.end and query.grain is not Grain.ALL:
        whole = by_hand_customers.customer_months(there, asked.begin, asked.end)
        return by_hand_standards.per_1000(len(by_hand.within(found, "received_at", asked)), whole)
    everything = company.tables["complaints"]
    moments = [row["received_at"] for row in everything]
    first, last = min(moments), max(moments)
    midnight = dict.fromkeys(("hour", "minute", "second", "microsecond"), 0)
    span = first.replace(**midnight), last.replace(**midnight) + timedelta(days=1)
    telling = told_by(company, "complaints", query, member)
    months = [
        (one, len(by_hand.within(found, "received_at", one)))
        for one in spans("complaints", everything, replace(query, grain=Grain.MONTH))
        if by_hand.is_reached(one, telling)
    ]
    return by_hand_customers.complaints_by_month(months, there, span)


def told_by(company: Known, table: str, query: Query, member: str) -> list[by_hand.File]:
    files = company.files.get(table, [])
    return [file for file in files if by_hand.tells(file, query.where, query.split, member)]


def event_value(
    company: Known, kpi: str, found: list[by_hand.Row], asked: Asked, query: Query, member: str
) -> Told:
    if kpi == "complaints_per_1000":
        return for_each_1000(company, found, asked, query, member)
    inside = by_hand.within(found, by_hand.MOMENTS[by_hand.TABLES[kpi]], asked)
    try:
        if by_hand.TABLES[kpi] == "complaints":
            return by_hand_standards.handled(kpi, inside, company.sources)
        return by_hand_standards.reached_by(kpi, inside)
    except KeyError:
        return by_hand.log_value(kpi, found, asked, company.scales)


def parted(
    kpi: str, group: list[by_hand.Row], asked: list[Asked], query: Query
) -> Iterator[tuple[Asked, list[by_hand.Row]]]:
    """Each period with the rows that it needs: its own, but all where things last."""
    if query.grain is Grain.ALL or kpi == "backlog" or by_hand.TABLES[kpi] == "customers":
        yield from ((one, group) for one in asked)
        return
    own: dict[datetime | None, list[by_hand.Row]] = {}
    for row in group:
        moment = row[by_hand.MOMENTS[by_hand.TABLES[kpi]]]
        own.setdefault(by_hand.period_start(moment, query.grain.value), []).append(row)
    yield from ((one, own.get(one.begin, [])) for one in asked)


def spans(kpi: str, everything: list[by_hand.Row], query: Query) -> list[Asked]:
    first, after = by_hand.day_start(query.first), by_hand.day_start(query.last)
    after = after + timedelta(days=1) if after else None
    moments = [row[by_hand.MOMENTS[by_hand.TABLES[kpi]]] for row in everything]
    known = [moment for moment in moments if moment is not None]
    if not known:
        return []
    ends = [row["observed_until"] for row in everything] if "left_at" in everything[0] else known
    # What a list tells, it tells of its own day, even of somebody who is to join later.
    known = ends if kpi == "repeat_purchase" else known
    begin, end = (
        max(min(known), first or datetime.min),
        min(max(ends), (after or datetime.max) - by_hand.TICK),
    )
    if begin > end:
        return []
    if query.grain is Grain.ALL:
        return [Asked(first, after, first, after)]
    bounds = list(by_hand.periods(begin, end, query.grain.value))
    return [Asked(*both, first, after, is_last=both == bounds[-1]) for both in bounds]


def told(company: Known, kpi: str, found: list[by_hand.Row], asked: Asked, query: Query, member: str) -> Told:
    table = by_hand.TABLES[kpi]
    if table != "customers":
        counted = kpi in by_hand.COUNTED and query.grain is not Grain.ALL
        unknown = counted and not by_hand.is_reached(asked, told_by(company, table, query, member))
        return Told(None, 0) if unknown else event_value(company, kpi, found, asked, query, member)
    if kpi == "repeat_purchase":
        return repeat_purchases(company, found, asked)
    if kpi == "active_customers":
        there = still_there(company, found, asked, query)
        return Told(there or None, there)
    return by_hand.customer_value(kpi, held(company, found, asked, query))


def repeat_purchases(company: Known, found: list[by_hand.Row], asked: Asked) -> Told:
    """Of everybody on the lists, in the period when the latest of them was drawn."""
    drawn = last_watched(company)
    if not asked.opens <= drawn < asked.closes:
        return Told(None, 0)
    return by_hand_customers.came_back(found)


def still_there(company: Known, found: list[by_hand.Row], asked: Asked, query: Query) -> int:
    if query.grain is Grain.ALL and asked.first is None:
        return by_hand.whole_list(found, asked).stayed
    return len(by_hand_standards.still_there(watched(company, found, asked, query), asked))


def held(company: Known, found: list[by_hand.Row], asked: Asked, query: Query) -> by_hand.Held:
    if query.grain is not Grain.ALL:
        length = by_hand.LENGTHS[query.grain.value]
        return by_hand.held(watched(company, found, asked, query), asked, length)
    if asked.first is None:
        return by_hand.whole_list(found, asked)
    months = (min(asked.closes, last_watched(company) + timedelta(days=1)) - asked.first).days
    return by_hand.held(watched(company, found, asked, query), asked, months / by_hand.MONTH_DAYS)


def watched(company: Known, found: list[by_hand.Row], asked: Asked, query: Query) -> list[by_hand.Row]:
    """The customers whose list tells of what is asked."""
    if query.grain is not Grain.ALL:
        return [row for row in found if by_hand.is_watched(row, asked, query.grain.value)]
    end = min(asked.closes, last_watched(company))
    return [row for row in found if by_hand.is_watched_until(row, end)]


def last_watched(company: Known) -> datetime:
    return max(row["observed_until"] for row in company.tables["customers"])


def close(found: Any, right: float | None) -> bool:
    if right is None or math.isnan(right):
        return bool(pd.isna(found))
    return _within(found, right, 1e-7, 1e-7)


def bounds_close(found: Any, right: float | None) -> bool:
    return right is None or math.isnan(right) or _within(found, right, 1e-5, 2e-3)


def _within(found: float, right: float, relative: float, absolute: float) -> bool:
    """As ``pytest.approx`` has it, which takes too long for so many; never for what is missing."""
    near = math.isfinite(right) and abs(found - right) <= max(relative * abs(right), absolute)
    return bool(near or found == right)


def faults(found: pd.DataFrame, kpi: str, query: Query, right: Expected) -> list[Any]:
    """What differs, and what is missing."""
    wrong: list[Any] = []
    seen = set()
    for row in found[found["kpi"] == kpi].to_dict("records"):
        begin = by_hand.day_start(query.first) if query.grain is Grain.ALL else row["start"].to_pydatetime()
        seen.add((begin, row["split"]))
        told = right.get((begin, row["split"]))
        same = (
            told is not None
            and close(row["value"], told.value)
            and (row["n"] == told.n or told.value is None)
        )
        if told is None or not (
            same and bounds_close(row["low"], told.low) and bounds_close(row["high"], told.high)
        ):
            wrong.append((row, told))
    return wrong + [(key, told) for key, told in right.items() if told.n and key not in seen]


def assert_second_computation_agrees(store: Store, asked: Sequence[Query]) -> None:
    company, source = known(store), KeptSource(store)
    for query in (in_store(store, query) for query in asked):
        found = values(source, query)
        for kpi in query.kpis:
            right = expected(company, kpi, query) if answered(kpi, query) else {}
            assert faults(found, kpi, query, right) == []


def set_standards(store: Store) -> None:
    for key, values_from in by_hand_standards.SET.items():
        for since, value in values_from:
            save_version(store, key, value, since)


# A company that fails is named by its seed: making it smaller would take longer than reading it.
@settings(max_examples=COMPANIES, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(
    seed=st.integers(0, 2**32),
    size=st.sampled_from([2, 8, 40]),
    asked=st.lists(queries(), min_size=2, max_size=2),
    csat=st.sampled_from([Scale(1, 5), Scale(1, 10), Scale(0, 10)]),
)
# The only customer of the list joins after the day when it was drawn.
@example(seed=1292, size=2, asked=[Query(tuple(BY_KEY), Grain.QUARTER)], csat=Scale(1, 5))
# Nothing was received in these days, but something received before them is still open.
@example(
    seed=227993,
    size=40,
    asked=[Query(tuple(BY_KEY), Grain.ALL, date(2024, 5, 30), date(2024, 7, 19), "own:Depot")],
    csat=Scale(1, 5),
)
def test_every_kpi_agrees_with_a_second_computation(
    seed: int, size: int, asked: list[Query], csat: Scale
) -> None:
    with stored(*company(seed, size)) as store:
        save_scale(store, "csat", csat)
        set_standards(store)
        assert_second_computation_agrees(store, asked)


WHOLE, CUT = (None, None), (date(2024, 2, 10), date(2024, 8, 20))


@pytest.mark.parametrize("grain", list(Grain))
@pytest.mark.parametrize("split, days", [(None, CUT), ("team", WHOLE), ("own:Depot", CUT)])
def test_every_kpi_at_every_grain(
    grain: Grain, split: str | None, days: tuple[date | None, date | None], large_store: Store
) -> None:
    query = Query(tuple(BY_KEY), grain, *days, split)
    assert_second_computation_agrees(large_store, [query])


def test_every_kpi_has_a_value_to_agree_on(large_store: Store) -> None:
    found = values(StoredFacts(large_store), Query(tuple(BY_KEY), Grain.ALL))
    told = set(found.loc[found["value"].notna(), "kpi"])
    assert BY_KEY.keys() - told == set(), "tests/metrics/companies.py makes nothing that it counts"


@pytest.fixture(scope="module")
def large_store() -> Iterator[Store]:
    with stored(*company(7, 70)) as store:
        set_standards(store)
        yield store
