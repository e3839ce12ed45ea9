"""Why did it change? A KPI's change between two spans, taken apart by a dimension."""

from __future__ import annotations

import streamlit as st

from data.language import gettext as _
from metrics.change import tables as contribution_tables
from metrics.change import waterfall
from metrics.change import words as contribution_words
from metrics.change.contrast import Contrast, Pair, contrast
from metrics.change.contributions import Contributions, why_not
from metrics.change.pairs import pairs
from metrics.kpi import Kpi
from metrics.rollouts import scope
from pages.parts import charts, choosing, filters, frame, link, naming, session, spans, undated, ways_out
from pages.parts.filters import Chosen
from pages.parts.words import plain


def show() -> None:
    store = choosing.filled_store()
    if store is None:
        return
    chosen = filters.chosen(store)
    head = st.container()
    kpi_place, pair_place = st.columns(2)
    with kpi_place:
        kpi = choosing.kpi(chosen.view)
    offered = pairs(session.facts(), kpi, chosen.view)
    if not offered:
        head.title(_("Why did it change?"))
        choosing.nothing(kpi)
        return
    with pair_place:
        pair = spans.choose(offered)
    found = contrast(session.facts(), kpi, pair, chosen.view.where)
    with head:
        _head(found, chosen)
    if found.change is None:
        return
    if why_not(kpi):
        st.info(_(why_not(kpi)), icon=":material/call_split:")
        return
    _apart(kpi, pair, chosen)
    undated.note(chosen.view, kpi.table)


def _head(found: Contrast, chosen: Chosen) -> None:
    st.title(contribution_words.headline(found))
    if chosen.view.where:
        st.markdown(_("Only %(scope)s.") % {"scope": plain(scope(chosen.view.where, session.names()))})
    st.markdown(contribution_words.values(found))


def _apart(kpi: Kpi, pair: Pair, chosen: Chosen) -> None:
    titles = choosing.dimensions(kpi)
    found = {one.dimension: one for one in session.taken_apart(kpi.key, pair, chosen.view.where)}
    if not found:
        st.info(
            _("The files have no column by which this KPI could be taken apart, such as team or branch."),
            icon=":material/call_split:",
        )
        ways_out.file(kpi.kind)
        return
    link.offer("split", list(found))
    by = st.segmented_control(
        _("Taken apart by"),
        [key for key in titles if key in found],
        key="split",
        persist_state="session",
        format_func=lambda key: plain(titles[key]),
    )
    chosen_one = found[by] if by else choosing.most_telling(list(found.values()))
    if not by:
        st.caption(
            _("Shown by %(dimension)s, which tells most of the change apart. Choose another one above.")
            % {"dimension": plain(titles[chosen_one.dimension])}
        )
    _shown(chosen_one, titles[chosen_one.dimension])


def _shown(found: Contributions, title: str) -> None:
    names = naming.shown(found.dimension, [effect.member for effect in found.effects])
    chart, told = st.columns([3, 2], gap="large")
    with told:
        safe = {member: plain(name) for member, name in names.items()}
        for sentence in contribution_words.parts(found, plain(title), safe):
            st.markdown(sentence)
        st.caption(_("This tells where the change sits, not what caused it."))
        with st.expander(_("How is this computed?")):
            st.markdown(contribution_words.method(found.kpi))
    with chart:
        charts.draw(
            waterfall.waterfall(found, names),
            key="waterfall",
            alt=contribution_words.alternative(found, title, names),
        )
    st.dataframe(contribution_tables.of_effects(found, names), hide_index=True)


frame.show(show)
