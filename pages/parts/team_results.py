"""The results of teams in a round: as far as they may be told, beside an earlier round, to take away."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data import formats
from data.forms.tables import Table
from data.language import gettext as _
from data.questionnaires.rounds import Round
from data.store import Store
from metrics.assessment import beside, chart, tables, words
from metrics.assessment.answer import Told, told
from metrics.assessment.hindering import Hindering
from metrics.assessment.results import Result, State, by_team
from pages.parts import charts, downloads, link, round_list
from pages.parts.words import plain

_BARS, _RADAR = "bars", "radar"


def draw(store: Store, found: Result, earlier: Sequence[Result]) -> Round | None:
    """What is told of a result; ``earlier`` are the rounds of the same teams before it, the latest first.

    The earlier round that it is set beside comes back.
    """
    st.markdown("  \n".join(map(plain, words.reading(found))))
    if found.state is State.RUNNING:
        round_list.answered(store, found.round)
        round_list.end(store, found.round, "results")
    if found.state is not State.TOLD:
        _teams(store, found)
        return None
    before = _beside(earlier)
    shown = told(store, found, before, found.teams)
    _sections(shown)
    _changes(shown)
    _teams(store, found)
    _steps(found)
    _statements(found)
    _hindering(shown.hindering)
    _course([*reversed(earlier), found])
    return before


def _beside(earlier: Sequence[Result]) -> Round | None:
    """The earlier round that is set beside this one."""
    known = {str(one.round.round_id): one.round for one in earlier if one.state is State.TOLD}
    if not known:
        return None
    link.offer("before", list(known), next(iter(known)))
    key = st.selectbox(
        _("Beside the round of"),
        list(known),
        key="before",
        format_func=lambda key: words.round_name(known[key]),
    )
    return known[key]


def _sections(shown: Told) -> None:
    found, before = shown.result, shown.before
    st.header(_("By section"))
    kinds = {_BARS: _("Bars with intervals"), _RADAR: _("Radar")}
    link.offer("shape", list(kinds), _BARS)
    shape = st.segmented_control(
        _("Shown as"), list(kinds), key="shape", required=True, format_func=kinds.__getitem__
    )
    draw_chart = chart.radar if shape == _RADAR else chart.bars
    charts.draw(
        draw_chart(found, before),
        key="assessment_sections",
        alt=beside.sections_told(found, before),
    )
    with st.expander(_("As a table")):
        _table(tables.of_sections(found))


def _changes(shown: Told) -> None:
    if shown.before is None or not shown.changes:
        return
    st.header(_("What has changed since %(round)s") % {"round": words.round_name(shown.before.round)})
    for sentence in words.change_words(shown.changes):
        st.markdown(plain(sentence))
    # Its words take a second line where a phone needs it.
    st.table(tables.of_changes(shown.changes).map(plain).rename(columns=plain), hide_index=True)
    if {*shown.before.teams} != {*shown.result.teams}:
        compared = _("Compared: %(teams)s, of whom both rounds tell.")
        st.caption(compared % {"teams": plain(formats.listed(shown.before.teams))})
    st.caption(
        _(
            "Answers are anonymous, so nobody's earlier ones can be set beside their later ones: the"
            " intervals are those of different people."
        )
    )


def _teams(store: Store, found: Result) -> None:
    """Teams beside each other, where a round has several."""
    every = [
        one for one in by_team(store, found.round.round_id) if {*one.teams} & {*found.teams, *found.left_out}
    ]
    if len(every) < 2 or found.state is State.RUNNING:
        return
    st.header(_("By team"))
    rows = beside.of_teams(every)
    # A phone is too narrow for a column a section: style.css shows it the one or the other.
    with st.container(key="teams_wide"):
        _table(rows)
    with st.container(key="teams_narrow"):
        for row in rows.to_dict("records"):
            team, *told = (f"{name}: {value}" for name, value in row.items() if value != formats.MISSING)
            st.markdown(f"**{plain(team)}**\n\n{plain(' · '.join(told))}")


def _steps(found: Result) -> None:
    if not any(one.section.steps for one in found.weakest):
        return
    st.header(_("Where to begin"))
    places = st.columns(len(found.weakest))
    for place, one in zip(places, found.weakest, strict=True):
        with place.container(border=True, height="stretch"):
            st.markdown(f"**{plain(one.section.name.said)}**: {words.value_text(one.value)}")
            st.markdown("\n".join(f"- {plain(step.said)}" for step in one.section.steps))


def _statements(found: Result) -> None:
    st.header(_("Where members disagree most"))
    if not found.disputed:
        st.markdown(_("Nowhere by much: members answer every statement much alike."))
    for one in found.disputed:
        words_of = {
            "statement": plain(one.statement.asks.said),
            "mean": words.value_text(one.value),
            "spread": formats.number(one.value.spread, 1),
        }
        st.markdown(f"- {_('%(statement)s Mean %(mean)s, spread %(spread)s.') % words_of}")
    with st.expander(_("All statements")):
        _table(tables.of_statements(found))


def _hindering(found: Hindering) -> None:
    st.header(_("What staff say hinders good service"))
    if not found.n:
        st.markdown(_("Nobody wrote anything."))
        return
    for group in found.groups:
        st.markdown(f"- {plain(group.example)} ({words.counted(group.n)})")


def _course(found: Sequence[Result]) -> None:
    if len(found) < 2:
        return
    st.header(_("Round by round"))
    charts.draw(
        chart.course(found),
        key="assessment_course",
        alt=beside.course_told(found),
    )


def take_away(store: Store, found: Sequence[Result], before: Round | None, name: str) -> None:
    """Results as a workbook and as text, with what changed since a round before and what hinders."""

    def made() -> Table:
        rows = tables.export_rows(told(store, one, before, one.teams) for one in found)
        cells = [[None if pd.isna(cell) else cell for cell in row] for row in rows.itertuples(index=False)]
        return Table(name, list(rows.columns), cells)

    downloads.of_table_when_asked(name, made, "assessment")


def _table(rows: pd.DataFrame) -> None:
    st.dataframe(rows, hide_index=True)
