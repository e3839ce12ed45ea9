from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import pytest

from data.kinds import COMPANY_SCALES
from data.specs import Column
from data.store import row_columns, stored_rows
from data.store.schema import personal_columns
from metrics.behind.rows import LOGS, Scope, count, has_rows, number, page
from metrics.behind.tables import of_rows
from metrics.catalogue import KPIS, kpi_named
from metrics.facts import KeptFacts, StoredFacts
from metrics.query import Filters, Query
from metrics.series import estimates
from metrics.windows import Days
from tests.data.store.preparations import PERSON, START, prepared
from tests.metrics.companies import company, stored

OF_LOGS = [kpi for kpi in KPIS if kpi.table in LOGS]
ODD = Days(date(2024, 2, 10), date(2024, 8, 20))
WHERE: Filters = (("team", ("North", "")),)


def test_the_rows_behind_every_kpi_of_a_log_are_as_many_as_its_n() -> None:
    """Over odd days, and over the month with most of them."""
    assert [kpi.key for kpi in OF_LOGS if not has_rows(kpi)] == []
    keys, looked_at = tuple(kpi.key for kpi in OF_LOGS), 0
    with stored(*company(seed=7, size=120)) as store:
        source = StoredFacts(store)
        scanned = lru_cache(lambda query: source.parts(query.of_all(keys)))
        facts = KeptFacts(scanned, source.spans, source.dimensions)
        for kpi in OF_LOGS:
            found = number(facts, source, kpi, ODD, WHERE)
            if found.value is not None:
                assert (kpi.key, found.rows) == (kpi.key, found.value.n)
                looked_at += found.rows > 0
            months = estimates(kpi, scanned(Query(keys, where=WHERE))[kpi.key])
            month = months.sort_values("n").iloc[-1]
            days = Days(month["start"].date(), month["until"].date() - timedelta(days=1))
            assert (kpi.key, count(source, Scope(kpi.key, (days,), WHERE))) == (kpi.key, month["n"])
    assert looked_at > 15


ANSWERS = [
    {
        "answered_at": START + timedelta(days=number),
        "csat": number % 2,
        "comment": f"Comment {number}",
        "employee": "Jana",
    }
    for number in range(7)
]


def test_rows_come_by_pages_with_their_files_and_what_they_count_for() -> None:
    complaint = [{"received_at": START, "csat": 1.0, "description": "Late", **PERSON}]
    with stored(
        prepared("surveys.log", ANSWERS, file="survey.csv"),
        prepared("complaints.log", complaint, file="c.csv"),
    ) as store:
        facts, csat = StoredFacts(store), kpi_named("csat")
        scope = number(facts, facts, csat, Days()).scope
        pages = [page(facts, scope, skipped, 3) for skipped in (0, 3, 6)]
        found = [one for rows in pages for one in rows]
        assert [len(rows) for rows in pages] == [3, 3, 2]
        assert [one.hit for one in found] == [False, True] * 4
        rows = stored_rows(store, [one.key for one in found])
        assert [row.file for row in rows].count("survey.csv") == 7
        assert rows[0].cells["comment"] == "Comment 6"
        columns = {table: row_columns(store, table) for table in ("surveys", "complaints")}
        told = of_rows(csat, found, rows, columns, COMPANY_SCALES, named=False)
        assert list(told["Counts towards it"]).count("yes") == 4
        assert set(told["Satisfaction score"]) == {"1", "5"}
        assert "Employee" not in told
        assert "Employee" in of_rows(csat, found, rows, columns, COMPANY_SCALES, named=True)
        assert not set(PERSON.values()) & {cell for row in told.to_numpy().tolist() for cell in row}


def test_personal_columns_are_never_among_those_of_rows() -> None:
    with stored(prepared("surveys.log", ANSWERS)) as store:
        shown: list[Column] = [
            column for table in ("surveys", "complaints", "contacts") for column in row_columns(store, table)
        ]
    assert not {column.key for column in shown} & set(personal_columns())
    assert not [column for column in shown if column.personal]


@pytest.mark.parametrize("key", ["retention", "ltv", "return_rate", "cost_to_serve"])
def test_no_rows_stand_behind_customers_and_totals(key: str) -> None:
    assert not has_rows(kpi_named(key))


def test_totals_are_told_apart_from_rows() -> None:
    total = {"starts_on": date(2024, 1, 1), "months": 1.0, "part": "complaints", "value": 30.0}
    logged = [{"received_at": START + timedelta(days=day), "is_open": True} for day in range(31)]
    with stored(prepared("complaints.totals", [total]), prepared("complaints.log", logged)) as store:
        facts = StoredFacts(store)
        found = number(facts, facts, kpi_named("complaints"), Days())
    assert (found.rows, found.told) == (31, 30)
