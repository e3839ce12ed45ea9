"""Where a target's trend leads, beside the chart of its KPI."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data import formats
from data.language import ngettext
from data.store import open_store, scales
from metrics import captions
from metrics.cards import Card
from metrics.goals import words as score_words
from metrics.goals.ahead import against
from metrics.goals.baseline_words import baseline, chosen
from metrics.goals.forecasts import Forecast
from metrics.goals.limits import limits
from pages.parts import session
from pages.parts.words import plain


def ahead(card: Card) -> None:
    """How far a KPI is from its target, and where it leads if the trend goes on; nothing without a target."""
    if card.target is None or card.status is None:
        return
    # What the trend says stands below in whole sentences.
    st.caption(plain(captions.gap(replace(card, ahead=None))))
    if not card.inherited and not chosen(card.target):
        st.caption(plain(baseline(card.target)))
    if isinstance(card.ahead, Forecast):
        _foretold(card, card.ahead.within(limits(card.kpi, scales(open_store()))))
    score = None if card.inherited else session.score(card.target)
    told = against(card.kpi, card.target, card.status, card.ahead)
    remarks = score_words.remarks(score) if score and score.status is card.status else ""
    if both := " ".join(filter(None, (told, remarks))):
        st.caption(plain(both))


def _foretold(card: Card, found: Forecast) -> None:
    value, bounds = score_words.value_ahead(card.kpi, found)
    words = {"value": value, "bounds": bounds, "months": formats.number(found.months)}
    told = ngettext(
        "If the trend of %(months)s month goes on, it is %(value)s on that date (95 %% interval %(bounds)s).",
        "If the trend of %(months)s months goes on, it is %(value)s on that date"
        " (95 %% interval %(bounds)s).",
        found.months,
    )
    st.caption(plain(told % words))
