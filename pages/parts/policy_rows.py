"""Rows of a text that is written: each with its fields, moved up, taken out, and added at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from data.language import gettext as _

MOST = 30

Row = TypeVar("Row")


def edited(
    key: str, given: Sequence[Row], empty: Row, draw: Callable[[str, Row], Row], add: str
) -> tuple[Row, ...]:
    """The rows as they stand in the fields.

    ``given`` are those at first; ``draw`` draws the fields of one by their key and returns what stands there;
    ``add`` is the label of the button that adds another.
    """
    places: list[int] = st.session_state.setdefault(key, list(range(len(given))))
    found: list[Row] = []
    for at, place in enumerate(places):
        with st.container(border=True, key=f"{key}_{place}", gap="xsmall"):
            found.append(draw(f"{key}_{place}", given[place] if place < len(given) else empty))
            with st.container(horizontal=True, horizontal_alignment="right"):
                _buttons(key, at)
    st.button(
        add,
        icon=":material/add:",
        key=f"{key}_add",
        disabled=len(places) >= MOST,
        on_click=_add,
        args=(key, len(given)),
    )
    return tuple(found)


def _buttons(key: str, at: int) -> None:
    place = st.session_state[key][at]
    if at:
        st.button(
            _("Move up"),
            icon=":material/arrow_upward:",
            type="tertiary",
            key=f"{key}_{place}_up",
            on_click=_swap,
            args=(key, at),
        )
    st.button(
        _("Take out"),
        icon=":material/delete:",
        type="tertiary",
        key=f"{key}_{place}_out",
        on_click=_take_out,
        args=(key, at),
    )


def _add(key: str, given: int) -> None:
    st.session_state[key] = [*st.session_state[key], _next(key, given)]


def _next(key: str, given: int) -> int:
    """A number that no row of this text has had, so that none is filled with what was taken out."""
    counted = f"{key}_counted"
    number = st.session_state.get(counted, given)
    st.session_state[counted] = number + 1
    return number


def _swap(key: str, at: int) -> None:
    places = list(st.session_state[key])
    places[at - 1], places[at] = places[at], places[at - 1]
    st.session_state[key] = places


def _take_out(key: str, at: int) -> None:
    places = st.session_state[key]
    st.session_state[key] = [*places[:at], *places[at + 1 :]]
