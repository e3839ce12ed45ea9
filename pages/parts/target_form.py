"""Targets set, changed and removed: what each comes to is shown before it is kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import streamlit as st

from data import formats
from data.kinds import AIMED_BY
from data.language import gettext as _
from data.language import mark, pgettext
from data.records import Basis, Goal, Start, Step, Target
from data.store import (
    Store,
    change_target,
    former_targets,
    has_sample,
    policies,
    remove_target,
    save_target,
    scales,
    targets,
)
from metrics import captions
from metrics.catalogue import all_kpis, by_key, kpi_named
from metrics.goals import baselines
from metrics.goals import words as score_words
from metrics.goals.checks import doubts, refusals
from metrics.goals.targets import NoBaselineError, changed, worked_out
from metrics.goals.targets import scope as scope_of
from metrics.rollouts import first_day, scope
from pages.parts import baseline_fields, session, step_fields
from pages.parts.days import EARLIEST, FORMAT
from pages.parts.words import plain

_COMPANY = "everyone"
_BASES: dict[Basis, str] = {
    "absolute": mark("To a value"),
    "percent": mark("By so many percent"),
    "points": mark("By so much in its own unit"),
}
_CHANGED = "target_changed"
_FROM_TODAY, _FROM_THE_START = "today", "start"


@dataclass(frozen=True)
class Asked:
    """How far and by when, as it stands in the fields; the amount is None until it is given."""

    basis: Basis
    amount: float | None
    due: date | None
    steps: tuple[Step, ...]
    start: Start = field(default_factory=Start)

    @property
    def lacks(self) -> str:
        """What is still to be given, in words; empty where nothing is."""
        if self.amount is None or self.due is None:
            return _("Give the amount to see what the target comes to.")
        return baseline_fields.lacks(self.start)


def targets_tab(store: Store) -> None:
    """All targets, and the fields of a new one."""
    for target in targets(store):
        _target(store, target)
    _removed(store)
    st.header(_("Add a target"))
    goal = _goal(store)
    if goal is None:
        return
    start = first_day(policies(store), goal.dimension, goal.member)
    try:
        # Measured from the sample company it means nothing without it.
        target = worked_out(session.facts(), goal, start, is_sample=has_sample(store))
    except NoBaselineError as error:
        st.warning(str(error), icon=":material/info:")
        return
    fits = _told(store, target)
    alike = [saved for saved in targets(store) if (saved.kpi, scope_of(saved)) == (goal.kpi, scope_of(goal))]
    is_saved = any(replace(saved, target_id=None, held_from=None) == target for saved in alike)
    if st.button(_("Save the target"), type="primary", key="save_target", disabled=is_saved or not fits):
        save_target(store, target)
        st.rerun()
    if target.is_sample:
        st.caption(_("It is measured from the sample company, so it goes when you remove the sample."))
    if is_saved:
        st.caption(_("This target is saved already."))
    elif alike:
        st.caption(_("There is one for this already: a card shows the one that was added last."))


def _told(store: Store, target: Target) -> bool:
    """Show what a target comes to, and what is odd about it; whether it can be kept."""
    st.markdown(captions.target(target))
    refused = refusals(target, scales(store))
    for sentence in refused:
        st.error(sentence, icon=":material/block:")
    if not refused:
        if (score := session.score(target)) and (standing := score_words.present(score)):
            st.markdown(standing)
        for sentence in doubts(target):
            st.warning(sentence, icon=":material/swap_vert:")
    return not refused


def _goal(store: Store) -> Goal | None:
    """The fields of a target; None until it is complete."""
    scopes = session.scopes(AIMED_BY)
    aims = {kpi.key: kpi.title for kpi in all_kpis() if kpi.better}
    what, whom = st.columns([2, 1])
    key = what.selectbox(_("KPI"), list(aims), key="target_kpi", format_func=aims.__getitem__)
    with whom:
        dimension = st.selectbox(
            _("For"),
            [_COMPANY, *scopes],
            key="target_scope",
            format_func=lambda key: _("the whole company") if key == _COMPANY else scopes[key],
        )
        member = None
        if dimension != _COMPANY:
            member = st.selectbox(_("Which one"), session.members(dimension), key=f"target_{dimension}")
    of = None if dimension == _COMPANY else dimension
    nothing_yet = Asked("absolute", None, date.today() + timedelta(days=365), ())
    asked = _asked(key, "target", nothing_yet, first_day(policies(store), of, member))
    if dimension != _COMPANY and not member:
        st.caption(_("Give the amount to see what the target comes to."))
        return None
    return _agreed(asked, key, (of, member))


def _agreed(asked: Asked, key: str, whom: tuple[str | None, str | None]) -> Goal | None:
    """The goal that the fields come to; None until they are complete, and the page says what is missing."""
    if asked.lacks or asked.amount is None or asked.due is None:
        st.caption(asked.lacks)
        return None
    return Goal(key, asked.basis, asked.amount, asked.due, *whom, asked.steps, asked.start)


def _asked(key: str, prefix: str, given: Asked, rollout: date | None) -> Asked:
    """The fields that say how far and by when, filled with what is given."""
    left, middle, right = st.columns(3)
    basis = left.selectbox(
        _("How far"),
        list(_BASES),
        index=list(_BASES).index(given.basis),
        key=f"{prefix}_basis",
        format_func=lambda key: _(_BASES[key]),
    )
    amount = middle.number_input(
        _amount_label(key, basis),
        value=given.amount if basis == given.basis else None,
        key=f"{prefix}_{key}_{basis}",
        format="%g",
    )
    due = right.date_input(
        _(step_fields.DUE), value=given.due, min_value=EARLIEST, format=FORMAT, key=f"{prefix}_due"
    )
    steps = given.steps if basis == given.basis else ()
    wanted = st.toggle(
        _("Steps on the way"),
        value=bool(steps),
        key=f"{prefix}_stepped",
        help=_("What is to be reached before the date: 80 by March, 85 by June."),
    )
    found = (
        step_fields.steps(f"{prefix}_steps_{key}_{basis}", _amount_label(key, basis), steps) if wanted else ()
    )
    start = baseline_fields.start(f"{prefix}_{key}", key, given.start, rollout)
    return Asked(basis, amount, due if isinstance(due, date) else None, found, start)


def _amount_label(key: str, basis: str) -> str:
    if basis == "percent":
        return _("Percent, with a minus to fall")
    unit = kpi_named(key).axis
    if basis == "points":
        return _("Change in %(unit)s, with a minus to fall") % {"unit": unit}
    return _("Value in %(unit)s") % {"unit": unit}


def _target(store: Store, target: Target) -> None:
    number = target.target_id or 0
    with st.container(border=True, key=f"target_{number}"):
        words, buttons = st.columns([4, 2], vertical_alignment="center")
        with words:
            st.markdown(_named(target))
            st.caption(captions.target(target))
            _versions(store, number)
        with buttons, st.container(horizontal=True, horizontal_alignment="right"):
            if st.button(pgettext("to do", "Change"), key=f"change_target_{number}", icon=":material/edit:"):
                st.session_state[_CHANGED] = number
            if st.button(_("Remove"), key=f"remove_target_{number}", icon=":material/delete:"):
                remove_target(store, number, date.today())
                st.rerun()
        if st.session_state.get(_CHANGED) == number:
            _change(store, target)


def _named(target: Target) -> str:
    """A target's KPI, and for whom it is."""
    kpi = by_key().get(target.kpi)
    for_whom = f" · {plain(scope(scope_of(target), session.names()))}" if target.dimension else ""
    return f"**{kpi.title if kpi else target.kpi}**{for_whom}"


