from __future__ import annotations

import dataclasses
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.records import Preparation
from data.store import Store, foresee_undo, is_empty, load, undo, uploads
from tests.data.store.contents import counts, rows
from tests.data.store.preparations import PERSON, START, complaints, prepared, surveys


def test_rows_are_kept_in_order_of_time(store: Store) -> None:
    load(
        store,
        prepared(
            "surveys.log", [{"answered_at": START - timedelta(days=day), "csat": 1.0} for day in range(5)]
        ),
    )
    with store.cursor() as cursor:
        assert cursor.execute("SELECT row_number FROM surveys_rows ORDER BY rowid").fetchall() == [
            (6,),
            (5,),
            (4,),
            (3,),
            (2,),
        ]


def test_text_is_kept_exactly(store: Store) -> None:
    identities = ("00012", "NA", "None", "12345678901234567890", "=1+1", "'; DROP TABLE uploads; --", "žluť")
    load(store, complaints(*identities))
    assert [identity for (identity,) in rows(store, "complaints", "complaint_id")] == list(identities)


def test_missing_values_are_missing(store: Store) -> None:
    load(
        store,
        prepared(
            "complaints.log",
            [
                {
                    "complaint_id": None,
                    "received_at": START,
                    "resolved_at": None,
                    "csat": float("nan"),
                    "escalated": None,
                    "compensation": 1.5,
                },
                {
                    "complaint_id": "a",
                    "received_at": START,
                    "resolved_at": START,
                    "csat": 1.0,
                    "escalated": True,
                    "compensation": None,
                },
            ],
        ),
    )
    columns = ("complaint_id", "resolved_at", "csat", "escalated", "compensation")
    assert rows(store, "complaints", *columns) == [
        (None, None, None, None, 1.5),
        ("a", START, 1.0, True, None),
    ]


def test_undo_brings_back_and_keeps_the_record(store: Store) -> None:
    load(store, complaints("a", "b", csat=0.0, **PERSON))
    load(store, complaints("b", "c", csat=1.0, content=2))
    undone = undo(store, 2)
    assert dataclasses.astuple(undone) == (2, 2, 1, 0)
    assert rows(store, "complaints", "complaint_id", "csat") == [("a", 0.0), ("b", 0.0)]
    assert dataclasses.astuple(undo(store, 1)) == (1, 2, 0, 0)
    assert is_empty(store)
    assert {table: count for table, count in counts(store).items() if count} == {"uploads": 2}
    with store.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM uploads WHERE undone_at IS NULL").fetchall() == [(0,)]


def test_undo_of_one_in_the_middle_hands_over_to_the_next(store: Store) -> None:
    for content in range(4):
        load(store, complaints("a", content=content, csat=content / 4))
    assert dataclasses.astuple(undo(store, 2)) == (2, 0, 0, 1)
    assert rows(store, "complaints_rows", "upload_id", "superseded_by") == [(1, 3), (3, 4), (4, None)]
    assert dataclasses.astuple(undo(store, 4)) == (4, 1, 1, 0)
    assert dataclasses.astuple(undo(store, 3)) == (3, 1, 1, 0)
    assert rows(store, "complaints", "csat") == [(0.0,)]


def test_answers_gather_all_scores(store: Store) -> None:
    load(store, surveys([0.5], nps=9.0, team="North"))
    load(store, complaints("a", csat=0.25, team="South"))
    load(store, complaints("b"))
    load(store, prepared("contacts.log", [{"started_at": START, "csat": 1.0}, {"started_at": START}]))
    assert rows(store, "answers", "answered_at", "csat", "nps", "ces", "team", "origin") == [
        (START, 0.5, 9.0, None, "North", "surveys"),
        (START, 0.25, None, None, "South", "complaints"),
        (START, 1.0, None, None, None, "contacts"),
    ]


TOTALS = [
    {
        "starts_on": date(2025, month, 1),
        "months": 1.0,
        "team": team,
        "part": part,
        "value": 1.0,
        "row_number": month,
    }
    for month in (1, 2)
    for team in ("A", None)
    for part in ("sold", "returned")
]


def test_totals_are_counted_by_the_rows_of_the_file(store: Store) -> None:
    first = load(store, prepared("operations.totals", TOTALS))
    assert first.message == "2 rows loaded"
    assert first.upload is not None
    assert (first.upload.first_day, first.upload.last_day) == (date(2025, 1, 1), date(2025, 2, 28))
    newer = [row | {"value": 2.0} for row in TOTALS if row["team"] is None and row["row_number"] == 2]
    again = load(store, prepared("operations.totals", newer))
    assert again.message == "1 row loaded, 1 replaces an earlier version"
    assert set(rows(store, "periods", "starts_on", "team", "part", "value", "kind")) == {
        (
            row["starts_on"],
            row["team"],
            row["part"],
            2.0 if row["team"] is None and row["row_number"] == 2 else 1.0,
            "operations",
        )
        for row in TOTALS
    }
    assert store.rows("periods") == len(TOTALS)
    assert dataclasses.astuple(undo(store, 2)) == (2, 1, 1, 0)


