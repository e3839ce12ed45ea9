"""A load on its way: clicks elsewhere, a cancel and a failure leave all of it in or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st

from data.records import LoadResult, Preparation
from data.store import Store, StoreUnavailable, is_empty, load, uploads
from pages.parts import loading
from tests.pages.dropping import CLEAN, answers, dropped, loadable
from tests.pages.visiting import click, run, text

TWO = (("first.csv", CLEAN), ("second.csv", CLEAN.replace("2025", "2024")))
Interrupt = Callable[[Callable[[], None]], None]


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> Interrupt:
    """Something that happens once while the second file is stored."""

    def interrupt(happens: Callable[[], None]) -> None:
        calls: list[str] = []

        def loaded(store: Store, found: Preparation, **given: Any) -> LoadResult:
            calls.append(found.file)
            if len(calls) != 2:
                return load(store, found, **given)
            with store.write():
                happens()
            raise AssertionError("nothing happened")

        monkeypatch.setattr(loading, "load", loaded)

    return interrupt


def cancel() -> None:
    st.session_state["loading"].is_cancelled = True
    st.rerun()


def fail() -> None:
    raise StoreUnavailable("The disk is full. Make room and try again.")


def break_down() -> None:
    raise ValueError("an error that nobody thought of")


def test_a_click_elsewhere_begins_the_storing_of_a_file_anew(store: Store, interrupted: Interrupt) -> None:
    interrupted(st.rerun)
    at = click(dropped(*TWO), "load")
    assert [upload.file for upload in uploads(store)] == ["second.csv", "first.csv"]
    assert len(answers(store)) == 6
    assert [told.value.split("\\")[0] for told in at.success] == ["first", "second"]


def test_a_cancelled_load_takes_back_what_was_in_and_keeps_the_files(
    store: Store, interrupted: Interrupt
) -> None:
    interrupted(cancel)
    at = click(dropped(*TWO), "load")
    assert is_empty(store)
    assert [told.value for told in at.info] == ["Cancelled: nothing was loaded."]
    assert loadable(at) == ["Load 6 rows"]
    click(at, "load")
    assert len(answers(store)) == 6


def test_a_store_that_fails_is_told_in_words_and_the_file_waits(store: Store, interrupted: Interrupt) -> None:
    interrupted(fail)
    at = click(dropped(*TWO), "load")
    assert [upload.file for upload in uploads(store)] == ["first.csv"]
    assert "The disk is full. Make room and try again." in text(at)
    assert loadable(at) == ["Load 3 rows"]
    click(at, "load")
    assert len(answers(store)) == 6


def test_an_unknown_error_does_not_come_again_at_every_click(store: Store, interrupted: Interrupt) -> None:
    interrupted(break_down)
    at = dropped(*TWO)
    at.button(key="load").click()
    assert len(at.run().exception) == 1
    assert len(run(at).exception) == 0
    assert [upload.file for upload in uploads(store)] == ["first.csv"]


def test_files_that_are_left_are_gone_with_what_was_said_of_them(store: Store) -> None:
    at = click(dropped(*TWO), "leave")
    assert loadable(at) == []
    assert is_empty(store)
    assert "first.csv" not in text(at)
