"""The audits one by one: changed, taken back and brought back, with who did it when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from data import formats
from data.audits import Audit, AuditVersion
from data.language import gettext as _
from data.store import (
    AuditChangedMeanwhile,
    Store,
    UnknownAudit,
    audit_versions,
    audits_taken_back,
    restore_audit,
    take_audit_back,
)
from metrics.audit import words
from metrics.audit.results import Whom
from pages.parts import audit_form, session
from pages.parts.session import here
from pages.parts.words import plain

_SHOWN = 8
_NOTES = 12

Names = Mapping[Whom, str]


def notes(shown: Sequence[Audit], names: Names, order: Sequence[str]) -> None:
    """The notes, those on the weakest standard first; ``order`` are the standards."""
    found = [(key, audit) for key in order for audit in shown if key in audit.notes]
    if not found:
        st.info(_("Nothing was noted on the days chosen."), icon=":material/notes:")
        return
    most = st.session_state.get("audit_notes", _NOTES)
    for key, audit in found[:most]:
        score = audit.scores.get(key)
        told = words.score(score) if score else _("not observed")
        where = (names[audit.whom], formats.day(audit.on), words.kind_name(audit), audit.auditor)
        st.markdown(f"**{plain(words.standard_name(key))}** · {plain(told)}  \n{plain(audit.notes[key])}")
        st.caption(plain(" · ".join(where)))
    if len(found) > most:
        counts = {"n": formats.number(most), "all": formats.number(len(found))}
        st.caption(_("%(n)s of %(all)s notes are shown; the download has all of them.") % counts)
        if st.button(_("Show more"), key="audit_notes_more", icon=":material/expand_more:"):
            st.session_state["audit_notes"] = most + _NOTES
            st.rerun()


def draw(store: Store, shown: Sequence[Audit], names: Names) -> None:
    """The audits, the latest first, each with what can be done to it."""
    most = st.session_state.get("audits_shown", _SHOWN)
    for audit in shown[:most]:
        _one(store, audit, names)
    if len(shown) > most:
        counts = {"n": formats.number(most), "all": formats.number(len(shown))}
        st.caption(_("%(n)s of %(all)s audits are shown; the download has all of them.") % counts)
        if st.button(_("Show more"), key="audits_more", icon=":material/expand_more:"):
            st.session_state["audits_shown"] = most + _SHOWN
            st.rerun()


def _one(store: Store, audit: Audit, names: Names) -> None:
    number = audit.audit_id or 0
    with st.container(border=True, key=f"audit_row_{number}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(names[audit.whom])}** · {formats.day(audit.on)}")
            if audit.is_sample:
                st.badge(_("sample"), color="gray")
        st.caption(plain(" · ".join((words.audit_told(audit), words.kind_name(audit), audit.auditor))))
        with st.container(horizontal=True):
            st.button(
                _("Change"),
                key=f"audit_edit_{number}",
                icon=":material/edit:",
                on_click=audit_form.go,
                args=(str(number),),
            )
            if st.button(_("Take back"), key=f"audit_remove_{number}", icon=":material/undo:"):
                _take_back(store, audit)
            with st.popover(_("History"), icon=":material/history:"):
                _history(store, number)


def _take_back(store: Store, audit: Audit) -> None:
    try:
        take_audit_back(store, audit, session.person())
    except (AuditChangedMeanwhile, UnknownAudit) as error:
        st.error(plain(str(error)), icon=":material/block:")
        return
    audit_form.say(_("The audit is taken back. It stands below among those taken back."))
    st.rerun()


def _history(store: Store, number: int) -> None:
    versions = audit_versions(store, number)
    for one in versions:
        st.markdown(_saved(one))
        if one is versions[0] or not one.stands:
            continue
        if st.button(_("Let this version count again"), key=f"audit_restore_{number}_{one.audit.version}"):
            _restore(store, one)


def _saved(one: AuditVersion) -> str:
    """What was saved when and by whom."""
    said = {
        "when": formats.moment(here(one.at)),
        "who": plain(one.by) or _("somebody"),
        "result": plain(words.audit_told(one.audit)),
    }
    if not one.stands:
        return _("**Taken back** on %(when)s by %(who)s") % said
    return _("**Saved** on %(when)s by %(who)s: %(result)s") % said


def _restore(store: Store, one: AuditVersion) -> None:
    try:
        restore_audit(store, one.audit.audit_id or 0, one.audit.version, session.person())
    except UnknownAudit as error:
        st.error(plain(str(error)), icon=":material/block:")
        return
    audit_form.say(_("The earlier version counts again."))
    st.rerun()


def taken_back(store: Store) -> None:
    """The audits that count no more, each with the way to bring it back."""
    gone = audits_taken_back(store)
    if not gone:
        return
    with st.expander(_("Taken back (%(n)s)") % {"n": formats.number(len(gone))}, icon=":material/undo:"):
        for one in gone:
            _gone(store, one)


def _gone(store: Store, one: AuditVersion) -> None:
    audit = one.audit
    told, button = st.columns([4, 1], vertical_alignment="center")
    with told:
        st.markdown(f"**{plain(audit.member)}** · {formats.day(audit.on)}  \n{_saved(one)}")
    with button:
        if st.button(_("Bring back"), key=f"audit_back_{audit.audit_id}", icon=":material/redo:"):
            _restore(store, one)
