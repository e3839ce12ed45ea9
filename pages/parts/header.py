"""The header of every page: the search, help on the page, and the choice of the language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from data.language import gettext as _
from pages.parts import finding, speaking, streamlit_words


@dataclass(frozen=True)
class Header:
    """The places of the header that are filled once the pages are known."""

    search: DeltaGenerator
    help: DeltaGenerator

    def fill(self, sections: Mapping[str, Sequence[StreamlitPage]], page: StreamlitPage) -> None:
        """Put in the search among the pages, and the help on the one that is open."""
        with self.help:
            _help(page)
        with self.search:
            finding.draw([*chain.from_iterable(sections.values())])


def begin() -> Header:
    """Speak the language of the visit, with its choice in sight, before there is anything to search."""
    speaking.begin()
    with st.container(key="header", horizontal=True, gap="xsmall", vertical_alignment="center"):
        found = Header(st.container(key="finding"), st.container(key="help"))
        speaking.draw()
    streamlit_words.draw()
    return found


def _help(page: StreamlitPage) -> None:
    with st.popover(_("Help"), icon=":material/help:", type="tertiary"):
        st.markdown(f"**{page.title}**  \n{_(finding.about(page).told)}")
        st.page_link("pages/getting_started.py", label=_("Getting started"), icon=":material/signpost:")
