from __future__ import annotations

import pytest

from data.headers import likely_header, likeness, without_hints, words_of
from data.kinds import COMPLAINTS, CONTACTS, CSAT, CUSTOMER_ID, SURVEYS


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("customerID", "customer id"),
        ("AvgTalkDuration", "avg talk duration"),
        ("NPSScore", "nps score"),
        ("First_Response-Time  Hours", "first response time hours"),
        (" Nº Expediente ", "no expediente"),
        ("Дата/создания", "дата создания"),
        ("", ""),
    ],
)
def test_words(header: str, words: str) -> None:
    assert words_of(header) == words


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("CSAT (1-5)", "csat"),
        ("Rating 1-10", "rating"),
        ("Answered (Y/N)", "answered"),
        ("Resolution_Time_Hours", "resolution time"),
        ("call duration in minutes", "call duration"),
        ("Hours", "hours"),
    ],
)
def test_hints_are_left_out(header: str, words: str) -> None:
    assert without_hints(header) == words


@pytest.mark.parametrize(
    ("header", "certainty"),
    [
        ("Customer ID", 1.0),
        ("ClientId", 1.0),
        ("Customer ID (text)", 0.98),
        ("cislo zakaznika", 0.97),
        ("Custmer number", 0.8),
        ("Customer", 0.0),
        ("Zip", 0.0),
    ],
)
def test_likeness_of_a_customer_number(header: str, certainty: float) -> None:
    like = likeness(header, CUSTOMER_ID)
    assert (like.certainty if like else 0.0) == pytest.approx(certainty, abs=0.09)


def test_every_synonym_names_its_column() -> None:
    for layout in (SURVEYS, COMPLAINTS, CONTACTS):
        for column in layout.columns:
            for synonym in column.synonyms:
                like = likeness(synonym, column)
                assert like is not None
                assert like.certainty == 1.0


def test_earlier_synonyms_rank_before_later_ones() -> None:
    first, later = likeness("CSAT", CSAT), likeness("Rating", CSAT)
    assert first is not None
    assert later is not None
    assert first.rank < later.rank


@pytest.mark.parametrize(
    ("cell", "likely"), [("Satisfaction Rating", True), ("eNPS", True), ("Call Centre Data", False)]
)
def test_likely_headers(cell: str, likely: bool) -> None:
    assert likely_header(cell) is likely
