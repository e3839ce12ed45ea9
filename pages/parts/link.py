"""The link carries what a person looks at: filters and choices go into it and come out of it.

Streamlit's own binding writes the words on the screen into the link, which another language
couldn't read; here it is keys, dates and the members' own names.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from data.kinds import DIMENSIONS
from pages.parts.days import EARLIEST

_DAYS = ("from", "to")
_MANY = tuple(column.key for column in DIMENSIONS)
_ONE = ("rollout", "period", "by", "kpi", "split")
_WRITTEN = "link"


def adopt() -> None:
    """Take over what the link says anew, before any widget is drawn."""
    written: dict[str, list[str]] = st.session_state.get(_WRITTEN, {})
    for key in (*_ONE, *_DAYS, *_MANY):
        given = st.query_params.get_all(key)
        if given and given != written.get(key):
            value = _read(key, given)
            if value is not None:
                st.session_state[key] = value


def _read(key: str, given: list[str]) -> Any:
    if key in _MANY:
        return given
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
    state = {key: _text(st.session_state.get(key)) for key in (*_ONE, *_DAYS, *_MANY)}
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
