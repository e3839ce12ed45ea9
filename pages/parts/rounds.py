"""Which round of the self-assessment a page is about: of a link, or chosen of those that are open."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data import formats
from data.language import gettext as _
from data.questionnaires.rounds import Round
from data.store import Store, UnknownRound, questionnaire_named, round_of_token, rounds
from pages.parts import invitation
from pages.parts.draft import Draft


def asked_for(store: Store) -> Round | None:
    """The round of the link, else one that is open; None, with words on what to do, where there is none."""
    if token := invitation.token():
        return _of_link(store, token)
    opened = [found for found in rounds(store) if found.is_open(date.today())]
    if not opened:
        _none_open()
        return None
    if len(opened) == 1:
        return opened[0]
    return st.selectbox(
        _("Round"), opened, key="assessment_round", format_func=lambda found: _called(store, found)
    )


def _of_link(store: Store, token: str) -> Round | None:
    try:
        return round_of_token(store, token)
    except UnknownRound as unknown:
        st.title(_("Self-assessment"), anchor=False)
        st.error(str(unknown), icon=":material/link_off:")
        return None


def _none_open() -> None:
    st.title(_("Self-assessment"))
    st.info(
        _(
            "No round is open at the moment. Open one for your teams: each gets a link, and every member"
            " answers on their own phone or computer."
        ),
        icon=":material/event_busy:",
    )
    st.page_link("pages/assessment_results.py", label=_("Open a round"), icon=":material/play_circle:")


def _called(store: Store, found: Round) -> str:
    words = {
        "questionnaire": questionnaire_named(store, found.questionnaire).name.said,
        "teams": formats.listed(found.teams),
        "day": formats.day(found.last_day),
    }
    return _("%(questionnaire)s: %(teams)s, until %(day)s") % words


def team(found: Round, draft: Draft) -> None:
    """The team for which a member answers: of the link, or chosen."""
    teams = list(found.teams)
    meant = draft.team or invitation.team()
    if len(teams) == 1:
        meant = teams[0]
    st.session_state.setdefault("assessment_team", meant if meant in teams else None)
    chosen = st.selectbox(
        _("Your team"),
        teams,
        key="assessment_team",
        placeholder=_("Choose your team"),
        disabled=len(teams) == 1,
    )
    draft.team = chosen or ""
    invitation.remember(team=draft.team)
