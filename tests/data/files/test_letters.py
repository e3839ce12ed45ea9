"""Words of a file as each encoding reads them."""

from __future__ import annotations

import pytest

from data.files.letters import previews


@pytest.mark.parametrize(
    "text, encoding, shown",
    [
        ("Data,Ocena\n1,źle\n2,bardzo miłą obsługę\n", "cp1250", "obsługę, miłą, źle"),
        ("Дата;Оценка\n1;хорошо\n", "cp1251", "Оценка, хорошо, Дата"),
        ("Дата;Оценка\n1;хорошо\n", "cp866", "Оценка, хорошо, Дата"),
        ("Date,Mark\n1,agréable\n", "utf-8", "agréable"),
    ],
)
def test_the_right_encoding_shows_the_words(text: str, encoding: str, shown: str) -> None:
    told = previews(text.encode(encoding))
    assert told[encoding] == shown
    assert len(set(told.values())) == len(told)


def test_what_cannot_be_read_is_not_offered() -> None:
    assert "utf-8" not in previews("Дата;Оценка\n".encode("cp1251"))


def test_english_letters_look_alike_everywhere() -> None:
    assert list(previews(b"Date,Mark\n1,5\n").values()) in ([""], [])