def _versions(store: Store, number: int) -> None:
    """What was asked for before, and until when that held."""
    for former in former_targets(store):
        if former.target.target_id == number:
            words = {"day": formats.day(former.held_until), "target": captions.target(former.target)}
            st.caption(_("Until %(day)s: %(target)s") % words)


def _change(store: Store, target: Target) -> None:
    """The fields that change a target; its KPI and for whom it is stay, its baseline unless changed."""
    prefix = f"change_{target.target_id}"
    given = Asked(target.basis, target.amount, target.due, target.steps, baselines.start_of(target))
    asked = _asked(target.kpi, prefix, given, target.since)
    when = st.radio(
        _("Holds"),
        [_FROM_TODAY, _FROM_THE_START],
        key=f"{prefix}_when",
        format_func={
            _FROM_TODAY: _("from today on: what was reported before stays as it was"),
            _FROM_THE_START: _("from the start: what stood here was a mistake"),
        }.__getitem__,
    )
    made = _remade(target, asked)
    fits = made is not None and _told(store, made)
    with st.container(horizontal=True):
        waits = not fits or made == target
        if st.button(_("Save the change"), type="primary", key=f"{prefix}_save", disabled=waits) and made:
            _keep(store, made, when)
            _close()
        if st.button(_("Leave it as it is"), key=f"{prefix}_leave"):
            _close()
        if st.button(
            _("Forget it: it was a mistake"), key=f"{prefix}_forget", icon=":material/delete_forever:"
        ):
            remove_target(store, target.target_id or 0)
            _close()


def _remade(target: Target, asked: Asked) -> Target | None:
    goal = _agreed(asked, target.kpi, (target.dimension, target.member))
    if goal is None:
        return None
    try:
        return changed(session.facts(), target, goal)
    except NoBaselineError as error:
        st.warning(str(error), icon=":material/info:")
        return None


def _keep(store: Store, made: Target, when: str) -> None:
    if when == _FROM_TODAY:
        change_target(store, made, date.today())
    else:
        save_target(store, made)


def _close() -> None:
    st.session_state.pop(_CHANGED, None)
    st.rerun()


def _removed(store: Store) -> None:
    """Targets that were removed, as they still held on days before."""
    kept = {target.target_id for target in targets(store)}
    gone = [former for former in former_targets(store) if former.target.target_id not in kept]
    if not gone:
        return
    with st.expander(_("Removed targets")):
        st.caption(_("They stay on the scoreboard of the days on which they held."))
        for former in gone:
            words = {"day": formats.day(former.held_until), "target": captions.target(former.target)}
            st.markdown(_named(former.target))
            st.caption(_("Until %(day)s: %(target)s") % words)
