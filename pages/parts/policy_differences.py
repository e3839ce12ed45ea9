"""What differs between two texts of a policy: words added in bold, words removed struck through."""

from __future__ import annotations

import streamlit as st

from data.language import gettext as _
from data.language import pgettext
from metrics.policy import words
from metrics.policy.comparison import Difference, Part, PassageChange
from pages.parts.policy_text import changed
from pages.parts.words import plain


def draw(found: Difference) -> None:
    """How much differs, then each passage and each value."""
    st.markdown(words.difference(found))
    if found.is_empty:
        return
    st.caption(_(":blue[**Bold**] is new, :orange[~~struck through~~] is gone."))
    for one in found.passages:
        _passage(one)
    if found.values:
        st.markdown(f"**{pgettext('of a company', 'Values')}**")
        st.markdown("\n".join(f"- {changed(value)}" for value in found.values))


def _passage(change: PassageChange) -> None:
    st.markdown(f"**{change.passage.title}**")
    st.markdown(" ".join(map(_part, change.parts)).strip())


def _part(part: Part) -> str:
    """The lines of a part, each marked on its own, as no mark goes beyond the end of a line."""
    lines = " ".join(part.words).split("\n")
    return "  \n".join(_marked(part, plain(line)) if line.strip() else "" for line in lines)


def _marked(part: Part, line: str) -> str:
    if part.kind == "same":
        return line
    return f":blue[**{line}**]" if part.kind == "added" else f":orange[~~{line}~~]"
