"""Companies whose customers leave by rules that are known: what a worth is worked out from."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from numpy.random import default_rng

from data.store import Store, load
from tests.data.store.preparations import prepared

Row = dict[str, Any]

ROLLOUT, LAST = date(2024, 1, 1), datetime(2024, 12, 31)
# As far back as a comparison looks.
MONTHS = [datetime(2021 + number // 12, number % 12 + 1, 1) for number in range(48)]
BEFORE = 36


def customers(seed: int, before: float, after: float, size: int = 1000) -> list[Row]:
    """Customers of 2020 who leave by chance: in a month by one up to the rollout, then by another."""
    chance = default_rng(seed)
    left: list[datetime | None] = [None] * size
    for number, month in enumerate(MONTHS):
        leaves = chance.random(size) < (before if number < BEFORE else after)
        days = chance.integers(0, 28, size)
        for one in np.flatnonzero(leaves):
            left[one] = left[one] or month + timedelta(days=int(days[one]), hours=9)
    return [
        {
            "customer_id": str(number),
            # The last one is there to tell how far the list reaches.
            "joined_at": datetime(2020, 6, 1) + timedelta(days=number % 200) if number < size - 1 else LAST,
            "left_at": gone if number < size - 1 else None,
            "mean_purchase": float(chance.integers(20, 200)),
            "purchases_per_month": float(chance.integers(1, 6)) / 2,
        }
        for number, gone in enumerate(left)
    ]


def complaints(seed: int) -> list[Row]:
    """Some complaints a month with what was paid for each, a tenth less since the rollout."""
    chance = default_rng(seed + 1000)
    return [
        {
            "complaint_id": f"{number}-{one}",
            "received_at": month + timedelta(days=one % 28, hours=10),
            "resolved_at": month + timedelta(days=one % 28, hours=12 + 4 * (one % 9)),
            "is_open": False,
            "compensation": float(chance.integers(0, 60)) * (1.0 if number < BEFORE else 0.9),
            "resolved_on_spot": one % 3 == 0,
            "team": ("North", "South")[one % 2],
        }
        for number, month in enumerate(MONTHS)
        for one in range(int(chance.integers(30, 50)))
    ]


def fill(store: Store, who: list[Row], what: list[Row]) -> Store:
    """The store with these customers and complaints."""
    for layout, rows in (("retention.customers", who), ("complaints.log", what)):
        if rows:
            assert load(store, prepared(layout, rows, file=f"{layout}.csv")).status == "loaded"
    return store
