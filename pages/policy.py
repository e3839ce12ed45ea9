"""Policy and targets: when it took effect and for whom, and what it should reach."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data import formats
from data.kinds import ORGANISED_BY
from data.language import gettext as _
from data.records import EVENT_KINDS, EventKind, Policy, Rollout
from data.store import (
    Store,
    open_store,
    policies,
    remove_policy,
    save_policy,
)
from metrics.rollouts import events, scope
from pages.parts import aiming, frame, sample, session
from pages.parts.days import EARLIEST, FORMAT
from pages.parts.words import plain

_EVERYONE = "everyone"


def show() -> None:
    store = open_store()
    st.title(_("Policy and targets"))
    sample.notice(store)
    rollouts, aims = st.tabs([_("Policies"), _("Targets")], key="policy_tabs")
    with rollouts:
        _policies(store)
    with aims:
        aiming.targets_tab(store)


def _policies(store: Store) -> None:
    scopes = session.scopes(ORGANISED_BY)
    known = policies(store)
    for policy in known:
        _policy(store, policy)
    st.subheader(_("Add a policy"))
    kind = st.selectbox(
        _("What is it?"),
        list(EVENT_KINDS),
        key="policy_kind",
        format_func=lambda kind: _(EVENT_KINDS[kind]),
        help=_("Anything but a policy parts the periods of a KPI in two, so that it isn't taken for one."),
    )
    name = st.text_input(_("Name"), key="policy_name", value=_("Customer-service policy"))
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
    given = Policy(name.strip(), rollouts, kind=kind)
    is_saved = any((one.name, one.rollouts, one.kind) == (given.name, rollouts, kind) for one in known)
    waits = is_saved or not (given.name and rollouts)
    if st.button(_("Save the policy"), type="primary", key="save_policy", disabled=waits):
        save_policy(store, given)
        st.rerun()
    if is_saved:
        st.caption(_("This policy is saved already."))


def _inside(key: str, name: str) -> str:
    """A dimension's name inside a sentence."""
    return name.lower() if key in ORGANISED_BY else plain(name)


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
            if policy.kind is not EventKind.POLICY:
                st.caption(_(EVENT_KINDS[policy.kind]))
            for event in events([policy]):
                of = plain(scope(event.where, session.names()))
                st.caption(_("from %(day)s: %(scope)s") % {"day": formats.day(event.starts_on), "scope": of})
        with button:
            if st.button(_("Remove"), key=f"remove_policy_{policy.policy_id}", icon=":material/delete:"):
                remove_policy(store, policy.policy_id or 0)
                st.rerun()


frame.show(show)
