"""The policy as it stands: goals by their targets, numbers by the settings, training, steps, in print."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from data.records import Policy, Rollout, Target
from data.store import (
    Store,
    open_store,
    record_training,
    save_policy,
    save_policy_version,
    save_target,
    save_version,
    scales,
    setting,
    targets,
)
from data.store.connection import ENVIRONMENT_VARIABLE
from data.written_policy import (
    Manner,
    OnRecord,
    PolicyTask,
    PolicyVersion,
    Stage,
    Training,
    WrittenChannel,
    WrittenGoal,
    WrittenPolicy,
    WrittenStep,
)
from metrics.console.commands import main
from metrics.facts import StoredFacts
from metrics.goals.scoreboard import scoreboard
from metrics.policy.checklist import checklist, last_review
from metrics.policy.document import document
from metrics.policy.passages import hours, out_of_order
from metrics.policy.promises import Promise
from metrics.policy.training import altogether, by_team
from metrics.policy.whole import Whole, today, whole

HOSTILE = "</title><script>alert(1)</script> <img src=x onerror=alert(1)> \"' & ]]> \\u202e žluť"
DAY = date(2026, 1, 15)
POLICY = WrittenPolicy(
    "Our policy",
    goals=(WrittenGoal("Content", "csat"), WrittenGoal("Loyal", "retention"), WrittenGoal("Gone", "own_99")),
    channels=(WrittenChannel("Mail", "", "", "email_hours"),),
    steps=(WrittenStep("Record", "All", 0.5), WrittenStep("Resolve", "Owner", None, "resolution_hours")),
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(tmp_path / "store.duckdb"))
    yield open_store()
    open_store().close()


def found(store: Store, day: date = DAY) -> Whole:
    board = scoreboard(StoredFacts(store), targets(store), scales(store))
    return whole(store, board, day)


def test_numbers_come_from_the_settings_of_the_day_and_stay_there(store: Store) -> None:
    save_policy_version(store, POLICY, OnRecord({"email_hours": 24}), None)
    save_version(store, "email_hours", 12, date(2026, 1, 1))
    save_version(store, "acquisition_cost", 120)
    before, after = (found(store, day).promises for day in (date(2025, 12, 31), DAY))
    assert before["email_hours"] == Promise("email_hours", 24, is_preset=True)
    assert after["email_hours"] == Promise("email_hours", 12, date(2026, 1, 1))
    assert after["rings"].told == "within 3 rings (preset)"
    assert found(store).limit.value == 120
    assert ("An e-mail gets its first reply", "24 hours", "12 hours") in [
        (one.name, one.was, one.now) for one in found(store).changed
    ]
    told = document(found(store)).decode()
    assert "within 12 hours" in told
    assert "costs less than 120." in told
    assert setting(store, "versions.email_hours") == [{"since": "2026-01-01", "value": 12}]


def test_goals_have_the_status_of_the_targets_of_their_kpi(store: Store) -> None:
    save_policy_version(store, POLICY, OnRecord(), None)
    for member in ("North", None):
        dimension = "branch" if member else None
        save_target(store, Target("csat", "absolute", 85, 85, date(2026, 6, 30), dimension, member))
    told = [(one.missing, [score.where for score in one.scores]) for one in found(store).goals]
    assert told == [
        ("", [(), (("branch", ("North",)),)]),
        ("No target is set for its KPI yet.", []),
        ("Its KPI is no longer there: choose another one.", []),
    ]
    assert {score.status.value for score in found(store).goals[0].scores} == {"too little data"}


class Reader(HTMLParser):
    """What a browser would make of a document: its elements and its words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.words: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [name for name, __ in attrs]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_document_has_every_text_as_it_stands_and_no_markup_of_it(store: Store) -> None:
    said = [f"{HOSTILE} {number}" for number in range(9)]
    policy = WrittenPolicy(
        said[0],
        said[1],
        (WrittenGoal(said[2], "csat"),),
        (Manner("Farewell"),),
        (WrittenChannel(said[3], said[4], said[5]),),
        steps=(WrittenStep(said[6], said[7], 1.0),),
        discretion=said[8],
    )
    save_policy_version(store, policy, OnRecord(), None, by=HOSTILE)
    record_training(store, Training(DAY, HOSTILE, 1, 2))
    reader = Reader()
    reader.feed(document(found(store)).decode("utf-8"))
    assert not reader.tags & {"script", "img", "link", "a", "iframe", "form", "object"}
    assert {*reader.attributes} <= {
        *("lang", "charset", "http-equiv", "content", "name", "class", "scope", "data-heading")
    }
    for text in (*said, "Farewell", "not set yet"):
        assert any(text in word for word in reader.words)


