"""The language of a visit: the one chosen in sight of every page, else the link's, else the browser's."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data import formats, language
from data.language import gettext as _
from pages.parts import invitation

KEY = "lang"
# What the link asked for last: only what it asks for anew is taken over.
_ASKED = "lang_asked"
_SPOKEN = "lang_spoken"


def begin() -> None:
    """Speak the language of the visit from here on."""
    asked = st.query_params.get(KEY, "")
    if asked != st.session_state.get(_ASKED, "") and asked in language.available():
        st.session_state[KEY] = asked
    # Set each time: until the app has run once, the box is another one than from then on.
    st.session_state[KEY] = of_visit()
    if st.session_state.get(_SPOKEN, of_visit()) != of_visit():
        _keep_choices()
    st.session_state[_SPOKEN] = of_visit()
    language.choose(of_visit())


def _keep_choices() -> None:
    """Let what is chosen stand in another language: a browser knows it by the words that were shown."""
    for key, value in st.session_state.items():
        each = value if isinstance(value, list) else [value]
        if each and all(isinstance(one, str) for one in each):
            st.session_state[key] = value


def of_visit() -> str:
    """The language of the visit that this thread answers; that of the source where it answers none."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return language.SOURCE_LANGUAGE
    return st.session_state.get(KEY) or _of_browser()


def of_reader() -> str:
    """The language that was chosen, else the browser's, whether or not the app speaks it."""
    spoken = of_visit()
    return _browser_says() or spoken if spoken == _of_browser() else spoken


def draw() -> None:
    """The choice of the language, where there is more than one."""
    offered = language.available()
    if len(offered) < 2:
        return
    with st.container(key="language"):
        st.selectbox(
            _("Language"),
            offered,
            key=KEY,
            format_func=name,
            label_visibility="collapsed",
            icon=":material/translate:",
            filter_mode=None,
            persist_state="session",
        )


def told() -> str:
    """What the link says of the language: the one chosen, or "" where it is the browser's own."""
    spoken = st.session_state[KEY]
    st.session_state[_ASKED] = "" if spoken == _of_browser() else spoken
    return st.session_state[_ASKED]


def remember() -> None:
    """Put the language into the link of a person who came by an invitation, so that a reload keeps it."""
    st.session_state[_ASKED] = st.session_state[KEY]
    invitation.remember(lang=st.session_state[KEY])


def name(spoken: str) -> str:
    """A language's name in that language."""
    return formats.language_name(spoken)


def _browser_says() -> str:
    return (st.context.locale or "").split("-")[0]


def _of_browser() -> str:
    spoken = _browser_says()
    return spoken if spoken in language.available() else language.SOURCE_LANGUAGE


language.ask(of_visit)
