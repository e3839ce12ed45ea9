"""The language in which a member of a team reads the questionnaire, whatever their browser speaks."""

from __future__ import annotations

import streamlit as st
from babel import Locale

from data import language
from data.language import gettext as _
from pages.parts import invitation

_KEY = "assessment_language"


def begin() -> None:
    """Speak the language that was chosen, or that the link asks for; else the browser's."""
    language.choose(st.session_state.get(_KEY) or invitation.spoken() or language.current())


def draw() -> None:
    """The choice of the language, where there is more than one."""
    offered = language.available()
    if len(offered) < 2:
        return
    st.session_state.setdefault(_KEY, language.current())
    st.selectbox(_("Language"), offered, key=_KEY, persist_state="page", format_func=name)
    invitation.remember(lang=st.session_state[_KEY])


def name(spoken: str) -> str:
    """A language's name in that language."""
    return (Locale(spoken).get_language_name(spoken) or spoken).capitalize()
