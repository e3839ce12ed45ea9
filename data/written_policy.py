"""The customer-service policy as a company writes it: its words, who was trained, what is to be done."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

REVIEW_FROM, REVIEW_TO = 6, 8
MOST_MONTHS = 60
LONGEST_LINE, LONGEST_TEXT = 300, 5000
MOST_HOURS = 10_000.0

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class WrittenGoal:
    """What is to be reached, as a sentence, and the KPI that tells whether it is; ``""`` without one."""

    sentence: str = ""
    kpi: str = ""


@dataclass(frozen=True)
class Manner:
    """A standard that no number measures: how a customer is greeted, what a letter ends with."""

    name: str = ""
    wording: str = ""


@dataclass(frozen=True)
class WrittenChannel:
    """A way to reach the company: when it is open, and what is promised there.

    standard    the key of the setting that holds the promised time; ``""`` where ``promise`` alone tells it
    """

    name: str = ""
    opening: str = ""
    promise: str = ""
    standard: str = ""


@dataclass(frozen=True)
class WrittenStep:
    """A step of the complaint procedure: what is done, by whom, within how many hours of receipt.

    standard    the key of the setting that holds the time instead of ``hours``
    """

    task: str = ""
    who: str = ""
    hours: float | None = None
    standard: str = ""


@dataclass(frozen=True)
class WrittenPolicy:
    """All that a policy says but for the numbers of the settings and targets, which stand there alone.

    discretion    what staff may settle at once, in words; up to which amount is a setting
    currency      that of the amount, as it is printed
    policy_id     the policy with the rollout that this is; None for the latest one
    review_from, review_to    after so many months it is reviewed at the earliest, and at the latest
    """

    title: str = ""
    vision: str = ""
    goals: tuple[WrittenGoal, ...] = ()
    manners: tuple[Manner, ...] = ()
    channels: tuple[WrittenChannel, ...] = ()
    steps: tuple[WrittenStep, ...] = ()
    discretion: str = ""
    currency: str = ""
    policy_id: int | None = None
    review_from: int = REVIEW_FROM
    review_to: int = REVIEW_TO


_TYPES = get_type_hints(WrittenPolicy)
# The fields of a policy that are texts, and those that are rows, each with what a row of it is.
TEXTS = tuple(name for name, kind in _TYPES.items() if kind is str)
ROWS: dict[str, Any] = {name: get_args(kind)[0] for name, kind in _TYPES.items() if get_origin(kind) is tuple}


@dataclass(frozen=True)
class HeldTarget:
    """What a target asked for when a version was saved."""

    kpi: str
    value: float
    due: date
    dimension: str | None = None
    member: str | None = None


@dataclass(frozen=True)
class OnRecord:
    """The numbers that held when a version was saved; those in force stand in the settings and targets.

    standards    by key; None where nothing held
    """

    standards: Mapping[str, float | None] = field(default_factory=dict)
    targets: tuple[HeldTarget, ...] = ()


@dataclass(frozen=True)
class PolicyVersion:
    """A policy as somebody saved it; ``saved_at`` in UTC, ``based_on`` the version that was changed."""

    number: int
    policy: WrittenPolicy
    record: OnRecord
    note: str
    saved_at: datetime
    saved_by: str
    based_on: int | None = None
    is_sample: bool = False


@dataclass(frozen=True)
class Training:
    """People of a team trained on a day, each person counted once over all trainings.

    people    how many the team has
    """

    day: date
    team: str
    trained: int
    people: int
    about: str = ""
    training_id: int | None = None
    recorded_at: datetime | None = None
    recorded_by: str = ""


class Stage(StrEnum):
    """The nine steps from goals to review."""

    GOALS = "goals"
    EXPECTATIONS = "expectations"
    STANDARDS = "standards"
    COMPLAINTS = "complaints"
    DISCRETION = "discretion"
    TRAINING = "training"
    ROLLOUT = "rollout"
    MEASURING = "measuring"
    REVIEW = "review"


@dataclass(frozen=True)
class PolicyTask:
    """One of the nine steps: whose it is, by when, and on which day it was done.

    round_number    1 until the first review, then one more each time the steps are begun anew
    change_id       the change that this stands for; None while nobody has touched it
    """

    stage: Stage
    owner: str = ""
    due: date | None = None
    done_on: date | None = None
    round_number: int = 1
    change_id: int | None = None
    changed_at: datetime | None = None
    changed_by: str = ""


def tidied(policy: WrittenPolicy) -> WrittenPolicy:
    """Without blanks around texts, characters that nobody sees, and rows in which nothing stands."""
    first = min(max(policy.review_from, 1), MOST_MONTHS)
    return replace(
        policy,
        **{name: _text(getattr(policy, name)) for name in TEXTS},
        **{name: _rows(getattr(policy, name)) for name in ROWS},
        review_from=first,
        review_to=min(max(policy.review_to, first), MOST_MONTHS),
    )


def _text(value: str) -> str:
    return _CONTROL.sub("", value.replace("\r\n", "\n")).strip()


def _rows(rows: tuple[Any, ...]) -> tuple[Any, ...]:
    """The rows in which somebody has written anything; what is chosen beside it doesn't count."""
    return tuple(row for row in map(_row, rows) if any(_words(row)))


def _row(row: Any) -> Any:
    texts = {one.name: getattr(row, one.name) for one in fields(row)}
    return replace(row, **{name: _text(value) for name, value in texts.items() if isinstance(value, str)})


def _words(row: Any) -> list[str]:
    chosen = {"kpi", "standard"}
    told = [getattr(row, one.name) for one in fields(row) if one.name not in chosen]
    return [value for value in told if isinstance(value, str)]


def written(policy: WrittenPolicy | OnRecord) -> dict[str, Any]:
    """A policy, or its numbers, as JSON can hold it; days as text."""
    told = asdict(policy)
    for target in told.get("targets", ()):
        target["due"] = target["due"].isoformat()
    return told


def policy_of(told: Mapping[str, Any]) -> WrittenPolicy:
    """The policy that ``written`` told."""
    made = {name: tuple(row(**one) for one in told[name]) for name, row in ROWS.items()}
    return WrittenPolicy(**{**told, **made})


def record_of(told: Mapping[str, Any]) -> OnRecord:
    """The numbers that ``written`` told."""
    targets = ({**one, "due": date.fromisoformat(one["due"])} for one in told["targets"])
    return OnRecord(dict(told["standards"]), tuple(HeldTarget(**one) for one in targets))
