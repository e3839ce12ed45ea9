"""Trend: one KPI large, before and after the rollout, in one sentence and one chart."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from data.forms.tables import Table
from data.language import gettext as _
from data.store import is_empty, open_store, policies, targets
from metrics import captions, chart_data, figures, people, sentences, splits, tables
from metrics.cards import Card
from metrics.chart import Marks
from metrics.chart import marks as marked
from metrics.counting.scan import NOT_GIVEN
from metrics.figures import MOST_PANELS
from metrics.goals.targets import Level, levels_for
from metrics.impact import steady_words, titles
from metrics.impact.impact import Impact, judged_by
from metrics.kpi import Kpi
from metrics.periods import Grain
from metrics.query import filters as where
from metrics.rollouts import policy_of, scope
from metrics.splits import Member
from pages.parts import cards as drawn
from pages.parts import (
    charts,
    choosing,
    drilling,
    filters,
    frame,
    kept_impact,
    kept_trend,
    link,
    naming,
    sample,
    session,
    target_forecast,
    undated,
    verdicts,
    ways_out,
    welcome,
)
from pages.parts.filters import Chosen
from pages.parts.waiting import waiting
from pages.parts.words import plain

_PANELS_A_ROW = 3
_VALUES, _STEADY = "values", "steady"


def show() -> None:
    store = open_store()
    if is_empty(store):
        welcome.greet(store)
        return
    sample.notice(store)
    chosen = filters.chosen(store)
    kpi = choosing.kpi(chosen.view)
    card = next(iter(session.shown(chosen.view, (kpi.key,))), None)
    if card is None:
        st.title(kpi.title)
        choosing.nothing(kpi)
        return
    _large(card, chosen)
    undated.note(chosen.view, kpi.table)
    _split(card, chosen)
    _table(card, chosen)


def _large(card: Card, chosen: Chosen) -> None:
    with waiting(_("Looking at all KPIs …")):
        found = kept_impact.among_all(chosen.view, card.kpi.key)
    st.title(_title(card, found))
    if chosen.view.where:
        st.markdown(_("Only %(scope)s.") % {"scope": plain(scope(chosen.view.where, session.names()))})
    chart, words = st.columns([5, 3], gap="large")
    with chart:
        if card.series.empty:
            st.info(captions.no_course(card), icon=":material/hourglass_empty:")
            return
        _chart(card, chosen, found)
    with words:
        _in_words(card, found)
        if mixed := session.mixed(card.compared, chosen.view.where):
            st.warning(plain(mixed), icon=":material/call_split:")


def _title(card: Card, found: Impact | None) -> str:
    """The verdict in short, where there is anything to compare, or the KPI's name."""
    return plain(_verdict(card, found)) if found and titles.others(found) else _verdict(card, found)


def _verdict(card: Card, found: Impact | None) -> str:
    known = card.compared and (card.compared.before or card.compared.after)
    return found.title if found is not None and known else card.kpi.title


def _chart(card: Card, chosen: Chosen, found: Impact | None) -> None:
    """The KPI by period with its verdict's lines, or its control chart."""
    grain = chosen.view.grain
    rollouts = ((chosen.event.starts_on, chosen.event.policy),) if chosen.event else ()
    marks = marked(card.kpi, card.target, grain, rollouts)
    is_judged = found is not None and grain is judged_by(grain)
    if found and found.chart and is_judged and _asks_whether_steady():
        chart, told = kept_trend.steady(found, marks), steady_words.steady(found.chart)
        charts.draw(chart, key="steady", alt=told, name=card.kpi.title)
        verdicts.standing_out(found)
        st.caption(
            _(
                "The band is what is usual in each stretch, the line its mean. A square stands out for the"
                " better, a diamond for the worse, a circle where neither is better."
            )
        )
        return
    event = charts.draw(
        kept_trend.course(card, grain, marks, found if is_judged else None),
        key="trend",
        alt=kept_trend.told(card, _verdict(card, found)),
        name=card.kpi.title,
        data=lambda: chart_data.of_series(card.kpi, card.series, grain, marks.levels),
        on_select="rerun",
        selection_mode="points",
    )
    drilling.period(card, drilling.picked(event), grain)
    _beside_chart(card, found, marks, grain)


