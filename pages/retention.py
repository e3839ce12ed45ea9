"""Retention: who joined, who stayed, who left, for how long customers stay, and what goes with it."""

from __future__ import annotations

import streamlit as st

from data.language import gettext as _
from metrics.impact.impact import Impact
from metrics.periods import GRAIN_NAMES, Grain
from metrics.rollouts import scope
from metrics.staying import cohort_chart, flow_chart, words
from metrics.staying.cohorts import GRAINS
from metrics.staying.staying import Staying
from pages.parts import (
    charts,
    choosing,
    filters,
    frame,
    kept_impact,
    kept_staying,
    link,
    retention_curves,
    retention_links,
    session,
    undated,
    ways_out,
)
from pages.parts.filters import Chosen
from pages.parts.words import plain


def show() -> None:
    store = choosing.filled_store()
    if store is None:
        return
    chosen = filters.chosen(store)
    found = kept_staying.staying(chosen.view)
    if found is None:
        _nothing(chosen)
        return
    judged = kept_impact.among_all(chosen.view, words.KPI) if found.rollout else None
    title = words.headline(found, judged)
    st.title(title)
    _not_adjusted(found, judged)
    told = words.latest_cohort(found)
    if told and title not in told:
        st.markdown(f"**{plain(told)}**")
    if chosen.view.where:
        st.markdown(_("Only %(scope)s.") % {"scope": plain(scope(chosen.view.where, session.names()))})
    _flows(found, chosen)
    retention_curves.worth(chosen.view, found.curves)
    if found.rollout:
        retention_curves.before_and_since(found.rollout)
    if found.curves:
        _cohorts(found)
        retention_curves.everyone(found.curves, is_drawn=not found.rollout)
        retention_curves.by_members(chosen.view)
        retention_links.section(kept_staying.links(chosen.view))
        undated.note(chosen.view)


def _not_adjusted(found: Staying, judged: Impact | None) -> None:
    """The plain difference below the verdict, which accounts for trend and season, and the way to that."""
    if told := words.unadjusted(found, judged):
        st.markdown(plain(told))
        to = {"kpi": words.KPI}
        label = _("How trend and season are taken into account")
        st.page_link("pages/trend.py", label=label, icon=":material/show_chart:", query_params=to)


def _nothing(chosen: Chosen) -> None:
    st.title(_("Retention"))
    if chosen.view.where or chosen.view.first or chosen.view.last:
        told = _("There are no customers for this choice. Widen the period or the filters.")
        st.info(told, icon=":material/filter_alt_off:")
        ways_out.widen()
        return
    st.info(
        _("Load a list of customers with the days on which they joined and left to see who stays."),
        icon=":material/hourglass_empty:",
    )
    ways_out.file("retention")


def _flows(found: Staying, chosen: Chosen) -> None:
    if found.flows.empty:
        st.info(words.no_flows(), icon=":material/hourglass_empty:")
        return
    st.markdown(plain(words.flows_told(found.flows)))
    marked = [(chosen.event.starts_on, chosen.event.policy)] if chosen.event else []
    charts.draw(
        flow_chart.flow_chart(found.flows, marked),
        key="flows",
        alt=words.flows_alternative(found.flows),
    )
    st.caption(_("Who joined and left within one month is in neither of the two."))


def _cohorts(found: Staying) -> None:
    st.header(_("Of those who joined together, how many are still there?"))
    reading, *left_out = words.cohorts_told(found.cohorts[found.fitting])
    if found.cohorts[found.fitting].cells.empty:
        st.info(words.no_cohorts(), icon=":material/hourglass_empty:")
    else:
        _triangle(found, reading)
    for told in left_out:
        st.caption(plain(told))


def _triangle(found: Staying, reading: str) -> None:
    link.offer("view", [grain.value for grain in GRAINS], found.fitting.value)
    chosen = st.segmented_control(
        _("Joined in the same"),
        [grain.value for grain in GRAINS],
        key="view",
        format_func=lambda grain: _(GRAIN_NAMES[Grain(grain)]),
    )
    charts.draw(
        cohort_chart.triangle(found.cohorts[Grain(chosen or found.fitting)]),
        key="cohorts",
        alt=f"{words.latest_cohort(found)} {reading}",
    )
    st.caption(plain(reading))


frame.show(show)
