"""Trend: one KPI large, before and after the rollout, in one sentence and one chart."""

from __future__ import annotations

import streamlit as st

from data.language import gettext as _
from data.store import is_empty, open_store, policies, targets
from metrics import blanks, captions, figures, sentences, splits, tables
from metrics.cards import Card
from metrics.catalogue import BY_KEY
from metrics.chart import Marks
from metrics.figures import MOST_PANELS
from metrics.goals.targets import Level, levels_at, levels_for
from metrics.query import filters as where
from metrics.rollouts import policy_of, scope
from metrics.splits import Member
from pages.parts import cards as drawn
from pages.parts import drilling, filters, frame, link, sample, scores, session, welcome
from pages.parts.filters import Chosen
from pages.parts.words import plain

_PANELS_A_ROW = 3


def show() -> None:
    store = open_store()
    if is_empty(store):
        welcome.greet(store)
        return
    sample.notice(store)
    chosen = filters.chosen(store)
    link.offer("kpi", list(BY_KEY), next(iter(BY_KEY)))
    key = st.selectbox(
        _("KPI"), list(BY_KEY), key="kpi", persist_state="session", format_func=lambda key: BY_KEY[key].title
    )
    card = next(iter(session.shown(chosen.view, (key,))), None)
    if card is None:
        kpi = BY_KEY[key]
        st.info(captions.missing(kpi), icon=":material/hourglass_empty:")
        st.page_link("pages/upload.py", label=_("Upload files"), icon=":material/upload_file:")
        return
    _large(card, chosen)
    _split(card, chosen)
    _table(card, chosen)


def _large(card: Card, chosen: Chosen) -> None:
    st.title(captions.title(card))
    if chosen.view.where:
        st.markdown(_("Only %(scope)s.") % {"scope": plain(scope(chosen.view.where, session.names()))})
    chart, words = st.columns([5, 2], gap="large")
    grain = chosen.view.grain
    marks = Marks(
        rollouts=((chosen.event.starts_on, chosen.event.policy),) if chosen.event else (),
        target=card.target,
        levels=levels_at(card.kpi, card.target, grain) if card.target else (),
    )
    with chart:
        if card.series.empty:
            st.info(captions.no_course(card), icon=":material/hourglass_empty:")
            return
        figure = figures.trend(card.kpi, card.series, grain, card.compared, marks)
        event = st.plotly_chart(
            figure,
            key="trend",
            config={"displayModeBar": False},
            alt=captions.course(card),
            on_select="rerun",
            selection_mode="points",
        )
        drilling.period(card, drilling.picked(event), grain)
        if told := blanks.told(card.series, grain):
            st.caption(told)
        if card.target and not marks.levels:
            st.caption(_("The target is set by month: choose months to see its line."))
    with words:
        _in_words(card)


def _in_words(card: Card) -> None:
    if card.compared is None:
        st.markdown(_("No policy rollout is set yet. Set one to see what changed after it."))
        st.page_link("pages/policy.py", label=_("Set a rollout and targets"), icon=":material/flag:")
    else:
        for told in sentences.comparison_parts(card.compared, card.target, card.status):
            st.markdown(told)
        st.caption(sentences.unfinished(card.compared, card.as_of))
    st.caption(plain(captions.passed_over(card)))
    if card.status:
        drawn.badge(card.status)
        scores.ahead(card)
    drilling.onward(card)
    with st.expander(_("How is this computed?")):
        st.markdown(drawn.about(card.kpi))
        st.markdown(captions.method(card.kpi))


def _split(card: Card, chosen: Chosen) -> None:
    columns = session.dimensions(card.kpi.table)
    members = {column.key: session.members(column.key, card.kpi.table) for column in columns}
    options = splits.dimensions(columns, members)
    if not options:
        return
    st.subheader(_("Split"))
    link.offer("split", list(options))
    by = st.segmented_control(
        _("Split by"),
        list(options),
        key="split",
        persist_state="session",
        format_func=lambda key: plain(options[key]),
        label_visibility="collapsed",
    )
    if by:
        view = splits.widened(chosen.view, chosen.event, by)
        found = splits.members(
            session.facts(), card.kpi, view, by, policy_of(policies(open_store()), chosen.event)
        )
        _panels(card, found, chosen, by)


def _panels(card: Card, found: list[Member], chosen: Chosen, by: str) -> None:
    if not found:
        st.info(
            _("Nothing to show for this choice. Widen the period or the filters."),
            icon=":material/filter_alt_off:",
        )
        return
    shown = found[:MOST_PANELS]
    aims = _aims(card, chosen, by, shown)
    drawn = figures.panels(card.kpi, shown, chosen.view.grain, aims)
    # Columns row by row, so that a phone stacks the panels in their order.
    places = [place for _row in range(0, len(drawn), _PANELS_A_ROW) for place in st.columns(_PANELS_A_ROW)]
    for place, member, figure in zip(places, found, drawn, strict=False):
        alt = captions.panel(card.kpi, member.name)
        place.plotly_chart(figure, key=f"panel_{member.name}", config={"displayModeBar": False}, alt=alt)
    if len(found) > MOST_PANELS:
        st.caption(captions.not_drawn(len(found) - MOST_PANELS))
    table = st.dataframe(
        tables.of_members(card.kpi, found),
        hide_index=True,
        key="members",
        on_select="rerun",
        selection_mode="single-row",
    )
    drilling.member(card.kpi, by, found, table)


def _aims(card: Card, chosen: Chosen, by: str, shown: list[Member]) -> dict[str, tuple[Level, ...]]:
    """What each member is held to: its own target, or the company's."""
    if chosen.view.rollout and chosen.view.around is None:
        return {}
    known, others = targets(open_store()), {key: list(held) for key, held in chosen.view.where}
    return {
        member.name: levels_for(known, card.kpi, where(others | {by: [member.name]}), chosen.view.grain)
        for member in shown
    }


def _table(card: Card, chosen: Chosen) -> None:
    with st.expander(_("All values")):
        st.dataframe(tables.of_values(card.kpi, card.series, chosen.view.grain), hide_index=True)


frame.show(show)
