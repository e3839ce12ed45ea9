"""The list of loaded files: the newest first, found by words, a few at a time, the sample marked."""

from __future__ import annotations

import dataclasses

import pytest
from streamlit.testing.v1 import AppTest

from data.store import Store, load
from tests.data.store.preparations import complaints, surveys
from tests.pages.visiting import click, run, text, visit

MANY = 45


def names(at: AppTest) -> list[str]:
    """The files on the list, in its order."""
    listed = [node.proto.label for node in at.get("page_link") if "csv" in node.proto.label]
    return [label.strip("*").replace("\\", "") for label in listed]


@pytest.fixture
def filled(store: Store) -> Store:
    for number in range(MANY):
        load(store, complaints(f"c{number}", file=f"complaints {number:02d}.csv"))
    load(store, surveys([0.5, 1.0], content=1))
    return store


def test_the_newest_files_come_first_and_the_others_on_demand(filled: Store) -> None:
    at = visit("pages/upload.py")
    assert names(at) == ["survey.csv", *(f"complaints {MANY - 1 - n:02d}.csv" for n in range(19))]
    assert "20 of 46 files are shown." in text(at)
    at = click(click(at, "files_more"), "files_more")
    assert len(names(at)) == MANY + 1
    assert not [button for button in at.button if button.key == "files_more"]


@pytest.mark.parametrize(
    "words, found",
    [
        ("07", ["complaints 07.csv"]),
        ("SURVEY", ["survey.csv"]),
        ("answers survey", ["survey.csv"]),
        ("complaints 44 csv", ["complaints 44.csv"]),
        ("nothing of the kind", []),
    ],
)
def test_a_file_is_found_by_words_of_its_name_or_kind(filled: Store, words: str, found: list[str]) -> None:
    at = visit("pages/upload.py")
    at.text_input(key="files_search").set_value(words)
    assert names(run(at)) == found


def test_a_few_files_need_no_search(store: Store) -> None:
    load(store, complaints("a"))
    at = visit("pages/upload.py")
    assert names(at) == ["complaints.csv"]
    assert len(at.text_input) == 0


def test_the_files_of_the_sample_are_marked(store: Store) -> None:
    load(store, complaints("a"))
    load(store, dataclasses.replace(complaints("b"), file="sample.csv"), is_sample=True)
    at = visit("pages/upload.py")
    badges = [told.value for told in at.markdown if "badge[" in told.value]
    assert len(badges) == 1
    assert "sample" in badges[0]


def test_only_the_file_asked_about_is_confirmed(store: Store) -> None:
    load(store, complaints("a"))
    load(store, complaints("b", content=2))
    at = click(visit("pages/upload.py"), "undo_list_1")
    assert [button.key for button in at.button if (button.key or "").startswith("confirm_")] == ["confirm_1"]
    at = click(at, "undo_list_2")
    assert [button.key for button in at.button if (button.key or "").startswith("confirm_")] == ["confirm_2"]
    assert len(names(click(at, "keep_2"))) == 2
