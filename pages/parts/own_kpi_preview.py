"""What a KPI of the company's own comes to before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from data.language import gettext as _
from data.own_kpis import OwnKpi
from data.specs import Column
from metrics import alternatives, chart_data, figures, sentences
from metrics.chart import Marks
from metrics.own.checks import doubts, refusals
from metrics.own.trial import Tried
from metrics.periods import Grain
from pages.parts import charts, session
from pages.parts.words import plain

_HEIGHT = 300


def preview(own: OwnKpi, columns: Mapping[str, Column]) -> bool:
    """What a definition comes to, with what is odd about it; whether it has a meaning at all."""
    if refused := refusals(own, columns):
        for sentence in refused:
            st.info(sentence, icon=":material/pending:")
        return False
    tried = session.tried(replace(own, name=_("Your own KPI")))
    st.markdown(plain(tried.kpi.formula))
    _value(tried)
    for sentence in doubts(own, tried.evidence, columns):
        st.warning(plain(sentence), icon=":material/info:")
    return True


def _value(tried: Tried) -> None:
    card = tried.card
    if card is None:
        return
    value, chart = st.columns([1, 3], vertical_alignment="center")
    with value:
        st.metric(_("So far"), card.kpi.text(card.reached.value, card.reached.grain))
        words = {
            "n": sentences.behind(card.kpi, card.reached),
            "span": sentences.span(card.reached.first, card.reached.last),
        }
        st.caption(_("%(n)s · %(span)s") % words)
        if card.reached.low is not None and card.reached.high is not None:
            ends, decimals = (card.reached.low, card.reached.high), card.kpi.decimals_of(card.reached.value)
            low, high = (card.kpi.number(end, decimals) for end in ends)
            st.caption(_("95 %% interval %(low)s to %(high)s") % {"low": low, "high": high})
    if not card.series.empty:
        drawn = figures.trend(card.kpi, card.series, Grain.MONTH, None, Marks()).update_layout(
            height=_HEIGHT, margin={"t": 16}
        )
        with chart:
            charts.draw(
                drawn,
                key=f"course_{card.kpi.key}",
                alt=alternatives.course(card),
                name=card.kpi.title,
                data=lambda: chart_data.of_series(card.kpi, card.series, Grain.MONTH),
            )
