"""The rounds that there are: how many have answered, the links of those that are open, and their end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from data import formats, language
from data.forms.tables import Table
from data.language import gettext as _
from data.language import ngettext, pgettext
from data.questionnaires.rounds import Round
from data.store import Store, StoreError, close_round, counts, questionnaire_named, remove_round, rounds
from metrics.assessment.words import round_name
from pages.parts import downloads, invitation, round_form, speaking
from pages.parts.words import plain

_REFUSED = "round_list_refused"
# In seconds, how often a page that stays open looks for new answers.
_WATCHED = 15


def draw(store: Store) -> None:
    """The rounds that take answers or will, each with its links; then those that are over."""
    if refusal := st.session_state.pop(_REFUSED, ""):
        st.error(plain(refusal), icon=":material/error:")
    known, today = rounds(store), date.today()
    for found in known:
        if not found.is_over(today):
            with st.container(border=True, key=f"round_{found.round_id}"):
                _running(store, found)
    if over := [found for found in known if found.is_over(today)]:
        st.header(_("Rounds that are over"))
        st.dataframe(pd.DataFrame([_row(store, found) for found in over]), hide_index=True)


def _running(store: Store, found: Round) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{_name(store, found)}**")
        if found.is_open(date.today()):
            st.badge(pgettext("round of answers", "open"), icon=":material/play_circle:", color="blue")
        else:
            st.badge(_("not begun"), icon=":material/event_upcoming:", color="gray")
    st.caption(round_name(found))
    answers = answered(store, found)
    _watch(store, found, counts(store, found.round_id))
    links(found)
    _end(store, found, answers)


@st.fragment(run_every=_WATCHED)
def _watch(store: Store, found: Round, known: Mapping[str, int]) -> None:
    """Draw the page anew once others have answered, or the round has ended or gone."""
    if found not in rounds(store) or counts(store, found.round_id) != known:
        st.rerun()


def _name(store: Store, found: Round) -> str:
    return plain(questionnaire_named(store, found.questionnaire).name.said)


def _row(store: Store, found: Round) -> dict[str, str]:
    known = counts(store, found.round_id)
    told = [f"{team} {formats.number(n)}" for team, n in known.items()]
    return {
        _("Days"): round_name(found),
        _("Answers"): formats.number(sum(known.values())),
        _("By team"): ", ".join(told),
        _("Questionnaire"): questionnaire_named(store, found.questionnaire).name.said,
        _("Opened by"): _("sample") if found.is_sample else found.opened_by or formats.MISSING,
    }


def answered(store: Store, found: Round) -> int:
    """Say how many of each team have answered; how many these are together."""
    known = counts(store, found.round_id)
    st.markdown("  \n".join(f"{plain(team)}: {_answered(n)}" for team, n in known.items()))
    return sum(known.values())


def _answered(n: int) -> str:
    return ngettext("%(n)s has answered", "%(n)s have answered", n) % {"n": formats.number(n)}


def links(found: Round) -> None:
    """The link of each team in each language, to copy, to scan and to take away."""
    is_new = round_form.just_opened() == found.round_id
    with st.expander(_("Links and QR codes"), icon=":material/qr_code_2:", expanded=is_new):
        _local()
        told, drawn = st.columns([3, 1], vertical_alignment="top")
        with told:
            team, spoken = _whose(found)
            address = invitation.address(found.token, team, spoken)
            st.code(address, language=None, wrap_lines=True)
            st.caption(_("Send it to all of the team: every member opens the same link."))
            name = f"{_('Links')} {found.round_id}"
            downloads.of_table(_table(name, found), f"links_{found.round_id}")
        with drawn:
            picture = invitation.picture(address)
            st.image(picture, width=200)
            st.download_button(
                _("QR code"),
                picture,
                file_name=f"QR {team}.png",
                mime="image/png",
                icon=":material/qr_code_2:",
                on_click="ignore",
                key=f"qr_{found.round_id}",
            )


def _local() -> None:
    if invitation.is_for_this_computer_alone():
        st.warning(
            _(
                "You have opened PolicyPulse at an address that works on this computer alone, and so do these"
                " links. Open it at an address that your staff can reach, and the links lead there."
            ),
            icon=":material/computer:",
        )


def _whose(found: Round) -> tuple[str, str]:
    """The team and the language that the shown link is for."""
    team, spoken = found.teams[0], language.current()
    languages = language.available()
    with st.container(horizontal=True):
        if len(found.teams) > 1:
            team = st.selectbox(_("Team"), found.teams, key=f"link_team_{found.round_id}")
        if len(languages) > 1:
            spoken = st.selectbox(
                _("Language"),
                languages,
                index=languages.index(spoken),
                key=f"link_language_{found.round_id}",
                format_func=speaking.name,
            )
    return team, spoken


def _table(name: str, found: Round) -> Table:
    rows = [
        (team, speaking.name(spoken), invitation.address(found.token, team, spoken))
        for team in found.teams
        for spoken in language.available()
    ]
    return Table(name, (_("Team"), _("Language"), _("Link")), rows)


def _end(store: Store, found: Round, answers: int) -> None:
    """Ending a round is for good, so it is asked for twice; one that nobody answered can be removed."""
    with st.container(horizontal=True):
        if answers:
            end(store, found)
        else:
            st.button(
                _("Remove this round"),
                key=f"round_remove_{found.round_id}",
                type="tertiary",
                icon=":material/delete:",
                on_click=_try,
                args=(partial(remove_round, store, found.round_id),),
            )


def end(store: Store, found: Round, where: str = "list") -> None:
    """The way to end a round early."""
    with st.popover(_("End the round and see the results"), icon=":material/stop_circle:"):
        st.markdown(
            _(
                "Nobody can answer any more, and the round can't be opened again. Results are told only then:"
                " before, whoever looked twice could tell the answers of those who came in between."
            )
        )
        st.button(
            _("End it now"),
            key=f"round_end_{where}_{found.round_id}",
            type="primary",
            on_click=_close,
            args=(store, found),
        )


def _close(store: Store, found: Round) -> None:
    _try(partial(close_round, store, found.round_id))
    # Said anew, as the browser goes on showing a round by the days that it had when it was chosen.
    st.session_state["wave"] = str(found.round_id)


def _try(change: partial[object]) -> None:
    try:
        change()
    except StoreError as refused:
        st.session_state[_REFUSED] = str(refused)
