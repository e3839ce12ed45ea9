"""What the complaints of a problem come to: how many there are, and what each of them costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Cost:
    """What a complaint of a problem costs: the mean with its interval and n, and the sum over them."""

    value: float
    low: float | None
    high: float | None
    n: int
    total: float
    squares: float


@dataclass(frozen=True)
class Counted:
    """What the complaints of one name come to; ``costs`` by KPI, where the files tell."""

    n: int
    costs: Mapping[str, Cost]
