"""The self-assessment of the sample company: what is planted is found, and own rounds outlast it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from data.questionnaires.self_assessment import KEY, SELF_ASSESSMENT
from data.samples.assessments import DISPUTED, DISPUTED_IN, MEMBERS, POLICY_EFFECT, ROUNDS, assessments
from data.samples.company import MAIN_ROLLOUT, TEAMS
from data.store import (
    Store,
    add_sample_rounds,
    counts,
    has_sample,
    open_round,
    open_store,
    remove_sample,
    rounds,
    submit,
)
from metrics.assessment.changes import changes, pair
from metrics.assessment.results import State, by_team, result


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The sample's rounds beside an own one, answered once."""
    opened = open_store(tmp_path / "store.duckdb")
    own = open_round(opened, KEY, ["Repairs"], (date(2024, 1, 1), date(2024, 1, 2)))
    answers = dict.fromkeys((one.key for one in SELF_ASSESSMENT.statements), 3)
    submit(opened, own.token, "Repairs", answers, "a key of its own", hindrance="No", today=own.opens)
    version = opened.data_version
    for __ in range(2):
        add_sample_rounds(opened, assessments(), "Talverra")
    assert opened.data_version == version
    yield opened
    opened.close()


def test_two_rounds_of_all_teams_around_the_rollout() -> None:
    assert assessments() == assessments()
    assert {*MEMBERS} == {*TEAMS}
    assert ROUNDS[0][1] < MAIN_ROLLOUT < ROUNDS[1][0]


def test_the_planted_truth_is_found(store: Store) -> None:
    after, before, __ = rounds(store)
    found = {one.teams[0]: one for one in by_team(store, after.round_id)}
    assert {team: one.n for team, one in found.items()} == MEMBERS
    assert [team for team, one in found.items() if one.state is State.FEW] == ["Repairs"]
    assert found[DISPUTED_IN].disputed[0].statement.key == DISPUTED
    assert result(store, before.round_id).weakest[0].section.key == "feedback"
    __, *sections = changes(*pair(store, before.round_id, after.round_id))
    clear = {one.section.key: one.difference for one in sections if one.section and one.clear}
    assert clear == pytest.approx(POLICY_EFFECT, abs=0.3)


def test_removing_the_sample_leaves_the_own_round(store: Store) -> None:
    assert has_sample(store)
    remove_sample(store)
    assert not has_sample(store)
    (own,) = rounds(store)
    assert counts(store, own.round_id) == {"Repairs": 1}
    with store.cursor() as cursor:
        for table in ("submissions", "hindrances"):
            assert len(cursor.execute(f"FROM {table}").fetchall()) == 1
