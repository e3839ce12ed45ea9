"""The policy as it stands, and which part of its page is looked at."""

from __future__ import annotations

import streamlit as st

from data.store import open_store, policy_versions
from metrics.goals.scoreboard import Asked
from metrics.policy import words
from metrics.policy.whole import Whole, review_of, today
from metrics.policy.whole import whole as whole_of
from pages.parts import session

_GO = "policy_go"


def whole() -> Whole:
    """The policy with all that is computed beside it."""
    store = open_store()
    latest = next(iter(policy_versions(store)), None)
    return whole_of(store, session.board(Asked()), today(latest, session.facts().spans()))


def reminder() -> str:
    """That the written policy is to be reviewed; empty while it isn't, or while none is written."""
    store = open_store()
    latest = next(iter(policy_versions(store)), None)
    if latest is None:
        return ""
    return words.reminder(review_of(store, latest.policy, today(latest, session.facts().spans())))


def go(view: str) -> None:
    """Look at another part of the page: in a callback, or with a rerun after it."""
    st.session_state[_GO] = view


def adopt() -> None:
    """Turn to the part that was asked for, before the choice of parts is drawn."""
    if view := st.session_state.pop(_GO, None):
        st.session_state["view"] = view
