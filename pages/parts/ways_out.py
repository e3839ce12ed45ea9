"""What to do where a page has nothing to show: the file that is missing, or what narrows the page."""

from __future__ import annotations

import streamlit as st

from data.kinds import layouts_of
from data.language import gettext as _
from data.store import open_store
from pages.parts import downloads, filters


def file(kind: str) -> None:
    """The way to a file of a kind: the page that loads it, and a template to fill in."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"missing_{kind}"):
        st.page_link(
            "pages/upload.py", label=_("Upload files"), icon=":material/upload_file:", width="content"
        )
        downloads.template(open_store(), layouts_of(kind)[0], _("Template to fill in"))


def widen() -> None:
    """Buttons that take away what narrows the page; nothing where nothing does."""
    days, members = filters.narrows_days(), filters.narrows_members()
    if not (days or members):
        return
    with st.container(horizontal=True, key="widen"):
        if days:
            st.button(
                _("Show all days"),
                key="widen_days",
                icon=":material/date_range:",
                on_click=filters.show_all_days,
            )
        if members:
            st.button(
                _("Take the filters away"),
                key="widen_members",
                icon=":material/filter_alt_off:",
                on_click=filters.show_all_members,
            )


def nothing() -> None:
    """Say that what is chosen leaves nothing, with the way back."""
    st.info(
        _("Nothing to show for this choice. Widen the period or the filters."),
        icon=":material/filter_alt_off:",
    )
    widen()
