"""Touchpoints: at which stage of the customer's way scores fall and complaints arise."""

from __future__ import annotations

import streamlit as st

from data.language import gettext as _
from metrics.journey import chart, heat_chart
from metrics.journey import words as told
from metrics.journey.journey import Journey
from metrics.kpi import Kpi
from metrics.rollouts import scope
from pages.parts import (
    charts,
    choosing,
    filters,
    frame,
    kept_journey,
    link,
    naming,
    session,
    touchpoint_stages,
    undated,
    ways_out,
)
from pages.parts.filters import Chosen
from pages.parts.words import plain

_SCORE, _COMPLAINTS = "score", "complaints"


def show() -> None:
    store = choosing.filled_store()
    if store is None:
        return
    chosen = filters.chosen(store)
    head = st.container()
    if not kept_journey.ways():
        head.title(_("Touchpoints"))
        st.markdown(
            _(
                "At which stage of the customer's way do scores fall and complaints arise: before the sale,"
                " at the purchase, at delivery, after the sale or in support? Your files have no column that"
                " says so, such as *Touchpoint* or *Journey stage*."
            )
        )
        ways_out.file("surveys")
        touchpoint_stages.section(store)
        return
    kpi = _score(kept_journey.scores(chosen.view))
    found = kept_journey.journey(chosen.view, kpi.key if kpi else None)
    names = naming.quietly("touchpoint", found.stages)
    with head:
        _head(found, names, chosen)
        if _COMPLAINTS in kept_journey.ways():
            undated.note_of_months(chosen.view)
    if not found.stages:
        st.info(_("Nothing on these days says its stage."), icon=":material/hourglass_empty:")
        ways_out.widen()
    else:
        _shown(found, names)
        _heat(found, kpi, chosen)
    with st.expander(_("Which words stand for which stage?"), icon=":material/tune:"):
        touchpoint_stages.section(store)


def _head(found: Journey, names: dict[str, str], chosen: Chosen) -> None:
    st.title(told.headline(found, {stage: plain(name) for stage, name in names.items()}))
    if chosen.view.where:
        st.markdown(_("Only %(scope)s.") % {"scope": plain(scope(chosen.view.where, session.names()))})


def _score(offered: list[Kpi]) -> Kpi | None:
    """The score that is looked at; the first that the data have until another is chosen."""
    if not offered:
        return None
    titles = {kpi.key: kpi.title for kpi in offered}
    link.offer("score", list(titles), next(iter(titles)))
    if len(titles) > 1:
        st.segmented_control(
            _("Score"),
            list(titles),
            key="score",
            required=True,
            persist_state="session",
            format_func=titles.__getitem__,
        )
    key = session.picked("score") or next(iter(titles))
    return next(kpi for kpi in offered if kpi.key == key)


def _shown(found: Journey, names: dict[str, str]) -> None:
    drawn, read = st.columns([3, 2], gap="large")
    with drawn:
        charts.draw(
            chart.way(found, names),
            key="way",
            alt=told.alternative(found, names),
        )
    with read:
        for sentence in told.reading(found, {stage: plain(name) for stage, name in names.items()}):
            st.markdown(sentence)
        with st.expander(_("How is this computed?")):
            st.markdown(told.method(found))
    st.dataframe(told.of_stages(found, names), hide_index=True)


def _heat(found: Journey, kpi: Kpi | None, chosen: Chosen) -> None:
    offered = {_SCORE: bool(found.scores), _COMPLAINTS: bool(found.complaints)}
    options = {_SCORE: kpi.title if kpi else "", _COMPLAINTS: _("Complaints")}
    keys = [key for key, given in offered.items() if given]
    if not keys:
        return
    st.header(_("By channel"))
    link.offer("heat", keys, keys[0])
    if len(keys) > 1:
        st.segmented_control(
            _("What each cell shows"),
            keys,
            key="heat",
            required=True,
            persist_state="session",
            format_func=options.__getitem__,
        )
    by_score = (session.picked("heat") or keys[0]) == _SCORE
    map_of = kept_journey.heat(chosen.view, kpi.key if kpi and by_score else None)
    if map_of is None:
        st.info(_("The files don't say by which channel these came."), icon=":material/grid_on:")
        return
    names = naming.quietly("touchpoint", map_of.stages)
    charts.draw(
        heat_chart.heat_map(map_of, names),
        key="heat_map",
        alt=heat_chart.alternative(map_of, names),
    )
    st.caption(heat_chart.caption(map_of))


frame.show(show)
