"""Self-assessment: a member of a team rates its service, and sees at once where the team stands."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from data import formats
from data.language import gettext as _
from data.questionnaires.rounds import Round
from data.store import open_store, questionnaire_named
from pages.parts import draft as drafts
from pages.parts import frame, own_result, questionnaire_form, rounds
from pages.parts.draft import Draft
from pages.parts.words import plain


def show() -> None:
    store = open_store()
    found = rounds.asked_for(store)
    if found is None:
        return
    questionnaire = questionnaire_named(store, found.questionnaire)
    head = st.container(key="assessment_head")
    head.title(plain(questionnaire.name.said), anchor=False)
    draft = drafts.of_round(store, found.token, questionnaire)
    if draft is None:
        st.caption(_("Looking for answers that you have begun on this device …"))
    elif draft.is_sent:
        own_result.draw(store, found, questionnaire, draft)
    elif not found.is_open(date.today()):
        _not_open(found)
    else:
        with head:
            _about(found, draft)
        if draft.team:
            questionnaire_form.draw(draft, questionnaire, partial(drafts.send, draft, store))


def _not_open(found: Round) -> None:
    day = {"day": formats.day(found.last_day)}
    if found.is_over(date.today()):
        told = (
            _("This round ended on %(day)s and takes no more answers. Ask whoever sent you the link.") % day
        )
        st.info(told, icon=":material/event_busy:")
    else:
        told = _("This round begins on %(day)s. Open the link again then.")
        st.info(told % {"day": formats.day(found.opens)}, icon=":material/event_upcoming:")


def _about(found: Round, draft: Draft) -> None:
    """What this is and for which team, in the first section; later on a line."""
    if draft.section and draft.team:
        st.caption(plain(draft.team))
    else:
        st.markdown(
            _(
                "How well do these statements fit your team? Your answers count without your name: only your"
                " team and the day are kept with them. Until you send them, they stay on this device."
            )
        )
        st.caption(_("Open until %(day)s.") % {"day": formats.day(found.last_day)})
        rounds.team(found, draft)
    if draft.is_refused_by_browser:
        told = _("Your browser keeps nothing for this page, so answer all of it in one go.")
        st.warning(told, icon=":material/warning:")


frame.show(show)
