"""Overview: how the KPIs stand with their targets, in ten seconds."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data import formats
from data.kinds import KIND_NAMES
from data.language import gettext as _
from data.language import ngettext
from data.records import EventKind
from data.store import is_empty, open_store, targets
from metrics import captions
from metrics.cards import Card
from metrics.feeds import columns_for
from metrics.growing import growing
from metrics.impact import forest_words
from metrics.kpi import GROUP_NAMES, Kpi
from metrics.overview import asleep, first, judged, targets_met
from metrics.pressing import pressing
from metrics.rollouts import scope
from metrics.standards import standards
from pages.parts import cards as drawn
from pages.parts import (
    control,
    filters,
    frame,
    kept_impact,
    policy_view,
    sample,
    session,
    undated,
    ways_out,
    welcome,
)
from pages.parts.filters import Chosen
from pages.parts.waiting import waiting
from pages.parts.words import plain

_WORST = 5

# Where the value of each card stands, by its KPI.
Places = dict[str, DeltaGenerator]


def show() -> None:
    store = open_store()
    if is_empty(store):
        welcome.greet(store)
        return
    chosen = filters.chosen(store)
    shown = session.shown(chosen.view)
    sample.notice(store)
    _head(chosen, shown)
    # What takes longest is worked out last, and still stands on top.
    verdict, attention, choice = st.container(), st.container(), st.container(horizontal=True)
    places = _groups(shown, chosen, choice)
    if shown:
        with verdict:
            shown = _judged(shown, places, chosen, choice)
    with attention:
        _attention(shown, chosen)
    if shown:
        label = _("Take these results along as a report")
        st.page_link("pages/report.py", label=label, icon=":material/summarize:")
    _asleep(shown)


def _head(chosen: Chosen, shown: list[Card]) -> None:
    if chosen.event is None:
        st.title(_("Service so far"))
        st.markdown(_("No policy rollout is set yet. Set one to see what changed after it."))
        st.page_link("pages/policy.py", label=_("Set a rollout and targets"), icon=":material/flag:")
    else:
        words = {"day": formats.day(chosen.event.starts_on), "event": plain(chosen.event.policy)}
        told = (
            _("Service since the policy of %(day)s")
            if chosen.event.kind is EventKind.POLICY
            else _("Service since %(day)s: %(event)s")
        )
        st.title(told % words)
    if chosen.view.where:
        st.markdown(_("Only %(scope)s.") % {"scope": plain(scope(chosen.view.where, session.names()))})
    if shown:
        st.caption(captions.extent(shown))
        if chosen.view.reaches_back:
            day = formats.day(chosen.view.rollout)
            st.caption(
                _("The cards tell of the days since %(day)s; earlier ones are what they are compared with.")
                % {"day": day}
            )
        if told := targets_met(shown, targets(open_store())):
            st.markdown(told)
        control.due(chosen, captions.latest(shown))
    if not undated.note(chosen.view) and not shown:
        ways_out.nothing()


def _judged(shown: list[Card], places: Places, chosen: Chosen, choice: DeltaGenerator) -> list[Card]:
    """The cards with the verdicts of the page Impact, told above, beside the choice and in each place."""
    with waiting(_("Looking at all KPIs …")):
        found = kept_impact.together(chosen.view)
    if found is None or chosen.event is None:
        return shown
    told = forest_words.summary(found, chosen.event.starts_on)
    st.page_link("pages/impact.py", label=told, icon=":material/compare_arrows:")
    choice.caption(forest_words.counts(found))
    cards = judged(shown, found)
    for card in cards:
        if card.kpi.key in places:
            drawn.judge(card, places[card.kpi.key])
    return cards


def _groups(shown: list[Card], chosen: Chosen, choice: DeltaGenerator) -> Places:
    groups = [(group, [card for card in shown if card.kpi.group is group]) for group in GROUP_NAMES]
    filled = [(group, members) for group, members in groups if members]
    places: Places = {}
    if not filled:
        return places
    # Cards out of sight would cost as much time as those in sight.
    with choice:
        everything = _wants_all(shown)
    for column, (group, members) in zip(st.columns(len(filled)), filled, strict=True):
        with column:
            st.header(_(GROUP_NAMES[group]))
            places |= _cards(members if everything else first(members), shown, chosen)
    return places


def _wants_all(shown: list[Card]) -> bool:
    """Whether all KPIs are to be seen, not only the first ones."""
    label = ngettext("Show the only KPI", "Show all %(n)s KPIs", len(shown)) % {"n": len(shown)}
    without = _("Without it: those that lead, have a target or need attention.")
    return st.toggle(label, key="all_kpis", help=without)


def _cards(members: list[Card], shown: list[Card], chosen: Chosen) -> Places:
    latest = captions.latest(shown)
    return {card.kpi.key: drawn.draw(card, chosen.view.grain, latest, chosen.view.where) for card in members}


def _attention(shown: list[Card], chosen: Chosen) -> None:
    grow = growing(session.facts(), chosen.view.where, chosen.view.last)
    urgent = pressing(shown, session.parts_behind(chosen.view), session.names(), plain, grow)
    worse = session.worse(chosen.view)[:_WORST]
    review = policy_view.reminder()
    if not urgent and not worse and not review:
        return
    st.header(_("What needs attention"))
    compared = {card.kpi.key: card.compared for card in shown if card.got_worse}
    for one in urgent:
        _pressing(one.text, dict(one.link))
        of_whole = compared.get(one.link["kpi"]) if len(one.link) == 1 else None
        if mixed := session.mixed(of_whole, chosen.view.where):
            st.caption(plain(mixed))
    for found in worse:
        _pressing(captions.worse(found), {"kpi": found.kpi.key, "split": found.dimension})
    if review:
        st.page_link(
            "pages/written_policy.py",
            label=review,
            icon=":material/event_busy:",
            query_params={"view": "steps"},
        )


def _pressing(told: str, link: dict[str, str]) -> None:
    st.page_link("pages/trend.py", label=told, icon=":material/priority_high:", query_params=link)


def _asleep(shown: list[Card]) -> None:
    kinds = asleep(shown)
    if not kinds:
        return
    with st.expander(_("More KPIs, once their data are here")):
        for kind, kpis in kinds.items():
            names = ", ".join(_named(kpi) for kpi in kpis)
            st.markdown(_("**%(kind)s** would show: %(kpis)s") % {"kind": _(KIND_NAMES[kind]), "kpis": names})
        st.page_link("pages/upload.py", label=_("Upload files"), icon=":material/upload_file:")
        if unset := _unset(kpi for kpis in kinds.values() for kpi in kpis):
            st.markdown(_("What you set would show: %(kpis)s") % {"kpis": ", ".join(unset)})
            st.page_link("pages/settings.py", label=_("Settings"), icon=":material/tune:")


def _named(kpi: Kpi) -> str:
    """A KPI with the columns that it comes from."""
    return _("%(kpi)s (%(columns)s)") % {"kpi": kpi.title, "columns": ", ".join(columns_for(kpi))}


def _unset(kpis: Iterable[Kpi]) -> list[str]:
    """Those that wait for a standard which the company has not set."""
    known = standards(open_store())
    return [kpi.title for kpi in kpis if kpi.standard and not known.is_set(kpi.standard)]


frame.show(show)
