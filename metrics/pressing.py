"""What needs attention in words, the worst first: missed targets, those at risk, and what got worse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from data.language import gettext as _
from metrics import captions, growing
from metrics.cards import Card
from metrics.goals.scoreboard import Score
from metrics.goals.targets import STATUS_WORDS, Status
from metrics.growing import Growing
from metrics.rollouts import scope

_WORST_FIRST = (Status.MISSED, Status.AT_RISK)


@dataclass(frozen=True)
class Pressing:
    """A line on what needs attention, and what the page of its KPI is to show: key -> choice."""

    text: str
    link: Mapping[str, str]
    status: Status | None = None


def pressing(
    shown: Iterable[Card],
    parts: Iterable[Score],
    names: Mapping[str, str],
    called: Callable[[str], str] = str,
    stocks: Iterable[Growing] = (),
) -> list[Pressing]:
    """The cards that need attention, the targets of parts of the company, those missed first, and what grows.

    ``names`` are those of the dimensions, by key; ``called`` tells how a member of one is written.
    """
    cards = (card for card in shown if card.needs_attention)
    whole = [Pressing(captions.attention(card), {"kpi": card.kpi.key}, card.status) for card in cards]
    grows = [Pressing(growing.told(one), {"kpi": one.kpi.key}) for one in stocks]
    return sorted([*whole, *(_of_part(score, names, called) for score in parts), *grows], key=_urgency)


def _urgency(one: Pressing) -> int:
    return _WORST_FIRST.index(one.status) if one.status in _WORST_FIRST else len(_WORST_FIRST)


def _of_part(score: Score, names: Mapping[str, str], called: Callable[[str], str]) -> Pressing:
    """A target of a part of the company; its link shows that part alone."""
    away = None if score.now is None else score.now.value - score.target.value
    words = {
        "kpi": score.kpi.title,
        "scope": scope(tuple((key, tuple(map(called, told))) for key, told in score.where), names),
        "status": _(STATUS_WORDS[score.status]),
        "gap": captions.how_far(score.kpi, score.target, away, score.status),
    }
    told = _("%(kpi)s, %(scope)s: %(status)s. %(gap)s.") % words
    members = {dimension: member for dimension, (member,) in score.where}
    return Pressing(told, {"kpi": score.kpi.key} | members, score.status)
