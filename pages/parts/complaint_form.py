"""The form of a complaint: typed in, checked as a file is, kept; a change made meanwhile is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from data import formats
from data.complaints import Cell, Cells, Version, changes, together
from data.language import gettext as _
from data.language import ngettext
from data.preparing.entry import Entry, entry_columns, prepare_entry, unsaid
from data.specs import Column, Type
from data.store import (
    ChangedMeanwhile,
    NumberShared,
    NumberTaken,
    Store,
    UnknownComplaint,
    complaint_at,
    open_store,
    record_complaint,
    scales,
    written_members,
)
from pages.parts import complaint_fields, session
from pages.parts.complaint_fields import Asked
from pages.parts.kept import kept
from pages.parts.session import here
from pages.parts.words import plain

_FORM = "complaint_form"
_NUMBER = "complaint_id"


@dataclass(frozen=True)
class Draft:
    """A form that is open.

    cells     what its fields say at first
    base      the version that it changes; None for a new complaint
    theirs    the version that somebody else has saved meanwhile, for what differs to be told
    opened    how many forms were opened before, so that no widget is taken for that of another
    gone      whether the complaint was taken out meanwhile, so that saving records it anew
    link      what the link named when it was opened: another link closes it
    """

    cells: Cells = field(default_factory=dict)
    base: Version | None = None
    theirs: Version | None = None
    opened: int = 0
    gone: bool = False
    link: str = ""


def current() -> Draft | None:
    """The form that is open; None where none is."""
    draft: Draft | None = st.session_state.get(_FORM)
    if draft is not None and draft.link != _link():
        close()
        return None
    return draft


def _link() -> str:
    return str(st.session_state.get("complaint") or "")


def begin(base: Version | None = None) -> None:
    """Open the form of a complaint that is there, or of a new one."""
    received = {"received_at": here(datetime.now(UTC)).replace(tzinfo=None, second=0, microsecond=0)}
    _open(Draft(base.cells if base else received, base))


def _open(draft: Draft) -> None:
    opened = st.session_state.get("complaint_forms", 0) + 1
    st.session_state["complaint_forms"] = opened
    st.session_state[_FORM] = replace(draft, opened=opened, link=_link())


def close() -> None:
    """Leave the form."""
    st.session_state.pop(_FORM, None)


def columns(store: Store) -> tuple[Column, ...]:
    """The columns of a complaint, the company's own dimensions among them."""
    return entry_columns(store.dimensions("complaints"))


def draw(store: Store, draft: Draft) -> tuple[Version, Entry] | None:
    """Draw the form; the complaint as it was saved, with what became of its fields, once it is."""
    asked = columns(store)
    slots: dict[str, Any] = {}
    cells: dict[str, Cell] = {}
    with st.form(f"complaint_{draft.opened}", enter_to_submit=False):
        for name, of in complaint_fields.sections(asked):
            st.subheader(name)
            _section(store, draft, of, cells, slots)
        # Beside the buttons, as whoever has pressed one looks there.
        told = st.container()
        with told:
            _meanwhile(store, draft, asked)
        with st.container(horizontal=True):
            saves = st.form_submit_button(_("Save the complaint"), type="primary", key="complaint_save")
            leaves = st.form_submit_button(_("Leave without saving"), key="complaint_leave")
    if leaves:
        close()
        st.rerun()
    return _save(store, draft, cells, told, slots) if saves else None


