"""A policy for a program and a terminal: what the page shows."""

from __future__ import annotations

from typing import Any

from data.language import gettext as _
from data.written_policy import PolicyTask
from metrics.goals import words as scores
from metrics.goals.scoreboard import Score
from metrics.policy import words
from metrics.policy.checklist import is_late
from metrics.policy.goals import GoalStanding
from metrics.policy.promises import PROMISES
from metrics.policy.review import Review
from metrics.policy.whole import Whole
from metrics.rollouts import scope
from metrics.standards import standard_named


def policy_answer(whole: Whole) -> dict[str, Any]:
    """The version, the goals with their status, the numbers, the steps and the review."""
    return {
        "as_of": whole.day.isoformat(),
        "title": words.title(whole),
        "version": _version(whole),
        "goals": [_goal(goal) for goal in whole.goals],
        "standards": [_promise(whole, key) for key in whole.promises],
        "changed_since_the_version": [vars(change) for change in whole.changed],
        "training": _training(whole),
        "steps": [_task(task, whole) for task in whole.checklist.tasks],
        "steps_done": whole.checklist.done,
        "round": whole.checklist.round_number,
        "review": _review(whole.review),
    }


def _version(whole: Whole) -> dict[str, Any] | None:
    found = whole.version
    if found is None:
        return None
    return {
        "number": found.number,
        "saved_at": found.saved_at.isoformat(),
        "saved_by": found.saved_by,
        "note": found.note,
        "is_sample": found.is_sample,
    }


def _goal(standing: GoalStanding) -> dict[str, Any]:
    return {
        "goal": standing.goal.sentence,
        "kpi": standing.goal.kpi or None,
        "targets": [_score(score) for score in standing.scores],
        "missing": standing.missing,
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "for": {name: list(members) for name, members in score.where},
        "target": score.target.value,
        "due": score.target.due.isoformat(),
        "value": score.now.value if score.now else None,
        "n": score.now.n if score.now else 0,
        "status": score.status.value,
        "note": scores.note(score),
    }


def _promise(whole: Whole, key: str) -> dict[str, Any]:
    promise, standard = whole.promises[key], standard_named(key)
    return {
        "standard": key,
        "value": promise.value,
        "unit": standard.unit,
        "since": promise.since.isoformat() if promise.since else None,
        "is_preset": promise.is_preset,
    }


def _training(whole: Whole) -> dict[str, Any] | None:
    if whole.everybody is None:
        return None
    teams = [
        {"team": one.team, "trained": one.trained, "people": one.people, "last": one.last.isoformat()}
        for one in whole.teams
    ]
    return {"trained": whole.everybody.trained, "people": whole.everybody.people, "teams": teams}


def _task(task: PolicyTask, whole: Whole) -> dict[str, Any]:
    return {
        "step": task.stage.value,
        "owner": task.owner,
        "due": task.due.isoformat() if task.due else None,
        "done_on": task.done_on.isoformat() if task.done_on else None,
        "is_late": is_late(task, whole.day),
    }


def _review(found: Review) -> dict[str, Any]:
    days = {name: getattr(found, name) for name in ("rollout", "reviewed", "first", "last")}
    told = {name: day.isoformat() if day else None for name, day in days.items()}
    return {"state": found.state.value, **told}


def policy_text(whole: Whole) -> str:
    """The same in words, a line each."""
    saved = words.version(whole.version) if whole.version else _("No version is saved yet.")
    head = [words.title(whole), saved]
    goals = [line for goal in whole.goals for line in _goal_lines(goal, whole)]
    promises = [f"{_(PROMISES[key])}\t{whole.promises[key].told}" for key in PROMISES]
    changed = [f"{one.name}\t{one.was} → {one.now}" for one in whole.changed]
    told = [words.trained(whole), words.steps(whole), words.review(whole.review)]
    return "\n".join(line for line in (*head, *goals, *promises, *changed, *told) if line)


def _goal_lines(standing: GoalStanding, whole: Whole) -> list[str]:
    sentence = standing.goal.sentence
    if not standing.scores:
        return [f"{sentence}\t{standing.missing}"]
    return [
        "\t".join((sentence, score.kpi.title, scope(score.where, whole.names), words.goal_score(score)))
        for score in standing.scores
    ]
