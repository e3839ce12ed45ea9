"""A company that got faster, but less liked: with branches that got its policy one after another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.random import Generator, default_rng

from data.records import Policy, Preparation, Rollout
from tests.data.store.preparations import prepared

FIRST, MONTHS = datetime(2023, 1, 1), 38
MAIN = date(2025, 1, 1)
BRANCHES = ("A", "B", "C", "D", "E", "F", "G", "H")
REACHED = {"A": date(2023, 11, 1), "B": date(2024, 1, 1), "C": date(2024, 3, 1), "D": date(2024, 5, 1)}
WHOLE = Policy("Faster service", (Rollout(MAIN),))
STAGGERED = Policy("Call back", tuple(Rollout(day, "branch", name) for name, day in REACHED.items()))
FEWER = Policy("Call back", (Rollout(REACHED["A"], "branch", "A"),))


def files(seed: int = 3, months: int = MONTHS, branches: tuple[str, ...] = BRANCHES) -> list[Preparation]:
    """Answers and complaints.

    With 2025 satisfaction falls by 15 points, and complaints are resolved in half the time. In a branch that
    got the call back customers find it one point easier (of five) than elsewhere.
    """
    chance = default_rng(seed)
    starts = [pd.Timestamp(FIRST) + pd.DateOffset(months=month) for month in range(months)]
    answers = [row for start in starts for row in _answers(chance, start, branches)]
    complaints = [row for start in starts for row in _complaints(chance, start)]
    return [prepared("surveys.log", answers), prepared("complaints.log", complaints)]


def _answers(chance: Generator, start: pd.Timestamp, branches: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    satisfied = 0.55 if start.date() >= MAIN else 0.70
    for place, name in enumerate(branches):
        got = name in REACHED and start.date() >= REACHED[name]
        for number in range(6):
            ease = 2.5 + 0.1 * place + got + chance.normal(0, 0.4)
            yield {
                "answered_at": start + timedelta(days=4 * number, hours=9),
                "csat": float(chance.random() < satisfied),
                "ces": float(np.clip(ease / 5, 0, 1)),
                "branch": name,
            }


def _complaints(chance: Generator, start: pd.Timestamp) -> Iterator[dict[str, Any]]:
    hours = 20 if start.date() >= MAIN else 40
    for number in range(12):
        received = start + timedelta(days=2 * number, hours=8)
        yield {
            "received_at": received,
            "resolved_at": received + timedelta(hours=float(hours * chance.lognormal(0, 0.3))),
            "is_open": False,
        }
