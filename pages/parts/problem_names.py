"""Names of problems: natures of complaints merged, renamed and translated, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from data import formats
from data.language import available, mark, pgettext
from data.language import gettext as _
from data.natures import Nature
from data.store import Store, StoreError, natures, remove_nature, save_nature, written_natures
from data.vocabulary import plain as word
from pages.parts import session, speaking
from pages.parts.words import plain

_OPENED = "nature_opened"
_HANDS = {
    None: mark("as the data tell"),
    True: mark("in our hands"),
    False: mark("out of our hands"),
}


def section(store: Store) -> None:
    """What the company named, and a form for another name."""
    st.header(_("Names of problems"))
    st.markdown(
        _(
            "Files may call one problem by several names. Merge them, rename a problem, or give it a name in"
            " each language: every number, split, filter and command follows. Your files stay as they are,"
            " and Undo brings their own names back."
        )
    )
    written, kept = written_natures(store), natures(store)
    for nature in kept:
        _one(store, nature, written)
    _suggested(store, written, kept)
    if st.session_state.get(_OPENED) is None and _free(written, kept):
        with st.expander(_("Merge, rename or translate"), icon=":material/merge:"):
            _form(store, None, written)


def _free(written: Mapping[str, int], kept: tuple[Nature, ...]) -> list[str]:
    """What stands in the files and belongs to no name yet, the most frequent first."""
    taken = {member for nature in kept for member in nature.members}
    return [member for member in written if member not in taken]


def _one(store: Store, nature: Nature, written: Mapping[str, int]) -> None:
    with st.container(border=True, key=f"nature_{nature.nature_id}"):
        words, buttons = st.columns([4, 2], vertical_alignment="top")
        with words:
            st.markdown(_told(nature, written))
            st.caption(plain(_when(nature)))
        with buttons, st.container(horizontal=True, horizontal_alignment="right"):
            opened = st.session_state.get(_OPENED) == nature.nature_id
            st.button(
                _("Leave it as it is") if opened else pgettext("to do", "Change"),
                key=f"change_nature_{nature.nature_id}",
                icon=":material/edit:",
                on_click=_open,
                args=(None if opened else nature.nature_id,),
            )
            if st.button(_("Undo"), key=f"undo_nature_{nature.nature_id}", icon=":material/undo:"):
                _open(None)
                _keep(lambda: remove_nature(store, nature.nature_id or 0))
        if st.session_state.get(_OPENED) == nature.nature_id:
            _form(store, nature, written)


def _told(nature: Nature, written: Mapping[str, int]) -> str:
    members = [
        _("%(name)s (%(n)s)") % {"name": member, "n": formats.number(written.get(member, 0))}
        for member in nature.members
    ]
    words = {"name": plain(nature.name), "members": plain(formats.listed(members))}
    told = [_("**%(name)s** stands for %(members)s") % words]
    told += [f"{speaking.name(key)}: {plain(title)}" for key, title in nature.titles.items()]
    if nature.reach is not None:
        told.append(_(_HANDS[nature.reach]))
    return " · ".join(told)


def _when(nature: Nature) -> str:
    if nature.changed_at is None:
        return ""
    words = {"moment": formats.moment(session.here(nature.changed_at)), "person": nature.changed_by}
    return _("%(moment)s, %(person)s") % words if nature.changed_by else words["moment"]


def _open(nature_id: int | None) -> None:
    st.session_state[_OPENED] = nature_id


def _suggested(store: Store, written: Mapping[str, int], kept: tuple[Nature, ...]) -> None:
    """What differs in case, blanks or accents alone, to be merged by one click."""
    alike: dict[str, list[str]] = {}
    for member in _free(written, kept):
        alike.setdefault(word(member), []).append(member)
    for members in alike.values():
        if len(members) < 2:
            continue
        with st.container(horizontal=True, vertical_alignment="center"):
            words = {"names": plain(formats.listed(members))}
            st.markdown(_("%(names)s look like one problem.") % words)
            if st.button(_("Merge them"), key=f"merge_{members[0]}", icon=":material/merge:"):
                _keep(lambda chosen=members: _save(store, Nature(chosen[0], tuple(chosen))))


def _form(store: Store, nature: Nature | None, written: Mapping[str, int]) -> None:
    number = nature.nature_id if nature else "new"
    own = nature.members if nature else ()
    offered = [*own, *_free(written, natures(store))]
    with st.form(f"nature_form_{number}", border=False):
        members = st.multiselect(
            _("What stands in your files"),
            offered,
            default=list(own),
            key=f"nature_members_{number}",
            format_func=lambda member: f"{member} ({formats.number(written.get(member, 0))})",
            placeholder=_("Choose one to rename, several to merge"),
        )
        name = st.text_input(
            _("Name of the problem"), value=nature.name if nature else "", key=f"nature_name_{number}"
        )
        titles = _titles(nature, str(number))
        reach = st.selectbox(
            _("Can you do something about it?"),
            list(_HANDS),
            index=list(_HANDS).index(nature.reach if nature else None),
            key=f"nature_reach_{number}",
            format_func=lambda choice: _(_HANDS[choice]),
            help=_(
                "What is out of your hands stays in the chart, but doesn't take the place of something that"
                " you can fix."
            ),
        )
        if st.form_submit_button(_("Save"), key=f"nature_save_{number}"):
            called = name or (members[0] if len(members) == 1 else "")
            kept = Nature(called, tuple(members), titles, reach, nature.nature_id if nature else None)
            _keep(lambda: _save(store, kept))


def _titles(nature: Nature | None, number: str) -> dict[str, str]:
    """What those who read each language see."""
    st.caption(_("What readers of a language see, where it should differ:"))
    spoken = available()
    return {
        key: place.text_input(
            speaking.name(key),
            value=nature.titles.get(key, "") if nature else "",
            key=f"nature_{key}_{number}",
        )
        for place, key in zip(st.columns(len(spoken)), spoken, strict=True)
    }


def _save(store: Store, nature: Nature) -> None:
    save_nature(store, nature, session.person())
    _open(None)


def _keep(step: Callable[[], None]) -> None:
    """Take a step and show the page anew, or say why it can't be taken."""
    try:
        step()
    except StoreError as error:
        st.error(plain(str(error)), icon=":material/error:")
    else:
        st.rerun()
