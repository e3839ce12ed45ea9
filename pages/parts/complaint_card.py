"""One complaint: how it stands, its fields, its log of changes, and the way back to the version before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import streamlit as st

from data import formats
from data.complaints import TakenBack, Version, changes
from data.language import gettext as _
from data.language import pgettext
from data.specs import Column, Scale
from data.store import (
    ChangedMeanwhile,
    Store,
    UnknownComplaint,
    callbacks_of,
    complaint_taken_back,
    complaint_versions,
    scales,
    take_complaint_back,
)
from metrics.waiting.waiting import Task
from metrics.waiting.words import TASK_NAMES
from pages.parts import complaint_fields, complaint_form, session
from pages.parts.session import here
from pages.parts.words import plain

# In pixels: narrow enough for a value beside it on a phone.
_LABEL = 150
_ASKED = "complaint_undo_asked"


def draw(store: Store, complaint: Version) -> Version | bool | None:
    """Draw a complaint; the version that stands once its latest was taken back, False where none does."""
    versions = complaint_versions(store, complaint)
    columns = complaint_form.columns(store)
    st.header(_title(complaint))
    _head(complaint)
    done = _buttons(store, complaint, versions)
    known = scales(store)
    fields, log = st.columns([3, 2], gap="large")
    with fields:
        _fields(complaint, columns, known)
    with log:
        st.subheader(_("Log of changes"))
        _log(versions, complaint_taken_back(store, complaint), columns, known)
        _marks(store, complaint)
    return done


def _title(complaint: Version) -> str:
    if complaint.number:
        return _("Complaint %(number)s") % {"number": plain(complaint.number)}
    return _("Complaint without a number")


def _head(complaint: Version) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if complaint.open is None:
            st.badge(_("not known whether it is open"), color="gray")
        elif complaint.open:
            is_open = pgettext("status of a complaint", "open")
            st.badge(is_open, icon=":material/hourglass_top:", color="orange")
        else:
            st.badge(_("resolved"), icon=":material/task_alt:", color="blue")
        if complaint.is_sample:
            st.badge(_("sample"), color="gray")
    if not complaint.recorded:
        st.page_link(
            "pages/loaded.py",
            label=plain(complaint.file),
            icon=":material/description:",
            query_params={"upload": str(complaint.upload_id)},
        )


def _buttons(store: Store, complaint: Version, versions: Sequence[Version]) -> Version | bool | None:
    with st.container(horizontal=True):
        if st.button(_("Change it"), type="primary", icon=":material/edit:", key="complaint_change"):
            complaint_form.begin(complaint)
            st.rerun()
        if complaint.recorded:
            label = _("Undo the latest change") if len(versions) > 1 else _("Take it out of the log")
            st.button(
                label, icon=":material/undo:", key="complaint_undo_ask", on_click=_ask, args=(complaint,)
            )
    return _confirm(store, complaint, versions) if st.session_state.get(_ASKED) == complaint.place else None


def _ask(complaint: Version | None) -> None:
    st.session_state[_ASKED] = complaint.place if complaint else None


def _confirm(store: Store, complaint: Version, versions: Sequence[Version]) -> Version | bool | None:
    """What going back does, with the buttons that do it or leave it."""
    earlier = versions[-2] if len(versions) > 1 and versions[-1].place == complaint.place else None
    if earlier:
        words = {"when": _when(earlier.at), "file": plain(earlier.file)}
        told = _("The complaint goes back to what it said on %(when)s (%(file)s).") % words
    else:
        told = _("The complaint goes, with all that was typed in: there is no earlier version of it.")
    st.warning(told, icon=":material/undo:")
    with st.container(horizontal=True):
        sure = _("Yes, undo it") if earlier else _("Yes, take it out")
        done = st.button(sure, key="complaint_undo", type="primary")
        st.button(_("Keep it"), key="complaint_keep", on_click=_ask, args=(None,))
    if not done:
        return None
    _ask(None)
    try:
        take_complaint_back(store, complaint, session.person())
    except (ChangedMeanwhile, UnknownComplaint) as refusal:
        st.warning(str(refusal), icon=":material/sync_problem:")
        return None
    return earlier or False


def _fields(complaint: Version, columns: Sequence[Column], known: Mapping[str, Scale]) -> None:
    for name, of in complaint_fields.sections(columns):
        filled = complaint_fields.filled(of, complaint.cells)
        if filled:
            st.subheader(name)
        for column in filled:
            with st.container(horizontal=True, gap="small"):
                st.caption(plain(column.title), width=_LABEL)
                st.markdown(
                    complaint_fields.told(column, complaint.cells[column.key], known), width="stretch"
                )
    if complaint.days:
        first, last = map(formats.day, complaint.days)
        told = _("It came in between %(first)s and %(last)s; on which day isn't known.")
        st.caption(told % {"first": first, "last": last})
    empty = [plain(column.title) for column in columns if column.key not in complaint.cells]
    if empty:
        st.caption(_("Not filled in: %(fields)s.") % {"fields": ", ".join(empty)})


def _log(
    versions: Sequence[Version],
    gone: Sequence[TakenBack],
    columns: Sequence[Column],
    known: Mapping[str, Scale],
) -> None:
    """Who changed what and when, the latest first."""
    known_columns = {column.key: column for column in columns}
    earlier = [None, *versions[:-1]]
    told = [
        (version.at, _version(version, before, known_columns, known))
        for version, before in zip(versions, earlier, strict=True)
    ]
    told += [(one.undone_at, _gone(one)) for one in gone]
    for _at, words in sorted(told, key=lambda one: one[0], reverse=True):
        with st.container(border=True):
            st.markdown(words)


def _marks(store: Store, complaint: Version) -> None:
    """What was marked of it on the work list."""
    for mark in callbacks_of(store, complaint.identity) if complaint.identity else ():
        words = {
            "task": _(TASK_NAMES[Task(mark.task)]),
            "note": plain(mark.note) or formats.MISSING,
            "who": plain(mark.taken_back_by or "") or _("Somebody"),
            "when": _when(mark.taken_back_at) if mark.taken_back_at else "",
        }
        told = _("Marked on the work list (%(task)s): %(note)s") % words
        if mark.taken_back_at:
            told += "  \n" + _("Taken back by %(who)s, %(when)s") % words
        with st.container(border=True):
            st.markdown(f"**{plain(mark.done_by) or _('Somebody')}** · {_when(mark.done_at)}  \n{told}")


def _version(
    version: Version, before: Version | None, columns: Mapping[str, Column], known: Mapping[str, Scale]
) -> str:
    who = f"**{plain(version.by) or _('Somebody')}** · {_when(version.at)}"
    words = {"file": plain(version.file)}
    if before is None:
        return f"{who}  \n" + (_("Recorded") if version.recorded else _("Came by the file %(file)s") % words)
    head = who if version.recorded else f"{who}  \n" + _("Replaced by the file %(file)s") % words
    lines = [
        f"- {plain(columns[change.column].title)}: "
        f"{complaint_fields.told(columns[change.column], change.was, known)} → "
        f"{complaint_fields.told(columns[change.column], change.now, known)}"
        for change in changes(before.cells, version.cells)
        if change.column in columns
    ]
    return "\n".join([head, "", *(lines or [_("Nothing changed")])])


def _gone(one: TakenBack) -> str:
    words = {"who": plain(one.by) or _("Somebody"), "when": _when(one.at)}
    by = f"**{plain(one.undone_by) or _('Somebody')}** · {_when(one.undone_at)}"
    return by + "  \n" + _("Took back the change by %(who)s of %(when)s") % words


def _when(at: datetime) -> str:
    return formats.moment(here(at))
