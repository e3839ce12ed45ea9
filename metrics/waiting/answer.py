"""The work list for a program and a terminal: what the page shows, as plain dictionaries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.language import gettext as _
from data.specs import Scale
from metrics.waiting.shown import Shown
from metrics.waiting.waiting import Item
from metrics.waiting.words import TASK_NAMES, beside, day_told, headline, name, since, why


def waiting_answer(shown: Shown, scales: Mapping[str, Scale]) -> dict[str, Any]:
    """The headline, the day that counts as today, and what is to be done, the most urgent first."""
    found = shown.found
    return {
        "headline": headline(shown.items, shown.still, shown.hidden),
        "as_of": found.today.isoformat() if found.today else None,
        "answers_as_of": found.answers_today.isoformat() if found.answers_today else None,
        "open": shown.still.n,
        "oldest_open_hours": shown.still.hours,
        "not_known_whether_open": shown.still.unknown,
        "hidden": [{"number": item.number or None, "task": item.task.value} for item in shown.hidden],
        "follow_ups_passed_over": found.passed_over,
        "items": [_item(item, scales) for item in shown.items],
    }


def _item(item: Item, scales: Mapping[str, Scale]) -> dict[str, Any]:
    return {
        "task": item.task.value,
        "table": item.row.table,
        "upload": item.row.upload_id,
        "row": item.row.row_number,
        "number": item.number or None,
        "customer": item.customer or None,
        "since": item.since.isoformat(),
        "hours": item.hours,
        "why": why(item, scales),
        "nature": item.nature or None,
        "comment": item.comment or None,
        "told_until": item.told.isoformat(),
        "as_of": item.as_of.isoformat(),
        "where": dict(item.where),
    }


def waiting_text(shown: Shown, scales: Mapping[str, Scale]) -> str:
    """The work list as lines of text."""
    lines = [headline(shown.items, shown.still, shown.hidden), day_told(shown.found)]
    lines += beside(shown.items, shown.still, shown.hidden)
    for item in shown.items:
        words = {"task": _(TASK_NAMES[item.task]), "who": name(item), "since": since(item, shown.found)}
        lines.append(_("[%(task)s] %(who)s, %(since)s") % words + f": {'; '.join(why(item, scales))}")
    return "\n".join(lines)
