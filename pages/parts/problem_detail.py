"""One of the problems to fix first: its trend, its cost, where it comes from, what people wrote of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from data import formats
from data.language import gettext as _
from metrics import sentences
from metrics.problems import reach_words, tables, wording
from metrics.problems.comments import Said
from metrics.problems.problems import Closely
from metrics.problems.spread import Spread
from pages.parts import charts, session
from pages.parts.words import plain


def draw(number: int, found: Closely, name: str, course: Any) -> None:
    """A problem of the first three; ``name`` is fit for Markdown, ``course`` its chart or None."""
    problem = found.problem
    with st.container(border=True, key=f"problem_{number}"):
        words = {"number": formats.number(number), "name": name, "share": wording.percent(problem.share)}
        st.header(_("%(number)s. %(name)s: %(share)s %% of complaints") % words)
        trend, costs = st.columns(2, gap="large")
        with trend:
            _trend(number, found, course)
        with costs:
            _costs(found)
        customers, staff = st.columns(2, gap="large")
        with customers:
            _customers(found)
        with staff:
            _staff(found)
        _spreads(number, found.spreads)


def _trend(number: int, found: Closely, course: Any) -> None:
    st.markdown(f"**{_('Complaints of it over time')}**")
    if course is not None:
        charts.draw(
            course,
            key=f"course_{number}",
            alt=wording.course_alternative(found),
            name=f"{_('Complaints of this problem by period')} {number}",
        )
    else:
        st.caption(_("How many came in each period isn't known."))
    if found.impact is None:
        return
    st.markdown(plain(found.impact.title) + ".")
    st.caption(plain(" ".join(sentences.happened(found.impact.comparison))))


def _costs(found: Closely) -> None:
    problem = found.problem
    st.markdown(f"**{_('What it costs')}**")
    if told := wording.costs(problem):
        st.markdown(plain(told))
    st.markdown(plain(wording.lost(problem.lost)))
    st.markdown(f"**{_('In your hands?')}**")
    st.markdown(plain(reach_words.reach(problem, found.prevented.n)))


def _customers(found: Closely) -> None:
    st.markdown(f"**{_('In customers’ words')}**")
    if not found.described.n and not found.commented.n:
        st.caption(_("No descriptions or comments were written of it."))
    if found.described.n:
        _quotes(found.described)
        words = {"n": formats.number(found.described.n), "of": formats.number(found.described.of)}
        st.caption(
            _("The largest groups of %(n)s descriptions, of %(of)s complaints, with how many say so.") % words
        )
    if found.commented.n:
        _quotes(found.commented)
        words = {"n": formats.number(found.commented.n), "of": formats.number(found.commented.of)}
        st.caption(
            _(
                "Survey comments whose words are like it: %(n)s of the %(of)s of customers who weren't"
                " satisfied."
            )
            % words
        )


def _staff(found: Closely) -> None:
    st.markdown(f"**{_('How staff would avoid it')}**")
    if not found.prevented.n:
        st.caption(_("Staff wrote down no way to avoid it."))
        return
    _quotes(found.prevented)
    words = {"n": formats.number(found.prevented.n), "of": formats.number(found.prevented.of)}
    st.caption(_("Suggested for %(n)s of %(of)s complaints.") % words)


def _quotes(said: Said) -> None:
    lines = [
        f"- {_('“%(words)s”') % {'words': plain(group.example)}} · **{formats.number(group.n)}**"
        for group in said.groups
    ]
    st.markdown("\n".join(lines))


def _spreads(number: int, found: Sequence[Spread]) -> None:
    found = [one for one in found if one.telling]
    if not found:
        return
    st.markdown(f"**{_('Where it comes from')}**")
    titles = session.titles("complaints")
    for place, one in zip(st.columns(len(found), gap="large"), found, strict=True):
        with place:
            table = tables.of_spread(one, titles[one.dimension])
            st.dataframe(table, hide_index=True, key=f"spread_{number}_{one.dimension}")
