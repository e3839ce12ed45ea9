"""Audits of service standards, each with all its versions: who saved which when, and who took it back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from duckdb import DuckDBPyConnection

from data.audits import Audit, AuditKind, AuditVersion, Scored, faults
from data.language import gettext as _
from data.store.connection import Store, StoreError
from data.store.masking import masked
from data.store.sql import insert, listed, scalar

_FIELDS = ("audit_id", "version", "dimension", "member", "audited_on", "kind", "auditor", "is_sample")
_SAVED = ("stands", "changed_at", "changed_by")


class UnknownAudit(StoreError):
    """There is no such audit, or no such version of it."""


class AuditChangedMeanwhile(StoreError):
    """Somebody else has saved the audit or taken it back since it was opened."""


class InvalidAudit(StoreError):
    """The audit can't be kept; ``faults`` tells why, by field."""

    def __init__(self, found: dict[str, str]) -> None:
        super().__init__(" ".join(found.values()))
        self.faults = found


def audits(store: Store) -> list[Audit]:
    """The audits that stand, the latest day first."""
    return [one.audit for one in _latest(store) if one.stands]


def audits_taken_back(store: Store) -> list[AuditVersion]:
    """The audits that were taken back, as they were last, with who did that when; the latest first."""
    found = [one for one in _latest(store) if not one.stands]
    return sorted(found, key=lambda one: one.at, reverse=True)


def audit_versions(store: Store, audit_id: int) -> list[AuditVersion]:
    """All versions of an audit, the latest first; ``UnknownAudit`` where there is none."""
    with store.cursor() as cursor:
        found = _read(cursor, "audit_id = ?", [audit_id])
    if not found:
        raise _unknown(audit_id)
    return sorted(found, key=lambda one: one.audit.version, reverse=True)


def _latest(store: Store) -> list[AuditVersion]:
    newest = "(audit_id, version) IN (SELECT audit_id, max(version) FROM audits GROUP BY audit_id)"
    with store.cursor() as cursor:
        found = _read(cursor, newest, [])
    return sorted(found, key=lambda one: (one.audit.on, one.audit.audit_id), reverse=True)


def _read(cursor: DuckDBPyConnection, condition: str, parameters: list[Any]) -> list[AuditVersion]:
    rows = cursor.execute(
        f"SELECT {listed((*_FIELDS, *_SAVED))} FROM audits WHERE {condition}", parameters
    ).fetchall()
    scored: defaultdict[tuple[int, int], list[Scored]] = defaultdict(list)
    for audit_id, version, standard, score, note in cursor.execute(
        "SELECT audit_id, version, standard, score, note FROM audit_scores"
        f" WHERE {condition} ORDER BY audit_id, version, position",
        parameters,
    ).fetchall():
        scored[audit_id, version].append(Scored(standard, score, note))
    return [_version(row, tuple(scored[row[0], row[1]])) for row in rows]


def _version(row: Sequence[Any], scored: tuple[Scored, ...]) -> AuditVersion:
    values: dict[str, Any] = dict(zip((*_FIELDS, *_SAVED), row, strict=True))
    audit = Audit(
        values["dimension"],
        values["member"],
        values["audited_on"],
        AuditKind(values["kind"]),
        values["auditor"],
        scored,
        values["audit_id"],
        values["version"],
        values["is_sample"],
    )
    return AuditVersion(
        audit, values["stands"], values["changed_at"].replace(tzinfo=UTC), values["changed_by"]
    )


def save_audit(store: Store, audit: Audit, by: str = "") -> Audit:
    """Keep an audit: a new one where it has no number, else a further version of the one with its number.

    Customers whom its notes name are masked. Returns it as it is kept; one that says what is kept already
    gets no further version. ``InvalidAudit`` where it can't be kept, ``AuditChangedMeanwhile`` where
    ``audit.version`` isn't the latest one, ``UnknownAudit`` where there is none with its number.
    """
    if found := faults(audit, _tomorrow()):
        raise InvalidAudit(found)
    audit = _tidy(store, audit)
    with store.write(only_plans=True) as cursor:
        if audit.audit_id is None:
            numbered = replace(audit, audit_id=scalar(cursor, "SELECT nextval('audit_ids')"), version=0)
            return _append(cursor, numbered, by)
        known = _require_latest(cursor, audit.audit_id, audit.version)
        audit = replace(audit, is_sample=known.audit.is_sample)
        if known.stands and known.audit == audit:
            return audit
        return _append(cursor, audit, by)


