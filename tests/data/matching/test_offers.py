"""Which columns are offered to be kept, and what is said of the others."""

from __future__ import annotations

import pytest

from data.matching.offers import MOST_MEMBERS, caution
from data.preparing.preparation import prepare
from data.records import Choices
from tests.data.books import csv_text

TOWNS = ("Łódź", "Kraków")
PERSONAL, SAME, OTHER = "personal data", "the same everywhere", "another value"


@pytest.mark.parametrize(
    "header, texts, filled, told",
    [
        ("Courier", TOWNS, 40, ""),
        ("Courier", TOWNS, 4, ""),
        ("Courier", TOWNS, 3, OTHER),
        ("Courier", ("A", "", "n/a"), 40, SAME),
        ("Courier", (), 0, SAME),
        ("Courier ID", ("W1", "W2"), 40, ""),
        ("Courier", [f"W{number}" for number in range(MOST_MEMBERS)], 4000, ""),
        ("Courier", [f"W{number}" for number in range(MOST_MEMBERS + 1)], 4000, OTHER),
        ("Store name", TOWNS, 40, ""),
        ("Premium", ("yes", "no"), 40, ""),
        ("Floor", ("1", "2", "3"), 40, ""),
        ("Weight", ("1.5", "2.25"), 40, "amounts"),
        ("Age", [str(number) for number in range(18, 60)], 400, "amounts"),
        ("Shipped", ("2025-01-02", "2025-01-03"), 40, "dates"),
        ("Remarks", ("They never called me back, although I wrote twice", "Late"), 40, "long texts"),
        ("Customer ID", ("1", "2"), 40, OTHER),
        ("Contact", ("a@example.org", "b@example.org"), 40, PERSONAL),
        ("Contact", ("+48 601 234 567", "601-234-568"), 40, PERSONAL),
        ("Name", TOWNS, 40, PERSONAL),
        ("Last name", TOWNS, 40, PERSONAL),
        ("Nazwisko", TOWNS, 40, PERSONAL),
        ("Адрес доставки", TOWNS, 40, PERSONAL),
        ("Phone", TOWNS, 40, PERSONAL),
        ("Delivered", ("2025-01-02 10:00:00", "2025-01-03 11:00:00"), 40, "dates"),
    ],
)
def test_what_speaks_against_a_dimension(header: str, texts: list[str], filled: int, told: str) -> None:
    found = caution(header, texts, filled)
    assert (told in found) if told else not found


def test_a_file_offers_what_it_does_not_take() -> None:
    rows = ["Response date,CSAT,Courier,Mail,Team"]
    rows += [f"2025-01-0{day},4,{'AB'[day % 2]},x{day}@example.org,North" for day in range(1, 9)]
    for choices in (Choices(), Choices(mapping={"Mail": "own:Mail"})):
        found = prepare("a.csv", csv_text(*rows), choices)
        assert {offer.header: bool(offer.caution) for offer in found.offers} == {
            "Courier": False,
            "Mail": True,
        }
