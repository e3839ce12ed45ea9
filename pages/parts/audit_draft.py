"""An audit that is being scored: what its form says so far, kept by the auditor's own device until saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from data.audits import EARLIEST, HIGHEST, LOWEST, Audit, AuditKind, scored
from data.kinds import ORGANISED_BY
from data.questionnaires.standards_audit import STANDARDS
from pages.parts import device, session
from pages.parts.device import Note

NEW = "new"
_DRAFT, _OPENED = "audit_draft", "audit_forms"
_UNSCORED = "."
_FIELDS = ("dimension", "member", "on", "kind", "auditor")


@dataclass
class Draft:
    """A form that is open.

    token        what the link calls it: ``new``, or the number of the audit that is changed
    base         the audit as it was opened; None for a new one
    opened       how often widgets were filled before, so that none is taken for that of another form
    is_adopted   whether the device has told what it kept; until then nothing is kept over it
    is_resumed   whether the device had something
    is_refused   whether the browser is set to keep nothing
    last         what it said when it was last in sight
    saved        the audit as it was saved; None until then
    """

    token: str
    base: Audit | None
    opened: int
    is_adopted: bool = False
    is_resumed: bool = False
    is_refused: bool = False
    last: Audit | None = None
    saved: Audit | None = None

    @property
    def place(self) -> str:
        """Where the device keeps it: each version of an audit apart."""
        version = f".{self.base.version}" if self.base else ""
        return f"policypulse.audit.{self.token}{version}"

    def key(self, field: str) -> str:
        """The key of a widget of this form."""
        return f"audit_{self.opened}_{field}"


def begin(token: str, base: Audit | None) -> Draft:
    """The draft that is open under a token, else a new one."""
    draft: Draft | None = st.session_state.get(_DRAFT)
    if draft is None or draft.token != token:
        draft = st.session_state[_DRAFT] = Draft(token, base, 0)
        _fill(draft, base or _blank())
    elif draft.last and draft.key("kind") not in st.session_state:
        # Another page was open meanwhile, and widgets that are out of sight forget.
        _fill(draft, draft.last)
    return draft


def _blank() -> Audit:
    # The account of this computer is no auditor: whoever didn't sign in says who they are.
    return Audit(ORGANISED_BY[0], "", date.today(), AuditKind.OWN, session.signed_in(), ())


def _fill(draft: Draft, audit: Audit) -> None:
    """Put an audit into widgets that weren't drawn yet, so that the browser says nothing of them."""
    draft.opened = st.session_state[_OPENED] = st.session_state.get(_OPENED, 0) + 1
    values: dict[str, Any] = {name: getattr(audit, name) for name in _FIELDS}
    values |= {"member": audit.member or None, "kind": audit.kind.value}
    values |= {f"score_{one.key}": audit.scores.get(one.key) for one in STANDARDS}
    values |= {f"note_{one.key}": audit.notes.get(one.key, "") for one in STANDARDS}
    for field, value in values.items():
        st.session_state[draft.key(field)] = value


def said(draft: Draft) -> Audit:
    """The audit as the form has it now."""
    state = st.session_state
    told = {field: state.get(draft.key(field)) for field in _FIELDS}
    scores = {one.key: state.get(draft.key(f"score_{one.key}")) for one in STANDARDS}
    notes = {one.key: state.get(draft.key(f"note_{one.key}")) or "" for one in STANDARDS}
    audit = Audit(
        str(told["dimension"] or ""),
        str(told["member"] or ""),
        told["on"] or date.min,
        AuditKind(told["kind"] or AuditKind.OWN),
        str(told["auditor"] or ""),
        scored(scores, notes),
    )
    if draft.base is None:
        return audit
    base = draft.base
    return replace(audit, audit_id=base.audit_id, version=base.version, is_sample=base.is_sample)


def keep(draft: Draft) -> None:
    """Let the device keep what the form says, and take over what it kept of an earlier visit."""
    kept = device.keep(draft.place, draft.place, _written(draft) if draft.is_adopted else None)
    if kept is None or draft.is_adopted:
        return
    draft.is_adopted, draft.is_refused = True, kept.is_refused
    if kept.lasting:
        draft.is_resumed = True
        _fill(draft, _read(kept.lasting, draft.base or _blank()))


def start_anew(draft: Draft) -> None:
    """Forget what was begun: the form as it was before anything was scored."""
    draft.is_adopted, draft.is_resumed, draft.saved = True, False, None
    _fill(draft, draft.base or _blank())


def put_away() -> None:
    """Once an audit is saved and its form is left, the next form is a new one."""
    draft: Draft | None = st.session_state.get(_DRAFT)
    if draft and draft.saved:
        st.session_state.pop(_DRAFT)


def _written(draft: Draft) -> Note:
    """What the form says, a digit a standard; nothing where nothing was added to it, or it is saved."""
    now = draft.last = said(draft)
    if draft.saved or (now.scored, now.member) == (
        (draft.base or _blank()).scored,
        (draft.base or _blank()).member,
    ):
        return {}
    return {
        "dimension": now.dimension,
        "member": now.member,
        "on": now.on.isoformat(),
        "kind": now.kind.value,
        "auditor": now.auditor,
        "scores": "".join(str(now.scores.get(one.key, _UNSCORED)) for one in STANDARDS),
        "notes": now.notes,
    }


def _read(note: Note, instead: Audit) -> Audit:
    """The audit that a note has; what is none of its kind stays as in ``instead``."""
    signs, notes = str(note.get("scores") or ""), note.get("notes")
    scores: dict[str, int | None] = {}
    if len(signs) == len(STANDARDS):
        pairs = ((one.key, _digit(sign)) for one, sign in zip(STANDARDS, signs, strict=True))
        scores = {key: digit for key, digit in pairs if LOWEST <= digit <= HIGHEST}
    told = {str(key): str(text) for key, text in notes.items()} if isinstance(notes, dict) else {}
    kind = str(note.get("kind"))
    return replace(
        instead,
        dimension=note["dimension"] if note.get("dimension") in ORGANISED_BY else instead.dimension,
        member=str(note.get("member") or ""),
        on=_day(str(note.get("on"))) or instead.on,
        kind=AuditKind(kind) if kind in {*AuditKind} else instead.kind,
        auditor=str(note.get("auditor") or instead.auditor),
        scored=scored(scores, told),
    )


def _digit(sign: str) -> int:
    return int(sign) if sign.isascii() and sign.isdecimal() else 0


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if EARLIEST <= day <= date.today() else None
