"""Policy and targets: when it took effect and for whom, what it should reach, on which scales."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from data import formats
from data.language import gettext as _
from data.language import mark
from data.records import Basis, Goal, Policy, Rollout, Target
from data.specs import SHORTEST_SCALE, Scale
from data.store import (
    Store,
    open_store,
    policies,
    remove_policy,
    remove_target,
    save_policy,
    save_scale,
    save_target,
    scales,
    targets,
)
from metrics import captions
from metrics.catalogue import BY_KEY, KPIS
from metrics.rollouts import events, first_day, scope
from metrics.targets import NoBaselineError, is_backwards, worked_out
from metrics.targets import scope as scope_of
from pages.parts import frame, sample, session
from pages.parts.days import EARLIEST, FORMAT
from pages.parts.words import plain

_EVERYONE = "everyone"
_SCOPES = ("team", "branch")
_TARGET_SCOPES = (*_SCOPES, "segment", "channel")
_BASES: dict[Basis, str] = {
    "absolute": mark("To a value"),
    "percent": mark("By so many percent"),
    "points": mark("By so much in its own unit"),
}
_SCALE_NAMES = {"csat": mark("Satisfaction (CSAT)"), "ces": mark("Ease (CES)")}


def show() -> None:
    store = open_store()
    st.title(_("Policy and targets"))
    sample.notice(store)
    rollouts, aims, measuring = st.tabs([_("Policies"), _("Targets"), _("Scales")], key="policy_tabs")
    with rollouts:
        _policies(store)
    with aims:
        _targets(store)
    with measuring:
        _scales(store)


def _scopes(specified: tuple[str, ...]) -> dict[str, str]:
    """Key -> name of the dimensions that are offered: some of the specified, and the company's own."""
    known = session.dimensions()
    return {
        column.key: column.title
        for column in known
        if column.key in specified or (column.own and session.members(column.key))
    }


def _policies(store: Store) -> None:
    scopes = _scopes(_SCOPES)
    known = policies(store)
    for policy in known:
        _policy(store, policy)
    st.subheader(_("Add a policy"))
    name = st.text_input(_("Name of the policy"), key="policy_name", value=_("Customer-service policy"))
    by = st.segmented_control(
        _("Rolled out for"),
        [_EVERYONE, *scopes],
        default=_EVERYONE,
        key="policy_scope",
        required=True,
        format_func=lambda key: (
            _("everyone at once")
            if key == _EVERYONE
            else _("each %(what)s on its own day") % {"what": _inside(key, scopes[key])}
        ),
    )
    rollouts = _everyone() if by == _EVERYONE else _each(by, scopes[by])
    is_saved = any((policy.name, policy.rollouts) == (name.strip(), rollouts) for policy in known)
    waits = is_saved or not (name.strip() and rollouts)
    if st.button(_("Save the policy"), type="primary", key="save_policy", disabled=waits):
        save_policy(store, Policy(name.strip(), rollouts))
        st.rerun()
    if is_saved:
        st.caption(_("This policy is saved already."))


def _inside(key: str, name: str) -> str:
    """A dimension's name inside a sentence."""
    return name.lower() if key in _SCOPES else plain(name)


def _everyone() -> tuple[Rollout, ...]:
    day = st.date_input(_("Took effect on"), value=None, min_value=EARLIEST, format=FORMAT, key="policy_day")
    return (Rollout(day),) if day else ()


def _each(dimension: str, name: str) -> tuple[Rollout, ...]:
    found = session.members(dimension)
    if not found:
        st.info(
            _("The data name none yet. Upload a file that does, or choose everyone."), icon=":material/info:"
        )
        return ()
    st.caption(_("Leave the day empty where the policy does not apply."))
    table = st.data_editor(
        pd.DataFrame({"member": found, "day": pd.Series([None] * len(found), dtype="datetime64[us]")}),
        hide_index=True,
        disabled=["member"],
        key=f"policy_days_{dimension}",
        placeholder="",
        column_config={
            "member": st.column_config.TextColumn(name),
            "day": st.column_config.DateColumn(_("Took effect on"), format=FORMAT),
        },
    )
    given = table.dropna(subset=["day"])
    return tuple(
        Rollout(day.date(), dimension, str(member))
        for member, day in zip(given["member"], given["day"], strict=True)
    )


def _policy(store: Store, policy: Policy) -> None:
    with st.container(border=True, key=f"policy_{policy.policy_id}"):
        words, button = st.columns([5, 1], vertical_alignment="center")
        with words:
            st.markdown(f"**{plain(policy.name)}**")
            for event in events([policy]):
                of = plain(scope(event.where, session.names()))
                st.caption(_("from %(day)s: %(scope)s") % {"day": formats.day(event.starts_on), "scope": of})
        with button:
            if st.button(_("Remove"), key=f"remove_policy_{policy.policy_id}", icon=":material/delete:"):
                remove_policy(store, policy.policy_id or 0)
                st.rerun()


