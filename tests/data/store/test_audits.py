from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from data.audits import Audit, AuditKind, Scored, faults, scored
from data.samples.audits import audits as sample_audits
from data.store import (
    AuditChangedMeanwhile,
    InvalidAudit,
    Store,
    UnknownAudit,
    add_sample_audits,
    audit_versions,
    audits,
    audits_taken_back,
    has_sample,
    load,
    remove_sample,
    restore_audit,
    save_audit,
    take_audit_back,
)
from tests.data.store.preparations import prepared

DAY = date(2025, 3, 4)
AUDIT = Audit("team", "Night shift", DAY, AuditKind.PHONE, "Ada", scored({"needs": 4}, {"speed": "slow"}))


def test_an_audit_keeps_who_changed_it_and_can_go_back(store: Store) -> None:
    before = store.data_version
    first = save_audit(store, replace(AUDIT, member="  Night  shift "), by="Ada")
    assert audits(store) == [first]
    assert first == replace(AUDIT, audit_id=1, version=1)
    assert save_audit(store, first, by="Bo") == first
    second = save_audit(store, replace(first, scored=scored({"needs": 2}, {})), by="Bo")
    take_audit_back(store, second, by="Cy")
    assert audits(store) == []
    assert [(one.audit.version, one.by) for one in audits_taken_back(store)] == [(3, "Cy")]
    again = restore_audit(store, 1, 1, by="Di")
    assert audits(store) == [again] == [replace(first, version=4)]
    told = [(one.audit.version, one.stands, one.by) for one in audit_versions(store, 1)]
    assert told == [(4, True, "Di"), (3, False, "Cy"), (2, True, "Bo"), (1, True, "Ada")]
    assert store.data_version == before


def test_what_somebody_else_saved_meanwhile_is_not_written_over(store: Store) -> None:
    first = save_audit(store, AUDIT, by="Ada")
    save_audit(store, replace(first, auditor="Eve"), by="Bo")
    for late in (save_audit, take_audit_back):
        with pytest.raises(AuditChangedMeanwhile, match="Bo has changed"):
            late(store, replace(first, on=DAY - timedelta(days=1)))
    assert [one.auditor for one in audits(store)] == ["Eve"]
    with pytest.raises(InvalidAudit, match="who did the audit"):
        save_audit(store, replace(first, auditor=" "))
    with pytest.raises(UnknownAudit, match="number 7"):
        audit_versions(store, 7)
    with pytest.raises(UnknownAudit):
        restore_audit(store, 1, 9)


@pytest.mark.parametrize(
    "changed, field",
    [
        ({"member": "  "}, "member"),
        ({"dimension": "channel"}, "member"),
        ({"member": "x" * 81}, "member"),
        ({"auditor": ""}, "auditor"),
        ({"on": date.today() + timedelta(days=3)}, "on"),
        ({"on": date(1980, 1, 1)}, "on"),
        ({"scored": ()}, "scores"),
        ({"scored": scored({}, {"needs": "only a note"})}, "scores"),
        ({"scored": (Scored("needs", 0),)}, "scores"),
        ({"scored": (Scored("needs", 6),)}, "scores"),
        ({"scored": (Scored("charm", 3),)}, "scores"),
        ({"scored": (Scored("needs", 3), Scored("needs", 4))}, "scores"),
        ({"scored": scored({"needs": 3}, {"needs": "x" * 1001})}, "scores"),
    ],
)
def test_what_cannot_be_kept_is_told_by_field(changed: dict[str, Any], field: str) -> None:
    assert faults(AUDIT, DAY) == {}
    assert list(faults(replace(AUDIT, **changed), date.today())) == [field]


def test_customers_in_notes_are_masked_and_auditors_are_not(store: Store) -> None:
    load(store, prepared("complaints.log", [{"received_at": DAY, "employee": "Zdena Mala"}]))
    note = "Zdena was kind; told a caller from +421 900 123 456"
    kept = save_audit(
        store, replace(AUDIT, auditor="Zdena Mala", scored=scored({"needs": 4}, {"needs": note}))
    )
    assert kept.notes == {"needs": "[name] was kind; told a caller from [number]"}
    assert kept.auditor == "Zdena Mala"
    assert audits(store) == [kept]


def test_audits_of_the_sample_go_with_it_and_own_ones_stay(store: Store) -> None:
    own = save_audit(store, AUDIT)
    for _twice in range(2):
        add_sample_audits(store, sample_audits(), by="Sample")
    assert len(audits(store)) == 1 + len(sample_audits())
    changed = next(one for one in audits(store) if one.is_sample)
    assert save_audit(store, replace(changed, auditor="Me", is_sample=False)).is_sample
    assert has_sample(store)
    remove_sample(store)
    assert not has_sample(store)
    assert audits(store) == [own]
    assert audits_taken_back(store) == []
