"""When a policy is to be looked at again: some months after its rollout, or after the last review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.records import EventKind, Policy
from metrics.periods import months_after


class ReviewState(StrEnum):
    """How it stands with the next review."""

    NO_ROLLOUT = "no rollout"
    WAITS = "not yet due"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Review:
    """The next review: from ``first`` to ``last`` it should be made, both days included.

    rollout      the day from which the policy holds; None without one
    reviewed     the day of the last review; None before the first
    Without a day to count from, ``first`` and ``last`` are None.
    """

    state: ReviewState
    rollout: date | None = None
    reviewed: date | None = None
    first: date | None = None
    last: date | None = None

    @property
    def is_pressing(self) -> bool:
        """Whether it is to be made now, or should have been."""
        return self.state in (ReviewState.DUE, ReviewState.OVERDUE)


def next_review(rollout: date | None, reviewed: date | None, months: tuple[int, int], today: date) -> Review:
    """The review that follows the rollout or the last review, whichever came later.

    ``months`` after it the review is to be made, at the earliest and at the latest. Of a month without such a
    day, its last day is meant: six months after 31 August is the end of February.
    """
    known = [day for day in (rollout, reviewed) if day is not None]
    if not known:
        return Review(ReviewState.NO_ROLLOUT)
    first, last = (months_after(max(known), number) for number in months)
    return Review(_state(first, last, today), rollout, reviewed, first, last)


def _state(first: date, last: date, today: date) -> ReviewState:
    if today > last:
        return ReviewState.OVERDUE
    return ReviewState.DUE if today >= first else ReviewState.WAITS


def rollout_of(known: Sequence[Policy], policy_id: int | None) -> date | None:
    """The first day of a policy's rollout; without a number, that of the policy that began last."""
    policies = [one for one in known if one.kind is EventKind.POLICY and one.rollouts]
    days = {one.policy_id: min(rollout.starts_on for rollout in one.rollouts) for one in policies}
    if policy_id is not None:
        return days.get(policy_id)
    return max(days.values(), default=None)
