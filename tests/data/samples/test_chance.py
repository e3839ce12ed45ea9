"""Chance as real series have it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from data.samples.chance import (
    call_back_strength,
    customers_at,
    drift,
    generator,
    partly,
    policy_strength,
    satisfaction_strength,
)


def test_generators_are_their_own_and_repeat():
    first, again, other = (generator(table).random(5) for table in ("surveys", "surveys", "contacts"))
    np.testing.assert_array_equal(first, again)
    assert not np.isclose(first, other).any()


def test_drift_has_the_spread_and_the_correlation_asked_for():
    rng = np.random.default_rng(1)
    series = np.array([drift(rng, 2.0, 0.35) for _ in range(4000)])
    assert series.std(axis=0) == pytest.approx(np.full(36, 2.0), rel=0.06)
    neighbours = np.corrcoef(series[:, :-1].ravel(), series[:, 1:].ravel())[0, 1]
    assert neighbours == pytest.approx(0.35, abs=0.02)


def test_a_customer_is_drawn_only_while_a_customer():
    customers = pd.DataFrame(
        {
            "customer_id": ["old", "new"],
            "segment": "s",
            "branch": "b",
            "product": "p",
            "joined_at": pd.to_datetime(["2020-01-01", "2024-01-01"]),
            "left_at": [pd.Timestamp("2024-01-01"), pd.NaT],
        }
    )
    moments = pd.to_datetime(["2023-06-01", "2024-06-01"] * 50).to_numpy()
    drawn = customers_at(np.random.default_rng(1), moments, customers)
    assert list(drawn["customer_id"]) == ["old", "new"] * 50


def test_partly_leaves_cells_empty_and_whole_numbers_whole():
    cells = partly(np.array([1.0, 2.0]), np.array([True, False]))
    assert cells.to_csv(index=False, header=False).split() == ["1", '""']


@pytest.mark.parametrize(
    "moment, branch, team, policy, satisfaction, call_back",
    [
        ("2025-02-28 23:59:59", "East", "Repairs", 0, 0, 0),
        ("2025-03-01", "East", "Repairs", 1, 1, 1),
        ("2025-03-01", "North", "Repairs", 0, 0, 0),
        ("2025-06-01", "North", "Repairs", 0, 0, 1),
        ("2025-08-31 23:59:59", "South", "Support desk", 1, 1, 1),
        ("2025-09-01", "South", "Support desk", 1, 0.5, 1),
        ("2025-09-01", "West", "Support desk", 1, 0.5, 0),
        ("2025-12-31", "Harbour", "Deliveries", 1, 1, 0),
    ],
)
def test_where_and_when_the_policies_work(
    moment: str, branch: str, team: str, policy: float, satisfaction: float, call_back: float
):
    frame = pd.DataFrame({"moment": pd.to_datetime([moment]), "branch": [branch], "team": [team]})
    strengths = [
        float(strength(frame)[0]) for strength in (policy_strength, satisfaction_strength, call_back_strength)
    ]
    assert strengths == [policy, satisfaction, call_back]
