"""What stands open and grows: named where clearly more came in than went out, and only there."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from metrics.catalogue import kpi_named
from metrics.facts import StoredFacts
from metrics.growing import growing, grown, told
from tests.data.store.preparations import prepared
from tests.metrics.companies import stored

MONTHS = [(2024, month) for month in range(1, 13)]


def complaints(closed: list[int], each: int = 40) -> list[dict[str, object]]:
    """So many complaints a month of 2024, of which so many are closed within it, and the rest never."""
    return [
        {
            "received_at": datetime(year, month, 1) + timedelta(hours=17 * place),
            "resolved_at": datetime(year, month, 25) if place < count else None,
            "is_open": place >= count,
            "team": "North" if place % 2 else "South",
        }
        for (year, month), count in zip(MONTHS, closed, strict=True)
        for place in range(each)
    ]


@pytest.mark.parametrize(
    "closed, last, growth",
    [
        ([38] * 9 + [20, 20, 20], None, 60),
        ([38] * 9 + [20, 20, 20], date(2024, 9, 30), None),
        # By the middle of December its month isn't over: September to November count.
        ([38] * 9 + [20, 20, 20], date(2024, 12, 15), 42),
        # What a few more are is chance: 6 of 240 that came and went.
        ([40] * 9 + [38, 38, 38], None, None),
        # Where months always vary by as much, such growth says nothing.
        ([40, 10] * 4 + [40, 20, 20, 20], None, None),
        # A log begins with nothing open.
        ([20] * 6, None, None),
    ],
)
def test_only_what_clearly_grows_is_named(closed: list[int], last: date | None, growth: int | None) -> None:
    rows = complaints(closed) if len(closed) == len(MONTHS) else complaints([*closed, *[0] * 6])[: 6 * 40]
    with stored(prepared("complaints.log", rows)) as store:
        found = growing(StoredFacts(store), last=last)
    assert [one.now - one.before for one in found] == ([] if growth is None else [growth])


def test_the_sentence_has_what_came_and_what_went() -> None:
    with stored(prepared("complaints.log", complaints([38] * 9 + [20, 20, 20]))) as store:
        whole, part = (growing(StoredFacts(store), where) for where in ((), (("team", ("North",)),)))
    assert told(whole[0]) == (
        "Open complaints: growing. From 1 Oct 2024 to 31 Dec 2024 120 came in and 60 were closed, so"
        " 78 are open instead of 18: +60 (95 % interval +34 to +86)."
    )
    assert [(one.came, one.went) for one in part] == [(60, 30)]


def test_a_steady_stock_is_seldom_taken_for_one_that_grows() -> None:
    """With as many closed as come in, of 400 random years few are named."""
    chance, named = np.random.default_rng(5), 0
    starts = pd.date_range("2024-01-01", periods=12, freq="MS")
    for _year in range(400):
        came, went = chance.poisson(50, 12), chance.poisson(50, 12)
        parts = pd.DataFrame(
            {
                "start": starts,
                "until": starts + pd.offsets.MonthBegin(),
                "finished": True,
                "open": 200.0 + np.cumsum(came - went),
                "tracked": 1000.0 + np.cumsum(came),
            }
        )
        named += grown(kpi_named("backlog"), parts) is not None
    assert named <= 400 * 0.035
