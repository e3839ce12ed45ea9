"""The perception gap for a program and a terminal: what the page shows, as plain dictionaries."""

from __future__ import annotations

from typing import Any

from metrics.perception import words
from metrics.perception.gaps import Gap, Perception
from metrics.perception.places import Place


def perception_answer(found: Perception) -> dict[str, Any]:
    """Each team of a round with both places, the gap and the verdict, the largest gap first."""
    return {
        "headline": words.headline(found),
        "round": found.round.round_id,
        "opens": found.round.opens.isoformat(),
        "ends": found.round.last_day.isoformat(),
        "answers_from": found.days.first.isoformat() if found.days.first else None,
        "answers_to": found.days.last.isoformat() if found.days.last else None,
        "teams": [_gap(gap) for gap in found.gaps],
    }


def _gap(gap: Gap) -> dict[str, Any]:
    apart, share = gap.difference, gap.customers.satisfied
    return {
        "team": gap.team,
        "verdict": gap.verdict.value,
        "self": _place(gap.own),
        "customers": _place(gap.customers.place),
        "gap": {"value": apart.value, "low": apart.low, "high": apart.high} if apart else None,
        "satisfied": {"value": share.value, "low": share.low, "high": share.high, "n": share.n}
        if share
        else None,
    }


def _place(place: Place) -> dict[str, Any]:
    return {"value": place.value, "low": place.low, "high": place.high, "n": place.n}


def perception_text(found: Perception) -> str:
    """The perception gap as lines of text."""
    lines = [words.headline(found), words.stands_on(found), ""]
    lines += [f"- {words.told(gap)}" for gap in found.gaps]
    return "\n".join([*lines, "", *words.method()])
