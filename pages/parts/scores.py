"""Where a target's trend leads, beside the chart of its KPI."""

from __future__ import annotations

import streamlit as st

from data.language import gettext as _
from metrics import captions
from metrics.cards import Card
from metrics.goals import words as score_words
from pages.parts import session
from pages.parts.words import plain


def ahead(card: Card) -> None:
    """How far a KPI is from its target, and where it leads if the trend goes on; nothing without a target."""
    if card.target is None or card.status is None:
        return
    st.caption(plain(captions.gap(card)))
    score = None if card.inherited else session.score(card.target)
    if score is None or score.forecast is None:
        return
    value, bounds = score_words.foretold(score)
    words = {"value": value, "bounds": bounds, "months": score.forecast.months}
    told = _(
        "If the trend of %(months)s months goes on, it is %(value)s on that date (95 %% interval %(bounds)s)."
    )
    st.caption(plain(told % words))
    if score.status is card.status:
        st.caption(plain(score_words.note(score)))
