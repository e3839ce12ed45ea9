"""The stages of the customer's way by the words of files."""

from __future__ import annotations

from collections import Counter

import pytest

from data.touchpoints import STAGES, stage_of, words_of


@pytest.mark.parametrize(
    ("member", "stage"),
    [
        ("Pre-Sale", "pre_sale"),
        ("  до ПОКУПКИ ", "pre_sale"),
        ("Zakup", "purchase"),
        ("Nákup", "purchase"),
        ("Доставка", "delivery"),
        ("DORUČENIE", "delivery"),
        ("After-sales", "after_sale"),
        ("po_sprzedaży", "after_sale"),
        ("Техподдержка", "support"),
        ("Help-desk", "support"),
        ("pre_sale", "pre_sale"),
        ("Fitting", None),
        ("", None),
    ],
)
def test_words_mean_stages(member: str, stage: str | None) -> None:
    assert stage_of(member) == stage


def test_no_word_means_two_stages() -> None:
    words = Counter(words_of(word) for stage in STAGES for word in {*stage.words})
    assert [word for word, times in words.items() if times > 1] == []