def _section(
    store: Store, draft: Draft, of: Sequence[Column], cells: dict[str, Cell], slots: dict[str, Any]
) -> None:
    """The fields of a section, two beside each other, long texts below; each with room for a word."""
    known, members = scales(store), _members(session.data_version(), tuple(columns(store)))
    narrow = [column for column in of if not complaint_fields.is_wide(column)]
    places = [st.columns(2) for _pair in range((len(narrow) + 1) // 2)]
    for at, column in enumerate([*narrow, *(column for column in of if complaint_fields.is_wide(column))]):
        place = places[at // 2][at % 2] if at < len(narrow) else st.container()
        with place:
            cell = complaint_fields.ask(
                Asked(
                    column,
                    f"complaint_{draft.opened}_{column.key}",
                    draft.cells.get(column.key),
                    members.get(column.key, ()),
                    known.get(column.scale or column.key),
                    fixed=column.key == _NUMBER and draft.base is not None and bool(draft.base.identity),
                )
            )
            if cell is not None:
                cells[column.key] = cell
            slots[column.key] = st.empty()


@kept(4)
def _members(version: session.Version, asked: tuple[Column, ...]) -> Mapping[str, Sequence[str]]:
    """What other complaints say in the columns that offer it, kept until the data change."""
    del version  # part of the key alone
    offering = [column.key for column in asked if column.type in (Type.CATEGORY, Type.STATUS)]
    return written_members(open_store(), offering)


def _save(
    store: Store, draft: Draft, cells: Cells, told: Any, slots: Mapping[str, Any]
) -> tuple[Version, Entry] | None:
    if draft.base is not None and cells == draft.base.cells:
        told.info(_("Nothing is changed yet."), icon=":material/info:")
        return None
    days = draft.base.days if draft.base else None
    entry = prepare_entry(cells, store.dimensions("complaints"), days)
    titles = complaint_fields.titles(columns(store))
    if faults := {**unsaid(cells, draft.base.cells if draft.base else None), **entry.faults}:
        _mark(faults, titles, told, slots)
        return None
    today = here(datetime.now(UTC)).date()
    try:
        saved = record_complaint(store, entry.preparation, draft.base, by=session.person(), on=today)
    except NumberTaken as refusal:
        _mark({_NUMBER: str(refusal)}, titles, told, slots)
    except NumberShared as refusal:
        told.error(plain(str(refusal)), icon=":material/block:")
    except (ChangedMeanwhile, UnknownComplaint):
        _open(_joined(store, draft, cells))
        st.rerun()
    else:
        close()
        return saved, entry
    return None


def _mark(faults: Mapping[str, str], titles: Mapping[str, str], told: Any, slots: Mapping[str, Any]) -> None:
    """Say at each field what is wrong with it, and beside the buttons which fields these are."""
    named = [name for key, name in titles.items() if key in faults]
    words = ngettext(
        "Not saved yet: %(fields)s needs a look. What is wrong stands below the field.",
        "Not saved yet: %(fields)s need a look. What is wrong stands below each field.",
        len(named),
    )
    told.error(words % {"fields": formats.listed(named)}, icon=":material/error:")
    for key, reason in faults.items():
        slots[key].error(plain(f"{reason[:1].upper()}{reason[1:]}"))


def _joined(store: Store, draft: Draft, cells: Cells) -> Draft:
    """The form over the version that somebody else saved: what was typed stands, the rest is theirs."""
    assert draft.base is not None
    try:
        theirs = complaint_at(store, draft.base.place)
    except UnknownComplaint:
        return Draft(cells, None, gone=True)
    return Draft(together(draft.base.cells, cells, theirs.cells), theirs, theirs)


def _meanwhile(store: Store, draft: Draft, asked: Sequence[Column]) -> None:
    """What somebody else did to the complaint while the form was open."""
    if draft.gone:
        told = _(
            "This complaint was taken out while you were typing. What you typed is still here: saving"
            " records it anew."
        )
        st.warning(told, icon=":material/sync_problem:")
    if draft.theirs is None:
        return
    words = {"who": plain(draft.theirs.by) or _("Somebody else")}
    told = _(
        "**Not saved yet: %(who)s has changed this complaint while you were typing.** What you typed stands"
        " above, in all other fields what was saved meanwhile. Save once more to keep it like that."
    )
    st.warning(told % words, icon=":material/sync_problem:")
    titles, known = {column.key: column for column in asked}, scales(store)
    for change in changes(draft.theirs.cells, draft.cells):
        column = titles[change.column]
        said = {
            "field": plain(column.title),
            "theirs": complaint_fields.told(column, change.was, known),
            "mine": complaint_fields.told(column, change.now, known),
        }
        st.markdown("- " + _("%(field)s: saved meanwhile %(theirs)s, you typed %(mine)s") % said)
