"""Results by team: what teams answered in the rounds of the self-assessment, and the rounds themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.language import gettext as _
from data.questionnaires.rounds import Round
from data.store import Store, counts, is_empty, open_store, rounds
from metrics.assessment import words
from metrics.assessment.results import Result, State, by_team, history, result
from pages.parts import filters, frame, link, round_form, round_list, sample, team_results
from pages.parts.words import plain

_ALL = "all"


def show() -> None:
    store = open_store()
    sample.notice(store)
    known = rounds(store)
    if not known:
        _first_round(store)
        return
    head = st.container()
    names = [_("Results"), _("Rounds and links")]
    # Where nobody has answered yet, there is nothing to see, but links to send.
    results, managed = st.tabs(names, key="assessment_parts", default=names[_is_unanswered(store, known)])
    with results:
        _results(store, known, head)
    with managed:
        _rounds(store)


def _is_unanswered(store: Store, known: Sequence[Round]) -> bool:
    return not any(sum(counts(store, one.round_id).values()) for one in known)


def _first_round(store: Store) -> None:
    st.title(_("Results by team"))
    st.markdown(
        _(
            "How good do your teams think their service is? Open a round: each member answers on their own"
            " phone, without a name, and each team sees where to begin."
        )
    )
    round_form.draw(store)


def _results(store: Store, known: Sequence[Round], head: DeltaGenerator) -> None:
    with st.container(horizontal=True):
        found = _round(known)
        teams = _teams(store, found)
    if not is_empty(store):
        st.caption(_("Of the filters in the sidebar, only the team holds here."))
    told = result(store, found.round_id, teams)
    head.title(plain(words.headline(told)))
    before = team_results.draw(store, told, _earlier(store, told))
    if told.state is not State.RUNNING:
        each = [one for one in by_team(store, found.round_id) if {*one.teams} <= {*teams}]
        taken = [told, *each] if len(each) > 1 else each
        team_results.take_away(store, taken, before, _("Self-assessment"))


def _round(known: Sequence[Round]) -> Round:
    """The round that is looked at: the latest that is over, unless another is chosen."""
    by_number = {str(one.round_id): one for one in known}
    names = {number: words.round_name(one) for number, one in by_number.items()}
    over = [number for number, one in by_number.items() if one.is_over(date.today())]
    link.offer("wave", list(names), next(iter([*over, *names])), names)
    return by_number[st.selectbox(_("Round"), list(names), key="wave", format_func=names.__getitem__)]


def _teams(store: Store, found: Round) -> list[str]:
    """The teams that are looked at: one, or all that the sidebar leaves."""
    kept = dict(filters.chosen(store).view.where).get("team", found.teams)
    offered = [team for team in found.teams if team in kept] or list(found.teams)
    link.offer("of_team", [_ALL, *offered], _ALL, {_ALL: _("All teams")})
    team = st.selectbox(
        _("Team"),
        [_ALL, *offered],
        key="of_team",
        format_func=lambda team: _("All teams") if team == _ALL else team,
    )
    return offered if team == _ALL else [team]


def _earlier(store: Store, found: Result) -> list[Result]:
    """What is told of the same teams in the rounds before, the latest first."""
    told = history(store, found.round.questionnaire, found.teams)
    return [one for one in reversed(told) if one.round.in_time < found.round.in_time]


def _rounds(store: Store) -> None:
    with st.expander(_("Open a round"), icon=":material/play_circle:"):
        round_form.draw(store)
    round_list.draw(store)


frame.show(show)
