"""The written policy: written, changed by two at once, read with its goals, its steps and its trainings."""

from __future__ import annotations

from datetime import date

from data.store import (
    Store,
    change_policy_task,
    policy_tasks,
    policy_versions,
    save_policy_version,
    trainings,
)
from data.written_policy import OnRecord, PolicyTask, Stage, WrittenGoal, WrittenPolicy
from pages.parts.words import plain
from tests.pages.visiting import HOSTILE, click, go, run, text, visit

PAGE = "pages/written_policy.py"


def test_the_first_version_is_written_in_fields_and_read(store: Store) -> None:
    at = click(visit(PAGE), "policy_begin")
    assert at.text_input(key="policy_1_steps_3_task").value == "Resolve it and tell the customer"
    at.text_input(key="policy_1_title").set_value(HOSTILE)
    at.text_area(key="policy_1_vision").set_value("Nobody waits.\nNobody asks twice.")
    at = click(run(at), "policy_1_goals_add")
    at.text_input(key="policy_1_goals_0_sentence").set_value("More content customers")
    at.selectbox(key="policy_1_goals_0_kpi").set_value("csat")
    at = click(click(run(at), "policy_1_steps_2_up"), "policy_1_steps_4_out")
    # What is written waits while another page is looked at.
    at = go(go(at, "pages/settings.py"), PAGE, view="policy")
    assert "isn't saved yet" in text(at)
    at.segmented_control(key="view").set_value("write")
    at = run(at)
    at.text_input(key="policy_1_note").set_value("First draft")
    at = click(run(at), "policy_save")
    [version] = policy_versions(store)
    assert (version.policy.title, version.note) == (HOSTILE, "First draft")
    assert version.policy.goals == (WrittenGoal("More content customers", "csat"),)
    assert [step.task.split()[0] for step in version.policy.steps] == ["Listen,", "Find", "Settle", "Resolve"]
    assert at.title[0].value == plain(HOSTILE)
    assert "No target is set for its KPI yet." in text(at)
    at = click(at, "goal_target_0")
    assert at.selectbox(key="target_kpi").value == "csat"


def test_a_version_saved_meanwhile_is_told_and_both_are_kept(store: Store) -> None:
    first = save_policy_version(store, WrittenPolicy("Ours", "As it was"), OnRecord(), None)
    at = visit(PAGE, view="write")
    at.text_area(key="policy_1_vision").set_value("Mine")
    at = run(at)
    save_policy_version(store, WrittenPolicy("Ours", "Hers"), OnRecord(), first.number, by="Jana")
    at = click(at, "policy_save")
    assert [one.policy.vision for one in policy_versions(store)] == ["Hers", "As it was"]
    assert "saved by Jana, came while you were writing" in text(at).replace("\\", "")
    assert at.text_area(key="policy_1_vision").value == "Mine"
    assert ":orange[~~Hers~~]" in text(at)
    at = click(at, "policy_save")
    assert [one.policy.vision for one in policy_versions(store)] == ["Mine", "Hers", "As it was"]
    at.segmented_control(key="view").set_value("versions")
    at = run(at)
    for pair in ((1, 2), (1, 3), (2, 3)):
        at.selectbox(key="policy_from").set_value(pair[0])
        at = run(at)
        at.selectbox(key="policy_to").set_value(pair[1])
        at = run(at)
    assert "1 word added · 1 word removed" in text(at)
    at = click(at, f"version_{first.number}_take")
    assert at.text_area(key="policy_2_vision").value == "As it was"


def test_who_has_changed_nothing_goes_on_from_the_latest_version(store: Store) -> None:
    presets = {"rings": 3, "answer_seconds": 18, "email_hours": 24, "resolution_hours": 48}
    first = save_policy_version(store, WrittenPolicy("Ours", "As it was"), OnRecord(presets), None)
    at = visit(PAGE, view="write")
    assert at.button(key="policy_save").disabled
    save_policy_version(store, WrittenPolicy("Ours", "Hers"), OnRecord(), first.number, by="Jana")
    at = run(at)
    assert at.text_area(key="policy_2_vision").value == "Hers"
    assert "while you were writing" not in text(at)


def test_a_step_changed_meanwhile_is_told_before_it_is_replaced(store: Store) -> None:
    at = visit(PAGE, view="steps")
    at.text_input(key="policy_task_1_goals_0_owner").set_value("Mine")
    at = run(at)
    change_policy_task(store, PolicyTask(Stage.GOALS, "Hers", date(2026, 3, 1)), by="Jana")
    at = click(at, "policy_task_1_goals_save")
    told = text(at).replace("\\", "")
    assert "Jana has changed this step since. It says now: Hers · due by 1 Mar 2026" in told
    assert policy_tasks(store)[0].owner == "Hers"
    at = click(at, "policy_task_1_goals_save")
    assert policy_tasks(store)[0].owner == "Mine"
    latest = policy_tasks(store)[0].change_id
    at.date_input(key=f"policy_task_1_goals_{latest}_done").set_value(date(2025, 2, 1))
    at = click(run(at), "policy_task_1_goals_save")
    assert "1 of 9 steps done" in text(at)
    assert policy_tasks(store)[0].done_on == date(2025, 2, 1)


def test_a_training_is_recorded_and_taken_back(store: Store) -> None:
    at = visit(PAGE, view="training")
    at.text_input(key="training_0_team").set_value("Phone")
    at.number_input(key="training_0_people").set_value(4)
    at.number_input(key="training_0_count").set_value(3)
    at = click(at, "training_save")
    assert "75 % (3 of 4) trained" in text(at)
    assert at.text_input(key="training_1_team").value == ""
    at = click(at, f"training_{trainings(store)[0].training_id}_back")
    assert trainings(store) == []


def test_the_sample_has_a_policy_with_goals_review_and_versions(shown_sample: Store) -> None:
    at = visit(PAGE)
    told = text(at).replace("\\", "")
    assert at.title[0].value == "How Talverra Home treats its customers"
    assert "The review was due by 1 Nov 2025 and is overdue." in told
    assert "Target: 80.0 % by 30 Jun 2026" in told
    assert "costs less than 120 €." in told
    for view, words in (
        ("numbers", "Cost of winning a customer"),
        ("versions", "Two versions beside each other"),
        ("steps", "7 of 9 steps done · 2 late"),
    ):
        at.segmented_control(key="view").set_value(view)
        at = run(at)
        assert words in text(at)
