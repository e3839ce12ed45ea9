"""The company's scales on the settings page."""

from __future__ import annotations

import streamlit as st

from data import formats
from data.language import gettext as _
from data.language import mark
from data.specs import SHORTEST_SCALE, Scale
from data.store import Store, remove_scale, save_scale, scale_versions
from metrics.goals.restating import restated
from pages.parts import standards

_SCALE_NAMES = {"csat": mark("Satisfaction (CSAT)"), "ces": mark("Ease (CES)")}


def section(store: Store) -> None:
    """The scales on which the company reads scores."""
    st.markdown(
        _(
            "The scales on which your company reads scores. Files on other scales are converted when they are"
            " loaded; what was answered stays as it is. Points, and targets in points, are always told on the"
            " latest scale. Which answers count as satisfied, those at most one point below the best, is"
            " decided by the scale that held on the day of the answer."
        )
    )
    for key, name in _SCALE_NAMES.items():
        with st.container(border=True, key=f"scale_{key}"):
            st.markdown(f"**{_(name)}**")
            _scale(store, key)


def _scale(store: Store, key: str) -> None:
    versions = scale_versions(store, key)
    for version in versions:
        removable = version.since is not None
        if standards.history(f"scale_{key}", version, _held(version.value), removable=removable):
            remove_scale(store, key, version.since, restated)
            st.rerun()
    _change(store, key, versions[-1].value)


def _held(scale: Scale) -> str:
    words = {"worst": _answer(scale, 0), "best": _answer(scale, 1)}
    return _("%(worst)s (worst) to %(best)s (best)") % words


def _answer(scale: Scale, position: float) -> str:
    answer = scale.answer(position)
    return formats.number(answer, 0 if float(answer).is_integer() else 2)


def _change(store: Store, key: str, scale: Scale) -> None:
    low, high, day, button = st.columns([2, 2, 3, 1], vertical_alignment="bottom")
    worst = low.number_input(_("Worst answer"), value=float(scale.low), key=f"{key}_low", format="%g")
    best = high.number_input(_("Best answer"), value=float(scale.high), key=f"{key}_high", format="%g")
    start = standards.from_day(day, f"scale_{key}")
    too_short = best - worst < SHORTEST_SCALE
    if too_short:
        words = {"points": formats.number(SHORTEST_SCALE)}
        told = _("The best answer has to be %(points)s points or more above the worst one.")
        st.error(told % words, icon=":material/error:")
    unchanged = (worst, best) == (scale.low, scale.high)
    if button.button(_("Save"), key=f"save_{key}", disabled=too_short or unchanged):
        save_scale(store, key, Scale(worst, best), start, restated)
        st.rerun()
