"""A verdict in words beside its chart: what happened, is it real, is it steady, does it last, how sure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from data.language import gettext as _
from metrics import sentences
from metrics.impact import sentence, steady_words, sureness, titles
from metrics.impact.impact import Impact
from metrics.impact.two_numbers import two_numbers
from metrics.impact.word import Word
from pages.parts.kept import kept
from pages.parts.words import plain

Colour = Literal["blue", "orange", "gray"]
LOOKS: dict[Word, tuple[str, Colour]] = {
    Word.IMPROVED: (":material/check_circle:", "blue"),
    Word.WORSENED: (":material/warning:", "orange"),
    Word.CHANGED: (":material/swap_vert:", "gray"),
    Word.CHANCE: (":material/casino:", "gray"),
    Word.NO_CHANGE: (":material/drag_handle:", "gray"),
    Word.UNSURE: (":material/question_mark:", "gray"),
    Word.CANT_TELL: (":material/hourglass_empty:", "gray"),
}


def badge(found: Impact) -> None:
    """The verdict as a word and an icon."""
    icon, colour = LOOKS[found.word]
    st.badge(plain(titles.word(found)), icon=icon, color=colour)


@dataclass(frozen=True)
class _Words:
    """What is said of an impact, a question at a time."""

    happened: tuple[str, ...]
    real: tuple[str, ...]
    steady: str
    held: str
    lasts: str
    sure: tuple[str, ...]


# A page runs again at each click, mostly with the same impact: its words are made once.
@kept(64)
def _words(found: Impact) -> _Words:
    real = (sentence.real(found), sentence.hidden(found), sentence.slope(found), two_numbers(found))
    return _Words(
        happened=tuple(plain(part) for part in sentences.happened(found.comparison)),
        real=tuple(plain(part) for part in real if part),
        steady=plain(steady_words.steady(found.chart)) if found.chart else "",
        held=plain(sentence.held(found)),
        lasts=plain(sentence.lasts(found)),
        sure=tuple(plain(part) for part in sureness.told(found)),
    )


def told(found: Impact) -> None:
    """What happened to a KPI at a rollout, a question at a time."""
    words = _words(found)
    for part in words.happened:
        st.markdown(part)
    _question(_("Is it real?"))
    badge(found)
    for part in words.real:
        st.markdown(part)
    if words.steady:
        _question(_("Is the process steady?"))
        st.markdown(words.steady)
    if words.held:
        st.markdown(words.held)
    if words.lasts:
        _question(_("Does it last?"))
        st.markdown(words.lasts)


def _question(words: str) -> None:
    st.markdown(f"**{words}**")


def how_sure(found: Impact) -> None:
    """The method, what it supposes, and what was left out of account."""
    with st.expander(_("How sure is this?")):
        for part in _words(found).sure:
            st.markdown(part)


def standing_out(found: Impact) -> None:
    """What stands out on the control chart, in a list."""
    listed = steady_words.standing_out(found.chart) if found.chart else []
    if listed:
        st.markdown("\n".join(f"- {plain(part)}" for part in listed))
    else:
        st.caption(_("No period stands out."))
