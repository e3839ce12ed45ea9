"""The empty store's greeting: two ways in."""

from __future__ import annotations

import streamlit as st

from data.language import gettext as _
from data.store import Store
from pages.parts import sample


def greet(store: Store) -> None:
    """Offer the sample company or an upload."""
    st.title(_("Did your customer-service policy work?"))
    st.markdown(
        _(
            "PolicyPulse reads the spreadsheets that you already have"
            " and shows what changed after the rollout."
        )
    )
    explore, upload = st.columns(2, gap="large")
    with explore, st.container(border=True, height="stretch"):
        st.subheader(_("Explore the sample company"))
        st.markdown(
            _(
                "Three years of surveys, complaints, customers and contacts of an invented company"
                " with a policy rollout. You can remove it with one click."
            )
        )
        if st.button(
            _("Explore the sample company"), type="primary", icon=":material/explore:", key="explore"
        ):
            sample.load(store)
            st.rerun()
    with upload, st.container(border=True, height="stretch"):
        st.subheader(_("Upload your files"))
        st.markdown(
            _(
                "Survey answers, complaints, calls or customers, as csv or Excel, whatever their columns."
                " You see what was understood before anything is kept."
            )
        )
        st.page_link("pages/upload.py", label=_("Upload your files"), icon=":material/upload_file:")
