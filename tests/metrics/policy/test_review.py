"""When the next review is due: by hand at the ends of months, and what holds on any day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from data.records import EventKind, Policy, Rollout
from metrics.policy.review import ReviewState, next_review, rollout_of

DAYS = some.dates(date(1995, 1, 1), date(2060, 12, 31))
MONTHS = some.tuples(some.integers(1, 60), some.integers(1, 60)).map(lambda pair: (min(pair), max(pair)))


@pytest.mark.parametrize(
    "rollout, reviewed, first, last",
    [
        (date(2025, 3, 1), None, date(2025, 9, 1), date(2025, 11, 1)),
        (date(2025, 8, 31), None, date(2026, 2, 28), date(2026, 4, 30)),
        (date(2023, 8, 31), None, date(2024, 2, 29), date(2024, 4, 30)),
        (date(2024, 2, 29), None, date(2024, 8, 29), date(2024, 10, 29)),
        (date(2025, 12, 31), None, date(2026, 6, 30), date(2026, 8, 31)),
        (date(2025, 3, 1), date(2025, 10, 31), date(2026, 4, 30), date(2026, 6, 30)),
        (date(2026, 1, 1), date(2025, 10, 31), date(2026, 7, 1), date(2026, 9, 1)),
        (None, date(2025, 10, 31), date(2026, 4, 30), date(2026, 6, 30)),
    ],
)
def test_the_window_by_hand(rollout: date | None, reviewed: date | None, first: date, last: date) -> None:
    for day, state in (
        (first - timedelta(days=1), ReviewState.WAITS),
        (first, ReviewState.DUE),
        (last, ReviewState.DUE),
        (last + timedelta(days=1), ReviewState.OVERDUE),
    ):
        found = next_review(rollout, reviewed, (6, 8), day)
        assert (found.first, found.last, found.state) == (first, last, state)
        assert found.is_pressing == (state in (ReviewState.DUE, ReviewState.OVERDUE))


@given(DAYS, MONTHS, DAYS)
def test_a_window_has_the_day_of_its_start_or_the_last_of_the_month(
    rollout: date, months: tuple[int, int], today: date
) -> None:
    found = next_review(rollout, None, months, today)
    for day, number in zip((found.first, found.last), months, strict=True):
        assert day is not None
        assert (day.year * 12 + day.month) - (rollout.year * 12 + rollout.month) == number
        assert day.day == min(rollout.day, monthrange(day.year, day.month)[1])
    tomorrow = next_review(rollout, None, months, today + timedelta(days=1))
    order = list(ReviewState)
    assert order.index(found.state) <= order.index(tomorrow.state)


def test_without_a_day_nothing_is_due() -> None:
    found = next_review(None, None, (6, 8), date(2026, 1, 1))
    assert (found.state, found.first, found.is_pressing) == (ReviewState.NO_ROLLOUT, None, False)


def test_the_rollout_is_the_first_day_of_the_chosen_policy_else_of_the_latest() -> None:
    known = [
        Policy("A", (Rollout(date(2025, 5, 1), "branch", "N"), Rollout(date(2025, 3, 1), "branch", "S")), 1),
        Policy("B", (Rollout(date(2025, 4, 1)),), 2),
        Policy("Outage", (Rollout(date(2026, 1, 1)),), 3, kind=EventKind.OUTAGE),
    ]
    assert [rollout_of(known, number) for number in (1, 2, 3, 9, None)] == [
        date(2025, 3, 1),
        date(2025, 4, 1),
        None,
        None,
        date(2025, 4, 1),
    ]
    assert rollout_of([], None) is None