def _tomorrow() -> date:
    """The latest day that it is anywhere on earth."""
    return (datetime.now(UTC) + timedelta(hours=14)).date()


def _tidy(store: Store, audit: Audit) -> Audit:
    """The audit without spaces around its names, and without customers in its notes."""
    notes = masked(store, [one.note for one in audit.scored])
    kept = tuple(replace(one, note=note) for one, note in zip(audit.scored, notes, strict=True))
    names = {"member": " ".join(audit.member.split()), "auditor": " ".join(audit.auditor.split())}
    return replace(audit, scored=kept, **names)


def take_audit_back(store: Store, audit: Audit, by: str = "") -> None:
    """Let an audit count no more; it stays among those taken back. Errors as for ``save_audit``."""
    with store.write(only_plans=True) as cursor:
        known = _require_latest(cursor, audit.audit_id, audit.version)
        if known.stands:
            _append(cursor, known.audit, by, stands=False)


def restore_audit(store: Store, audit_id: int, version: int, by: str = "") -> Audit:
    """Let a former version of an audit count again, as its latest one; ``UnknownAudit`` without such one."""
    with store.write(only_plans=True) as cursor:
        known = _read(cursor, "audit_id = ?", [audit_id])
        former = next((one.audit for one in known if one.audit.version == version), None)
        if former is None:
            raise _unknown(audit_id)
        latest = max(one.audit.version for one in known)
        return _append(cursor, replace(former, version=latest), by)


def _require_latest(cursor: DuckDBPyConnection, audit_id: int | None, version: int) -> AuditVersion:
    known = _read(cursor, "audit_id = ?", [audit_id])
    if not known:
        raise _unknown(audit_id)
    latest = max(known, key=lambda one: one.audit.version)
    if latest.audit.version != version:
        told = _("%(who)s has changed this audit meanwhile. Open it anew to see it as it is now.")
        raise AuditChangedMeanwhile(told % {"who": latest.by or _("Somebody else")})
    return latest


def _append(cursor: DuckDBPyConnection, audit: Audit, by: str, *, stands: bool = True) -> Audit:
    audit = replace(audit, version=audit.version + 1)
    key = {"audit_id": audit.audit_id, "version": audit.version}
    values = {
        "dimension": audit.dimension,
        "member": audit.member,
        "audited_on": audit.on,
        "kind": audit.kind.value,
        "auditor": audit.auditor,
        "is_sample": audit.is_sample,
        "stands": stands,
        "changed_at": datetime.now(UTC).replace(microsecond=0, tzinfo=None),
        "changed_by": by,
    }
    insert(cursor, "audits", key | values)
    columns = [[getattr(one, name) for one in audit.scored] for name in ("standard", "score", "note")]
    cursor.execute(
        "INSERT INTO audit_scores SELECT ?, ?, unnest(?), unnest(?), unnest(?), unnest(?)",
        [*key.values(), list(range(len(audit.scored))), *columns],
    )
    return audit


def add_sample_audits(store: Store, added: Sequence[Audit], by: str) -> None:
    """Keep the audits of the sample company, once."""
    with store.write(only_plans=True) as cursor:
        if scalar(cursor, "SELECT EXISTS (FROM audits WHERE is_sample)"):
            return
        for audit in added:
            number = scalar(cursor, "SELECT nextval('audit_ids')")
            _append(cursor, replace(audit, audit_id=number, is_sample=True), by)


def _unknown(audit_id: int | None) -> UnknownAudit:
    told = _("There is no audit number %(number)s like that; it may have been removed already.")
    return UnknownAudit(told % {"number": audit_id})
