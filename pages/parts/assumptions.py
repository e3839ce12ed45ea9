"""What is supposed behind a worth: sliders and numbers with their sources, kept in the link and the store."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data import formats
from data.language import gettext as _
from data.store import Store
from metrics.worth.assumptions import (
    ASSUMED_BY_KEY,
    ASSUMPTIONS,
    Assumed,
    Assumption,
    Choice,
    Kind,
    assumed,
    choices,
    keep,
    read,
    written,
)
from pages.parts import kept_worth, session
from pages.parts.words import plain

LINK = "assume"
_HELD, _AS_SUGGESTED = "assume_held", "suggested"
_ABREAST = 3


def chosen(store: Store) -> dict[str, float | None]:
    """What is supposed now: by the link, by what was moved on the page, else as kept for everybody."""
    state = st.session_state
    given = state.get(LINK)
    if given is not None and given != state.get(_HELD):
        _set(read(given))
        state[_HELD] = given
    elif any(_field(key) not in state for key in ASSUMED_BY_KEY):
        held = state.get(_HELD)
        _set(read(held) if held else assumed(store))
    return {key: state[_field(key)] for key in ASSUMED_BY_KEY}


def _set(values: Assumed) -> None:
    for key, value in values.items():
        st.session_state[_field(key)] = None if value is None else float(value)


def _field(key: str) -> str:
    return f"assumed_{key}"


def remember(store: Store, values: Assumed) -> None:
    """Put what differs from what is kept for everybody into the link."""
    text = "" if values == assumed(store) else written(values) or _AS_SUGGESTED
    st.session_state[_HELD] = text
    if text:
        st.session_state[LINK] = text
    else:
        st.session_state.pop(LINK, None)


def section(store: Store, values: Assumed) -> None:
    """All assumptions, and the button that keeps them for everybody."""
    kept = choices(store)
    for at in range(0, len(ASSUMPTIONS), _ABREAST):
        for place, one in zip(st.columns(_ABREAST), ASSUMPTIONS[at : at + _ABREAST], strict=False):
            with place, st.container(border=True, height="stretch", key=f"assumption_{one.key}"):
                _field_of(one)
                _notes(one, values[one.key], kept.get(one.key))
    _keeping(store, values)


def _field_of(one: Assumption) -> None:
    name = _(one.name)
    label = _("%(name)s, in %%") % {"name": name} if one.kind is Kind.PERCENT else name
    # Sliders and numbers take the floats that they give.
    least, most, field = float(one.least), float(one.most), _field(one.key)
    if one.step:
        step = float(one.step)
        idle = _is_idle(one)
        st.slider(
            label, least, most, step=step, key=field, format="%d", help=_(one.explanation), disabled=idle
        )
        if idle:
            st.caption(_("Changes nothing until the cost of winning a customer is set."))
            st.page_link(
                "pages/settings.py", label=_("Set the cost of winning a customer"), icon=":material/tune:"
            )
    else:
        told = _("not entered")
        st.number_input(
            label, least, most, None, key=field, format="%g", placeholder=told, help=_(one.explanation)
        )


def _is_idle(one: Assumption) -> bool:
    """Whether nothing that is shown hangs on an assumption yet."""
    return one.of_winning and kept_worth.acquisition_cost() is None


def _notes(one: Assumption, value: float | None, kept: Choice | None) -> None:
    st.caption(_("Source: %(source)s") % {"source": _(one.source)})
    if not one.is_share:
        words = {"low": formats.number(one.low), "high": formats.number(one.high)}
        st.caption(_("Usual range: %(low)s to %(high)s") % words)
    if kept is not None and kept.value == value:
        words = {"by": plain(kept.by) or _("somebody"), "day": formats.day(kept.on)}
        st.caption(_("Chosen by %(by)s on %(day)s") % words)
    if value != one.suggested:
        label = _("Back to the suggested one") if one.suggested is not None else _("Take it out")
        st.button(
            label, key=f"back_{one.key}", on_click=_set, args=({one.key: one.suggested},), type="tertiary"
        )


def _keeping(store: Store, values: Assumed) -> None:
    """The button that keeps what was moved, where it differs from what is kept."""
    if values == assumed(store):
        st.caption(_("These are the values that everybody sees."))
        return
    st.caption(_("Only this page and its link have these values so far: keep them, and everybody sees them."))
    if st.button(_("Keep these values for everybody"), key="keep_assumptions", icon=":material/save:"):
        keep(store, values, session.person(), date.today())
        st.rerun()
