from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from pages.parts.drilling import picked


@pytest.mark.parametrize(
    "points, day",
    [
        ([], None),
        ([{"x": "2025-03-16 12:00:00", "y": 84.2}], date(2025, 3, 16)),
        ([{"x": "2025-03-16T12:00:00.000"}, {"x": "2025-04-16"}], date(2025, 3, 16)),
        ([{"x": "Team A"}], None),
        ([{"y": 1}], None),
    ],
)
def test_the_day_of_a_picked_point(points: list[dict[str, Any]], day: date | None) -> None:
    assert picked(SimpleNamespace(selection=SimpleNamespace(points=points))) == day


def test_nothing_is_picked_before_a_chart_is_there() -> None:
    assert picked(None) is None
