"""The complaint log: complaints recorded in the page and come by files, each with its history."""

from __future__ import annotations

import streamlit as st

from data.language import gettext as _
from data.store import open_store
from pages.parts import complaint_log, frame, sample


def show() -> None:
    store = open_store()
    st.title(_("Complaint log"))
    sample.notice(store)
    complaint_log.draw(store)


frame.show(show)
