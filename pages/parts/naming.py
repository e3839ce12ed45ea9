"""Whether employees are shown by name: only where the person at the screen chose so."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from data.language import gettext as _
from data.natures import NATURE
from metrics import people
from pages.parts import problem_titles


def asked() -> bool:
    """Whether names of employees are to be shown; the switch for it, with what to think of."""
    named = st.toggle(_("Show employees by name"), key="named", persist_state="session")
    st.caption(
        _(
            "A number about a person is personal, so names are hidden at first: use names to help people,"
            " never to rank them, and follow what was agreed with your staff."
        )
    )
    return bool(named)


def shown(dimension: str, members: Iterable[str]) -> dict[str, str]:
    """Member -> what to call it; asks first where the members are people."""
    named = asked() if people.names_people(dimension) else True
    return _called(dimension, members, named=named)


def quietly(dimension: str, members: Iterable[str]) -> dict[str, str]:
    """Member -> what to call it, as was chosen elsewhere on the page."""
    named = bool(st.session_state.get("named"))
    return _called(dimension, members, named=named)


def _called(dimension: str, members: Iterable[str], *, named: bool) -> dict[str, str]:
    """Problems as the company calls them in the reader's language, others as they are."""
    found = people.shown(dimension, members, named=named)
    titles = problem_titles.titles() if dimension == NATURE else {}
    return {member: titles.get(member, name) for member, name in found.items()}
