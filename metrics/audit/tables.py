"""Audits as a table to take away: a row for each standard of each audit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data import formats
from data.audits import Audit
from data.forms.tables import Cell, Table
from data.language import gettext as _
from data.questionnaires.standards_audit import STANDARDS
from metrics.audit import words
from metrics.audit.results import Whom
from metrics.audit.scoring import points


def table(audits: Sequence[Audit], names: Mapping[Whom, str]) -> Table:
    """A row a standard of an audit; one that wasn't observed has no score."""
    headers = (
        _("Audit"),
        _("Date"),
        _("Team or branch"),
        _("Kind"),
        _("Auditor"),
        _("Standard"),
        _("Score"),
        _("Note"),
        _("Points of the audit"),
        _("Points possible"),
        _("% of the points"),
    )
    rows = [row for audit in audits for row in _rows(audit, names[audit.whom])]
    return Table(_("Standards audit"), headers, rows)


def _rows(audit: Audit, name: str) -> list[tuple[Cell, ...]]:
    got = points(audit)
    head = (audit.audit_id, audit.on, name, words.kind_name(audit), audit.auditor)
    tail = (got.scored, got.possible, formats.rounded(got.percent, 1))
    return [
        (*head, _(one.name), audit.scores.get(one.key), audit.notes.get(one.key), *tail) for one in STANDARDS
    ]
