"""Getting started: the first steps of each kind of user, and which of them are done."""

from __future__ import annotations

import streamlit as st

from data.language import gettext as _
from data.store import open_store
from pages.parts import frame, guide, sample


def show() -> None:
    store = open_store()
    st.title(_("Getting started"))
    sample.notice(store)
    st.markdown(
        _(
            "The first steps, each with the page that it is done on. What is ticked is what the data show to"
            " be done. To find a page or a KPI, type its name or what it is for into the box at the top."
        )
    )
    guide.draw(store)


frame.show(show)
