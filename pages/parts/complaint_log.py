"""The complaint log: the list, a complaint that is open, or the form, whichever is asked for."""

from __future__ import annotations

import streamlit as st

from data.complaints import Version
from data.language import gettext as _
from data.preparing.entry import Entry
from data.store import Store, UnknownComplaint, complaint_at, complaints_numbered
from pages.parts import complaint_card, complaint_fields, complaint_form, complaint_table, log_keeping
from pages.parts.words import plain

_SAID = "complaint_said"


def draw(store: Store) -> None:
    """Draw what is asked for."""
    token = str(st.session_state.get("complaint") or "")
    draft = complaint_form.current()
    if draft is not None:
        st.header(_("Change the complaint") if draft.base else _("Record a complaint"))
        if saved := complaint_form.draw(store, draft):
            _keep_said(store, *saved)
            _open(store, saved[0])
    elif token:
        st.button(
            _("All complaints"), icon=":material/arrow_back:", key="complaint_back", on_click=_go, args=("",)
        )
        _tell()
        _one(store, token)
    else:
        _tell()
        _list(store)


def _list(store: Store) -> None:
    st.markdown(
        _(
            "Every complaint with what was agreed and what came of it, those of your files among them. Each"
            " change keeps who made it and when, and can be undone."
        )
    )
    if st.button(_("Record a complaint"), type="primary", icon=":material/add:", key="complaint_new"):
        complaint_form.begin()
        st.rerun()
    picked = complaint_table.draw(store)
    log_keeping.draw(store)
    if picked:
        _go(f"row-{picked.place[0]}.{picked.place[1]}")
        st.rerun()


def _one(store: Store, token: str) -> None:
    complaint = _found(store, token)
    if complaint is None:
        return
    after = complaint_card.draw(store, complaint)
    if isinstance(after, Version):
        st.session_state[_SAID] = [_("The earlier version counts again.")]
        _open(store, after)
    elif after is False:
        st.session_state[_SAID] = [_("The complaint is taken out of the log.")]
        _go("")
        st.rerun()


def _found(store: Store, token: str) -> Version | None:
    """The complaint that a link names, by its number or its place; says so where there is none."""
    place = complaint_table.place_of(token)
    if place is None:
        named = complaints_numbered(store, token)
        if len(named) > 1:
            _several(named)
            return None
        if named:
            return named[0]
    try:
        if place is not None:
            return complaint_at(store, place)
    except UnknownComplaint as error:
        st.info(str(error), icon=":material/search_off:")
        return None
    st.info(
        _("There is no complaint number %(number)s.") % {"number": plain(token)}, icon=":material/search_off:"
    )
    return None


def _several(named: list[Version]) -> None:
    """Rows of a file that have the same number, each to be opened."""
    st.info(_("Several complaints have this number. Which one is meant?"), icon=":material/help:")
    for one in named:
        told = " · ".join(plain(str(one.cells[key])) for key in ("received_at", "nature") if key in one.cells)
        st.button(
            told or plain(one.file),
            key=f"complaint_of_{one.upload_id}_{one.row_number}",
            on_click=_go,
            args=(f"row-{one.upload_id}.{one.row_number}",),
        )


def _open(store: Store, complaint: Version) -> None:
    """Go to a complaint, by its number where that tells it from others."""
    named = complaints_numbered(store, complaint.number) if complaint.number else []
    alone = len(named) == 1 and complaint_table.place_of(complaint.number) is None
    _go(complaint.number if alone else f"row-{complaint.upload_id}.{complaint.row_number}")
    st.rerun()


def _go(token: str) -> None:
    """Name a complaint in the link, from which the next run takes it; or none."""
    if token:
        st.query_params["complaint"] = token
    else:
        st.query_params.pop("complaint", None)


def _keep_said(store: Store, saved: Version, entry: Entry) -> None:
    """Remember over the rerun what became of what was typed."""
    titles = complaint_fields.titles(complaint_form.columns(store))
    remarks = [f"{titles[key]}: {plain(reason)}" for key, reason in entry.remarks.items() if key in titles]
    told = _("Saved as complaint %(number)s.") % {"number": plain(saved.number)}
    st.session_state[_SAID] = [told if saved.number else _("Saved."), *remarks]


def _tell() -> None:
    """Say what was done last, once."""
    said = st.session_state.pop(_SAID, None)
    if said:
        st.success("  \n".join(said), icon=":material/check:")