@pytest.mark.parametrize(
    "change",
    [
        {"months": 3.0},
        {"starts_on": date(2026, 1, 1)},
        {"team": "B"},
        {"part": "shipped"},
        {"employee": "A", "team": None},
    ],
)
def test_totals_of_something_else_replace_nothing(store: Store, change: dict[str, Any]) -> None:
    row = {
        "starts_on": date(2025, 1, 1),
        "months": 1.0,
        "team": "A",
        "employee": None,
        "part": "sold",
        "value": 1.0,
    }
    load(store, prepared("operations.totals", [row]))
    load(store, prepared("operations.totals", [row | change]))
    assert store.rows("periods") == 2


def customers(observed_from: datetime | None, content: int) -> Preparation:
    return prepared(
        "retention.customers",
        [{"customer_id": "1", "joined_at": START, "observed_from": observed_from}],
        content=content,
    )


@pytest.mark.parametrize(
    "stated, undone, expected",
    [
        ([5, 3], [], 3),
        ([3, 5], [], 3),
        ([3, 5, 4], [], 3),
        ([5, 3, 4], [2], 4),
        ([3, 5], [1], 5),
        ([3, 5], [2], 3),
        ([3, None], [], None),
        ([None, 5], [], 5),
        ([4, 3, 5], [2], 4),
        ([4, 3, 5], [2, 1], 5),
    ],
)
def test_customers_are_observed_from_the_earliest_start(
    store: Store, stated: list[int | None], undone: list[int], expected: int | None
) -> None:
    def moment(month: int | None) -> datetime | None:
        return datetime(2025, month, 1) if month else None

    for content, month in enumerate(stated):
        load(store, customers(moment(month), content))
    for upload_id in undone:
        undo(store, upload_id)
    assert rows(store, "customers", "observed_from") == [(moment(expected),)]


IDENTITIES = st.lists(st.sampled_from(["a", "b", "c", None]), min_size=1, max_size=4)
STEPS = st.lists(
    st.one_of(st.tuples(st.just("load"), IDENTITIES), st.tuples(st.just("undo"), st.integers(1, 8))),
    max_size=12,
)


@contextmanager
def emptied(store: Store) -> Generator[int]:
    """The number of the last upload so far, undone ones counted; all later ones are undone at the end."""
    yield counts(store)["uploads"]
    for kept in uploads(store):
        undo(store, kept.upload_id)


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(tmp_path_factory.mktemp("shared") / "store.duckdb")
    yield store
    store.close()


def newest(kept: dict[int, list[str | None]]) -> set[tuple[int, int]]:
    """(upload, row) of the rows that are current: of each identity the newest upload's."""
    last = {identity: number for number in sorted(kept) for identity in kept[number]}
    return {
        (number, row)
        for number, identities in kept.items()
        for row, identity in enumerate(identities, start=2)
        if identity is None or last[identity] == number
    }


@settings(max_examples=24, deadline=None)
@given(steps=STEPS)
def test_views_hold_the_newest_version_that_is_not_undone(
    shared_store: Store, steps: list[tuple[str, Any]]
) -> None:
    with emptied(shared_store) as start:
        kept: dict[int, list[str | None]] = {}
        number = start
        for turn, (step, value) in enumerate(steps):
            if step == "load":
                number += 1
                kept[number] = value
                load(shared_store, complaints(*value, content=(start, turn), csat=1.0))
            elif start + value in kept:
                del kept[start + value]
                undo(shared_store, start + value)
            expected = newest(kept)
            for view in ("complaints", "answers"):
                assert set(rows(shared_store, view, "upload_id", "row_number")) == expected
            assert shared_store.rows("complaints") == len(expected)


@settings(max_examples=24, deadline=None)
@given(files=st.lists(IDENTITIES, min_size=1, max_size=4), data=st.data())
def test_an_undo_does_what_was_foreseen_and_all_rows_are_told_of(
    shared_store: Store, files: list[list[str | None]], data: st.DataObject
) -> None:
    with emptied(shared_store) as start:
        for content, identities in enumerate(files):
            load(shared_store, complaints(*identities, content=(start, content), csat=1.0))
        place = data.draw(st.integers(0, len(files) - 1))
        before = set(rows(shared_store, "complaints", "upload_id", "row_number"))
        foreseen = foresee_undo(shared_store, start + 1 + place)
        assert set(rows(shared_store, "complaints", "upload_id", "row_number")) == before
        assert undo(shared_store, start + 1 + place) == foreseen
        after = set(rows(shared_store, "complaints", "upload_id", "row_number"))
        assert (len(before - after), len(after - before)) == (foreseen.removed, foreseen.restored)
        assert foreseen.removed + foreseen.kept == len(files[place])
