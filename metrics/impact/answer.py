"""What a rollout did to a KPI, for a program: plain dictionaries of what the page shows."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from data.language import gettext as _
from metrics.answers import comparison_answer
from metrics.goals.ahead import against
from metrics.impact import steady_words
from metrics.impact.impact import Impact
from metrics.impact.lasting import Decay
from metrics.impact.steadiness import Steadiness
from metrics.impact.verdict import Verdict
from metrics.statistics.autoregression import Effect


def impact_answer(found: Impact) -> dict[str, Any]:
    """An impact: before, after, difference, verdict, signals, assurance, decay, and the page's sentence."""
    told = comparison_answer(found.comparison)
    for missing in ("missing_before", "missing_after"):
        del told[missing]
    return told | {
        "word": found.word.value,
        "verdict": _verdict(found.verdict),
        "together": _together(found),
        **_chart(found.chart),
        "decay": _decay(found.decay),
        "target": _target(found),
        "title": found.title,
        "sentence": found.sentence,
    }


def impact_text(found: Impact) -> str:
    """The same in words, a line each: the verdict in short, all that can be said, and what stands out."""
    chart = found.chart
    told = [found.title, found.sentence]
    if chart is not None:
        steady = _("Is the process steady? %(answer)s") % {"answer": steady_words.steady(chart)}
        told += [steady, *steady_words.standing_out(chart)]
    return "\n".join(told)


def _verdict(found: Verdict) -> dict[str, Any]:
    return {
        "kind": found.kind.value,
        "is_ratio": found.is_ratio,
        "level": _effect(found.level),
        "slope": _effect(found.slope),
        "p": found.p,
        "method": found.method,
        "season": f"{found.harmonics} harmonics" if found.harmonics else "not accounted for",
        "reason": found.reason.value if found.reason else None,
        "before": found.before,
        "after": found.after,
        "missing_before": found.missing_before,
        "missing_after": found.missing_after,
        "smallest_detectable": found.smallest,
        "periods_needed_for_target": found.needed,
    }


def _together(found: Impact) -> dict[str, Any] | None:
    """What looking at many KPIs makes of the verdict; None where others don't count."""
    if found.among is None:
        return None
    return {"p": found.among.p, "kpis": found.among.count, "is_clear": found.among.is_clear}


def _effect(found: Effect | None) -> dict[str, float] | None:
    return None if found is None else {key: float(value) for key, value in asdict(found).items()}


def _chart(found: Steadiness | None) -> dict[str, Any]:
    if found is None:
        return {"variation": None, "assurance": None, "signals": []}
    return {
        "variation": found.variation.value if found.variation else None,
        "assurance": found.assurance.value if found.assurance else None,
        "trial_limits": found.trial,
        "signals": [
            {
                "period": named.start.isoformat(),
                "rule": named.signal.value,
                "side": "high" if named.side > 0 else "low",
                "value": named.value,
            }
            for named in found.signals
        ],
    }


def _decay(found: Decay) -> dict[str, Any]:
    return {
        "kind": found.kind.value,
        "is_ratio": found.is_ratio,
        "later": _effect(found.later),
        "missing": found.missing,
    }


def _target(found: Impact) -> dict[str, Any] | None:
    if found.target is None or found.status is None:
        return None
    return {
        "value": found.target.value,
        "due": found.target.due.isoformat(),
        "status": found.status.value,
        "note": against(found.kpi, found.target, found.status, found.ahead),
    }
