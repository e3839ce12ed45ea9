"""Texts grouped by what they say, in several languages."""

from __future__ import annotations

from metrics.problems.texts import grouped, stems

# Texts that say the same stand in one row.
SAID = [
    ["Доставка опоздала на три дня", "Опять опоздали с доставкой, три дня ждали"],
    ["Курьер нагрубил по телефону", "Грубый курьер, нагрубила и диспетчер по телефону"],
    ["Przesyłka przyszła uszkodzona", "Uszkodzona przesyłka, pudełko pogniecione"],
    ["Błąd na fakturze", "Na fakturze jest błąd w kwocie"],
    ["Tovar prišiel rozbitý", "Rozbitý tovar, prišiel v zlom obale"],
    ["The invoice was wrong", "Wrong amount on the invoice"],
]


def test_what_says_the_same_is_one_group_in_any_language() -> None:
    counts = {text: 2 + place for place, texts in enumerate(SAID) for text in texts}
    found = grouped(counts | {"!!!": 40, "12": 7})
    assert {frozenset(group.texts) for group in found} == {frozenset(texts) for texts in SAID}
    assert [group.n for group in found] == [14, 12, 10, 8, 6, 4]
    assert all(group.example in group.texts for group in found)


def test_forms_of_a_word_begin_alike_and_common_words_tell_nothing() -> None:
    assert stems("Opóźnienie, opóźniona! I nie było") == ["opozn", "opozn"]
    assert stems("Доставку ещё не привезли") == ["доста", "приве"]


def test_many_different_texts_are_grouped_all_the_same() -> None:
    counts = {f"van number {letters(n)} late": 1 for n in range(700)} | {"refund missing": 3}
    found = grouped(counts)
    assert (found[0].n, sum(group.n for group in found)) == (700, 703)
    assert grouped({}) == []


def letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:05d}")
