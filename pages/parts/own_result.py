"""What a member sees once the answers are sent: their own result, and where the team stands."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.language import gettext as _
from data.questionnaires.questionnaire import Questionnaire, Section
from data.questionnaires.rounds import Round
from data.store import Store
from metrics.assessment import own, words
from metrics.assessment.results import Result, history, result
from metrics.assessment.scoring import Score, scored
from pages.parts import charts
from pages.parts import draft as drafts
from pages.parts.draft import Draft
from pages.parts.words import plain


def draw(store: Store, found: Round, questionnaire: Questionnaire, draft: Draft) -> None:
    """The own result in the tab in which it was sent, then the team's as far as it may be told."""
    st.success(_("You have sent your answers. Thank you."), icon=":material/check_circle:")
    if not questionnaire.missing(draft.answers):
        _own(scored(questionnaire, draft.answers))
    else:
        st.markdown(_("Your own result was told where you sent it, and is kept nowhere else."))
    if draft.team in found.teams:
        _team(store, found, draft.team)
    with st.container(border=True, key="assessment_another"):
        st.markdown(_("Another member of the team on this device?"))
        st.button(
            _("Start anew"),
            key="assessment_anew",
            icon=":material/person_add:",
            on_click=drafts.start_anew,
        )
        st.caption(_("What is shown of your own answers is then gone from this device."))


def _own(score: Score) -> None:
    st.header(_("Your own view"), anchor=False)
    st.markdown(f"**{plain(words.own_headline(score))}**")
    st.markdown(plain(" ".join(words.own_reading(score))))
    bars, radar = st.columns([3, 2])
    with bars:
        _plot("own_bars", own.bars(score), score)
    with radar:
        _plot("own_radar", own.radar(score), score)
    _first_steps(score.weakest)


def _plot(key: str, figure: Any, score: Score) -> None:
    charts.draw(figure, key=key, alt=own.alternative(score))


def _first_steps(weakest: tuple[Section, ...]) -> None:
    if not any(section.steps for section in weakest):
        return
    st.header(_("First steps"), anchor=False)
    for place, section in zip(st.columns(len(weakest)), weakest, strict=True):
        with place.container(border=True, height="stretch"):
            st.markdown(f"**{plain(section.name.said)}**")
            st.markdown("\n".join(f"- {plain(step.said)}" for step in section.steps))


def _team(store: Store, found: Round, team: str) -> None:
    st.header(_("Your team: %(team)s") % {"team": plain(team)}, anchor=False)
    now = result(store, found.round_id, [team])
    st.markdown(f"**{plain(words.headline(now))}**")
    for sentence in words.reading(now):
        st.markdown(plain(sentence))
    earlier = [
        one for one in history(store, found.questionnaire, [team]) if one.round.round_id != found.round_id
    ]
    if earlier:
        st.markdown(f"**{_('Earlier rounds')}**")
        st.markdown("\n".join(f"- {_told(one)}" for one in reversed(earlier)))


def _told(found: Result) -> str:
    told = {
        "round": words.round_name(found.round),
        "result": plain(words.headline(found)),
        "n": words.counted(found.n),
    }
    return _("%(round)s: %(result)s (%(n)s)") % told
