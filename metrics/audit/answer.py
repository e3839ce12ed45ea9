"""What audits tell, for a program and a terminal: what the page shows, as plain dictionaries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.audits import Audit
from data.language import gettext as _
from metrics.audit import words
from metrics.audit.results import Audited, Result, Sides, Whom
from metrics.audit.scoring import Mean, points


def audit_answer(found: Result) -> dict[str, Any]:
    """The percent of all, of each team and of each standard, weakest first, with the audits themselves."""
    asked = found.asked
    return {
        "headline": words.headline(found),
        "formula": words.method()[0],
        "from": asked.first.isoformat() if asked.first else None,
        "to": asked.last.isoformat() if asked.last else None,
        "rollout": asked.rollout.isoformat() if asked.rollout else None,
        "percent": _sides(found.percent),
        "differs_in_kind_or_teams": found.is_mixed,
        "teams": [_team(team) for team in found.teams],
        "standards": [
            {"standard": one.standard, "name": words.standard_name(one.standard)} | _sides(one.score)
            for one in found.standards
        ],
        "not_observed": list(found.unseen),
        "audits": [_audit(audit) for audit in (*found.now, *found.before)],
    }


def _sides(sides: Sides) -> dict[str, Any]:
    change = sides.change
    told = {"value": change.value, "low": change.low, "high": change.high} if change else None
    return {"now": _mean(sides.now), "before": _mean(sides.before), "change": told}


def _mean(mean: Mean | None) -> dict[str, Any] | None:
    return {"value": mean.value, "low": mean.low, "high": mean.high, "audits": mean.n} if mean else None


def _team(team: Audited) -> dict[str, Any]:
    dimension, member = team.whom
    trend = [{"date": one.on.isoformat(), "percent": points(one).percent} for one in team.audits]
    return {"dimension": dimension, "member": member} | _sides(team.percent) | {"trend": trend}


def _audit(audit: Audit) -> dict[str, Any]:
    got = points(audit)
    return {
        "audit": audit.audit_id,
        "dimension": audit.dimension,
        "member": audit.member,
        "date": audit.on.isoformat(),
        "kind": audit.kind.value,
        "auditor": audit.auditor,
        "points": got.scored,
        "possible": got.possible,
        "percent": got.percent,
        "scores": audit.scores,
        "notes": audit.notes,
    }


def audit_text(found: Result, names: Mapping[Whom, str]) -> str:
    """What the audits tell, as lines of text."""
    lines = [words.headline(found), words.stands_on(found), words.changed(found.percent), words.mixed(found)]
    if found.teams:
        lines += ["", _("By team and branch, the lowest first:")]
        lines += [f"- {words.team_told(team, names[team.whom])}" for team in found.teams]
    if found.standards:
        lines += ["", _("By standard, the weakest first:")]
        lines += [f"- {words.standard_told(one)}" for one in found.standards]
    lines += [words.unseen(found), "", words.method()[0]]
    return "\n".join(line for at, line in enumerate(lines) if line or (at and lines[at - 1]))
