"""The policy written: all its texts in fields, kept as a version of its own; nobody's version is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from data.language import gettext as _
from data.store import PolicyChangedMeanwhile, Store, policies, policy_versions, save_policy_version
from data.written_policy import LONGEST_LINE, PolicyVersion, WrittenPolicy, policy_of, tidied, written
from metrics.policy import words
from metrics.policy.comparison import rewritten
from metrics.policy.outline import outline
from metrics.policy.whole import Whole, record_of
from pages.parts import device, policy_fields, policy_view, session
from pages.parts.device import Note
from pages.parts.policy_differences import draw as draw_difference
from pages.parts.words import plain

_DRAFT, _OPENED, _TOUCHED = "policy_draft", "policy_opened", "policy_touched"
# What stands in the fields; whether the device has told what it kept; whether it was given anything to keep.
_WRITTEN, _ADOPTED, _GIVEN = "policy_written", "policy_adopted", "policy_given"
_PLACE = "policypulse.policy"


@dataclass(frozen=True)
class Draft:
    """What somebody is writing.

    given       what the fields say at first
    base        the version that it was begun from; None for the first one
    theirs      the version that somebody else has saved meanwhile
    is_resumed  whether the device had kept it of an earlier visit
    """

    opened: int
    given: WrittenPolicy
    base: PolicyVersion | None
    theirs: PolicyVersion | None = None
    is_resumed: bool = False

    @property
    def unchanged(self) -> WrittenPolicy:
        """The text to which nothing would have to be saved."""
        return self.base.policy if self.base else outline()

    @property
    def based_on(self) -> int | None:
        """The number of the latest version that the writer knows of."""
        known = self.theirs or self.base
        return known.number if known else None


def begin(given: WrittenPolicy, base: PolicyVersion | None, *, is_resumed: bool = False) -> None:
    """Begin to write anew from a text; what stood in the fields is gone."""
    opened = st.session_state[_OPENED] = st.session_state.get(_OPENED, 0) + 1
    draft = st.session_state[_DRAFT] = Draft(opened, given, base, is_resumed=is_resumed)
    st.session_state[_WRITTEN] = given
    st.session_state[_TOUCHED] = given != draft.unchanged


def is_begun() -> bool:
    """Whether somebody has begun to write something that isn't saved yet."""
    return bool(st.session_state.get(_TOUCHED)) and _DRAFT in st.session_state


def _leave() -> None:
    for key in (_DRAFT, _TOUCHED, _WRITTEN):
        st.session_state.pop(key, None)


def _current(latest: PolicyVersion | None) -> Draft:
    """The text that is written; begun from the latest version while nothing is changed in it."""
    draft: Draft | None = st.session_state.get(_DRAFT)
    if draft is None or (draft.base != latest and not st.session_state.get(_TOUCHED)):
        begin(latest.policy if latest else outline(), latest)
    return st.session_state[_DRAFT]


def section(store: Store, whole: Whole, versions: Sequence[PolicyVersion]) -> None:
    """The fields of the policy, and the button that keeps what stands in them as a version."""
    draft = _current(next(iter(versions), None))
    _resumed(draft)
    mine = tidied(policy_fields.draw(draft.opened, draft.given, whole, policies(store)))
    st.session_state[_WRITTEN], st.session_state[_TOUCHED] = mine, mine != draft.unchanged
    # Beside the button, as whoever has pressed it looks there.
    _meanwhile(draft, versions, mine)
    _save(store, draft, whole, mine)


def keep(versions: Sequence[PolicyVersion]) -> None:
    """Let the device keep what isn't saved yet, and take over what it kept of an earlier visit."""
    state = st.session_state
    kept = device.keep(_PLACE, _PLACE, _note() if state.get(_ADOPTED) else None)
    if kept is None or state.get(_ADOPTED):
        return
    state[_ADOPTED], state[_GIVEN] = True, bool(kept.lasting)
    found = _read(kept.lasting)
    base = next((one for one in versions if one.number == kept.lasting.get("base")), None)
    if found and not is_begun() and found not in [one.policy for one in versions]:
        begin(found, base, is_resumed=True)
        st.rerun()


def _note() -> Note | None:
    """What isn't saved yet; None where this visit wrote nothing, as what is kept may be another tab's."""
    state = st.session_state
    if not is_begun():
        return {} if state.get(_GIVEN) else None
    state[_GIVEN] = True
    base = state[_DRAFT].base
    return {"policy": written(state[_WRITTEN]), "base": base.number if base else None}


def _read(note: Note) -> WrittenPolicy | None:
    """The text that a note has; None where it was changed, or kept by another release of the program."""
    try:
        return tidied(policy_of(note["policy"]))
    except (AttributeError, KeyError, TypeError):
        return None


def _resumed(draft: Draft) -> None:
    if draft.is_resumed:
        with st.container(horizontal=True, vertical_alignment="center", border=True, key="policy_resumed"):
            st.markdown(_("Taken up where you left off on this device."))
            st.button(_("Start anew"), key="policy_anew", icon=":material/restart_alt:", on_click=_leave)


def _meanwhile(draft: Draft, versions: Sequence[PolicyVersion], mine: WrittenPolicy) -> None:
    """That somebody else has saved a version since, and how it differs from what is written here."""
    theirs = draft.theirs or next(iter(versions), None)
    if theirs is None or theirs == draft.base:
        return
    told = _(
        "%(version)s, came while you were writing. Nothing of yours is lost: compare the two, take over what"
        " you want, and save yours as the next version. Theirs stays among the versions."
    )
    st.warning(plain(told % {"version": words.version(theirs)}), icon=":material/group:")
    with st.expander(_("What differs from theirs to yours"), expanded=draft.theirs is not None):
        draw_difference(rewritten(theirs.policy, mine))
    st.button(
        _("Leave mine and go on from theirs"),
        icon=":material/undo:",
        key="policy_take_theirs",
        on_click=begin,
        args=(theirs.policy, theirs),
    )


def _save(store: Store, draft: Draft, whole: Whole, mine: WrittenPolicy) -> None:
    key = f"policy_{draft.opened}_note"
    note = st.text_input(
        _("What changed, and why"),
        key=key,
        max_chars=LONGEST_LINE,
        placeholder=_("in a few words, for those who read the versions later"),
        persist_state="session",
    )
    changed = bool(st.session_state[_TOUCHED]) or bool(whole.changed) or draft.base is None
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(_("Save as a version"), type="primary", key="policy_save", disabled=not changed):
            _keep(store, draft, whole, mine, note or "")
        if st.session_state[_TOUCHED]:
            st.button(_("Leave without saving"), key="policy_leave", on_click=_leave_all)
    if not changed:
        st.caption(_("Nothing is changed yet."))


def _leave_all() -> None:
    _leave()
    policy_view.go("policy")


def _keep(store: Store, draft: Draft, whole: Whole, mine: WrittenPolicy, note: str) -> None:
    record = record_of(store, mine, whole.promises)
    try:
        save_policy_version(store, mine, record, draft.based_on, note, session.person())
    except PolicyChangedMeanwhile:
        latest = next(iter(policy_versions(store)), None)
        base = draft.base if latest else None
        st.session_state[_DRAFT] = replace(draft, theirs=latest, base=base)
    else:
        _leave_all()
    st.rerun()
