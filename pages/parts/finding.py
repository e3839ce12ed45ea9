"""The search: every page and every KPI by its names and by what it is for, and the way there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from data.language import gettext as _
from metrics.catalogue import all_kpis
from metrics.kpi import Kpi
from pages.parts import link
from pages.parts.page_words import ABOUT, About

KEY = "find"
# What was found last, until the way there is gone.
_FOUND = "found"
_TREND = "trend"
# Letters of their own, which nobody types as others; and what is typed for a letter that has no mark apart.
_LETTERS, _TYPED = "йЙ", str.maketrans("łŁ", "lL")


@dataclass(frozen=True)
class Findable:
    """What can be found: its words, those to be read first, and the page that it is on."""

    words: str
    page: StreamlitPage
    query: Mapping[str, str] = field(default_factory=dict[str, str])


def name_of(page: StreamlitPage) -> str:
    """A page's script, by which its words are known."""
    return page.url_path or "overview"


def about(page: StreamlitPage) -> About:
    """What a page tells."""
    return ABOUT[name_of(page)]


def table(pages: Sequence[StreamlitPage]) -> dict[str, Findable]:
    """All that can be found, pages first: each page that is listed, and each KPI on the page of trends."""
    shown = [page for page in pages if page.visibility == "visible"]
    found = {f"page.{name_of(page)}": Findable(_page_words(page), page) for page in shown}
    trend = next(page for page in pages if name_of(page) == _TREND)
    return found | {
        f"kpi.{kpi.key}": Findable(_kpi_words(kpi), trend, {"kpi": kpi.key}) for kpi in all_kpis()
    }


def _page_words(page: StreamlitPage) -> str:
    told = about(page)
    return _joined(page.title, _(told.told), _(told.words), _bare(page.title))


def _kpi_words(kpi: Kpi) -> str:
    if kpi.own:
        return _joined(kpi.title, kpi.description, _bare(kpi.title))
    return _joined(kpi.title, _(kpi.description), kpi.key.replace("_", " "), _bare(kpi.title))


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)


def _bare(title: str) -> str:
    """A title as one types it in a hurry, without the marks on its letters; empty where it has none."""
    typed = "".join(letter if letter in _LETTERS else normalize("NFD", letter)[0] for letter in title)
    typed = typed.translate(_TYPED)
    return "" if typed == title else typed


def draw(pages: Sequence[StreamlitPage]) -> None:
    """The box to search in, empty again after each way; goes where the choice leads."""
    found = table(pages)
    st.selectbox(
        _("Search"),
        list(found),
        index=None,
        key=KEY,
        format_func=lambda key: found[key].words,
        placeholder=_("Find …"),
        label_visibility="collapsed",
        icon=":material/search:",
        filter_mode="fuzzy",
        on_change=_take,
    )
    if goal := found.get(st.session_state.pop(_FOUND, "")):
        link.switch(goal.page, goal.query)


def _take() -> None:
    """Keep in mind what was chosen, and empty the box."""
    st.session_state[_FOUND] = st.session_state[KEY]
    st.session_state[KEY] = None
