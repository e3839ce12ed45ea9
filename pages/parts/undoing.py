"""Undo of a loaded file: what it will do is told first, and what it did afterwards."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data import formats
from data.language import gettext as _
from data.language import ngettext
from data.records import Undone, Upload
from data.store import Store, foresee_undo, undo

_ASKED = "undo_asked"


def button(upload: Upload, place: str) -> None:
    """The button that asks for an undo."""
    st.button(
        _("Undo"),
        key=f"undo_{place}_{upload.upload_id}",
        icon=":material/undo:",
        on_click=_ask,
        args=(upload.upload_id,),
    )


def confirm(store: Store, upload: Upload, then: Callable[[Undone], None]) -> None:
    """What the undo would do, where it was asked for, with the buttons that do it or leave it."""
    if st.session_state.get(_ASKED) != upload.upload_id:
        return
    st.warning(foreseen(foresee_undo(store, upload.upload_id)), icon=":material/undo:")
    with st.container(horizontal=True):
        if st.button(_("Yes, undo it"), key=f"confirm_{upload.upload_id}", type="primary"):
            _ask(None)
            then(undo(store, upload.upload_id))
        st.button(_("Keep it"), key=f"keep_{upload.upload_id}", on_click=_ask, args=(None,))


def _ask(upload_id: int | None) -> None:
    st.session_state[_ASKED] = upload_id


def foreseen(told: Undone) -> str:
    """What an undo would do, as sentences whose numbers add up to the rows of the file."""
    said = [
        ngettext(
            "Undo takes %(n)s row of this file out of the numbers.",
            "Undo takes %(n)s rows of this file out of the numbers.",
            told.removed,
        )
        % {"n": formats.number(told.removed)}
    ]
    if told.restored:
        said.append(
            ngettext(
                "In their place %(n)s row of an earlier file counts again.",
                "In their place %(n)s rows of earlier files count again.",
                told.restored,
            )
            % {"n": formats.number(told.restored)}
        )
    else:
        said.append(_("No row of an earlier file comes back."))
    if told.kept:
        said.append(
            ngettext(
                "%(n)s more row of it was replaced by a later file; what that file says is kept.",
                "%(n)s more rows of it were replaced by later files; what those files say is kept.",
                told.kept,
            )
            % {"n": formats.number(told.kept)}
        )
    return " ".join(said)


def done(told: Undone) -> str:
    """What an undo did: rows taken out, brought back and kept."""
    removed = ngettext("%(n)s row taken out", "%(n)s rows taken out", told.removed)
    restored = ngettext(
        "%(n)s earlier version brought back", "%(n)s earlier versions brought back", told.restored
    )
    kept = ngettext("%(n)s kept as a later file has it", "%(n)s kept as later files have them", told.kept)
    parts = ((removed, told.removed), (restored, told.restored), (kept, told.kept))
    said = [words % {"n": formats.number(count)} for words, count in parts if count]
    return ", ".join(said or [removed % {"n": formats.number(0)}]) + "."
