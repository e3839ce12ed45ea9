"""The link carries what a person looks at: filters and choices go into it and come out of it.

Streamlit's own binding writes the words on the screen into the link, which another language
couldn't read; here it is keys, dates and the members' own names.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from pages.parts.days import EARLIEST
from pages.parts.session import dimensions

_DAYS = ("from", "to")
_ONE = ("rollout", "period", "by", "kpi", "split")
_WRITTEN = "link"

# What is looked at on one page alone, and gone from the link on every other.
_PAGES_OWN = ("upload",)
# What a page lets choose, until another page is opened.
_PAGES_CHOICES = ("pair", "then", "now", "days", "dimension", "member", "view", "beside")
_LONGEST_NUMBER = 9


def _many() -> tuple[str, ...]:
    return tuple(column.key for column in dimensions())


def adopt() -> None:
    """Take over what the link says anew, before any widget is drawn."""
    written: dict[str, list[str]] = st.session_state.get(_WRITTEN, {})
    many = _many()
    for key in (*_ONE, *_DAYS, *many):
        given = st.query_params.get_all(key)
        if given and given != written.get(key):
            value = given if key in many else _read(key, given)
            if value is not None:
                st.session_state[key] = value
    for key in _PAGES_OWN:
        st.session_state[key] = st.query_params.get(key)
    for key in _PAGES_CHOICES:
        _adopt_choice(key, st.query_params.get_all(key), written.get(key, []))


def _adopt_choice(key: str, given: list[str], written: list[str]) -> None:
    """Take over a page's choice where the link says another; what the link no longer says is over."""
    if given and given != written:
        st.session_state[key] = given[0]
    elif written and not given:
        st.session_state.pop(key, None)


def chosen_upload() -> int:
    """The number of the upload that the link is about; 0, which no upload has, where it is about none."""
    given = st.session_state.get("upload") or ""
    return int(given) if given.isdecimal() and len(given) < _LONGEST_NUMBER else 0


def _read(key: str, given: list[str]) -> Any:
    if key not in _DAYS:
        return given[0]
    try:
        day = date.fromisoformat(given[0])
    except ValueError:
        return None
    return day if day >= EARLIEST else None


def offer(key: str, options: Sequence[str], default: str | None = None) -> None:
    """Make sure that a choice stands among what is offered now; the default stands in where not."""
    if st.session_state.get(key) not in options:
        st.session_state[key] = default


def offer_many(key: str, options: Sequence[str]) -> None:
    """Keep of several choices those that are offered now."""
    st.session_state[key] = [chosen for chosen in st.session_state.get(key, []) if chosen in options]


def write() -> None:
    """Put what is looked at into the link, after all widgets are drawn."""
    keys = (*_ONE, *_DAYS, *_PAGES_OWN, *_PAGES_CHOICES, *_many())
    state = {key: _text(st.session_state.get(key)) for key in keys}
    told = {key: texts for key, texts in state.items() if texts}
    st.session_state[_WRITTEN] = told
    if {key: st.query_params.get_all(key) for key in st.query_params} != told:
        st.query_params.from_dict(told)


def _text(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, date):
        return [value.isoformat()]
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
