from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from data.audits import HIGHEST, Audit, AuditKind, scored
from data.forms.tables import text_file
from data.questionnaires.standards_audit import STANDARDS
from data.samples.audits import POLICY_EFFECT, TEAM_SHIFT, WEAKEST
from data.samples.audits import audits as sample_audits
from data.samples.company import MAIN_ROLLOUT
from data.store import add_sample_audits, audits, open_store, save_audit, take_audit_back
from metrics.audit import chart, words
from metrics.audit.answer import audit_answer
from metrics.audit.names import names
from metrics.audit.results import Asked, result
from metrics.audit.scoring import PERCENT, mean_of, points
from metrics.audit.tables import table
from metrics.console.commands import main

KEYS = [one.key for one in STANDARDS]
SCORES = some.dictionaries(some.sampled_from(KEYS), some.integers(1, 5), min_size=1)


def audit(
    scores: Mapping[str, int], day: int = 1, member: str = "A", kind: AuditKind = AuditKind.OWN
) -> Audit:
    return Audit("team", member, date(2025, 1, day), kind, "Ada", scored(scores, {}), audit_id=day)


def same(score: int, day: int = 1, member: str = "A") -> Audit:
    return audit(dict.fromkeys(KEYS, score), day, member)


@pytest.mark.parametrize(
    "scores, told",
    [
        (dict.fromkeys(KEYS, 1), (16, 80, 20.0)),
        (dict.fromkeys(KEYS, 5), (80, 80, 100.0)),
        (dict.fromkeys(KEYS, 3), (48, 80, 60.0)),
        ({"needs": 4}, (4, 5, 80.0)),
        ({"needs": 1, "speed": 5, "offers": 3}, (9, 15, 60.0)),
    ],
)
def test_percent_of_the_maximum(scores: dict[str, int], told: tuple[int, int, float]) -> None:
    got = points(audit(scores))
    assert (got.scored, got.possible, got.percent) == pytest.approx(told)


@given(SCORES, some.data())
def test_percent_lies_between_20_and_100_and_grows_with_every_score(
    scores: dict[str, int], data: some.DataObject
) -> None:
    percent = points(audit(scores)).percent
    assert PERCENT[0] <= percent <= PERCENT[1]
    key = data.draw(some.sampled_from(sorted(scores)))
    if scores[key] < HIGHEST:
        assert points(audit(scores | {key: scores[key] + 1})).percent > percent


@pytest.mark.parametrize(
    "values, low, high",
    [
        ([60.0], None, None),
        ([60.0, 80.0], None, None),
        ([60.0, 60.0, 60.0], None, None),
        # t(0.975, 2) = 4.302653, standard error 10 / sqrt(3)
        ([60.0, 70.0, 80.0], 70 - 4.302653 * 10 / 3**0.5, 70 + 4.302653 * 10 / 3**0.5),
        ([20.0, 100.0, 60.0], 20.0, 100.0),
    ],
)
def test_a_range_is_told_of_several_audits_that_differ(
    values: list[float], low: float | None, high: float | None
) -> None:
    found = mean_of(values, PERCENT)
    assert found is not None
    assert (found.low, found.high) == ((None, None) if low is None else pytest.approx((low, high)))
    assert mean_of([], PERCENT) is None


def test_sides_of_a_rollout_and_the_days_chosen() -> None:
    known = [same(2, 1), same(2, 5), same(3, 9), same(4, 10), same(5, 20)]
    rollout = date(2025, 1, 10)
    since = result(known, Asked(first=rollout, rollout=rollout))
    assert ([one.on.day for one in since.now], [one.on.day for one in since.before]) == ([20, 10], [9, 5, 1])
    assert since.percent.change is None
    assert "Too few audits" in words.changed(since.percent)
    narrow = result(known, Asked(date(2025, 1, 4), date(2025, 1, 15), rollout))
    assert ([one.on.day for one in narrow.now], [one.on.day for one in narrow.before]) == ([10], [9, 5])
    early = result(known, Asked(last=date(2025, 1, 8), rollout=rollout))
    assert ([one.on.day for one in early.now], early.before) == ([5, 1], ())
    assert result(known, Asked(first=date(2026, 1, 1))).teams[0].percent.now is None


def test_filters_of_teams_hold_and_others_are_told() -> None:
    known = [same(2), same(3, member="B"), replace(same(4), dimension="branch", member="North")]
    kept = result(known, Asked(where=(("team", ("B",)),)))
    assert [one.member for one in kept.now] == ["B"]
    assert "whole branch" in words.unheld(kept, {})
    both = result(known, Asked(where=(("branch", ("North",)), ("channel", ("Chat",)), ("team", ("A",)))))
    assert sorted(one.member for one in both.now) == ["A", "North"]
    assert words.unheld(both, {}) == "Audits don't say channel, so that filter isn't applied here."
    assert names(known, {"team": "Team", "branch": "Branch"})["branch", "North"] == "North (Branch)"


