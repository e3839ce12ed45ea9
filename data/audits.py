"""Audits of service standards: who looked at whom, when and how, and what each standard earned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from data.kinds import ORGANISED_BY
from data.language import gettext as _
from data.language import mark
from data.questionnaires.standards_audit import STANDARD_BY_KEY, STANDARDS

LOWEST, HIGHEST = 1, 5
EARLIEST = date(1990, 1, 1)
LONGEST_NAME, LONGEST_NOTE = 80, 1000


class AuditKind(StrEnum):
    """How an audit was done."""

    OWN = "own"
    PHONE = "phone"
    VISIT = "visit"
    EMAIL = "email"


AUDIT_KIND_NAMES = {
    AuditKind.OWN: mark("own audit"),
    AuditKind.PHONE: mark("mystery shopping by phone"),
    AuditKind.VISIT: mark("mystery shopping by visit"),
    AuditKind.EMAIL: mark("mystery shopping by e-mail"),
}


@dataclass(frozen=True)
class Scored:
    """What one standard earned; ``score`` is None where it wasn't observed, which never counts as zero."""

    standard: str
    score: int | None
    note: str = ""


@dataclass(frozen=True)
class Audit:
    """One audit of a team or a branch on one day.

    dimension, member  whom it is about: ``team`` or ``branch``, and which
    auditor            who scored it
    scored             what was scored or noted; a standard that isn't among them wasn't observed
    version            how many times it was saved, from 1; 0 before that
    """

    dimension: str
    member: str
    on: date
    kind: AuditKind
    auditor: str
    scored: tuple[Scored, ...]
    audit_id: int | None = None
    version: int = 0
    is_sample: bool = False

    @property
    def whom(self) -> tuple[str, str]:
        """The team or branch, by its dimension and name."""
        return self.dimension, self.member

    @property
    def scores(self) -> dict[str, int]:
        """Standard -> its score, of those that were observed."""
        return {one.standard: one.score for one in self.scored if one.score is not None}

    @property
    def notes(self) -> dict[str, str]:
        """Standard -> the note on it, where there is one."""
        return {one.standard: one.note for one in self.scored if one.note}


@dataclass(frozen=True)
class AuditVersion:
    """An audit as it was saved: when, in UTC, and by whom; ``stands`` is False where that took it back."""

    audit: Audit
    stands: bool
    at: datetime
    by: str


def scored(scores: Mapping[str, int | None], notes: Mapping[str, str]) -> tuple[Scored, ...]:
    """What a form says, in the order of the standards; those without a score and a note are left out."""
    found = (
        Scored(one.key, scores.get(one.key), " ".join(notes.get(one.key, "").split())) for one in STANDARDS
    )
    return tuple(one for one in found if one.score is not None or one.note)


def faults(audit: Audit, today: date) -> dict[str, str]:
    """Field -> why an audit can't be kept as it is; empty where it can."""
    found: dict[str, str] = {}
    if audit.dimension not in ORGANISED_BY or not audit.member.strip():
        found["member"] = _("Say which team or branch was audited.")
    if max(len(audit.member), len(audit.auditor)) > LONGEST_NAME:
        told = _("Names may have %(n)s characters at most.")
        found["auditor" if len(audit.auditor) > LONGEST_NAME else "member"] = told % {"n": LONGEST_NAME}
    if not audit.auditor.strip():
        found["auditor"] = _("Say who did the audit.")
    if not EARLIEST <= audit.on <= today:
        found["on"] = _("The day of an audit can't lie in the future, nor before 1990.")
    return found | _faults_of_scores(audit)


def _faults_of_scores(audit: Audit) -> dict[str, str]:
    if not audit.scores:
        return {"scores": _("Score at least one standard; what wasn't observed stays empty.")}
    keys = [one.standard for one in audit.scored]
    known = len({*keys} & {*STANDARD_BY_KEY}) == len(keys)
    if not known or any(not LOWEST <= score <= HIGHEST for score in audit.scores.values()):
        return {"scores": _("Scores are whole numbers from 1 to 5, one for each standard.")}
    if any(len(one.note) > LONGEST_NOTE for one in audit.scored):
        return {"scores": _("A note may have %(n)s characters at most.") % {"n": LONGEST_NOTE}}
    return {}
