from __future__ import annotations

from datetime import date

import pytest

from data.kinds import DIMENSIONS
from data.records import EventKind, Policy, Rollout
from metrics.query import Filters
from metrics.rollouts import Event, comparable, day_of, events, first_day, policy_of, reach, scope

EVERYONE = Policy("Answer the phone", (Rollout(date(2025, 3, 1)),))
BRANCHES = Policy(
    "Call back",
    (
        Rollout(date(2025, 6, 1), "branch", "South"),
        Rollout(date(2025, 6, 1), "branch", "North"),
        Rollout(date(2025, 4, 1), "branch", "East"),
        Rollout(date(2025, 6, 1), "team", "Night"),
    ),
)
LATER = Policy("Smile", (Rollout(date(2025, 5, 1)),))

NAMES = {column.key: column.title for column in DIMENSIONS}
EVENTS = [
    Event("Smile", date(2025, 5, 1)),
    Event("Answer the phone", date(2025, 3, 1)),
    Event("Call back", date(2025, 6, 1), (("branch", ("North", "South")),)),
    Event("Call back", date(2025, 6, 1), (("team", ("Night",)),)),
    Event("Call back", date(2025, 4, 1), (("branch", ("East",)),)),
]


def test_members_of_one_day_are_one_event_and_those_for_everyone_come_first() -> None:
    assert events([BRANCHES, EVERYONE, LATER]) == EVENTS
    assert events([]) == []


def test_other_events_come_last_and_are_nobody_s_baseline() -> None:
    outage = Policy("Phones down", (Rollout(date(2025, 9, 1)),), kind=EventKind.OUTAGE)
    early = Policy("Sale", (Rollout(date(2024, 1, 1)),), kind=EventKind.SEASON)
    known = [outage, BRANCHES, early, EVERYONE]
    assert [event.policy for event in events(known)][-2:] == ["Phones down", "Sale"]
    assert first_day(known, None, None) == date(2025, 3, 1)


def test_without_a_policy_there_is_nothing_to_compare_around() -> None:
    policy = Policy("P", (Rollout(date(2025, 3, 1)),))
    outage = Policy("Outage", (Rollout(date(2025, 6, 1)),), kind=EventKind.OUTAGE)
    assert comparable([outage]) == []
    assert [event.policy for event in comparable([outage, policy])] == ["P", "Outage"]


@pytest.mark.parametrize(
    "event, where, expected",
    [
        ((), (), True),
        ((), (("branch", ("North",)),), True),
        ((("branch", ("North", "South")),), (("branch", ("North",)),), True),
        ((("branch", ("North",)),), (), None),
        ((("branch", ("North",)),), (("branch", ("North", "South")),), None),
        ((("branch", ("North",)),), (("branch", ("West",)),), False),
        ((("branch", ("North",)),), (("team", ("Night",)),), None),
    ],
)
def test_whom_an_event_reaches(event: Filters, where: Filters, expected: bool | None) -> None:
    assert reach(Event("Policy", date(2025, 3, 1), event), where) is expected


def test_keys_and_titles_tell_events_apart() -> None:
    titles = {event.title(NAMES) for event in EVENTS}
    assert len({event.key for event in EVENTS}) == len(titles) == len(EVENTS)
    assert EVENTS[2].key == "2025-06-01.branch.North+South"
    assert EVENTS[2].title(NAMES) == "Call back · 1 Jun 2025 · Branch: North, South"
    assert scope((), NAMES) == "everyone"


@pytest.mark.parametrize("event, expected", [(EVENTS[0], LATER), (EVENTS[4], BRANCHES), (None, None)])
def test_the_policy_behind_an_event(event: Event | None, expected: Policy | None) -> None:
    assert policy_of([BRANCHES, EVERYONE, LATER], event) == expected


@pytest.mark.parametrize(
    "policy, dimension, member, expected",
    [
        (BRANCHES, "branch", "East", date(2025, 4, 1)),
        (BRANCHES, "branch", "West", None),
        (BRANCHES, "team", "East", None),
        (EVERYONE, "branch", "West", date(2025, 3, 1)),
        (None, "branch", "East", None),
    ],
)
def test_the_day_on_which_a_member_got_a_policy(
    policy: Policy | None, dimension: str, member: str, expected: date | None
) -> None:
    assert day_of(policy, dimension, member) == expected
