"""Complaints without a day of their own in the store: apart, replaced, changed, brought back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from data.preparing.entry import prepare_entry
from data.store import (
    Store,
    Wanted,
    complaints_numbered,
    count_complaints,
    coverage,
    list_complaints,
    load,
    record_complaint,
    undo,
    written_natures,
)
from tests.data.store.preparations import complaints, prepared

YEAR = (date(2023, 1, 1), date(2023, 12, 31))


def undated(*rows: dict[str, Any], **more: Any) -> Any:
    within = {"received_at": None, "received_from": YEAR[0], "received_until": YEAR[1]}
    return prepared("complaints.log", [within | row for row in rows], **more)


def numbers(store: Store, view: str) -> list[tuple[str, str | None]]:
    with store.cursor() as cursor:
        return cursor.execute(f"SELECT complaint_id, nature FROM {view} ORDER BY complaint_id").fetchall()


def test_they_are_apart_replaced_and_brought_back(store: Store) -> None:
    first = load(
        store, undated({"complaint_id": "1", "nature": "late"}, {"complaint_id": "2", "nature": "late"})
    )
    assert first.upload is not None
    assert (first.upload.first_day, first.upload.last_day) == YEAR
    (reach,) = coverage(store)["complaints"]
    assert (reach.first, reach.last, reach.dated) == (*YEAR, False)
    again = load(store, undated({"complaint_id": "2", "nature": "broken"}, content="again")).upload
    dated = load(store, complaints("1", nature="slow")).upload
    assert again is not None
    assert dated is not None
    assert (again.replaced, dated.replaced) == (1, 1)
    assert numbers(store, "undated_complaints") == [("2", "broken")]
    assert numbers(store, "complaints") == [("1", "slow")]
    assert written_natures(store) == {"broken": 1, "slow": 1}
    undo(store, dated.upload_id)
    undo(store, again.upload_id)
    assert numbers(store, "undated_complaints") == [("1", "late"), ("2", "late")]
    assert numbers(store, "complaints") == []
    assert store.members("nature", "complaints") == ["late"]


def test_a_change_in_the_page_needs_no_day_and_may_give_one(store: Store) -> None:
    load(store, undated({"complaint_id": "1", "nature": "late"}, {"complaint_id": "2", "nature": "late"}))
    (base,) = complaints_numbered(store, "1")
    assert base.days == YEAR
    entry = prepare_entry({**base.cells, "status": "closed"}, (), base.days)
    assert not entry.faults
    kept = record_complaint(store, entry.preparation, base)
    assert (kept.days, kept.open) == (YEAR, False)
    given = prepare_entry({**kept.cells, "received_at": datetime(2023, 5, 6)}, (), kept.days)
    assert record_complaint(store, given.preparation, kept).days is None
    assert numbers(store, "complaints") == [("1", "late")]
    assert numbers(store, "undated_complaints") == [("2", "late")]


def test_the_list_has_them_over_days_that_hold_all_of_theirs(store: Store) -> None:
    load(store, undated({"complaint_id": "1", "nature": "late"}))
    assert count_complaints(store, Wanted(date(2023, 1, 2))) == 0
    (listed,) = list_complaints(store, Wanted(*YEAR))
    assert (listed.number, listed.received_at, listed.days) == ("1", None, YEAR)
