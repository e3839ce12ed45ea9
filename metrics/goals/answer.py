"""The scoreboard to take away: as a table for a file, and for a program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from data.forms.tables import Cell, Table
from data.language import gettext as _
from data.language import mark, pmark
from metrics.goals import baselines
from metrics.goals.forecasts import Forecast, NoForecast
from metrics.goals.scoreboard import Score, counted
from metrics.goals.targets import STATUS_WORDS, levels
from metrics.goals.words import due_by, for_whom, foretold, headline, note

EXPORTED = (
    mark("KPI"),
    mark("For whom"),
    mark("Unit"),
    mark("Target"),
    pmark("deadline", "By"),
    mark("Steps on the way"),
    mark("Now"),
    mark("n"),
    mark("First day"),
    mark("Last day"),
    mark("Baseline"),
    mark("Measured from"),
    mark("The way so far, in percent"),
    mark("On the line it would be"),
    mark("If the trend goes on"),
    mark("Low end of its interval"),
    mark("High end of its interval"),
    mark("Status"),
    mark("To know"),
)


def table(board: Sequence[Score], names: Mapping[str, str]) -> Table:
    """The board as a table to take away: numbers as numbers, dates as dates."""
    exported = [_exported(score, names) for score in board]
    return Table(_("Scoreboard"), [_(header) for header in EXPORTED], exported)


def _exported(score: Score, names: Mapping[str, str]) -> list[Cell]:
    now, ahead, target = score.now, score.forecast, score.target
    steps = [due_by(score.kpi, level.value, level.last) for level in levels(target)[:-1]]
    return [
        score.kpi.title,
        for_whom(score, names),
        score.kpi.axis,
        target.value,
        target.due,
        "; ".join(steps),
        *((now.value, now.n, now.first, now.last) if now else (None, 0, None, None)),
        target.baseline,
        None if target.baseline is None else baselines.told(target),
        None if score.way is None else 100 * score.way,
        score.line,
        *((ahead.value, ahead.low, ahead.high) if ahead else (": ".join(foretold(score)), None, None)),
        _(STATUS_WORDS[score.status]),
        note(score),
    ]


def answer(board: Sequence[Score], as_of: date | None) -> dict[str, Any]:
    """The board for a program: counts by status, and a dictionary a target."""
    return {
        "as_of": as_of.isoformat() if as_of else None,
        "total": len(board),
        "counts": {one.value: count for one, count in counted(board).items()},
        "headline": headline(board),
        "targets": [_answer(score) for score in board],
    }


def _answer(score: Score) -> dict[str, Any]:
    target, now = score.target, score.now
    return {
        "kpi": score.kpi.key,
        "unit": score.kpi.unit.value,
        "for": {name: list(members) for name, members in score.where},
        "inherited": score.inherited,
        "target": target.value,
        "due": target.due.isoformat(),
        "basis": target.basis,
        "amount": target.amount,
        "steps": [{"due": one.last.isoformat(), "value": one.value} for one in levels(target)[:-1]],
        "in_force": {"due": score.level.last.isoformat(), "value": score.level.value},
        "baseline": target.baseline,
        "baseline_n": target.baseline_n,
        "baseline_kind": target.baseline_kind.value,
        "baseline_first": target.baseline_from.isoformat() if target.baseline_from else None,
        "baseline_last": target.baseline_to.isoformat() if target.baseline_to else None,
        "as_of": score.as_of.isoformat() if score.as_of else None,
        "value": now.value if now else None,
        "n": now.n if now else 0,
        "first": now.first.isoformat() if now else None,
        "last": now.last.isoformat() if now else None,
        "line": score.line,
        "way": score.way,
        "status": score.status.value,
        "forecast": _foretold(score.ahead),
        "note": note(score),
    }


def _foretold(ahead: Forecast | NoForecast) -> dict[str, Any]:
    if isinstance(ahead, Forecast):
        bounds = {"value": ahead.value, "low": ahead.low, "high": ahead.high}
        return bounds | {"on": ahead.on.isoformat(), "months": ahead.months, "reason": None}
    return {"value": None, "low": None, "high": None, "on": None, "months": None, "reason": ahead.value}
