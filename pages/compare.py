"""Compare: now with then, one with another, and who differs from the rest by more than chance."""

from __future__ import annotations

import streamlit as st

from data.kinds import DIMENSIONS
from data.language import gettext as _
from data.store import open_store, uploads
from metrics import feeds
from metrics.change.pairs import pairs
from metrics.kpi import Kpi
from metrics.ranking import funnel as ranking
from metrics.ranking import funnel_chart, side_by_side
from metrics.ranking import words as ranking_words
from metrics.ranking.funnel import Funnel
from metrics.rollouts import scope
from metrics.windows import Days
from pages.parts import charts, choosing, filters, frame, link, naming, session, undated, ways_out
from pages.parts.filters import Chosen
from pages.parts.words import plain


def show() -> None:
    store = choosing.filled_store()
    if store is None:
        return
    chosen = filters.chosen(store)
    head = st.container()
    kpi = choosing.kpi(chosen.view)
    if chosen.view.where:
        st.markdown(_("Only %(scope)s.") % {"scope": plain(scope(chosen.view.where, session.names()))})
    offered = pairs(session.facts(), kpi, chosen.view)
    if not offered:
        head.title(_("Compare"))
        choosing.nothing(kpi)
        return
    titles = choosing.dimensions(kpi)
    by = _dimension(titles, kpi)
    found = session.funnel(kpi.key, _days(chosen), by, chosen.view.where) if by else None
    head.title(ranking_words.headline(found) if found else kpi.title)
    if found:
        _ranked(found)
    elif by:
        _sizes_only(kpi)
    if by:
        _one_with_another(kpi, by, chosen)
    _then_and_now(kpi, chosen)
    undated.note(chosen.view, kpi.table)


def _days(chosen: Chosen) -> Days:
    return Days(chosen.view.first, chosen.view.last)


def _dimension(titles: dict[str, str], kpi: Kpi) -> str | None:
    if not titles:
        st.info(
            _("The files have no column to compare by, such as team or branch."), icon=":material/groups:"
        )
        ways_out.file(kpi.kind)
        return None
    link.offer("split", list(titles), choosing.first_to_compare(titles), titles)
    return st.segmented_control(
        _("Compare by"),
        list(titles),
        key="split",
        persist_state="session",
        format_func=lambda key: plain(titles[key]),
    )


def _sizes_only(kpi: Kpi) -> None:
    if ranking.can_rank(kpi):
        told = _("These members can't be ranked: too few of them have a value.")
    elif kpi.adds_up or not kpi.own:
        told = _("What adds up, or is a middle value, can't be ranked fairly: a large member has more of it.")
    else:
        told = _(
            "What is divided by a sum can't be ranked fairly: how far chance reaches hangs on how large the"
            " rows of a member are, not on how many it has."
        )
    st.info(told, icon=":material/groups:")


def _ranked(found: Funnel) -> None:
    names = naming.shown(found.dimension, [one.member for one in found.members])
    chart, told = st.columns([3, 2], gap="large")
    with chart:
        charts.draw(
            funnel_chart.funnel_plot(found, names),
            key="funnel",
            alt=ranking_words.alternative(found, names),
        )
    with told:
        for sentence in ranking_words.reading(found, _files_without(found)):
            st.markdown(plain(sentence))
        st.page_link(
            "pages/trend.py",
            label=_("Each over time, on the same axis"),
            icon=":material/show_chart:",
            query_params={"kpi": found.kpi.key, "split": found.dimension},
        )
    st.dataframe(ranking_words.of_members(found, names), hide_index=True)


def _files_without(found: Funnel) -> list[str]:
    """The files that tell of the KPI and have no column of the dimension."""
    if found.dimension not in {column.key for column in DIMENSIONS}:
        return []
    return [
        upload.file
        for upload in uploads(open_store())
        if found.dimension not in upload.mapping.values()
        and found.kpi.key in {one.key for one in feeds.fed(upload.layout, upload.mapping)}
    ]


def _one_with_another(kpi: Kpi, by: str, chosen: Chosen) -> None:
    members = session.members(by, kpi.table)
    st.header(_("One with another"))
    names = naming.quietly(by, members)
    places = st.columns(2)
    for place, key, default in zip(places, ("one", "other"), members[:2], strict=False):
        link.offer(key, members, default)
        with place:
            st.selectbox(
                _("One") if key == "one" else _("Other"), members, key=key, format_func=names.__getitem__
            )
    one, other = session.picked("one"), session.picked("other")
    found = side_by_side.members(session.facts(), kpi, _days(chosen), chosen.view.where, (by, one, other))
    st.markdown(side_by_side.told(found, plain(names[one]), plain(names[other])))


def _then_and_now(kpi: Kpi, chosen: Chosen) -> None:
    st.header(_("Then and now"))
    found = side_by_side.spans(session.facts(), kpi, chosen.view)
    if not found:
        st.markdown(_("Choose a period in the sidebar: all data have nothing before them."))
        return
    st.dataframe(side_by_side.of_spans(found), hide_index=True)


frame.show(show)
