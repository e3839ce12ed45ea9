"""Overview: how the KPIs stand with their targets, in ten seconds."""

from __future__ import annotations

import streamlit as st

from data import formats
from data.kinds import KIND_NAMES
from data.language import gettext as _
from data.store import is_empty, open_store
from metrics import captions
from metrics.cards import Card
from metrics.kpi import GROUP_NAMES
from metrics.overview import asleep, headline
from metrics.rollouts import scope
from pages.parts import cards as drawn
from pages.parts import filters, frame, sample, session, welcome
from pages.parts.filters import Chosen
from pages.parts.words import plain

_WORST = 5


def show() -> None:
    store = open_store()
    if is_empty(store):
        welcome.greet(store)
        return
    chosen = filters.chosen(store)
    shown = session.shown(chosen.view)
    sample.notice(store)
    _head(chosen, shown)
    attention = st.container()
    _groups(shown, chosen)
    with attention:
        _attention(shown, chosen)
    _asleep(shown)


def _head(chosen: Chosen, shown: list[Card]) -> None:
    if chosen.event is None:
        st.title(_("Service so far"))
        st.markdown(_("No policy rollout is set yet. Set one to see what changed after it."))
        st.page_link("pages/policy.py", label=_("Set a rollout and targets"), icon=":material/flag:")
    else:
        st.title(_("Service since the policy of %(day)s") % {"day": formats.day(chosen.event.starts_on)})
    if chosen.view.where:
        st.markdown(_("Only %(scope)s.") % {"scope": plain(scope(chosen.view.where, session.names()))})
    if shown:
        st.caption(captions.extent(shown))
        st.markdown(headline(shown))
    else:
        st.info(
            _("Nothing to show for this choice. Widen the period or the filters."),
            icon=":material/filter_alt_off:",
        )


def _groups(shown: list[Card], chosen: Chosen) -> None:
    groups = [(group, [card for card in shown if card.kpi.group is group]) for group in GROUP_NAMES]
    filled = [(group, members) for group, members in groups if members]
    if not filled:
        return
    for column, (group, members) in zip(st.columns(len(filled), gap="medium"), filled, strict=True):
        with column:
            st.subheader(_(GROUP_NAMES[group]))
            for card in members:
                drawn.draw(card, chosen.view.grain)


def _attention(shown: list[Card], chosen: Chosen) -> None:
    pressing = [card for card in shown if card.needs_attention]
    worse = session.worse(chosen.view)[:_WORST]
    if not pressing and not worse:
        return
    st.subheader(_("What needs attention"))
    for card in pressing:
        _pressing(captions.attention(card), {"kpi": card.kpi.key})
    for found in worse:
        _pressing(captions.worse(found), {"kpi": found.kpi.key, "split": found.dimension})


def _pressing(told: str, link: dict[str, str]) -> None:
    st.page_link("pages/trend.py", label=told, icon=":material/priority_high:", query_params=link)


def _asleep(shown: list[Card]) -> None:
    kinds = asleep(shown)
    if not kinds:
        return
    with st.expander(_("More KPIs, once their data are here")):
        for kind, kpis in kinds.items():
            names = ", ".join(kpi.title for kpi in kpis)
            st.markdown(_("**%(kind)s** would show: %(kpis)s") % {"kind": _(KIND_NAMES[kind]), "kpis": names})
        st.page_link("pages/upload.py", label=_("Upload files"), icon=":material/upload_file:")


frame.show(show)