def test_what_was_not_observed_is_said_and_counts_for_nothing() -> None:
    found = result([audit({"needs": 2, "speed": 4}), audit({"speed": 2}, 2)], Asked())
    assert [(one.standard, one.score.now.value) for one in found.standards if one.score.now] == [
        ("needs", 2.0),
        ("speed", 3.0),
    ]
    assert len(found.unseen) == 14
    assert found.percent.now
    assert found.percent.now.value == 50.0
    assert "Thanks for loyalty" in words.unseen(found)
    assert chart.standards_alternative(found).count(" of 5") == 2
    names_shown = [note["text"] for note in chart.standards(found).to_dict()["layout"]["annotations"]]
    assert names_shown[::2] == ["<b>Finding out needs</b>", "<b>Quick handling of requests</b>"]


def test_a_change_in_how_was_audited_is_told() -> None:
    rollout = Asked(rollout=date(2025, 1, 10))
    before, after = same(2), same(3, 12)
    assert not result([before, after], rollout).is_mixed
    assert result([before, replace(after, kind=AuditKind.VISIT)], rollout).is_mixed
    assert result([before, replace(after, member="B")], rollout).is_mixed


def test_the_sample_shows_what_is_planted() -> None:
    found = result(sample_audits(), Asked(first=MAIN_ROLLOUT, rollout=MAIN_ROLLOUT))
    assert found.weakest
    assert found.weakest.standard == WEAKEST
    assert found.teams[0].whom == ("team", min(TEAM_SHIFT, key=TEAM_SHIFT.__getitem__))
    change = found.percent.change
    assert change
    assert 0 < change.low < 100 * POLICY_EFFECT / HIGHEST < change.high
    assert not found.is_mixed
    assert "95 % interval" in words.changed(found.percent)


def test_percents_agree_with_a_second_computation_in_sql(tmp_path: Path) -> None:
    """Straight from the tables: latest versions that stand, points over five times the scores given."""
    store = open_store(tmp_path / "audits.duckdb")
    add_sample_audits(store, sample_audits(), by="Sample")
    first = save_audit(store, replace(same(1), audit_id=None, member="Repairs"))
    second = save_audit(store, replace(first, scored=scored({"needs": 5, "speed": 4}, {"offers": "none"})))
    gone = save_audit(store, replace(same(1, 3), audit_id=None, member="Repairs"))
    take_audit_back(store, gone)
    answer = audit_answer(result(audits(store), Asked()))
    with store.cursor() as cursor:
        rows = cursor.execute(
            """
            WITH latest AS (
                SELECT *, row_number() OVER (PARTITION BY audit_id ORDER BY version DESC) AS back
                FROM audits),
            percents AS (
                SELECT audit_id, member, 20.0 * sum(score) / count(score) AS percent
                FROM latest JOIN audit_scores USING (audit_id, version)
                WHERE back = 1 AND stands GROUP BY ALL)
            SELECT member, avg(percent), stddev_samp(percent), count(*) FROM percents GROUP BY member"""
        ).fetchall()
    store.close()
    told = {team["member"]: team["now"] for team in answer["teams"]}
    assert {member: n for member, _mean, _spread, n in rows} == {
        key: one["audits"] for key, one in told.items()
    }
    for member, mean, spread, n in rows:
        assert told[member]["value"] == pytest.approx(mean)
        # t(0.975, 7) and t(0.975, 8)
        reach = {8: 2.364624, 9: 2.306004}[n] * spread / n**0.5
        assert told[member]["low"] == pytest.approx(mean - reach, rel=1e-6)
    mine = next(one for one in answer["audits"] if one["audit"] == second.audit_id)
    assert (mine["percent"], mine["points"], mine["possible"]) == (90.0, 9, 10)


def test_the_table_to_take_away_has_a_row_a_standard_and_no_formula() -> None:
    one = replace(audit({"needs": 2}), scored=scored({"needs": 2}, {"needs": "=1+1"}))
    found = table([one], names([one], {}))
    assert len(found.rows) == len(STANDARDS)
    needs, speed = found.rows[KEYS.index("needs")], found.rows[KEYS.index("speed")]
    assert needs[5:] == ("Finding out needs", 2, "=1+1", 2, 5, 40.0)
    assert speed[6] is None
    assert ",2,'=1+1,2,5,40.0" in text_file(found).decode("utf-8-sig")


def test_the_command_tells_what_the_page_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POLICYPULSE_DB", str(tmp_path / "store.duckdb"))
    assert main(["audit"]) == 0
    assert "No audit lies on the days" in capsys.readouterr().out
    add_sample_audits(open_store(), sample_audits(), by="Sample")
    asked = ["audit", "--rollout", "2025-03-01", "--where", "team=Deliveries"]
    assert main([*asked, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["percent"]["now"]["audits"], answer["percent"]["before"]["audits"]) == (4, 4)
    assert main(asked) == 0
    told = capsys.readouterr().out
    assert "Deliveries: 63 % (57 to 70 %), 4 audits" in told
    assert "points possible" in told
    open_store().close()
