"""The form that opens a round: which teams, until when, with which questionnaire."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from data.language import gettext as _
from data.store import Store, StoreError, open_round, questionnaires, rounds
from pages.parts import questionnaire_upload, session
from pages.parts.days import FORMAT
from pages.parts.words import plain

_USUAL_DAYS = 14
_OPENED, _REFUSED = "round_opened", "round_refused"


def draw(store: Store) -> None:
    """The form, and above it what became of the last try."""
    if refusal := st.session_state.pop(_REFUSED, ""):
        st.error(plain(refusal), icon=":material/error:")
    offered = {one.key: one for one in questionnaires(store)}
    st.selectbox(
        _("Questionnaire"),
        list(offered),
        key="round_questionnaire",
        format_func=lambda key: offered[key].name.said,
    )
    st.multiselect(
        _("Teams"),
        _known_teams(store),
        key="round_teams",
        accept_new_options=True,
        placeholder=_("Choose teams, or type the name of a new one"),
        help=_("Write a team as in your files, and its result can be set beside what customers say of it."),
    )
    first, last = st.columns(2)
    today = date.today()
    first.date_input(_("First day"), today, min_value=today, key="round_opens", format=FORMAT)
    last.date_input(
        _("Last day"), today + timedelta(_USUAL_DAYS), min_value=today, key="round_ends", format=FORMAT
    )
    st.button(
        _("Open the round"),
        key="round_open",
        type="primary",
        icon=":material/play_circle:",
        on_click=_open,
        args=(store,),
    )
    questionnaire_upload.draw(store)


def just_opened() -> int | None:
    """The number of the round that this visit opened last."""
    return st.session_state.get(_OPENED)


def _known_teams(store: Store) -> list[str]:
    """The teams of the data and of earlier rounds."""
    asked = (team for found in rounds(store) for team in found.teams)
    return sorted({*session.members("team"), *asked})


def _open(store: Store) -> None:
    state = st.session_state
    days = state["round_opens"], state["round_ends"]
    if None in days:
        state[_REFUSED] = _("Choose the first and the last day on which answers are taken.")
        return
    try:
        opened = open_round(store, state["round_questionnaire"], state["round_teams"], days, session.person())
    except StoreError as refused:
        state[_REFUSED] = str(refused)
    else:
        state[_OPENED] = opened.round_id
        state["round_teams"] = []
