from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache

import pytest

from data.store import Store
from metrics.facts import Facts, KeptFacts, KeptSource
from tests.data.store.preparations import prepared
from tests.metrics.companies import stored

MONTHS = [datetime(2023 + number // 12, number % 12 + 1, 1) for number in range(30)]


@pytest.fixture(scope="session")
def shop() -> Iterator[Store]:
    """From 2023 to 10 June 2025, getting better in 2025.

    Satisfied are 18 of 28 answers a month at first, all of them in 2025; complaints go down from 20 a month
    to 10, the days to resolve one from two to one. They are North's, South's or nobody's in turn.
    """
    answers = [
        {
            "answered_at": month + timedelta(days=day, hours=9),
            "csat": 1.0 if month.year == 2025 or day % 10 < 6 else 0.5,
            "nps": float(day % 11),
            "team": ("North", "South", None)[day % 3],
        }
        for month in MONTHS
        for day in range(28 if month < MONTHS[-1] else 10)
    ]
    complaints = [
        {
            "received_at": received,
            "resolved_at": received + timedelta(days=1 if month.year == 2025 else 2, hours=number % 5),
            "is_open": False,
            "team": ("North", "South", None)[number % 3],
        }
        for month in MONTHS
        for number in range(10 if month.year == 2025 else 20)
        for received in [month + timedelta(days=number % 10, hours=number)]
    ]
    with stored(prepared("surveys.log", answers), prepared("complaints.log", complaints)) as store:
        yield store


@pytest.fixture(scope="session")
def shop_facts(shop: Store) -> Facts:
    """What the numbers of ``shop`` are made from, each scanned once, as nothing changes it."""
    stored = KeptSource(shop)
    return KeptFacts(lru_cache(stored.parts), stored.spans, stored.dimensions)
