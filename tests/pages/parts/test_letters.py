"""The letters of a text file, chosen by how its words look."""

from __future__ import annotations

from data.store import Store
from tests.pages.dropping import CLEAN, dropped, key
from tests.pages.visiting import click, run, text

POLISH = "Data,Ocena,Zespół\n2025-01-02,4,Łódź\n2025-01-03,5,Kraków\n2025-01-04,5,Łódź\n"


def test_other_letters_are_chosen_by_how_words_look_and_back(store: Store) -> None:
    at = dropped(("ankieta.csv", POLISH.encode("cp1250")))
    field = key(at, "encoding_")
    shown = {label.split(" (")[-1].rstrip(")"): label for label in at.radio(key=field).options}
    assert "Zespół" in shown["cp1250"]
    assert "Zespół" not in shown["cp1251"]
    for encoding in ("cp1251", "cp1250"):
        at.radio(key=field).set_value(encoding)
        at = run(at)
        at = click(at, key(at, "letters_"))
        assert at.radio(key=field).value == encoding
        assert ("Zespół" in text(at).replace(shown["cp1250"], "")) == (encoding == "cp1250")
    click(at, "load")
    assert store.members("team") == ["Kraków", "Łódź"]


def test_there_is_nothing_to_choose_where_the_letters_are_sure(store: Store) -> None:
    for content in (CLEAN.encode(), POLISH.encode("utf-8"), POLISH.encode("utf-16")):
        assert "Do the letters look right?" not in text(dropped(("file.csv", content)))
