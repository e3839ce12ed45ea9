"""Perception gap: how teams see their own service, beside what their customers said."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.language import gettext as _
from data.questionnaires.rounds import Round
from data.store import open_store
from metrics.assessment.words import round_name
from metrics.perception import chart, words
from metrics.perception.gaps import Gap, Perception, Verdict, told_rounds
from metrics.query import Filters
from metrics.rollouts import scope
from pages.parts import charts, filters, frame, kept_perception, link, sample, session, ways_out
from pages.parts.words import plain

_SURE = (Verdict.BETTER, Verdict.WORSE)


def show() -> None:
    store = open_store()
    sample.notice(store)
    known = told_rounds(store)
    if not known:
        _nothing()
        return
    head = st.container()
    where = filters.chosen(store).view.where
    found = kept_perception.of(_round(known), where)
    with head:
        _head(found, where)
    if not found.gaps:
        st.info(_("The filter leaves no team that this round asked."), icon=":material/filter_alt_off:")
        ways_out.widen()
        return
    _teams(found)
    with st.expander(_("How is this computed?")):
        for told in words.method():
            st.markdown(plain(told))
    _course(found, where)


def _nothing() -> None:
    st.title(_("Perception gap"))
    st.markdown(
        _(
            "How good is your service in the eyes of your teams, and how good in those of their customers?"
            " This sets both on one scale. It takes a round of the self-assessment that is over, and"
            " customers' answers that name the team."
        )
    )
    st.page_link("pages/assessment_results.py", label=_("Open a round"), icon=":material/groups_2:")


def _round(known: Sequence[Round]) -> Round:
    by_number = {str(one.round_id): one for one in known}
    called = {number: round_name(one) for number, one in by_number.items()}
    link.offer("wave", list(called), next(iter(called)), called)
    if len(called) > 1:
        st.selectbox(_("Round"), list(called), key="wave", format_func=called.__getitem__)
    return by_number[session.picked("wave")]


def _head(found: Perception, where: Filters) -> None:
    st.title(plain(words.headline(found)))
    if where:
        st.markdown(_("Only %(scope)s.") % {"scope": plain(scope(where, session.names()))})
    titles = session.names()
    if told := words.unheld([titles.get(name, name) for name, _members in where if name != "team"]):
        st.caption(plain(told))
    st.markdown(plain(words.stands_on(found)))
    st.caption(_("Whatever period the sidebar has, the round tells which days count."))


def _teams(found: Perception) -> None:
    drawn, read = st.columns([3, 2], gap="large")
    with drawn:
        st.header(_("Teams, the most flattering view of themselves first"))
        charts.draw(chart.teams(found), key="perception_teams", alt=chart.teams_alternative(found))
    with read:
        for gap in found.gaps:
            _told(gap)


def _told(gap: Gap) -> None:
    told = plain(words.verdict(gap))
    st.markdown(f"**{told}**" if gap.verdict in _SURE else told)
    st.caption(plain(words.numbers(gap)))


def _course(found: Perception, where: Filters) -> None:
    teams = [gap.team for gap in found.gaps]
    link.offer("of_team", teams, teams[0])
    st.header(_("From round to round"))
    if len(teams) > 1:
        st.selectbox(_("Team"), teams, key="of_team", format_func=plain)
    told = kept_perception.course(session.picked("of_team"), where)
    if len(told) < 2:
        st.info(_("This team was asked in one round so far."), icon=":material/hourglass_empty:")
        return
    charts.draw(chart.course(told), key="perception_course", alt=chart.course_alternative(told))


frame.show(show)
