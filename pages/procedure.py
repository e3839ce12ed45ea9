"""Procedure: how complaints go from stage to stage, where time is lost, and what falls out on the way."""

from __future__ import annotations

import streamlit as st

from data.language import gettext as _
from metrics import splits
from metrics.procedure import chart, falling_out, tables, words
from metrics.procedure.procedure import Procedure
from metrics.procedure.times import Times
from metrics.rollouts import scope
from pages.parts import (
    charts,
    choosing,
    filters,
    frame,
    kept_procedure,
    link,
    naming,
    session,
    undated,
    ways_out,
)
from pages.parts.filters import Chosen
from pages.parts.waiting import waiting
from pages.parts.words import plain

_COMPLAINTS = "complaints"


def show() -> None:
    store = choosing.filled_store()
    if store is None:
        return
    chosen = filters.chosen(store)
    with waiting(_("Following the complaints …")):
        found = kept_procedure.procedure(chosen.view)
    if found is None:
        _nothing()
        undated.note(chosen.view)
        return
    st.title(words.headline(found))
    if chosen.view.where:
        st.markdown(_("Only %(scope)s.") % {"scope": plain(scope(chosen.view.where, session.names()))})
    st.markdown(words.scope_told(found))
    undated.note(chosen.view)
    _funnel(found)
    figures: list[str] = []
    if found.steps:
        step = _step(found)
        figures = [*_by(chosen, step), *_around(chosen, step)]
    with st.expander(_("How is this computed?")):
        for told in [*words.method(), *figures]:
            st.markdown(told)


def _nothing() -> None:
    st.title(_("Procedure"))
    st.info(
        _("No complaints for this choice. Upload a log of complaints, or widen the period or the filters."),
        icon=":material/hourglass_empty:",
    )
    ways_out.file(_COMPLAINTS)
    ways_out.widen()


def _funnel(found: Procedure) -> None:
    drawn, told = st.columns([3, 2], gap="large")
    with drawn:
        charts.draw(
            chart.funnel(found),
            key="procedure_funnel",
            alt=chart.funnel_alternative(found),
        )
    with told:
        untold = map(plain, falling_out.untold(found))
        if out := [*falling_out.left_behind(found), *untold, *falling_out.disorder(found)]:
            st.markdown(f"**{_('What falls out')}**")
            for sentence in out:
                st.markdown(sentence)
        st.markdown(f"**{_('What was promised')}**")
        st.markdown(words.overdue(found.overdue))
        st.markdown(words.missed(found.missed))
        st.page_link("pages/work_list.py", label=_("Work list"), icon=":material/checklist:")
    st.dataframe(tables.of_stages(found), hide_index=True)
    st.caption(words.brackets())
    if found.without:
        st.info(words.without(found.without), icon=":material/table_chart_view:")


def _step(found: Procedure) -> Times:
    """How long each step takes; the one that is chosen to look at."""
    st.header(_("Time in each step"))
    every = {one.step.key: one for one in [*found.steps, *([found.whole] if found.whole else [])]}
    longest = found.longest or found.steps[0]
    link.offer("step", list(every), longest.step.key)
    key = st.selectbox(
        _("Step"), list(every), key="step", format_func=lambda key: words.step_name(every[key].step)
    )
    one = every[key]
    if one.curve:
        charts.draw(
            chart.course(one),
            key="procedure_course",
            alt=chart.course_alternative(one),
        )
    st.dataframe(tables.of_steps(found), hide_index=True)
    st.caption(words.brackets())
    return one


def _by(chosen: Chosen, one: Times) -> list[str]:
    """The members of a column beside each other; the figures of the test, to be told below."""
    columns = session.dimensions(_COMPLAINTS)
    known = {column.key: session.members(column.key, _COMPLAINTS) for column in columns}
    titles = splits.dimensions(columns, known)
    if not titles:
        return []
    st.header(_("Who takes how long"))
    link.offer("split", list(titles), choosing.first_to_compare(titles))
    by = st.segmented_control(
        _("By"),
        list(titles),
        key="split",
        persist_state="session",
        format_func=lambda key: plain(titles[key]),
    )
    if not by:
        return []
    found = kept_procedure.members(chosen.view, one.step, by)
    names = naming.shown(by, [member.member for member in found.members])
    st.markdown(words.differing(found, plain(titles[by])))
    st.dataframe(tables.of_members(found, names), hide_index=True)
    st.caption(words.brackets())
    st.caption(_("Members may have other customers and cases: a difference is a question, not a grade."))
    return words.tested(plain(titles[by]), found.p)


def _around(chosen: Chosen, one: Times) -> list[str]:
    """The step before and after the rollout; the figures of the test, to be told below."""
    if chosen.event is None:
        return []
    st.header(_("Before and after the rollout"))
    found = kept_procedure.sides(chosen.view, one.step)
    if found is None:
        st.markdown(
            _("There are complaints on one side of the rollout only, so there is nothing to compare.")
        )
        return []
    for sentence in words.around(found):
        st.markdown(sentence)
    if found.before.curve and found.after.curve:
        charts.draw(
            chart.both_sides(found),
            key="procedure_sides",
            alt=" ".join(words.around(found)).replace("**", ""),
        )
    return words.tested(_("Before and after the rollout"), found.p)


frame.show(show)
