"""The company's scales on the settings page."""

from __future__ import annotations

import streamlit as st

from data.language import gettext as _
from data.language import mark
from data.specs import SHORTEST_SCALE, Scale
from data.store import Store, save_scale, scales

_SCALE_NAMES = {"csat": mark("Satisfaction (CSAT)"), "ces": mark("Ease (CES)")}


def section(store: Store) -> None:
    """The scales on which the company reads scores."""
    st.markdown(
        _(
            "The scales on which your company reads scores. Files on other scales are converted when they are"
            " loaded. Changing a scale changes how scores are shown and which of them count as satisfied:"
            " those at most one point below the best. What was answered stays as it is."
        )
    )
    for key, scale in scales(store).items():
        if key in _SCALE_NAMES:
            _scale(store, key, scale)


def _scale(store: Store, key: str, scale: Scale) -> None:
    name, low, high, button = st.columns([2, 1, 1, 1], vertical_alignment="bottom")
    name.markdown(f"**{_(_SCALE_NAMES[key])}**")
    worst = low.number_input(_("Worst answer"), value=float(scale.low), key=f"{key}_low", format="%g")
    best = high.number_input(_("Best answer"), value=float(scale.high), key=f"{key}_high", format="%g")
    with button:
        if st.button(
            _("Save"),
            key=f"save_{key}",
            disabled=best - worst < SHORTEST_SCALE or (worst, best) == (scale.low, scale.high),
        ):
            save_scale(store, key, Scale(worst, best))
            st.rerun()
