"""Impact: all KPIs at once before and after a rollout, beside those without it, and whether it lasts."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data import formats
from data.language import gettext as _
from data.language import mark
from data.store import Store
from metrics.catalogue import kpi_named
from metrics.impact import forest_words
from metrics.impact.forest import Forest, Row
from metrics.impact.forest_chart import forest_plot
from metrics.impact.impact import Impact
from metrics.impact.verdict import Kind
from metrics.impact.word import Word
from metrics.rollouts import scope
from pages.parts import (
    branches,
    charts,
    choosing,
    control,
    filters,
    frame,
    kept_impact,
    session,
    undated,
    ways_out,
)
from pages.parts.branches import Compared
from pages.parts.filters import Chosen
from pages.parts.waiting import waiting
from pages.parts.words import plain

_GROUPS = {
    Kind.WORSENED: (mark("Worsened"), ":material/warning:", "orange"),
    Kind.IMPROVED: (mark("Improved"), ":material/check_circle:", "blue"),
}
# Those that didn't clearly shift, with what that means.
_REST = {
    Word.CHANCE: (
        mark("May be chance: %(n)s"),
        ":material/casino:",
        mark("These would count by themselves, but among so many KPIs some look so by chance."),
    ),
    Word.UNSURE: (
        mark("Too unsure to tell: %(n)s"),
        ":material/question_mark:",
        mark("No shift is seen, but the interval holds large ones, too: they may have changed or not."),
    ),
    Word.NO_CHANGE: (
        mark("No large change: %(n)s"),
        ":material/drag_handle:",
        mark("No shift is seen, and the interval rules large ones out."),
    ),
}
_LISTED_ABREAST = 2


def show() -> None:
    store = choosing.filled_store()
    if store is None:
        return
    chosen = filters.chosen(store)
    with waiting(_("Looking at all KPIs …")):
        found = kept_impact.together(chosen.view)
    if found is None or chosen.event is None:
        _without_rollout(chosen)
        return
    compared = branches.compared(store, chosen)
    _headed(store, found, chosen.event.starts_on, compared)
    if chosen.view.where:
        st.markdown(_("Only %(scope)s.") % {"scope": plain(scope(chosen.view.where, session.names()))})
    if not found.impacts:
        ways_out.nothing()
    else:
        _all(found)
    undated.note(chosen.view)
    if compared is None:
        branches.section(store, None)
    if found.impacts:
        control.section(store, chosen, found)


def _headed(store: Store, found: Forest, day: date, compared: Compared | None) -> None:
    """What changed, in a sentence; of a policy that came step by step, beside those without it first."""
    at_once, title = forest_words.at_once(found), forest_words.title(found, day)
    if compared is not None:
        branches.headline(compared)
        branches.section(store, compared)
        st.header(plain(title))
    else:
        st.title(plain(title) if at_once else title)
    if at_once:
        st.warning(plain(at_once), icon=":material/call_split:")


def _without_rollout(chosen: Chosen) -> None:
    st.title(_("Impact"))
    if chosen.event is None:
        st.markdown(_("No policy rollout is set yet. Set one to see what changed after it."))
        st.page_link("pages/policy.py", label=_("Set a rollout and targets"), icon=":material/flag:")
    else:
        st.info(
            _("All days that are chosen lie before the rollout. Choose later ones to see what changed."),
            icon=":material/filter_alt_off:",
        )
        ways_out.widen()


def _all(found: Forest) -> None:
    if rest := forest_words.rest(found):
        st.markdown(rest)
    if warning := forest_words.unintended(found):
        st.warning(warning, icon=":material/warning:")
    if found.rows:
        st.caption(forest_words.reading())
        _plot(found)
        _groups(found)
        for told in (forest_words.counts(found), *forest_words.together(found)):
            st.caption(told)
        _method()
    _untold(found)
    _neutral(found)


def _plot(found: Forest) -> None:
    # A phone has the list alone: style.css leaves the picture out there.
    with st.container(key="impact_plot"):
        event = charts.draw(
            forest_plot(found),
            key="forest",
            alt=forest_words.alternative(found),
            on_select="rerun",
            selection_mode="points",
        )
        picked = event.selection.points if event and event.selection else []
        key = str(picked[0].get("customdata") or "") if picked else ""
        row = next((row for row in found.rows if row.impact.kpi.key == key), None)
        if row is None:
            st.caption(_("Pick a point to see what is behind it."))
        else:
            st.markdown(plain(row.told.sentence))
            _to_trend(row.impact)


def _to_trend(impact: Impact, label: str = "") -> None:
    st.page_link(
        "pages/trend.py",
        label=label or _("Trend of %(kpi)s") % {"kpi": plain(kpi_named(impact.kpi.key).title)},
        icon=":material/show_chart:",
        query_params={"kpi": impact.kpi.key},
    )


def _groups(found: Forest) -> None:
    for kind, (name, icon, colour) in _GROUPS.items():
        if rows := found.of(kind):
            st.markdown(f"**:{colour}[{icon} {_(name)}]**")
            _abreast(rows)
    for word, (label, icon, meaning) in _REST.items():
        if rows := found.told_as(word):
            with st.expander(_(label) % {"n": formats.number(len(rows))}, icon=icon):
                st.caption(_(meaning))
                _abreast(rows)


def _abreast(rows: list[Row]) -> None:
    # Row by row, so that a phone stacks them in their order.
    for at in range(0, len(rows), _LISTED_ABREAST):
        for place, row in zip(st.columns(_LISTED_ABREAST, gap="small"), rows[at:], strict=False):
            with place, st.container(gap=None):
                _to_trend(row.impact, plain(row.impact.kpi.title))
                st.caption(plain(forest_words.line(row)))


def _untold(found: Forest) -> None:
    if not found.untold:
        return
    st.header(_("What can't be told"))
    for reason, impacts in forest_words.reasons(found.untold).items():
        names = ", ".join(plain(impact.kpi.title) for impact in impacts)
        st.markdown(f":material/hourglass_empty: {plain(reason)}  \n:small[{names}]")


def _neutral(found: Forest) -> None:
    if not found.neutral:
        return
    with st.expander(_("Of these, neither way is better")):
        for impact in found.neutral:
            _to_trend(impact, plain(impact.kpi.title))
            st.caption(plain(forest_words.neutral_line(impact)))


def _method() -> None:
    with st.expander(_("How is this computed?")):
        for told in forest_words.method():
            st.markdown(told)


frame.show(show)
