"""Rollouts as events: a policy taking effect on one day for everyone, or for some members of a dimension."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from data import formats
from data.language import gettext as _
from data.records import EventKind, Policy
from metrics.query import Filters


@dataclass(frozen=True)
class Event:
    """A day on which a policy, or what else ``kind`` says, took effect for those that ``where`` keeps.

    ``ends_on`` is the last day of what is over by itself, as an outage is; None for what stays.
    """

    policy: str
    starts_on: date
    where: Filters = ()
    again: int = 0
    kind: EventKind = EventKind.POLICY
    ends_on: date | None = None

    @property
    def key(self) -> str:
        """A short name that a link can carry; ``again`` tells events of one day and scope apart."""
        scope = "".join(f".{name}.{'+'.join(members)}" for name, members in self.where)
        return f"{self.starts_on.isoformat()}{scope}{f'.{self.again}' if self.again else ''}"

    def title(self, names: Mapping[str, str]) -> str:
        """The policy, the day and for whom; ``names`` are those of the dimensions."""
        words = {"policy": self.policy, "day": formats.day(self.starts_on), "scope": scope(self.where, names)}
        return _("%(policy)s · %(day)s · %(scope)s") % words


def scope(where: Filters, names: Mapping[str, str]) -> str:
    """For whom, in words: everyone, or the members named beside their dimension; ``names`` are its names."""
    if not where:
        return _("everyone")
    return ", ".join(f"{names.get(key, key)}: {', '.join(members)}" for key, members in where)


def events(policies: list[Policy]) -> list[Event]:
    """The events of all policies, then other events; of each those for everyone first, the latest first."""
    found: list[Event] = []
    for event in (event for policy in policies for event in _of(policy)):
        same = sum((one.starts_on, one.where) == (event.starts_on, event.where) for one in found)
        found.append(replace(event, again=same))
    return sorted(found, key=_order)


def comparable(policies: list[Policy]) -> list[Event]:
    """The events to compare around, a policy first; none where there is no policy."""
    found = events(policies)
    return found if any(event.kind is EventKind.POLICY for event in found) else []


def _order(event: Event) -> tuple[bool, bool, int, str]:
    other = event.kind is not EventKind.POLICY
    return other, bool(event.where), -event.starts_on.toordinal(), event.key


def reach(event: Event, where: Filters) -> bool | None:
    """Whether an event reaches all of those that a filter keeps; None where it reaches some of them."""
    looked_at = dict(where)
    for dimension, members in event.where:
        if dimension not in looked_at or not set(looked_at[dimension]) <= set(members):
            return False if set(looked_at.get(dimension, members)).isdisjoint(members) else None
    return True


def _of(policy: Policy) -> list[Event]:
    together: dict[tuple[date, str | None, date | None], list[str]] = {}
    for rollout in policy.rollouts:
        alike = (rollout.starts_on, rollout.dimension, rollout.ends_on)
        together.setdefault(alike, []).append(rollout.member or "")
    return [
        Event(
            policy.name,
            day,
            ((dimension, tuple(sorted(members))),) if dimension else (),
            kind=policy.kind,
            ends_on=last,
        )
        for (day, dimension, last), members in together.items()
    ]


def policy_of(policies: list[Policy], event: Event | None) -> Policy | None:
    """The policy whose rollout an event is."""
    plain = replace(event, again=0) if event else None
    return next((policy for policy in policies if plain in _of(policy)), None)


def day_of(policy: Policy | None, dimension: str, member: str) -> date | None:
    """The day on which a member of a dimension got a policy; None where it never did."""
    if policy is None:
        return None
    days = [
        rollout.starts_on
        for rollout in policy.rollouts
        if rollout.dimension is None or (rollout.dimension, rollout.member) == (dimension, member)
    ]
    return min(days, default=None)


def latest(known: Iterable[Event], where: Filters) -> date | None:
    """The day of the latest policy that reached everybody looked at; None without one."""
    reached = [event for event in known if event.kind is EventKind.POLICY and reach(event, where)]
    return max((event.starts_on for event in reached), default=None)


def first_day(policies: list[Policy], dimension: str | None, member: str | None) -> date | None:
    """The day from which a target's scope has a policy: what lies before is its baseline."""
    policies = [policy for policy in policies if policy.kind is EventKind.POLICY]
    days = [
        rollout.starts_on
        for policy in policies
        for rollout in policy.rollouts
        if rollout.dimension is None or (rollout.dimension, rollout.member) == (dimension, member)
    ]
    everyone = [event.starts_on for event in events(policies) if not event.where]
    return min(days if dimension else everyone, default=None)
