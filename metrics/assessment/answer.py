"""A round of the self-assessment for a program and a terminal: what the page shows, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from data import formats
from data.language import gettext as _
from data.questionnaires.rounds import Round
from data.store import Store, rounds
from metrics.assessment import words
from metrics.assessment.changes import Change, changes, pair
from metrics.assessment.hindering import Hindering, hindering
from metrics.assessment.results import Result, Value, by_team, result


@dataclass(frozen=True)
class Told:
    """One or several teams in a round, with what changed since the round before."""

    result: Result
    before: Result | None
    changes: tuple[Change, ...]
    hindering: Hindering


@dataclass(frozen=True)
class Assessment:
    """A round as it is told: all teams together, and each."""

    round: Round
    together: Told
    teams: tuple[Told, ...]


def round_before(store: Store, found: Round) -> Round | None:
    """The latest round of the same questionnaire that ended before a round did."""
    earlier = [
        one
        for one in rounds(store)
        if one.questionnaire == found.questionnaire and one.in_time < found.in_time
    ]
    return max(earlier, key=lambda one: one.in_time, default=None)


def told(
    store: Store,
    found: Result,
    before: Round | None,
    teams: Sequence[str] | None = None,
    today: date | None = None,
) -> Told:
    """A result with what changed since a round before, of the same teams."""
    said = hindering(store, found, today)
    if before is None:
        return Told(found, None, (), said)
    was, now = pair(store, before.round_id, found.round.round_id, teams, today)
    return Told(found, was, changes(was, now), said)


def assessment(
    store: Store, found: Round, teams: Sequence[str] | None = None, today: date | None = None
) -> Assessment:
    """All that is told of a round; of some of its teams, with ``teams``."""
    before = round_before(store, found)
    each = [one for one in by_team(store, found.round_id, today) if teams is None or one.teams[0] in teams]
    together = result(store, found.round_id, teams, today)
    return Assessment(
        found,
        told(store, together, before, teams, today),
        tuple(told(store, one, before, one.teams, today) for one in each),
    )


def assessment_answer(found: Assessment) -> dict[str, Any]:
    """The round, its teams together and each, as plain dictionaries."""
    return {
        "round": found.round.round_id,
        "questionnaire": found.together.result.questionnaire.name.said,
        "opens": found.round.opens.isoformat(),
        "last_day": found.round.last_day.isoformat(),
        "together": _answer(found.together),
        "teams": [_answer(one) for one in found.teams],
    }


def _answer(one: Told) -> dict[str, Any]:
    found = one.result
    return {
        "teams": list(found.teams),
        "state": found.state.value,
        "n": found.n,
        "total": None if found.total is None else float(found.total),
        "band": found.band.name.said if found.band else None,
        "interval": _interval(found.value),
        "headline": words.headline(found),
        "sentences": [*words.reading(found), *words.change_words(one.changes)],
        "sections": [
            {"section": section.section.key, "name": section.section.name.said} | asdict(section.value)
            for section in found.sections
        ],
        "statements": [
            {"statement": it.statement.key, "asks": it.statement.asks.said} | asdict(it.value)
            for it in found.statements
        ],
        "first_steps": [
            {"section": section.section.key, "steps": [step.said for step in section.section.steps]}
            for section in found.weakest
        ],
        "changes": [_change(change) for change in one.changes],
        "hindering": [{"words": group.example, "n": group.n} for group in one.hindering.groups],
        "left_out": list(found.left_out),
    }


def _interval(value: Value | None) -> dict[str, float | None] | None:
    return {"low": value.low, "high": value.high} if value else None


def _change(change: Change) -> dict[str, Any]:
    return {
        "section": change.section.key if change.section else None,
        "before": change.before,
        "after": change.after,
        "difference": change.difference,
        "low": change.low,
        "high": change.high,
        "clear": change.clear,
    }


def assessment_text(found: Assessment) -> str:
    """The same in words: all teams together, then each."""
    name = found.together.result.questionnaire.name.said
    lines = [_("%(name)s, %(round)s") % {"name": name, "round": words.round_name(found.round)}]
    if len(found.teams) > 1:
        lines += ["", _together(found), *_lines(found.together)]
    for one in found.teams:
        lines += ["", formats.listed(one.result.teams), *_lines(one)]
    return "\n".join(lines)


def _together(found: Assessment) -> str:
    if len(found.teams) == len(found.round.teams):
        return _("All teams together")
    return formats.listed([team for one in found.teams for team in one.result.teams])


def _lines(one: Told) -> list[str]:
    found = one.result
    lines = [words.headline(found), *words.reading(found), *words.change_words(one.changes)]
    lines += [f"  {it.section.name.said}: {words.value_text(it.value)}" for it in found.sections]
    for section in found.weakest:
        lines.append(_("First steps: %(section)s") % {"section": section.section.name.said})
        lines += [f"  - {step.said}" for step in section.section.steps]
    if one.hindering.groups:
        lines.append(_("What hinders good service:"))
        lines += [f"  {formats.number(group.n)} x {group.example}" for group in one.hindering.groups]
    return lines
