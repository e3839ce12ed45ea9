from __future__ import annotations

import pytest

from data.store import (
    RowKey,
    Store,
    UnknownCallback,
    callbacks,
    has_sample,
    identities,
    load,
    mark_done,
    remove_sample,
    undo,
    unmark,
)
from tests.data.store.preparations import complaints, surveys

FIRST = RowKey("complaints", 1, 2)


def test_a_mark_says_who_and_when_and_can_be_taken_back_once(store: Store) -> None:
    load(store, complaints("K1", "K2"))
    before = store.data_version
    mark = mark_done(store, FIRST, "resolve", "Customer 7", "  called,\n is well ", by="Jana")
    assert store.data_version == before
    assert (mark.key, mark.note, mark.done_by) == (
        ("complaints", "id K1", "resolve"),
        "called, is well",
        "Jana",
    )
    assert mark_done(store, FIRST, "resolve", "Customer 7", by="Petr") == mark
    assert mark_done(store, FIRST, "follow_up", "Customer 7") != mark
    unmark(store, mark.callback_id, by="Petr")
    with pytest.raises(UnknownCallback, match="taken back already"):
        unmark(store, mark.callback_id)
    other, first = callbacks(store)
    assert other.stands
    assert not first.stands
    assert (first.taken_back_by, first.about, first.done_at) == ("Petr", "Customer 7", mark.done_at)
    assert mark_done(store, FIRST, "resolve", "Customer 7").callback_id not in (
        first.callback_id,
        other.callback_id,
    )


def test_a_mark_outlasts_uploads_of_the_row(store: Store) -> None:
    """By its own number, in whatever file; without one, in the same file loaded once more."""
    load(store, complaints("K1", file="march.csv"))
    assert load(store, surveys([0.0, 1.0])).upload
    answer = RowKey("surveys", 2, 3)
    marked = {mark_done(store, row, "call_back", "who").identity for row in (FIRST, answer)}
    load(store, complaints("K0", "K1", file="april.csv"))
    undo(store, 2)
    with pytest.raises(UnknownCallback, match="isn't there any more"):
        mark_done(store, answer, "call_back", "who")
    load(store, surveys([0.0, 1.0]))
    newer = [RowKey("complaints", 3, 3), RowKey("surveys", 4, 3)]
    assert {*identities(store, newer).values()} == marked
    assert RowKey("surveys", 4, 2) in identities(store, [*newer, RowKey("surveys", 4, 2)])
    assert not {*identities(store, [RowKey("surveys", 4, 2), RowKey("complaints", 3, 2)]).values()} & marked


def test_marks_of_the_sample_go_with_it(store: Store) -> None:
    load(store, complaints("K1"), is_sample=True)
    mark_done(store, FIRST, "resolve", "who")
    load(store, complaints("K2", file="own.csv"))
    kept = mark_done(store, RowKey("complaints", 2, 2), "resolve", "who")
    remove_sample(store)
    assert not has_sample(store)
    assert callbacks(store) == [kept]
