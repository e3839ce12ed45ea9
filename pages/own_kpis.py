"""KPIs of the company's own: defined by choices, tried before they are kept, changed and removed."""

from __future__ import annotations

import streamlit as st

from data.language import gettext as _
from data.store import is_empty, open_store, own_kpis
from pages.parts import choosing, frame, own_kpi_list


def show() -> None:
    st.title(_("Your own KPIs"))
    if is_empty(open_store()):
        for own in own_kpis(open_store()):
            own_kpi_list.one(open_store(), own)
    store = choosing.filled_store()
    if store is None:
        return
    st.markdown(
        _(
            "A share, a ratio or a count of your own rows, put together by choices. Each gets a card,"
            " targets, a trend and everything else that other KPIs have, and counts the rows of all files"
            " that have its columns."
        )
    )
    for own in own_kpis(store):
        own_kpi_list.one(store, own)
    st.header(_("Define a KPI"))
    own_kpi_list.new(store)


frame.show(show)