def test_a_command_tells_the_version_the_goals_and_the_review(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["policy"]) == 0
    assert "No version is saved yet." in capsys.readouterr().out
    kept = save_policy(store, Policy("P", (Rollout(date(2025, 8, 31)),)))
    save_policy_version(store, POLICY, OnRecord(), None, by="Jana")
    save_target(store, Target("csat", "absolute", 85, 85, date(2026, 6, 30)))
    record_training(store, Training(DAY, "A", 3, 4))
    assert kept.policy_id
    assert main(["policy", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["version"]["number"], told["version"]["saved_by"]) == (1, "Jana")
    assert [goal["kpi"] for goal in told["goals"]] == ["csat", "retention", "own_99"]
    assert told["goals"][0]["targets"][0]["status"] == "too little data"
    review = told["review"]
    assert (review["rollout"], review["first"], review["last"]) == ("2025-08-31", "2026-02-28", "2026-04-30")
    assert review["state"] in ("not yet due", "due", "overdue")
    assert (told["steps_done"], told["training"]["trained"], told["training"]["people"]) == (0, 3, 4)
    assert main(["policy"]) == 0
    assert "Version 1 of" in capsys.readouterr().out


def test_people_count_once_and_never_more_than_the_team_has() -> None:
    days = [date(2026, 1, day) for day in (3, 1, 2)]
    teams = by_team(
        [
            Training(days[0], "support DESK", 4, 10),
            Training(days[1], "Support desk", 3, 8),
            Training(days[2], "Sales", 9, 5),
        ]
    )
    assert [(one.team, one.trained, one.people, one.is_doubtful) for one in teams] == [
        ("Sales", 5, 5, True),
        ("support DESK", 7, 10, False),
    ]
    everybody = altogether(teams)
    assert everybody is not None
    assert everybody.share_text == "80 % (12 of 15)"
    assert altogether(()) is None


def test_the_nine_steps_of_the_latest_round() -> None:
    done, late = date(2026, 1, 2), date(2026, 1, 14)
    known = [
        PolicyTask(Stage.REVIEW, "B", done_on=done, round_number=1),
        PolicyTask(Stage.GOALS, "A", due=late, round_number=2),
        PolicyTask(Stage.STANDARDS, "A", due=late, done_on=DAY, round_number=2),
    ]
    steps = checklist(known)
    assert [task.stage for task in steps.tasks] == list(Stage)
    assert (steps.round_number, steps.done, steps.is_complete) == (2, 1, False)
    assert [task.stage for task in steps.late(DAY)] == [Stage.GOALS]
    assert steps.late(late) == ()
    assert last_review(known) == done
    assert last_review([]) is None


@pytest.mark.parametrize(
    "number, told",
    [
        (0.001, "within 1 minute"),
        (0.25, "within 15 minutes"),
        (1, "within 1 hour"),
        (1.5, "within 90 minutes"),
        (24, "within 24 hours"),
        (48, "within 2 days"),
        (50, "within 50 hours"),
    ],
)
def test_a_time_from_receipt_in_words(number: float, told: str) -> None:
    assert hours(number) == told


def test_a_step_sooner_than_one_before_it_is_told() -> None:
    known = {"resolution_hours": Promise("resolution_hours", 48)}
    steps = (
        WrittenStep("a", hours=4),
        WrittenStep("b", standard="resolution_hours"),
        WrittenStep("c", hours=24),
        WrittenStep("d"),
    )
    assert [step.task for step in out_of_order(WrittenPolicy(steps=steps), known)] == ["c"]


def test_today_of_the_sample_is_the_end_of_its_data() -> None:
    own = PolicyVersion(1, POLICY, OnRecord(), "", datetime(2026, 1, 1, tzinfo=UTC), "")
    spans = {"answers": (datetime(2023, 1, 1), datetime(2025, 12, 31, 9))}
    assert today(own, spans) == today(None, spans) == date.today()
    sample = replace(own, is_sample=True)
    assert (today(sample, spans), today(sample, {})) == (date(2025, 12, 31), date.today())