def _asks_whether_steady() -> bool:
    names = {_VALUES: _("Values"), _STEADY: _("Is it steady?")}
    link.offer("view", list(names), _VALUES)
    chosen = st.segmented_control(
        _("What the chart shows"),
        list(names),
        key="view",
        required=True,
        format_func=names.__getitem__,
        label_visibility="collapsed",
    )
    return chosen == _STEADY


def _beside_chart(card: Card, found: Impact | None, marks: Marks, grain: Grain) -> None:
    """What the chart doesn't say by itself."""
    if found and found.verdict.has_lines:
        if grain is judged_by(grain):
            st.caption(_("Lines: the course before and after. Dotted: how before would have gone on."))
        else:
            st.caption(_("The verdict is by month: choose months to see its lines."))
    for told in (kept_trend.between(card, grain), captions.standard_changed(card, session.standards())):
        if told:
            st.caption(told)
    if card.target and not marks.levels:
        st.caption(_("The target is set by month: choose months to see its line."))


def _in_words(card: Card, found: Impact | None) -> None:
    if found is None or card.compared is None:
        st.markdown(_("No policy rollout is set yet. Set one to see what changed after it."))
        st.page_link("pages/policy.py", label=_("Set a rollout and targets"), icon=":material/flag:")
    else:
        verdicts.told(found)
        told = sentences.unfinished(card.compared, card.as_of)
        if told and _goes_on(card, found):
            st.caption(told)
    if over := captions.passed_over(card):
        st.caption(plain(over))
    if card.status:
        st.markdown(sentences.held_to(card.kpi, card.target, card.status))
        drawn.badge(card.status)
        target_forecast.ahead(card)
    if found is not None:
        verdicts.how_sure(found)
    drilling.onward(card)
    with st.expander(_("How is this computed?")):
        st.markdown(drawn.about(card.kpi))
        st.markdown(captions.method(card.kpi))


def _goes_on(card: Card, found: Impact) -> bool:
    """Whether those looked at have any rows after the last day that counts."""
    side = (card.compared.after or card.compared.before) if card.compared else None
    if side is None or found.course is None:
        return False
    later = found.course.frame["start"] > pd.Timestamp(side.last)
    return bool(found.course.frame.loc[later, "value"].notna().any())


# Another split draws this part anew, and nothing above it moves.
@st.fragment
def _split(card: Card, chosen: Chosen) -> None:
    columns = session.dimensions(card.kpi.table)
    members = {column.key: session.members(column.key, card.kpi.table) for column in columns}
    options = splits.dimensions(columns, members)
    if not options:
        return
    st.header(_("Split"))
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
    link.write()


def _panels(card: Card, found: list[Member], chosen: Chosen, by: str) -> None:
    if not found:
        ways_out.nothing()
        return
    called = naming.shown(by, {member.name for member in found} - {people.member_name(NOT_GIVEN)})
    named = [replace(member, name=called.get(member.name, member.name)) for member in found]
    held = _aims(card, chosen, by, found[:MOST_PANELS])
    aims = {called.get(name, name): levels for name, levels in held.items()}
    drawn = figures.panels(card.kpi, named[:MOST_PANELS], chosen.view.grain, aims)
    # Columns row by row, so that a phone stacks the panels in their order.
    places = [place for _row in range(0, len(drawn), _PANELS_A_ROW) for place in st.columns(_PANELS_A_ROW)]
    for place, member, figure in zip(places, named, drawn, strict=False):
        alt, name = tables.panel(card.kpi, member), f"{card.kpi.title} {member.name}"
        with place:
            charts.picture(figure, key=f"panel_{member.name}", alt=alt, name=name)
    charts.take_away(card.kpi.title, lambda: _values(card.kpi, named, chosen.view.grain), "panels")
    if len(found) > MOST_PANELS:
        st.caption(captions.not_drawn(len(found) - MOST_PANELS))
    table = st.dataframe(
        tables.of_members(card.kpi, named),
        hide_index=True,
        key="members",
        on_select="rerun",
        selection_mode="single-row",
    )
    drilling.member(card.kpi, by, found, table)


def _values(kpi: Kpi, members: list[Member], grain: Grain) -> Table:
    """The values of all members, one below the other."""
    tables_of = [chart_data.of_series(kpi, member.series, grain, who=member.name) for member in members]
    return chart_data.joined(kpi.title, tables_of)


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
        st.dataframe(kept_trend.table(card, chosen.view.grain), hide_index=True)


frame.show(show)
