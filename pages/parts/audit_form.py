"""The form of an audit: whom, when and how, then a tap a score, and a note where there is one to make."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from data import formats
from data.audits import (
    AUDIT_KIND_NAMES,
    EARLIEST,
    HIGHEST,
    LONGEST_NAME,
    LONGEST_NOTE,
    LOWEST,
    Audit,
    AuditKind,
)
from data.kinds import ORGANISED_BY
from data.language import gettext as _
from data.questionnaires.standards_audit import STANDARDS, Standard
from data.store import (
    AuditChangedMeanwhile,
    InvalidAudit,
    Store,
    UnknownAudit,
    audit_versions,
    audits,
    save_audit,
)
from metrics.audit import words
from pages.parts import audit_draft, session
from pages.parts.audit_draft import NEW, Draft
from pages.parts.days import FORMAT
from pages.parts.words import plain

_SAID = "audit_said"


def go(token: str) -> None:
    """Open a form by its token in the link, or none; the next run takes it from there."""
    if token:
        st.query_params["audit"] = token
    else:
        st.query_params.pop("audit", None)


def token() -> str:
    """The form that the link asks for: ``new``, the number of an audit, or none."""
    return str(st.session_state.get("audit") or "")


def say(told: str) -> None:
    """Keep in mind over the next rerun what was done."""
    st.session_state[_SAID] = told


def tell() -> None:
    """Say what was done last, once."""
    if told := st.session_state.pop(_SAID, None):
        st.success(told, icon=":material/check:")


def draw(store: Store) -> None:
    """The form that the link asks for; says so where there is no such audit."""
    asked = token()
    base = None
    if asked != NEW:
        known = {str(one.audit_id): one for one in audits(store)}
        base = known.get(asked)
        if base is None:
            told = _("There is no audit number %(number)s; it may have been taken back.")
            st.info(told % {"number": plain(asked[:9])}, icon=":material/search_off:")
            st.button(
                _("All audits"), icon=":material/arrow_back:", key="audit_back", on_click=go, args=("",)
            )
            return
    draft = audit_draft.begin(asked, base)
    st.title(_("Change an audit") if base else _("New audit"))
    _form(store, draft)


# A tap draws the form anew, and nothing else.
@st.fragment
def _form(store: Store, draft: Draft) -> None:
    audit_draft.keep(draft)
    if draft.saved:
        _saved(draft, draft.saved)
        return
    st.markdown(
        _(
            "One tap a score; another tap on it takes it back. Leave empty what you couldn't observe: that"
            " doesn't count as zero, it doesn't count at all."
        )
    )
    _resumed(draft)
    _head(store, draft)
    for at in range(0, len(STANDARDS), 2):
        for place, one in zip(st.columns(2), STANDARDS[at : at + 2], strict=False):
            with place:
                _standard(draft, one, at + STANDARDS[at : at + 2].index(one) + 1)
    _foot(store, draft)


def _saved(draft: Draft, audit: Audit) -> None:
    """What was saved, and where to go from here."""
    words_of = {
        "whom": plain(audit.member),
        "day": formats.day(audit.on),
        "told": plain(words.audit_told(audit)),
    }
    st.success(_("The audit of %(whom)s on %(day)s is saved: %(told)s.") % words_of, icon=":material/check:")
    with st.container(horizontal=True):
        # The whole page follows, where a callback would draw this part alone.
        if st.button(_("All audits"), icon=":material/arrow_back:", key="audit_back"):
            go("")
            st.rerun()
        if st.button(_("Another audit"), key="audit_another", icon=":material/add_task:"):
            audit_draft.start_anew(draft)
            go(NEW)
            st.rerun()


def _resumed(draft: Draft) -> None:
    if draft.is_refused:
        told = _("Your browser keeps nothing of this form: save before you leave or reload this page.")
        st.caption(f":material/warning: {told}")
    if draft.is_resumed:
        with st.container(horizontal=True, vertical_alignment="center", border=True, key="audit_resumed"):
            st.markdown(_("Taken up where you left off on this device."))
            if st.button(_("Start anew"), key="audit_anew", icon=":material/restart_alt:"):
                audit_draft.start_anew(draft)
                st.rerun()


def _head(store: Store, draft: Draft) -> None:
    titles = session.names()
    left, right = st.columns(2)
    with left:
        st.segmented_control(
            _("Of a whole"),
            ORGANISED_BY,
            key=draft.key("dimension"),
            required=True,
            format_func=titles.__getitem__,
        )
        _member(store, draft)
        st.text_input(_("Auditor"), key=draft.key("auditor"), max_chars=LONGEST_NAME)
    with right:
        st.date_input(
            _("Day of the audit"),
            key=draft.key("on"),
            min_value=EARLIEST,
            max_value=date.today(),
            format=FORMAT,
        )
        st.radio(
            _("Kind"),
            [kind.value for kind in AuditKind],
            key=draft.key("kind"),
            format_func=lambda kind: _(AUDIT_KIND_NAMES[AuditKind(kind)]),
        )


def _member(store: Store, draft: Draft) -> None:
    """The team or branch: one of those known, or another that is typed in."""
    dimension = st.session_state.get(draft.key("dimension")) or ORGANISED_BY[0]
    audited = {one.member for one in audits(store) if one.dimension == dimension}
    typed = str(st.session_state.get(draft.key("member")) or "")
    offered = {*session.members(dimension), *audited, *filter(None, [typed])}
    st.selectbox(
        _("Which one"),
        sorted(offered, key=str.casefold),
        index=None,
        key=draft.key("member"),
        accept_new_options=True,
        placeholder=_("Choose, or type a name"),
        format_func=str,
    )


def _standard(draft: Draft, one: Standard, number: int) -> None:
    with st.container(border=True, height="stretch", gap="xsmall", key=f"standard_{one.key}"):
        st.segmented_control(
            f"**{formats.number(number)}. {_(one.name)}**",
            list(range(LOWEST, HIGHEST + 1)),
            key=draft.key(f"score_{one.key}"),
            format_func=str,
            width="stretch",
        )
        signs = {1: one.poor, 3: one.fair, 5: one.excellent}
        st.caption("  \n".join(f"**{score}** {_(sign)}" for score, sign in signs.items()))
        st.text_input(
            _("Note on “%(standard)s”") % {"standard": _(one.name)},
            key=draft.key(f"note_{one.key}"),
            placeholder=_("Note, if you like"),
            label_visibility="collapsed",
            max_chars=LONGEST_NOTE,
        )


def _foot(store: Store, draft: Draft) -> None:
    audit = audit_draft.said(draft)
    if audit.scores:
        st.markdown(f"**{plain(words.audit_told(audit))}**")
    else:
        st.markdown(_("Nothing is scored yet."))
    st.caption(
        _(
            "Auditors stand by name beside their audits. Don't name customers in notes: those that your files"
            " name, e-mails and phone numbers are masked when you save."
        )
    )
    said = st.container()
    with st.container(horizontal=True):
        saves = st.button(_("Save the audit"), type="primary", key="audit_save", icon=":material/save:")
        leaves = st.button(_("Leave, go on later"), key="audit_leave")
    if leaves:
        go("")
        st.rerun()
    if saves:
        with said:
            _save(store, draft)


def _save(store: Store, draft: Draft) -> None:
    try:
        draft.saved = save_audit(store, audit_draft.said(draft), session.person())
    except InvalidAudit as error:
        lines = "  \n".join(map(plain, error.faults.values()))
        st.error(f"{_('Not saved yet.')} {lines}", icon=":material/error:")
    except AuditChangedMeanwhile as error:
        _take_theirs_as_base(store, draft)
        again = _("Save once more to keep what stands here; the other version stays in the history.")
        st.warning(f"{plain(str(error))} {again}", icon=":material/sync_problem:")
    except UnknownAudit as error:
        st.error(plain(str(error)), icon=":material/block:")
    else:
        st.rerun()


def _take_theirs_as_base(store: Store, draft: Draft) -> None:
    """What was scored stands over the version that somebody else has saved meanwhile."""
    if draft.base and draft.base.audit_id is not None:
        latest = audit_versions(store, draft.base.audit_id)[0].audit
        draft.base = replace(draft.base, version=latest.version)
