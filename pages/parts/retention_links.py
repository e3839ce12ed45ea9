"""What goes with leaving: complaints and how they were handled, and what people answered."""

from __future__ import annotations

import streamlit as st

from data.language import gettext as _
from metrics.staying import link_words
from metrics.staying.links import Links
from pages.parts.words import plain


def section(found: Links) -> None:
    """Who leaves more often than others; a line that says what it would need where nothing is known."""
    st.header(_("What links them"))
    if not (found.complaints or found.flagged or found.recommending):
        st.info(link_words.nothing(), icon=":material/hourglass_empty:")
        return
    if found.complaints:
        st.subheader(_("Complaints and leaving"))
        st.markdown(f"**{plain(link_words.complaints_told(found.complaints))}**")
        st.dataframe(link_words.of_rows(found.complaints), hide_index=True)
        _limits(link_words.complaint_limits(found.complaints))
    if found.flagged:
        st.subheader(_("Complained, as the list has it"))
        told, limit = link_words.flagged_told(found.flagged)
        st.markdown(f"**{plain(told)}**")
        st.caption(plain(limit))
    if found.recommending:
        st.subheader(_("Recommending and leaving"))
        st.markdown(f"**{plain(link_words.recommending_told(found.recommending))}**")
        st.dataframe(link_words.of_rows(found.recommending), hide_index=True)
        _limits(link_words.recommending_limits(found.recommending))


def _limits(told: list[str]) -> None:
    # What can't be concluded stands in sight, how it is computed a click away.
    st.caption(plain(told[-1]))
    with st.expander(_("How is this computed?")):
        for one in told[:-1]:
            st.markdown(plain(one))
