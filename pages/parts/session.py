"""What a visit needs: the store, the facts with their kept answers, the reader's language."""

from __future__ import annotations

import gc
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import streamlit as st

from data import language
from data.accounts import account
from data.language import gettext as _
from data.specs import Column
from data.store import Store, StoreUnavailable, open_store, targets
from metrics.attention import Worse, worse_members
from metrics.cards import Card, View, cards
from metrics.facts import Facts, KeptFacts, Parts, Span, StoredFacts
from metrics.parts import period_parts
from metrics.query import Query

_KEPT_ANSWERS = 300

Version = tuple[str, int]


@st.cache_resource
def _settled() -> None:
    # Streamlit collects all garbage after each rerun; what the imports left need not be looked at again.
    gc.collect()
    gc.freeze()


def person() -> str:
    """Who is visiting: as signed in, else whose account this computer has, for a visit from it; or ``""``."""
    signed_in = st.user.get("name") or st.user.get("email")
    if signed_in:
        return str(signed_in)
    return account() if st.context.ip_address is None else ""


def here(moment: datetime) -> datetime:
    """A moment by the clock of the reader; in UTC where the browser doesn't tell its time zone."""
    return moment.astimezone(ZoneInfo(st.context.timezone or "UTC"))


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


def worse(view: View) -> list[Worse]:
    """Where it got worse in a view, kept until the data change."""
    return list(_worse(_version(), view))


@lru_cache(maxsize=_KEPT_ANSWERS)
def _worse(version: Version, view: View) -> tuple[Worse, ...]:
    del version  # part of the key alone
    return tuple(worse_members(facts(), view))


def _version() -> Version:
    """What all kept answers hang on: the store, and how often it has changed."""
    store = open_store()
    return str(store.path), store.version


def facts() -> Facts:
    """The facts of the store, answers kept until the data change."""
    version = _version()
    return KeptFacts(lambda query: _parts(version, query), lambda: _spans(version), dimensions)


def shown(view: View, keys: tuple[str, ...] = ()) -> list[Card]:
    """The cards of a view, kept until the data or the targets change."""
    return list(_cards(_version(), view, keys))


# Cards hold expressions, which Streamlit's cache can't copy; nobody changes a card.
@lru_cache(maxsize=_KEPT_ANSWERS)
def _cards(version: Version, view: View, keys: tuple[str, ...]) -> tuple[Card, ...]:
    del version  # part of the key alone
    return tuple(cards(facts(), view, targets(open_store()), keys))


@st.cache_data(max_entries=_KEPT_ANSWERS, show_spinner=False)
def _parts(version: Version, query: Query) -> Parts:
    del version
    return period_parts(StoredFacts(open_store()), query)


@st.cache_data(max_entries=4, show_spinner=False)
def _spans(version: Version) -> dict[str, Span]:
    del version
    return StoredFacts(open_store()).spans()


@st.cache_data(max_entries=40, show_spinner=False)
def _dimensions(version: Version, table: str | None) -> tuple[Column, ...]:
    del version
    return open_store().dimensions(table)


def dimensions(table: str | None = None) -> tuple[Column, ...]:
    """The columns by which a table may be split, or those that all share: the company's own among them."""
    return _dimensions(_version(), table)


def names() -> dict[str, str]:
    """Key -> name of the dimensions that policies, targets and filters may be about."""
    return {column.key: column.title for column in dimensions()}


@st.cache_data(max_entries=400, show_spinner=False)
def _members(version: Version, dimension: str, table: str | None) -> list[str]:
    del version
    return open_store().members(dimension, table)


def members(dimension: str, table: str | None = None) -> list[str]:
    """The members of a dimension that the data have, all of them or those of one table."""
    return _members(_version(), dimension, table)
