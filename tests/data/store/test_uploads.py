from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from data.records import Policy, Problem, Question, Rollout, Target
from data.store import (
    Store,
    UnknownUpload,
    has_sample,
    load,
    loaded_before,
    policies,
    problems,
    remove_sample,
    save_policy,
    save_target,
    targets,
    undo,
    upload,
    uploads,
)
from tests.benchmarks.crash_cycles import cycles
from tests.data.store.contents import counts, rows
from tests.data.store.preparations import PERSON, START, complaints, prepared, surveys


def test_a_file_goes_in_with_all_that_is_known_of_it(store: Store) -> None:
    problem = Problem(9, "Resolved", "31.02.2026", "is not a date", True)
    preparation = dataclasses.replace(
        complaints("a", "b", file="c.xlsx", csat=0.5, is_open=True, **PERSON),
        sheet="May",
        header_row=3,
        problems=(problem,),
        rows=3,
        rejected=1,
    )
    before = datetime.now(UTC)
    result = load(store, preparation, uploaded_by="Ewa")
    assert (result.status, result.preparation) == ("loaded", preparation)
    assert result.message == "2 rows loaded, 1 left out"
    kept = result.upload
    assert kept is not None
    assert before <= kept.uploaded_at <= datetime.now(UTC)
    assert dataclasses.asdict(kept) | {"uploaded_at": None} == {
        "upload_id": 1,
        "file": "c.xlsx",
        "kind": "complaints",
        "layout": "complaints.log",
        "sheet": "May",
        "header_row": 3,
        "mapping": preparation.mapping,
        "rows": 3,
        "loaded": 2,
        "rejected": 1,
        "replaced": 0,
        "uploaded_at": None,
        "uploaded_by": "Ewa",
        "is_sample": False,
        "first_day": date(2025, 1, 1),
        "last_day": date(2025, 1, 2),
        "recorded": False,
    }
    assert uploads(store) == [kept]
    assert upload(store, 1) == kept
    assert problems(store, 1) == [problem]
    assert rows(store, "complaints", "complaint_id", "received_at", "is_open", "csat", "upload_id") == [
        ("a", START, True, 0.5, 1),
        ("b", START + timedelta(days=1), True, 0.5, 1),
    ]
    assert rows(store, "people", "upload_id", "row_number", "table_name", *PERSON) == [
        (1, 2, "complaints", *PERSON.values()),
        (1, 3, "complaints", *PERSON.values()),
    ]


@pytest.mark.parametrize(
    "earlier, later, message",
    [
        (("a",), ("a",), "1 row loaded, 1 replaces an earlier version"),
        (("a", "b", "c"), ("b", "c", "d"), "3 rows loaded, 2 replace earlier versions"),
        (("a", "a"), ("a",), "1 row loaded, 1 replaces an earlier version"),
        ((None, None), (None,), "1 row loaded"),
    ],
)
def test_the_message_counts(
    store: Store, earlier: tuple[str | None, ...], later: tuple[str | None, ...], message: str
) -> None:
    load(store, complaints(*earlier))
    assert load(store, complaints(*later, content=2)).message == message


@pytest.mark.parametrize("status", ["refused", "needs_answer"])
def test_a_file_that_is_not_ready_stores_nothing(store: Store, status: str) -> None:
    question = Question("date", "When was it?", "--date")
    preparation = dataclasses.replace(
        complaints("a"), status=status, message="Why", frame=None, question=question
    )
    before = counts(store)
    result = load(store, preparation)
    assert (result.status, result.message, result.upload) == (status, "Why", None)
    assert counts(store) == before


def test_the_same_file_is_told_not_loaded_twice(store: Store) -> None:
    first = load(store, complaints("a"))
    assert loaded_before(store, complaints("b")) is None
    before = counts(store)
    again = load(store, complaints("a"))
    assert again.status == "duplicate"
    assert again.upload == first.upload
    assert "as upload 1." in again.message
    told = loaded_before(store, complaints("a"))
    assert told is not None
    assert (told.status, told.message, told.upload) == (again.status, again.message, again.upload)
    assert counts(store) == before
    other_sheet = dataclasses.replace(complaints("a"), sheet="June")
    assert load(store, other_sheet).status == "loaded"
    undo(store, 1)
    anew = load(store, complaints("a"))
    assert anew.status == "loaded"
    assert anew.upload is not None
    assert anew.upload.upload_id == 3


