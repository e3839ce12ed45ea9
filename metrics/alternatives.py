"""What the chart of a KPI shows, for those who can't see it."""

from __future__ import annotations

import pandas as pd

from data import formats
from data.language import gettext as _
from metrics.cards import Card
from metrics.impact.word import WORDS
from metrics.kpi import Kpi
from metrics.sentences import changed


def chart(card: Card, verdict: str = "") -> str:
    """What a KPI's chart shows, for those who can't see it: its message, then its course.

    verdict   what is told above the chart; unless given, the change as the card has it
    """
    message = verdict or _message(card)
    drawn = course(card)
    return f"{message}. {drawn}." if message and message != card.kpi.title else drawn


def _message(card: Card) -> str:
    if card.compared is None or card.compared.told is None:
        return ""
    words = {
        "kpi": card.kpi.title,
        "change": card.kpi.change(card.compared.told, card.reached.grain, card.compared.decimals),
        "day": formats.day(card.compared.rollout),
    }
    told = _("%(kpi)s: %(change)s since %(day)s") % words
    return f"{told}, {_(WORDS[card.word])}" if card.word and card.kpi.better else told


def course(card: Card) -> str:
    """The course of a card's KPI in words; without any period what became of it, or its name."""
    if told := along(card.kpi, card.series):
        return told
    return changed(card.compared) if card.compared else card.kpi.title


def along(kpi: Kpi, series: pd.DataFrame) -> str:
    """The values of a KPI by period in words: first and last, lowest and highest; empty without any."""
    known = series.dropna(subset=["value"])
    if known.empty:
        return ""
    words = {
        "kpi": kpi.title,
        "first": formats.day(known["start"].iloc[0].date()),
        "last": formats.day(known["start"].iloc[-1].date()),
        "from": kpi.text(known["value"].iloc[0]),
        "to": kpi.text(known["value"].iloc[-1]),
        "low": kpi.text(known["value"].min()),
        "high": kpi.text(known["value"].max()),
    }
    return _("%(kpi)s from %(first)s (%(from)s) to %(last)s (%(to)s), between %(low)s and %(high)s") % words
