"""Dimensions of the company's own in the store: kept, shared, emptied, and too many of them."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from data.kinds import DIMENSIONS, TOUCHPOINT
from data.records import Preparation
from data.store import Store, load, open_store, schema, undo, uploads
from data.store.dimensions import MOST
from tests.data.store.contents import counts, rows
from tests.data.store.preparations import START, complaints, prepared, surveys


def kept(name: str, *members: str | None, layout: str = "surveys.log", content: object = None) -> Preparation:
    moment = {"surveys.log": "answered_at", "complaints.log": "received_at", "contacts.log": "started_at"}
    made = [{moment[layout]: START, "csat": 0.5, f"own:{name}": member} for member in members]
    return prepared(layout, made, content=content)


def own(store: Store) -> dict[str, str]:
    return {column.title: column.key for column in store.dimensions() if column.own}


def test_a_dimension_is_known_to_every_view_and_empty_where_no_file_has_it(store: Store) -> None:
    load(store, complaints("a"))
    load(store, kept("Courier", "A", "B", None))
    assert own(store) == {"Courier": "own_1"}
    for view in (*schema.VIEWS, "surveys"):
        assert "own_1" in store.frame(view).collect_schema().names()
    assert [column.key for column in store.dimensions("answers")] == [
        *(dimension.key for dimension in (*DIMENSIONS, TOUCHPOINT)),
        "own_1",
    ]
    assert rows(store, "answers", "own_1") == [("A",), ("B",), (None,)]
    assert rows(store, "complaints", "own_1") == [(None,)]
    assert store.members("own_1") == ["A", "B"]
    assert store.members("own_1", "complaints") == []


def test_files_of_several_kinds_share_a_dimension_whatever_its_case(store: Store) -> None:
    load(store, kept("Courier", "A", "B"))
    load(store, kept("courier ", "C", layout="complaints.log"))
    load(store, kept("COURIER", "D", layout="contacts.log"))
    assert own(store) == {"Courier": "own_1"}
    assert store.members("own_1") == ["A", "B", "C", "D"]
    assert store.members("own_1", "answers") == ["A", "B", "C", "D"]
    assert store.members("own_1", "complaints") == ["C"]


@pytest.mark.parametrize("name", ['"; DROP TABLE surveys_rows; --', "csat", "own_1", "Łódź 100 %", "a\nb"])
def test_a_name_is_never_sql(store: Store, name: str) -> None:
    load(store, kept(name, "A", "B"))
    assert own(store) == {" ".join(name.split()): "own_1"}
    assert rows(store, "answers", "csat", "own_1") == [(0.5, "A"), (0.5, "B")]


def test_several_in_one_file(store: Store) -> None:
    made = {"answered_at": START, "csat": 0.5}
    load(store, prepared("surveys.log", [{**made, "own:Courier": "A", "own:Shift": "day"}]))
    load(store, prepared("surveys.log", [{**made, "own:Lane": "x", "own:shift": "night"}]))
    assert own(store) == {"Courier": "own_1", "Shift": "own_2", "Lane": "own_3"}
    assert rows(store, "answers", "own_1", "own_2", "own_3") == [("A", "day", None), (None, "night", "x")]


def test_undo_leaves_it_empty_and_a_later_file_fills_it_again(store: Store) -> None:
    load(store, kept("Courier", "A"))
    undo(store, 1)
    assert store.members("own_1") == []
    load(store, kept("Courier", "B", content=2))
    assert own(store) == {"Courier": "own_1"}
    assert store.members("own_1") == ["B"]


def test_replacing_and_undoing_bring_members_back(store: Store) -> None:
    load(store, prepared("complaints.log", [{"complaint_id": "a", "received_at": START, "own:Courier": "A"}]))
    load(store, complaints("a"))
    assert rows(store, "complaints", "own_1") == [(None,)]
    undo(store, 2)
    assert rows(store, "complaints", "own_1") == [("A",)]


def test_it_is_there_after_the_store_is_opened_again(store: Store) -> None:
    load(store, kept("Courier", "A"))
    store.close()
    again = open_store(store.path)
    assert own(again) == {"Courier": "own_1"}
    assert again.members("own_1") == ["A"]
    again.close()


def full(store: Store) -> None:
    made: dict[str, Any] = {f"own:Column {number}": "A" for number in range(MOST)}
    load(store, prepared("surveys.log", [{"answered_at": START, "csat": 0.5, **made}]))


def test_too_many_are_refused_in_words_and_nothing_is_kept(store: Store) -> None:
    full(store)
    before = counts(store)
    result = load(store, kept("One more", "A"))
    assert result.status == "refused"
    assert f"Your company keeps {MOST} columns of its own" in result.message
    assert counts(store) == before
    assert len(own(store)) == MOST
    assert load(store, kept("Column 7", "B", content=2)).status == "loaded"


def test_emptied_ones_make_room(store: Store) -> None:
    full(store)
    undo(store, 1)
    assert load(store, kept("One more", "A")).status == "loaded"
    assert own(store)["One more"] == f"own_{MOST + 1}"
    assert store.members(f"own_{MOST + 1}") == ["A"]


def test_an_error_while_loading_leaves_no_trace_of_the_dimension(store: Store) -> None:
    with pytest.raises(ValueError, match="no place"):
        load(store, prepared("surveys.log", [{"answered_at": START, "own:Courier": "A", "nonsense": 1}]))
    assert own(store) == {}
    assert uploads(store) == []
    assert load(store, kept("Courier", "A")).status == "loaded"


def test_readers_go_on_while_a_dimension_comes(store: Store, tmp_path: Path) -> None:
    load(store, surveys([0.5] * 50))
    wrong: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                assert len(store.frame("answers").collect("pandas").to_native()) >= 50
                store.members("team")
        except BaseException as error:  # noqa: BLE001 - told in the test's own thread
            wrong.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(8):
        assert load(store, kept(f"Column {number}", "A", content=number)).status == "loaded"
    done.set()
    reader.join()
    assert wrong == []


def test_an_unknown_dimension_has_no_members(store: Store) -> None:
    with pytest.raises(KeyError):
        store.members("own_1")
