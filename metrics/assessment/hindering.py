"""What hinders good service, in the words of members, grouped by what they say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from data.store import Store, hindrances, masked
from metrics.assessment.results import Result, State
from metrics.problems.texts import Group, grouped

SHOWN = 8


@dataclass(frozen=True)
class Hindering:
    """The largest groups of what was written, names in it masked, and how many wrote something."""

    groups: tuple[Group, ...]
    n: int


def hindering(store: Store, found: Result, today: date | None = None) -> Hindering:
    """What hinders good service by members of the teams that a result tells of; nothing of too few.

    A group of texts is told by the one that is most like the others.
    """
    if found.state is not State.TOLD:
        return Hindering((), 0)
    texts = hindrances(store, found.round.round_id, found.teams, today)
    groups = grouped(Counter(texts))[:SHOWN]
    examples = masked(store, [group.example for group in groups])
    told = [replace(group, example=text, texts=()) for group, text in zip(groups, examples, strict=True)]
    return Hindering(tuple(told), len(texts))
