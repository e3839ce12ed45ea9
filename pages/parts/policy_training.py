"""Who was trained on the policy: recorded team by team, and taken back where it was wrong."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data import formats
from data.language import gettext as _
from data.language import ngettext
from data.store import Store, StoreError, record_training, take_training_back, trainings
from data.written_policy import LONGEST_LINE, Training
from metrics.policy import words
from metrics.policy.training import TeamTraining
from metrics.policy.whole import Whole
from pages.parts import session
from pages.parts.days import EARLIEST, FORMAT
from pages.parts.words import plain

_MOST_PEOPLE = 100_000
_RECORDED = "policy_trainings_recorded"


def section(store: Store, whole: Whole) -> None:
    """The share trained by team, the trainings, and the fields of another one."""
    if whole.everybody is None:
        st.markdown(_("Nobody's training is recorded yet."))
    else:
        st.header(words.trained(whole))
        for team in whole.teams:
            _team(team)
    st.header(_("Record a training"))
    _form(store)
    if known := trainings(store):
        st.header(_("All trainings"))
        for training in known:
            with st.container(border=True, key=f"training_{training.training_id}", gap="xsmall"):
                _training(store, training)


def _team(team: TeamTraining) -> None:
    told = _("last on %(day)s") % {"day": formats.day(team.last)}
    st.progress(team.share, f"**{plain(team.team)}** · {plain(team.share_text)} · {plain(told)}")
    if team.is_doubtful:
        words_of = {"counted": formats.number(team.counted), "people": formats.number(team.people)}
        told = _(
            "The trainings count %(counted)s people, but the team has %(people)s: count each person once, or"
            " give the team's size anew."
        )
        st.caption(f":material/warning: {told % words_of}")


def _form(store: Store) -> None:
    # Fields of their own after each training, so that none is recorded twice.
    key = f"training_{st.session_state.get(_RECORDED, 0)}"
    with st.form(f"policy_{key}", enter_to_submit=False):
        day, team = st.columns([1, 2])
        on = day.date_input(_("Day"), "today", EARLIEST, "today", format=FORMAT, key=f"{key}_day")
        name = team.text_input(_("Team"), key=f"{key}_team", max_chars=LONGEST_LINE)
        size, trained, about = st.columns([1, 1, 2])
        people = size.number_input(_("People in the team"), 1, _MOST_PEOPLE, 1, key=f"{key}_people")
        count = trained.number_input(
            _("Trained on this day"),
            1,
            _MOST_PEOPLE,
            1,
            key=f"{key}_count",
            help=_("Those who weren't trained before: each person counts once."),
        )
        subject = about.text_input(_("About what"), key=f"{key}_about", max_chars=LONGEST_LINE)
        pressed = st.form_submit_button(_("Record the training"), type="primary", key="training_save")
    if pressed and isinstance(on, date):
        _record(store, Training(on, name, int(count), int(people), subject))


def _record(store: Store, given: Training) -> None:
    try:
        record_training(store, given, session.person())
    except StoreError as error:
        st.error(str(error), icon=":material/block:")
    else:
        st.session_state[_RECORDED] = st.session_state.get(_RECORDED, 0) + 1
        st.rerun()


def _training(store: Store, training: Training) -> None:
    told, button = st.columns([4, 1], vertical_alignment="center")
    number = training.training_id or 0
    counted = ngettext("%(n)s person", "%(n)s people", training.trained) % {
        "n": formats.number(training.trained)
    }
    with told:
        st.markdown(f"**{plain(training.team)}** · {formats.day(training.day)} · {counted}")
        if told_more := " · ".join(one for one in (training.about, training.recorded_by) if one):
            st.caption(plain(told_more))
    if button.button(_("Take back"), icon=":material/undo:", key=f"training_{number}_back"):
        try:
            take_training_back(store, number, session.person())
        except StoreError as error:
            st.error(str(error), icon=":material/block:")
        else:
            st.rerun()
