"""What KPIs and the health of data say of complaints that are recorded in the page, worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data.complaints import Version
from data.own_kpis import Condition, OwnKpi, Quantity, Relation
from data.preparing.entry import prepare_entry
from data.store import (
    Store,
    complaints_numbered,
    load,
    open_store,
    record_complaint,
    save_own_kpi,
    say_log_complete,
)
from metrics.answers import value_rows
from metrics.catalogue import choose_own, kpi_named
from metrics.facts import StoredFacts
from metrics.health.examination import examine
from metrics.own.definition import take_up
from metrics.periods import Grain
from metrics.query import Query
from metrics.series import summary
from tests.data.store.preparations import prepared


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "store.duckdb")
    yield opened
    opened.close()


def record(store: Store, on: date, base: Version | None = None, **cells: Any) -> Version:
    said = ({} if base is None else dict(base.cells)) | cells
    return record_complaint(store, prepare_entry(said).preparation, base, on=on)


def values(store: Store, *kpis: str, grain: Grain = Grain.MONTH) -> dict[tuple[str, str], tuple[Any, int]]:
    """KPI and period -> its value and n, those that have one."""
    rows = value_rows(StoredFacts(store), Query(kpis, grain))
    return {(row["kpi"], row["period"]): (row["value"], row["n"]) for row in rows if row["n"]}


def test_an_open_complaint_is_known_to_be_open_as_of_the_latest_record(store: Store) -> None:
    march = datetime(2025, 3, 1, 10)
    record(store, date(2025, 3, 2), received_at=march, resolved_at=march + timedelta(hours=24))
    late = record(store, date(2025, 3, 3), received_at=march + timedelta(days=2))
    record(
        store,
        date(2025, 3, 24),
        received_at=datetime(2025, 3, 20, 10),
        resolved_at=datetime(2025, 3, 24, 10),
    )
    record(store, date(2025, 4, 11), received_at=datetime(2025, 4, 10, 9))
    kpis = ("complaints", "resolution_time", "resolved_in_standard", "backlog")
    assert values(store, *kpis) == {
        ("complaints", "2025-03-01"): (3, 3),
        ("complaints", "2025-04-01"): (1, 1),
        ("resolution_time", "2025-03-01"): (60, 2),  # 24 and 96 hours
        # Within 48 hours: the first is, the third isn't, and neither is the second, open for five weeks. The
        # fourth, open for 15 hours on the day of the latest record, is too young to tell.
        ("resolved_in_standard", "2025-03-01"): (pytest.approx(100 / 3), 3),
        ("backlog", "2025-03-01"): (1, 3),
        ("backlog", "2025-04-01"): (2, 4),
    }
    record(store, date(2025, 4, 15), late, resolved_at=datetime(2025, 4, 15, 10))
    hours = (24 + 96 + 43 * 24) / 3
    assert (
        values(store, *kpis).items()
        >= {
            ("complaints", "2025-03-01"): (3, 3),
            ("resolution_time", "2025-03-01"): (pytest.approx(hours), 3),
            ("resolved_in_standard", "2025-03-01"): (pytest.approx(100 / 3), 3),
            ("resolved_in_standard", "2025-04-01"): (0, 1),
            ("backlog", "2025-04-01"): (1, 4),
        }.items()
    )


def test_a_change_of_a_files_complaint_makes_no_months_without_complaints(store: Store) -> None:
    """The log tells of its own days; those between it and an old file stay unknown."""
    rows = [{"complaint_id": f"C-{day}", "received_at": datetime(2024, 3, day, 9)} for day in range(1, 31)]
    load(store, prepared("complaints.log", rows))
    (old,) = complaints_numbered(store, "C-5")
    record(store, date(2025, 4, 1), old, nature="Billing")
    record(store, date(2025, 4, 1), received_at=datetime(2025, 4, 1, 9))
    told = {row["period"]: row for row in value_rows(StoredFacts(store), Query(("complaints",), Grain.MONTH))}
    assert {period: row["value"] for period, row in told.items() if row["n"]} == {
        "2024-03-01": 30,
        "2025-04-01": 1,
    }
    assert all(row["value"] is None for row in told.values() if not row["n"])


def test_a_gap_between_files_and_the_log_is_not_known_until_somebody_vouches_for_it(store: Store) -> None:
    """Two complaints recorded long after the files end halve nothing and make no months without any."""
    days = [datetime(2025, month, day, 9) for month in (9, 10, 11) for day in range(1, 31)]
    rows = [{"received_at": at, "resolved_at": at + timedelta(days=1)} for at in days]
    load(store, prepared("complaints.log", rows))
    today = date(2026, 6, 22)
    record(store, today, received_at=datetime(2026, 6, 22, 9))
    record(store, today, received_at=datetime(2025, 11, 20, 9))
    facts, kpis = StoredFacts(store), ("complaints", "backlog")
    parts = facts.parts(Query(kpis, Grain.MONTH))
    mean = summary(kpi_named("complaints"), parts["complaints"])
    assert mean is not None
    assert (mean.value, mean.n, mean.last) == (pytest.approx(91 / 3), 91, date(2025, 11, 30))
    known = {"2025-09-01": 30, "2025-10-01": 30, "2025-11-01": 31}
    of_month = {
        period: value for (kpi, period), (value, _n) in values(store, *kpis).items() if kpi == kpis[0]
    }
    assert of_month == known | {"2026-06-01": 1}
    rows_told = value_rows(facts, Query(kpis, Grain.MONTH))
    gap = [row["value"] for row in rows_told if "2025-12" < row["period"] < "2026-06"]
    assert (len(gap), {*gap}) == (2 * 6, {None})
    say_log_complete(store, date(2026, 4, 1), on=today)
    rows_told = value_rows(facts, Query(kpis[:1], Grain.MONTH))
    since = [row["value"] for row in rows_told if row["period"] >= "2026-03"]
    assert since == [None, 0, 0, 1]


def test_an_own_kpi_counts_all_records_where_a_file_cant_tell(store: Store) -> None:
    load(store, prepared("complaints.log", [{"complaint_id": "C-1", "received_at": datetime(2025, 3, 1)}]))
    for day, paid in ((2, 10.0), (3, 60.0), (4, 70.0)):
        record(store, date(2025, 4, 1), received_at=datetime(2025, 3, day), compensation=paid)
    dear = Quantity((Condition("compensation", Relation.AT_LEAST, (50.0,)),))
    told = Quantity((Condition("compensation", Relation.GIVEN, ()),))
    own = save_own_kpi(store, OwnKpi("Dear", "", "complaints", dear, told, "%", 1, "lower", "customers_say"))
    take_up(store)
    try:
        found = values(store, own.key, grain=Grain.ALL)
    finally:
        choose_own(())
    assert list(found.values()) == [(pytest.approx(200 / 3), 3)]


def test_health_tells_of_the_log_as_of_one_file(store: Store) -> None:
    rows = [
        {"complaint_id": f"C-{n}", "received_at": datetime(2025, 1, 1) + timedelta(days=n), "channel": "Chat"}
        for n in range(60)
    ]
    load(store, prepared("complaints.log", rows))
    said = prepare_entry({"received_at": datetime(2025, 3, 5, 9), "resolved_at": datetime(2025, 3, 6, 9)})
    for _number in range(21):
        record_complaint(store, said.preparation, on=date(2025, 3, 8))
    health = examine(store)
    (kind,) = health.kinds
    assert [(file.recorded, file.loaded) for file in kind.files] == [(True, 21), (False, 60)]
    log = kind.files[0].upload_id
    assert {found.uploads for found in health.findings if log in found.uploads} == {(log,)}
    assert len(health.findings) <= 4
