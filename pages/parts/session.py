"""What a visit needs: the store, the facts with their kept answers, the reader's language."""

from __future__ import annotations

import gc

import streamlit as st

from data import language
from data.language import gettext as _
from data.store import Store, StoreUnavailable, open_store
from metrics.facts import Facts, KeptFacts, Parts, Span, StoredFacts
from metrics.parts import period_parts
from metrics.query import Query

_KEPT_ANSWERS = 300


@st.cache_resource
def _settled() -> None:
    # Streamlit collects all garbage after each rerun; what the imports left need not be looked at again.
    gc.collect()
    gc.freeze()


def begin() -> Store:
    """The store of this visit, in the reader's language; stops the page with words where it can't open."""
    language.choose((st.context.locale or language.SOURCE_LANGUAGE).split("-")[0])
    _settled()
    try:
        return open_store()
    except StoreUnavailable as error:
        st.error(_("The data can't be opened."), icon=":material/database_off:")
        st.text(str(error))
        st.stop()


def facts() -> Facts:
    """The facts of the store, answers kept until the data change."""
    store = open_store()
    version = (str(store.path), store.version)
    return KeptFacts(lambda query: _parts(version, query), lambda: _spans(version))


@st.cache_data(max_entries=_KEPT_ANSWERS, show_spinner=False)
def _parts(version: tuple[str, int], query: Query) -> Parts:
    del version  # part of the key alone
    return period_parts(StoredFacts(open_store()), query)


@st.cache_data(max_entries=4, show_spinner=False)
def _spans(version: tuple[str, int]) -> dict[str, Span]:
    del version
    return open_store().spans()


@st.cache_data(max_entries=40, show_spinner=False)
def _members(version: tuple[str, int], dimension: str) -> list[str]:
    del version
    return open_store().members(dimension)


def members(dimension: str) -> list[str]:
    """The members of a dimension that the data have."""
    store = open_store()
    return _members((str(store.path), store.version), dimension)