def _targets(store: Store) -> None:
    for target in targets(store):
        _target(store, target)
    st.subheader(_("Add a target"))
    goal = _goal()
    if goal is None:
        return
    start = first_day(policies(store), goal.dimension, goal.member)
    try:
        target = worked_out(session.facts(), goal, start)
    except NoBaselineError as error:
        st.warning(str(error), icon=":material/info:")
        return
    st.markdown(captions.target(target))
    if is_backwards(target):
        st.warning(
            _("That is worse than the baseline, so it counts as met at once. Is the sign right?"),
            icon=":material/swap_vert:",
        )
    is_saved = any(replace(saved, target_id=None) == target for saved in targets(store))
    if st.button(_("Save the target"), type="primary", key="save_target", disabled=is_saved):
        save_target(store, target)
        st.rerun()
    if is_saved:
        st.caption(_("This target is saved already."))


def _goal() -> Goal | None:
    """The fields of a target; None until it is complete."""
    aims = [kpi.key for kpi in KPIS if kpi.better]
    scopes = _scopes(_TARGET_SCOPES)
    left, middle, right = st.columns(3)
    with left:
        key = st.selectbox(_("KPI"), aims, key="target_kpi", format_func=lambda key: BY_KEY[key].title)
        due = st.date_input(
            _("By"), value=date.today() + timedelta(days=365), format=FORMAT, key="target_due"
        )
    with middle:
        basis = st.selectbox(
            _("How far"), list(_BASES), key="target_basis", format_func=lambda key: _(_BASES[key])
        )
        amount = st.number_input(
            _amount_label(key, basis), value=None, key=f"target_{key}_{basis}", format="%g"
        )
    with right:
        dimension = st.selectbox(
            _("For"),
            [_EVERYONE, *scopes],
            key="target_scope",
            format_func=lambda key: _("the whole company") if key == _EVERYONE else scopes[key],
        )
        member = None
        if dimension != _EVERYONE:
            member = st.selectbox(_("Which one"), session.members(dimension), key=f"target_{dimension}")
    if amount is None or not isinstance(due, date) or (dimension != _EVERYONE and not member):
        st.caption(_("Give the amount to see what the target comes to."))
        return None
    return Goal(key, basis, float(amount), due, None if dimension == _EVERYONE else dimension, member)


def _amount_label(key: str, basis: str) -> str:
    if basis == "percent":
        return _("Percent, with a minus to fall")
    unit = BY_KEY[key].axis
    if basis == "points":
        return _("Change in %(unit)s, with a minus to fall") % {"unit": unit}
    return _("Value in %(unit)s") % {"unit": unit}


def _target(store: Store, target: Target) -> None:
    with st.container(border=True, key=f"target_{target.target_id}"):
        words, button = st.columns([5, 1], vertical_alignment="center")
        with words:
            for_whom = f" · {plain(scope(scope_of(target), session.names()))}" if target.dimension else ""
            st.markdown(f"**{BY_KEY[target.kpi].title}**{for_whom}")
            st.caption(captions.target(target))
        with button:
            if st.button(_("Remove"), key=f"remove_target_{target.target_id}", icon=":material/delete:"):
                remove_target(store, target.target_id or 0)
                st.rerun()


def _scales(store: Store) -> None:
    st.markdown(
        _(
            "The scales on which your company reads scores. Files on other scales are converted when they are"
            " loaded. Changing a scale changes how scores are shown and which of them count as satisfied:"
            " those at most one point below the best. What was answered stays as it is."
        )
    )
    for key, scale in scales(store).items():
        if key in _SCALE_NAMES:
            _scale(store, key, scale)


def _scale(store: Store, key: str, scale: Scale) -> None:
    name, low, high, button = st.columns([2, 1, 1, 1], vertical_alignment="bottom")
    name.markdown(f"**{_(_SCALE_NAMES[key])}**")
    worst = low.number_input(_("Worst answer"), value=float(scale.low), key=f"{key}_low", format="%g")
    best = high.number_input(_("Best answer"), value=float(scale.high), key=f"{key}_high", format="%g")
    with button:
        if st.button(
            _("Save"),
            key=f"save_{key}",
            disabled=best - worst < SHORTEST_SCALE or (worst, best) == (scale.low, scale.high),
        ):
            save_scale(store, key, Scale(worst, best))
            st.rerun()


frame.show(show)
