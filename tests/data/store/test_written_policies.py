"""The written policy in its versions, trainings and the nine steps: kept as they were, nothing lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest

from data.samples import policy as sample
from data.store import (
    PolicyChangedMeanwhile,
    Store,
    TaskChangedMeanwhile,
    UnknownTraining,
    WrongTraining,
    begin_tasks_anew,
    change_policy_task,
    has_sample,
    policy_tasks,
    policy_versions,
    put_sample_policy,
    record_training,
    remove_sample,
    save_policy_version,
    take_training_back,
    trainings,
)
from data.written_policy import (
    HeldTarget,
    Manner,
    OnRecord,
    PolicyTask,
    Stage,
    Training,
    WrittenChannel,
    WrittenGoal,
    WrittenPolicy,
    WrittenStep,
)

POLICY = WrittenPolicy(
    "Title",
    "One.\n\nTwo: „žluťoučký“ <b>'\"\\",
    (WrittenGoal("More content", "csat"), WrittenGoal("No KPI")),
    (Manner("Greeting", "Good day"),),
    (WrittenChannel("Phone", "8 to 18", "", "rings"),),
    (WrittenStep("Record", "Whoever", 0.25), WrittenStep("Resolve", "Owner", None, "resolution_hours")),
    "Ask nobody.",
    "€",
    7,
    5,
    9,
)
RECORD = OnRecord(
    {"rings": 3, "email_hours": None}, (HeldTarget("csat", 85.5, date(2026, 1, 31), "team", "A"),)
)


def test_a_version_comes_back_as_it_was_saved_and_disturbs_no_number(store: Store) -> None:
    before = store.data_version
    first = save_policy_version(store, POLICY, RECORD, None, "  first\n draft ", by="Jana")
    assert (first.policy, first.record, first.note, first.saved_by) == (POLICY, RECORD, "first draft", "Jana")
    second = save_policy_version(store, replace(POLICY, title="Other"), OnRecord(), first.number)
    assert policy_versions(store) == [second, first]
    record_training(store, Training(date(2026, 1, 1), "A", 1, 1))
    change_policy_task(store, PolicyTask(Stage.GOALS, "Jana"))
    assert store.data_version == before


def test_blank_rows_unseen_characters_and_impossible_months_are_not_kept(store: Store) -> None:
    untidy = WrittenPolicy(
        " T\x00 ",
        "a\r\nb\x07",
        (WrittenGoal("  ", "csat"), WrittenGoal(" x ", "nps")),
        steps=(WrittenStep(standard="resolution_hours"), WrittenStep("a")),
        review_from=8,
        review_to=3,
    )
    kept = save_policy_version(store, untidy, OnRecord(), None).policy
    assert (kept.title, kept.vision, kept.review_from, kept.review_to) == ("T", "a\nb", 8, 8)
    assert (kept.goals, kept.steps) == ((WrittenGoal("x", "nps"),), (WrittenStep("a"),))
    assert policy_versions(store)[0].policy == kept


def test_of_two_managers_who_save_at_once_one_is_told_and_nothing_is_lost(store: Store) -> None:
    base = save_policy_version(store, POLICY, RECORD, None).number
    texts, start = ("hers", "his"), Barrier(2)

    def save(text: str) -> str:
        start.wait()
        try:
            save_policy_version(store, replace(POLICY, vision=text), RECORD, base, by=text)
        except PolicyChangedMeanwhile as told:
            return str(told)
        return ""

    with ThreadPoolExecutor(2) as managers:
        told = list(managers.map(save, texts))
    latest = policy_versions(store)[0]
    loser = texts[0 if told[0] else 1]
    assert sorted(map(bool, told)) == [False, True]
    assert f"{latest.saved_by} saved version {latest.number}" in "".join(told)
    save_policy_version(store, replace(POLICY, vision=loser), RECORD, latest.number)
    assert {one.policy.vision for one in policy_versions(store)} == {POLICY.vision, *texts}


def test_a_change_of_a_step_over_a_later_one_is_refused(store: Store) -> None:
    first = change_policy_task(store, PolicyTask(Stage.TRAINING, "Jana"), by="Jana")
    later = change_policy_task(store, replace(first, due=date(2026, 2, 28)), by="Petr")
    for stale in (PolicyTask(Stage.TRAINING, "I"), replace(first, owner="I")):
        with pytest.raises(TaskChangedMeanwhile):
            change_policy_task(store, stale)
    assert policy_tasks(store) == [later]
    begin_tasks_anew(store, 1)
    with pytest.raises(TaskChangedMeanwhile):
        begin_tasks_anew(store, 1)
    with pytest.raises(TaskChangedMeanwhile):
        change_policy_task(store, later)
    anew = [task for task in policy_tasks(store) if task.round_number == 2]
    assert [task.stage for task in anew] == list(Stage)
    assert {task.stage: task.owner for task in anew if task.owner} == {Stage.TRAINING: "Jana"}
    assert later in policy_tasks(store)


WRONG = [
    (" ", 1, 2, "Name the team"),
    ("A", 0, 2, "one or more"),
    ("A", 3, 2, "not more than the team has"),
]


def test_a_training_that_can_be_is_kept_and_taken_back_once(store: Store) -> None:
    for team, trained, people, words in WRONG:
        with pytest.raises(WrongTraining, match=words):
            record_training(store, Training(date(2026, 1, 1), team, trained, people))
    assert trainings(store) == []
    kept = record_training(store, Training(date(2026, 1, 1), " The  team ", 3, 5, "all"), by="Jana")
    assert trainings(store) == [kept]
    assert (kept.team, kept.recorded_by) == ("The team", "Jana")
    take_training_back(store, kept.training_id or 0)
    assert trainings(store) == []
    with pytest.raises(UnknownTraining):
        take_training_back(store, kept.training_id or 0)


def put(store: Store) -> None:
    put_sample_policy(store, sample.versions(), sample.trainings(), sample.tasks(), "Sample")


def test_the_sample_goes_and_what_was_written_meanwhile_stays(store: Store) -> None:
    put(store)
    put(store)
    assert has_sample(store)
    assert [len(told) for told in (policy_versions(store), trainings(store), policy_tasks(store))] == [
        2,
        4,
        9,
    ]
    assert all(version.is_sample for version in policy_versions(store))
    own = save_policy_version(store, POLICY, RECORD, policy_versions(store)[0].number)
    remove_sample(store)
    assert not has_sample(store)
    assert (policy_versions(store), trainings(store), policy_tasks(store)) == ([own], [], [])
    put(store)
    assert policy_versions(store) == [own]


def test_a_version_of_a_removed_sample_is_no_base_any_more(store: Store) -> None:
    put(store)
    base = policy_versions(store)[0].number
    remove_sample(store)
    with pytest.raises(PolicyChangedMeanwhile, match="has been removed"):
        save_policy_version(store, POLICY, RECORD, base)
    save_policy_version(store, POLICY, RECORD, None)
    assert policy_versions(store)[0].number > base
