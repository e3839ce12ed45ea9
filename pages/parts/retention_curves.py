"""For how long customers stay: before a rollout and since, by members, and what that is worth."""

from __future__ import annotations

import streamlit as st

from data.language import gettext as _
from metrics.cards import View
from metrics.catalogue import kpi_named
from metrics.staying import curve_chart, curve_words, lifetimes, split_words
from metrics.staying.curves import Curves, Rollout, Split
from pages.parts import cards, charts, choosing, kept_staying, link, naming, session
from pages.parts.words import plain


def before_and_since(found: Rollout) -> None:
    """The curves before a rollout and since, at the same tenure, with the log-rank test in words."""
    st.header(_("Do they stay longer since the rollout?"))
    verdict, *more = curve_words.rollout_told(found)
    st.markdown(f"**{plain(verdict)}**")
    if found.before.curve or found.after.curve:
        charts.draw(
            curve_chart.rollout_curves(found),
            key="rollout_curves",
            alt=" ".join([verdict, *more]),
        )
    for told in more:
        st.markdown(plain(told))
    st.caption(plain(curve_words.rollout_limits(found)))


def everyone(found: Curves, *, is_drawn: bool) -> None:
    """How long all customers stay, with their curve where no other tells of it."""
    st.header(_("How long do customers stay?"))
    told = curve_words.everyone(found)
    if is_drawn and found.everyone.curve:
        charts.draw(curve_chart.single_curve(found.everyone), key="everyone_curve", alt=" ".join(told))
    st.markdown(plain(" ".join(told)))
    with st.expander(_("How is this computed?")):
        for one in curve_words.method():
            st.markdown(one)


def by_members(view: View) -> None:
    """The curves of the members of a dimension; nothing where the data tell none apart."""
    titles = choosing.dimensions(kpi_named("retention"))
    if not titles:
        return
    st.header(_("Who stays longer?"))
    link.offer("split", list(titles), choosing.first_to_compare(titles))
    by = st.segmented_control(
        _("Apart by"),
        list(titles),
        key="split",
        persist_state="session",
        format_func=lambda key: plain(titles[key]),
    )
    if by:
        _members(kept_staying.split(view, by))


def _members(found: Split) -> None:
    names = naming.shown(found.dimension, [group.name for group in found.groups])
    told = split_words.split_told(found)
    st.markdown(f"**{plain(told)}**")
    if any(group.curve for group in found.groups):
        charts.draw(
            curve_chart.split_curves(found, names),
            key="member_curves",
            alt=split_words.alternative(found, names),
        )
    st.dataframe(split_words.of_groups(found, names), hide_index=True)
    if figures := split_words.split_figures(found):
        with st.expander(_("How is this computed?")):
            st.markdown(plain(figures))


def worth(view: View, curves: Curves | None) -> None:
    """Retention, churn, lifetime and value of a customer, with their intervals and an example."""
    found = session.shown(view, lifetimes.KPIS)
    if not found:
        return
    st.header(_("How long does a customer stay, and what is that worth?"))
    for place, card in zip(st.columns(len(found)), found, strict=True):
        with place:
            st.metric(
                card.kpi.title,
                card.kpi.text(card.reached.value, card.reached.grain),
                help="\n\n".join([cards.about(card.kpi), lifetimes.worked(card.kpi.key)]),
            )
            st.caption(plain(lifetimes.told(card)))
    if told := lifetimes.cautions(found, curves):
        st.warning(plain(" ".join(told)), icon=":material/warning:")
    with st.expander(_("The formulas on an example, and what often goes wrong")):
        for told in lifetimes.example():
            st.markdown(told)
