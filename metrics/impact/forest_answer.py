"""All KPIs at a rollout for a program, and for a terminal."""

from __future__ import annotations

from datetime import date
from typing import Any

from metrics.impact import forest_words as words
from metrics.impact.answer import impact_answer
from metrics.impact.forest import Forest, Row
from metrics.impact.verdict import Kind
from metrics.impact.word import Word


def forest_answer(found: Forest, rollout: date) -> dict[str, Any]:
    """The title, what stands out, and a dictionary a KPI: those with a verdict first, the best on top."""
    return {
        "rollout": rollout.isoformat(),
        "title": words.title(found, rollout),
        "unintended": words.unintended(found) or None,
        "improved": len(found.of(Kind.IMPROVED)),
        "worsened": len(found.of(Kind.WORSENED)),
        "no_change": len(found.of(Kind.NO_CHANGE)),
        "of_these_may_be_chance": len(found.told_as(Word.CHANCE)),
        "of_these_too_unsure": len(found.told_as(Word.UNSURE)),
        "cant_tell": len(found.undecided),
        "rows": [_row(row) for row in found.rows],
        "untold": [impact_answer(impact) for impact in found.untold],
        "restated": [impact.kpi.key for impact in found.restated],
        "neutral": [impact_answer(impact) for impact in found.neutral],
    }


def _row(row: Row) -> dict[str, Any]:
    """An impact with its place among all: ``together`` is what many looked at make of its verdict."""
    told = impact_answer(row.told)
    return told | {
        "together": told["together"]
        | {
            "kind": row.kind.value,
            "clear_alone": row.alone,
            "standardised": {"value": row.shift, "low": row.low, "high": row.high},
        }
    }


def forest_text(found: Forest, rollout: date) -> str:
    """The same in words: a line a KPI."""
    told = [words.title(found, rollout), words.unintended(found), words.at_once(found)]
    told += [
        "\t".join((row.impact.kpi.title, words.word(row), words.shift(row.impact))) for row in found.rows
    ]
    told += ["\t".join((impact.kpi.title, words.neutral_line(impact))) for impact in found.neutral]
    for reason, impacts in words.reasons(found.untold).items():
        told += ["\t".join((impact.kpi.title, reason)) for impact in impacts]
    return "\n".join(
        line for line in [*told, words.rest(found), words.counts(found), *words.together(found)] if line
    )