@pytest.mark.parametrize("upload_id", [0, 2, 99, -1])
def test_an_unknown_upload_is_said_in_words(store: Store, upload_id: int) -> None:
    load(store, complaints("a"))
    load(store, complaints("b"))
    undo(store, 2)
    version = store.version
    for ask in (undo, upload, problems):
        with pytest.raises(UnknownUpload, match=f"There is no upload number {upload_id}"):
            ask(store, upload_id)
    assert store.version == version


@pytest.mark.parametrize(
    "broken, error",
    [
        ({"compensation": "abc"}, duckdb.ConversionException),
        ({"received_at": "yesterday"}, duckdb.ConversionException),
        ({"complaint_id": 7}, pa.ArrowException),
        ({"unheard_of": 1}, ValueError),
    ],
)
def test_an_error_midway_leaves_nothing_behind(
    store: Store, broken: dict[str, Any], error: type[Exception]
) -> None:
    load(store, complaints("a", "x", **PERSON))
    before, version = counts(store), store.version
    good = {"complaint_id": "a", "received_at": str(START), "compensation": "1", **PERSON}
    preparation = prepared("complaints.log", [*[good] * 5000, good | broken])
    with pytest.raises(error):
        load(store, preparation)
    assert counts(store) == before
    assert store.version == version
    assert rows(store, "complaints", "complaint_id") == [("a",), ("x",)]
    assert load(store, prepared("complaints.log", [good])).status == "loaded"


def test_an_error_after_the_rows_are_in_leaves_nothing_behind(store: Store) -> None:
    load(store, complaints("a"))
    before = counts(store)
    unkept = Problem(2, "Resolved", "x", None, False)  # pyright: ignore[reportArgumentType]
    with pytest.raises(duckdb.ConstraintException):
        load(store, dataclasses.replace(complaints("a", content=2), problems=(unkept,)))
    assert counts(store) == before
    assert rows(store, "complaints", "upload_id") == [(1,)]


def test_the_sample_goes_out_together(store: Store) -> None:
    assert not has_sample(store)
    load(store, complaints("a"))
    load(store, complaints("a", "b", content=2), is_sample=True)
    load(store, surveys([1.0]), is_sample=True)
    rollout = (Rollout(date(2025, 3, 1)),)
    save_policy(store, Policy("Sample", rollout, is_sample=True))
    own = save_policy(store, Policy("Own", rollout))
    save_target(store, Target("csat", "points", 5, 80, date(2025, 12, 31), is_sample=True))
    assert has_sample(store)
    version = store.version
    assert remove_sample(store) == 2
    assert store.version > version
    assert not has_sample(store)
    assert [kept.upload_id for kept in uploads(store)] == [1]
    assert rows(store, "complaints", "complaint_id", "upload_id") == [("a", 1)]
    assert (policies(store), targets(store)) == ([own], [])


def test_every_write_raises_the_version(store: Store) -> None:
    seen = [store.version]
    for write in (lambda: load(store, complaints("a")), lambda: undo(store, 1), lambda: remove_sample(store)):
        write()
        seen.append(store.version)
    assert seen == sorted(set(seen))


def test_many_threads_lose_nothing(store: Store) -> None:
    def load_five(thread: int) -> list[str]:
        return [
            load(
                store,
                complaints(
                    *(f"{thread}-{turn}-{row}" for row in range(20)), content=(thread, turn), **PERSON
                ),
            ).status
            for turn in range(5)
        ]

    with ThreadPoolExecutor(8) as threads:
        statuses = [status for found in threads.map(load_five, range(8)) for status in found]
    assert statuses == ["loaded"] * 40
    assert sorted(kept.upload_id for kept in uploads(store)) == list(range(1, 41))
    assert {kept.loaded for kept in uploads(store)} == {20}
    assert store.rows("complaints") == 800
    assert len(set(rows(store, "complaints", "complaint_id"))) == 800
    assert counts(store)["people"] == 800


def test_the_same_file_from_many_threads_is_loaded_once(store: Store) -> None:
    with ThreadPoolExecutor(8) as threads:
        statuses = list(threads.map(lambda _: load(store, complaints("a")).status, range(16)))
    assert sorted(statuses) == ["duplicate"] * 15 + ["loaded"]


def test_a_killed_process_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    assert [failure for _, failure in cycles(tmp_path / "crash.duckdb", 3)] == [None] * 3
