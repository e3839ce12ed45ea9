"""The sample company: put in, marked wherever its numbers show, and taken out again."""

from __future__ import annotations

import streamlit as st

from data.language import gettext as _
from data.samples.loading import load_sample
from data.store import Store, has_sample, remove_sample
from metrics.samples import set_sample_targets


def load(store: Store) -> None:
    """Load the sample company with its policies and targets."""
    with st.spinner(_("Setting up the sample company …")):
        load_sample(store)
        set_sample_targets(store)


def notice(store: Store) -> None:
    """Say that the numbers are invented, and offer to remove them."""
    if not has_sample(store):
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="sample_notice"):
        st.markdown(_("**Sample data.** These numbers are those of an invented company."))
        if st.button(_("Remove the sample"), icon=":material/delete:", key="remove_sample"):
            remove_sample(store)
            st.rerun()
