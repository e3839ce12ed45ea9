"""A KPI at a glance: the card of the overview."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data import formats
from data.language import gettext as _
from metrics import alternatives, captions, figures, sentences
from metrics.cards import Card
from metrics.goals.targets import STATUS_WORDS, Status, levels_at
from metrics.impact.word import WORDS, Word
from metrics.kpi import Kpi
from metrics.measures.kinds import Stock
from metrics.periods import Grain
from metrics.query import Filters
from pages.parts import drilling, session
from pages.parts.kept import kept
from pages.parts.words import plain

HEIGHT = 400
_STATUS_ICONS = {
    Status.MET: ":material/check_circle:",
    Status.ON_TRACK: ":material/trending_up:",
    Status.AT_RISK: ":material/warning:",
    Status.MISSED: ":material/cancel:",
    Status.TOO_LITTLE: ":material/hourglass_empty:",
}
_STATUS_COLOURS: dict[Status, Literal["blue", "orange", "gray"]] = {
    Status.MET: "blue",
    Status.ON_TRACK: "blue",
    Status.AT_RISK: "orange",
    Status.MISSED: "orange",
    Status.TOO_LITTLE: "gray",
}

# Only what is real is coloured: a difference that may be chance, or was under way, is none of the policy's.
_COLOURS: dict[Word, Literal["blue", "orange"]] = {Word.IMPROVED: "blue", Word.WORSENED: "orange"}


def draw(card: Card, grain: Grain, latest: date | None, where: Filters = ()) -> DeltaGenerator:
    """One card: name, value, change, target with status, course, n, and what sets it apart from the others.

    ``latest`` is the last day that values on the page reach, ``where`` who is looked at. Returns the place of
    the value, for ``judge``.
    """
    with st.container(border=True, height=HEIGHT, key=f"card_{card.kpi.key}", gap="xsmall"):
        # The label of a metric can't take a second line: a long name would be cut.
        st.markdown(f":small[{card.kpi.title}]", help=about(card.kpi))
        place = st.empty()
        judge(card, place)
        _target(card)
        st.plotly_chart(
            _course(card, grain),
            key=f"spark_{card.kpi.key}",
            config={"staticPlot": True},
            alt=alternatives.chart(card),
        )
        st.caption(_behind(card))
        _notes(card, latest, where)
        with st.container(horizontal=True, gap="small"):
            st.page_link(
                "pages/trend.py",
                label=_("Trend"),
                icon=":material/show_chart:",
                query_params={"kpi": card.kpi.key},
            )
            drilling.link(card.kpi, _("Rows"), card.reached.first, card.reached.last)
    return place


def judge(card: Card, place: DeltaGenerator) -> None:
    """The value of a card in its place, with the word for its change where that is known."""
    compared = card.compared
    change = None if compared is None else compared.told
    place.metric(
        card.kpi.title,
        card.kpi.text(card.reached.value, card.reached.grain),
        delta=card.kpi.change(change, card.reached.grain, compared.decimals)
        if compared is not None and change is not None
        else None,
        delta_color=_colour(card),
        delta_arrow=_arrow(card),
        delta_description=_since(card),
        label_visibility="collapsed",
    )


# A page is drawn anew at each click, mostly with the same cards.
@kept(256)
def _course(card: Card, grain: Grain) -> Any:
    """The course of a KPI in miniature, drawn once a card."""
    rollout = card.compared.rollout if card.compared else None
    levels = levels_at(card.kpi, card.target, grain) if card.target else ()
    return figures.sparkline(card.series, rollout, levels, card.kpi)


def _notes(card: Card, latest: date | None, where: Filters) -> None:
    """What sets a card apart from the others: other sources, an earlier end, totals that are passed over."""
    if mixed := session.mixed(card.compared, where):
        st.caption(f":material/call_split: {plain(mixed)}")
    if lag := captions.lag(card, latest):
        st.caption(f":material/history: {lag}")
    if over := captions.passed_over(card):
        st.caption(f":material/layers_clear: {plain(over)}")


def _since(card: Card) -> str | None:
    if card.compared is None or card.compared.change is None:
        return None
    if card.compared.change.waits:
        return _("many still open")
    if card.compared.narrowed:
        return _("than before %(day)s") % {"day": formats.day(card.compared.rollout)}
    if card.word is None or card.kpi.better is None:
        return _("since %(day)s") % {"day": formats.day(card.compared.rollout)}
    return _(WORDS[card.word])


def _colour(card: Card) -> Literal["off", "blue", "orange"]:
    return _COLOURS.get(card.word, "off") if card.word else "off"


def _arrow(card: Card) -> Literal["up", "down", "off"]:
    if card.compared is None or not card.compared.moved:
        return "off"
    return "up" if (card.compared.told or 0) > 0 else "down"


def _target(card: Card) -> None:
    if card.target is None or card.status is None:
        st.caption(_("No target set"))
        return
    badge(card.status)
    st.caption(captions.gap(card))


def badge_text(status: Status) -> str:
    """A status as a word and an icon, for a cell of a table."""
    return f":{_STATUS_COLOURS[status]}-badge[{_STATUS_ICONS[status]} {_(STATUS_WORDS[status])}]"


def badge(status: Status) -> None:
    """A status as a word and an icon."""
    st.badge(_(STATUS_WORDS[status]), icon=_STATUS_ICONS[status], color=_STATUS_COLOURS[status])


def _behind(card: Card) -> str:
    if isinstance(card.kpi.measure, Stock):
        words = {"n": sentences.behind(card.kpi, card.reached), "day": formats.day(card.reached.last)}
        return _("of %(n)s so far, at the end of %(day)s") % words
    words = {
        "n": sentences.behind(card.kpi, card.reached),
        "span": sentences.told_of(card.kpi, card.reached),
        "day": formats.day(card.as_of),
    }
    if card.reached.left_out:
        words["span"] += " · " + sentences.lasting(card.reached)
    if not card.reached.finished:
        return _("%(n)s · %(span)s, not finished yet · data to %(day)s") % words
    return _("%(n)s · %(span)s · data to %(day)s") % words


def about(kpi: Kpi) -> str:
    """What a KPI is, how it is computed, what to beware of and where it comes from."""
    # What a company wrote itself may hold markup, and is translated by nobody.
    read = plain if kpi.own else _
    told = [read(kpi.description), _("Computed as: %(formula)s") % {"formula": read(kpi.formula)}]
    if kpi.caution:
        told.append(_("Beware: %(caution)s") % {"caution": read(kpi.caution)})
    told.append(_("Source: %(source)s") % {"source": kpi.source})
    return "\n\n".join(filter(None, told))
