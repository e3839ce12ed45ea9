"""Settings: the company's standards, its working time and its scales, each explained."""

from __future__ import annotations

import streamlit as st

from data.language import gettext as _
from data.store import open_store
from pages.parts import frame, scales, standards, working_days


def show() -> None:
    store = open_store()
    st.title(_("Settings"))
    st.markdown(
        _(
            "What your company has promised itself. A setting holds from a day on: what came earlier is"
            " judged by what held then, so a new standard leaves earlier results as they were."
        )
    )
    judged, worked, rated = st.tabs([_("Standards"), _("Working time"), _("Scales")], key="settings_tabs")
    with judged:
        standards.section(store)
    with worked:
        working_days.section(store)
    with rated:
        scales.section(store)


frame.show(show)
