"""A verdict in words beside its chart: what happened, is it real, is it steady, does it last, how sure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import streamlit as st

from data import language
from data.language import gettext as _
from metrics import sentences
from metrics.impact import sentence, steady_words, sureness
from metrics.impact.impact import Impact
from metrics.impact.verdict import Kind
from pages.parts.words import plain

Colour = Literal["blue", "orange", "gray"]
LOOKS: dict[Kind, tuple[str, Colour]] = {
    Kind.IMPROVED: (":material/check_circle:", "blue"),
    Kind.WORSENED: (":material/warning:", "orange"),
    Kind.CHANGED: (":material/swap_vert:", "gray"),
    Kind.NO_CHANGE: (":material/drag_handle:", "gray"),
    Kind.CANT_TELL: (":material/hourglass_empty:", "gray"),
}


def badge(found: Impact) -> None:
    """The verdict as a word and an icon."""
    icon, colour = LOOKS[found.verdict.kind]
    st.badge(_(sentence.KIND_WORDS[found.verdict.kind]), icon=icon, color=colour)


@dataclass(frozen=True)
class _Words:
    """What is said of an impact, a question at a time."""

    happened: tuple[str, ...]
    real: tuple[str, ...]
    steady: str
    lasts: str
    sure: tuple[str, ...]


# A page runs again at each click, mostly with the same impact: its words are made once a language.
@lru_cache(maxsize=64)
def _words(spoken: str, found: Impact) -> _Words:
    del spoken  # part of the key alone
    real = (sentence.real(found), sentence.hidden(found), sentence.slope(found))
    return _Words(
        happened=tuple(plain(part) for part in sentences.happened(found.comparison)),
        real=tuple(plain(part) for part in real if part),
        steady=plain(steady_words.steady(found.chart)) if found.chart else "",
        lasts=plain(sentence.lasts(found)),
        sure=tuple(plain(part) for part in sureness.told(found)),
    )


def told(found: Impact) -> None:
    """What happened to a KPI at a rollout, a question at a time."""
    words = _words(language.current(), found)
    for part in words.happened:
        st.markdown(part)
    _question(_("Is it real?"))
    badge(found)
    for part in words.real:
        st.markdown(part)
    if words.steady:
        _question(_("Is the process steady?"))
        st.markdown(words.steady)
    if words.lasts:
        _question(_("Does it last?"))
        st.markdown(words.lasts)


def _question(words: str) -> None:
    st.markdown(f"**{words}**")


def how_sure(found: Impact) -> None:
    """The method, what it supposes, and what was left out of account."""
    with st.expander(_("How sure is this?")):
        for part in _words(language.current(), found).sure:
            st.markdown(part)


def standing_out(found: Impact) -> None:
    """What stands out on the control chart, in a list."""
    listed = steady_words.standing_out(found.chart) if found.chart else []
    if listed:
        st.markdown("\n".join(f"- {plain(part)}" for part in listed))
    else:
        st.caption(_("No period stands out."))
