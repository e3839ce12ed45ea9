"""The health of the data for a program and a terminal: what the page shows, as plain dictionaries."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from data import formats
from data.kinds import KIND_NAMES
from data.language import gettext as _
from data.language import ngettext
from metrics.health.examination import Health, KindHealth
from metrics.health.findings import Finding
from metrics.health.headline import headline
from metrics.health.sentences import SEVERITY_WORDS, advice, means, what
from metrics.sentences import span


def health_answer(health: Health) -> dict[str, Any]:
    """The headline, the kinds of data with their files, gaps and empty cells, and the findings."""
    return {
        "headline": headline(health),
        "kinds": [_kind(kind) for kind in health.kinds],
        "findings": [_finding(found) for found in health.findings],
    }


def _kind(kind: KindHealth) -> dict[str, Any]:
    files = [
        {"upload": one.upload_id, "file": one.file, "first": one.first_day, "last": one.last_day}
        | {"rows": one.rows, "left_out": one.rejected}
        for one in kind.files
    ]
    told = dataclasses.asdict(dataclasses.replace(kind, files=())) | {"files": files}
    return _plain(told)


def _finding(found: Finding) -> dict[str, Any]:
    words = {"what": what(found), "means": means(found), "next": advice(found)}
    return _plain(dataclasses.asdict(found) | words)


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return None if isinstance(value, float) and value != value else value


def health_text(health: Health) -> str:
    """The health of the data as lines of text."""
    if not health.kinds:
        return _("Nothing is loaded yet.")
    lines = [headline(health), ""]
    lines += [_covered(kind) for kind in health.kinds]
    lines += [line for found in health.findings for line in ("", *_lines(found))]
    return "\n".join(lines)


def _covered(kind: KindHealth) -> str:
    words = {"kind": _(KIND_NAMES[kind.kind]), "n": formats.number(kind.rows)}
    if kind.first and kind.last:
        told = ngettext("%(kind)s: %(n)s row, %(span)s", "%(kind)s: %(n)s rows, %(span)s", kind.rows)
        return told % (words | {"span": span(kind.first, kind.last)})
    told = ngettext("%(kind)s: %(n)s row without a date", "%(kind)s: %(n)s rows without a date", kind.rows)
    return told % words


def _lines(found: Finding) -> list[str]:
    severity, kind = _(SEVERITY_WORDS[found.severity]), _(KIND_NAMES[found.kind])
    return [f"[{severity}] {kind}: {what(found)}", f"  {means(found)}", f"  {advice(found)}"]
