"""What the sample company declares of itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from data.records import Rollout
from data.samples import Effect, policies, targets
from data.samples.company import (
    BRANCHES,
    CHANNELS,
    CONTACT_CHANNELS,
    POSTS,
    PRODUCTS,
    SEGMENTS,
    TEAMS,
)


@pytest.mark.parametrize("shares", [BRANCHES, SEGMENTS, PRODUCTS, TEAMS, CHANNELS, CONTACT_CHANNELS])
def test_shares_add_up(shares: Mapping[str, float]):
    assert sum(shares.values()) == pytest.approx(1)


def test_every_branch_and_team_has_its_own_adviser():
    assert len(set(POSTS.values())) == len(BRANCHES) * len(TEAMS)


def test_one_policy_is_for_everyone_and_one_reaches_four_of_six_branches_in_turn():
    everyone, in_turn = policies()
    assert everyone.rollouts == (Rollout(date(2025, 3, 1)),)
    assert {rollout.dimension for rollout in in_turn.rollouts} == {"branch"}
    assert sorted(rollout.starts_on for rollout in in_turn.rollouts) == [
        date(2024, 9, 1),
        date(2024, 12, 1),
        date(2025, 3, 1),
        date(2025, 6, 1),
    ]
    assert {rollout.member for rollout in in_turn.rollouts} < set(BRANCHES)
    assert everyone.is_sample
    assert in_turn.is_sample


def test_goals_fall_due_within_a_year():
    goals = targets()
    assert 6 <= len(goals) <= 8
    assert all(date(2025, 6, 30) <= goal.due <= date(2026, 6, 30) for goal in goals)
    assert len({(goal.kpi, goal.dimension, goal.member) for goal in goals}) == len(goals)


@pytest.mark.parametrize("goal", [goal for goal in targets() if goal.dimension])
def test_a_goal_of_a_part_names_a_part_there_is(goal):
    members = {"branch": BRANCHES, "team": TEAMS, "channel": CHANNELS, "segment": SEGMENTS}
    assert goal.member in members[goal.dimension]


@pytest.mark.parametrize("size, factor", [(-15, 0.85), (0, 1), (30, 1.3)])
def test_factor_of_an_effect_in_percent(size: float, factor: float):
    assert Effect(size, "percent").factor == pytest.approx(factor)
