"""One loaded file: who loaded it, how it was read, what came of it, and undo."""

from __future__ import annotations

import streamlit as st

from data.language import gettext as _
from data.records import Undone
from data.store import Store, UnknownUpload, details, open_store, problems, upload
from pages.parts import account, frame, link, outcome, undoing
from pages.parts.words import plain


def show() -> None:
    store = open_store()
    st.page_link("pages/upload.py", label=_("All loaded files"), icon=":material/arrow_back:")
    number = link.chosen_upload()
    try:
        _one(store, number)
    except UnknownUpload as error:
        st.title(_("Loaded file"))
        st.info(str(error), icon=":material/search_off:")


def _one(store: Store, number: int) -> None:
    found, known = upload(store, number), details(store, number)
    st.title(plain(found.file))
    if found.recorded:
        st.page_link("pages/complaint_log.py", label=_("Complaint log"), icon=":material/edit_note:")
        return
    account.head(found)
    undoing.button(found, "page")
    undoing.confirm(store, found, _undone)
    account.feeds_told(found)
    account.left_out(store, found, problems(store, number))
    account.related(known)
    account.columns(found, known)
    account.mended(known)
    account.replaced(known)


def _undone(done: Undone) -> None:
    outcome.keep_undone(done)
    st.switch_page("pages/upload.py")


frame.show(show)
