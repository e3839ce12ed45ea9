"""Policy and targets: when it took effect and for whom, and what it should reach."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data import formats
from data.language import gettext as _
from data.records import EventKind, Policy
from data.store import (
    Store,
    open_store,
    policies,
    remove_policy,
    save_policy,
)
from metrics.rollouts import Event, events, scope
from pages.parts import event_form, frame, sample, session, target_form
from pages.parts.words import plain


def show() -> None:
    store = open_store()
    st.title(_("Policy and targets"))
    sample.notice(store)
    st.page_link(
        "pages/written_policy.py",
        label=_("What the policy says, and when its review is due"),
        icon=":material/description:",
    )
    rollouts, aims = st.tabs([_("Policies"), _("Targets")], key="policy_tabs")
    with rollouts:
        _policies(store)
    with aims:
        target_form.targets_tab(store)


def _policies(store: Store) -> None:
    known = policies(store)
    for policy in known:
        _policy(store, policy)
    st.header(_("Add a policy or another event"))
    given = event_form.filled_in()
    words = event_form.words_of(given.kind)
    is_saved = any(
        (one.name, one.rollouts, one.kind) == (given.name, given.rollouts, given.kind) for one in known
    )
    waits = not event_form.is_in_order(given) or is_saved or not (given.name and given.rollouts)
    if st.button(_(words.save), type="primary", key="save_policy", disabled=waits):
        save_policy(store, given)
        st.rerun()
    if is_saved:
        st.caption(_(words.saved))
    elif not given.rollouts:
        st.caption(_("To save it, choose a day: after typing one, press Enter or click beside the field."))
    elif not given.name:
        st.caption(_("To save it, give it a name."))


def _policy(store: Store, policy: Policy) -> None:
    with st.container(border=True, key=f"policy_{policy.policy_id}"):
        words, button = st.columns([5, 1], vertical_alignment="center")
        with words:
            st.markdown(f"**{plain(policy.name)}**")
            if policy.kind is not EventKind.POLICY:
                st.caption(_(policy.kind.called))
            for event in events([policy]):
                st.caption(_days(event))
            if policy.kind is not EventKind.POLICY:
                _last_day(store, policy)
        with button:
            if st.button(_("Remove"), key=f"remove_policy_{policy.policy_id}", icon=":material/delete:"):
                remove_policy(store, policy.policy_id or 0)
                st.rerun()


def _last_day(store: Store, policy: Policy) -> None:
    """Let the last day of an event be entered once it is over."""
    known = {one.ends_on for one in policy.rollouts}
    if len(known) > 1:
        return
    given = event_form.last_day(f"last_day_{policy.policy_id}", next(iter(known), None))
    changed = replace(policy, rollouts=tuple(replace(one, ends_on=given) for one in policy.rollouts))
    if changed != policy and event_form.is_in_order(changed):
        save_policy(store, changed)
        st.rerun()


def _days(event: Event) -> str:
    """From when on, or from when to when, and for whom."""
    words = {"day": formats.day(event.starts_on), "scope": plain(scope(event.where, session.names()))}
    if event.ends_on is None:
        return _("from %(day)s: %(scope)s") % words
    return _("%(day)s to %(last)s: %(scope)s") % (words | {"last": formats.day(event.ends_on)})


frame.show(show)
