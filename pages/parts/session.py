"""What a visit needs: the store, the facts with their kept answers, the reader's language."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from data.accounts import account
from data.language import gettext as _
from data.own_kpis import OwnKpi
from data.records import Target
from data.specs import Column
from data.store import Store, StoreUnavailable, open_store, scales, targets
from metrics import attention, sources
from metrics.attention import Worse, worse_members
from metrics.behind.rows import Found, Number, Scope, number, page
from metrics.cards import Card, View, cards
from metrics.catalogue import all_kpis, kpi_named
from metrics.change.contrast import Pair
from metrics.change.contributions import Contributions, contributions
from metrics.comparison import Around, Comparison, compare
from metrics.counting.parts import period_parts
from metrics.facts import Facts, KeptFacts, KeptSource, Parts, Span, StoredFacts
from metrics.goals.scoreboard import Asked, Score, scoreboard
from metrics.health.examination import Health, examine
from metrics.own.definition import take_up
from metrics.own.trial import Tried, trial
from metrics.query import Filters, Query
from metrics.ranking import funnel as ranking
from metrics.ranking.funnel import Funnel
from metrics.standards import Standards
from metrics.windows import Days
from pages.parts.kept import kept, kept_wordless

_KEPT_ANSWERS = 300

Version = tuple[str, int]


@st.cache_resource
def _settled() -> None:
    # Streamlit collects all garbage after each rerun; what the imports left need not be looked at again.
    gc.collect()
    gc.freeze()


def signed_in() -> str:
    """Who is visiting, as signed in; or ``""``."""
    return str(st.user.get("name") or st.user.get("email") or "")


def person() -> str:
    """Who is visiting: as signed in, else whose account this computer has, for a visit from it; or ``""``."""
    return signed_in() or (account() if st.context.ip_address is None else "")


def here(moment: datetime) -> datetime:
    """A moment by the clock of the reader; in UTC where the browser doesn't tell its time zone."""
    return moment.astimezone(ZoneInfo(st.context.timezone or "UTC"))


def begin() -> Store:
    """The store of this visit; stops the page with words where it can't open."""
    _settled()
    try:
        store = open_store()
        take_up(store)
        return store
    except StoreUnavailable as error:
        st.error(_("The data can't be opened."), icon=":material/database_off:")
        st.text(str(error))
        st.stop()


def worse(view: View) -> list[Worse]:
    """Where it got worse in a view, kept until the data change."""
    return list(_worse(data_version(), view))


@kept(_KEPT_ANSWERS)
def _worse(version: Version, view: View) -> tuple[Worse, ...]:
    del version  # part of the key alone
    return tuple(worse_members(facts(), view))


def parts_behind(view: View) -> list[Score]:
    """The targets of parts of the company that are missed or at risk, kept until the data or they change."""
    return list(_parts_behind(_version(), view))


@kept(_KEPT_ANSWERS)
def _parts_behind(version: Version, view: View) -> tuple[Score, ...]:
    del version  # part of the key alone
    store = open_store()
    return tuple(attention.parts_behind(facts(), view, targets(store), scales(store)))


def taken_apart(key: str, pair: Pair, where: Filters) -> list[Contributions]:
    """A KPI's change between two spans by each dimension, kept until the data change."""
    return list(_taken_apart(data_version(), key, pair, where))


@kept(_KEPT_ANSWERS)
def _taken_apart(version: Version, key: str, pair: Pair, where: Filters) -> tuple[Contributions, ...]:
    del version  # part of the key alone
    kpi = kpi_named(key)
    columns = [column.key for column in dimensions(kpi.table)]
    return tuple(contributions(facts(), kpi, pair, columns, where))


def behind(key: str, days: Days, where: Filters) -> Number:
    """A KPI's value over some days with the count of the rows behind it, kept until the data change."""
    return _behind(data_version(), key, days, where)


@kept(_KEPT_ANSWERS)
def _behind(version: Version, key: str, days: Days, where: Filters) -> Number:
    del version  # part of the key alone
    return number(facts(), StoredFacts(open_store()), kpi_named(key), days, where)


def rows(scope: Scope, skipped: int, size: int) -> list[Found]:
    """Some of the rows behind a number, the latest first."""
    return page(StoredFacts(open_store()), scope, skipped, size)


def funnel(key: str, days: Days, dimension: str, where: Filters) -> Funnel | None:
    """The members of a dimension beside each other, kept until the data change."""
    return _funnel(data_version(), key, days, dimension, where)


@kept(_KEPT_ANSWERS)
def _funnel(version: Version, key: str, days: Days, dimension: str, where: Filters) -> Funnel | None:
    del version  # part of the key alone
    return ranking.funnel(facts(), kpi_named(key), days, dimension, where)


def tried(own: OwnKpi) -> Tried:
    """What a definition comes to before it is saved, kept until the data change."""
    return _tried(data_version(), own)


@kept(_KEPT_ANSWERS)
def _tried(version: Version, own: OwnKpi) -> Tried:
    del version  # part of the key alone
    return trial(open_store(), own)


def picked(key: str) -> str:
    """What is picked in a box of this name."""
    return str(st.session_state.get(key) or "")


def titles(table: str) -> dict[str, str]:
    """Key -> name of all dimensions of a table."""
    return {column.key: column.title for column in dimensions(table)}


def health() -> Health:
    """The health of all data, kept until they change."""
    return _health(data_version())


@kept(2)
def _health(version: Version) -> Health:
    del version  # part of the key alone
    return examine(open_store())


def _version() -> Version:
    store = open_store()
    return str(store.path), store.version


def data_version() -> Version:
    """What answers hang on that plans leave as they are."""
    store = open_store()
    return str(store.path), store.data_version


def facts() -> Facts:
    """The facts of the store, answers kept until the data change."""
    version = data_version()
    return KeptFacts(lambda query: _parts(version, query), lambda: _spans(version), dimensions)


def shown(view: View, keys: tuple[str, ...] = ()) -> list[Card]:
    """The cards of a view, kept until the data or the targets change."""
    return list(_cards(_version(), view, keys))


# Cards hold expressions, which Streamlit's cache can't copy; nobody changes a card.
@kept(_KEPT_ANSWERS)
def _cards(version: Version, view: View, keys: tuple[str, ...]) -> tuple[Card, ...]:
    del version  # part of the key alone
    found = compared(view.around) if view.around else {}
    return tuple(cards(facts(), view, targets(open_store()), keys, found))


def compared(around: Around) -> Mapping[str, Comparison]:
    """All KPIs before and after a rollout, kept until the data change, for cards and verdicts."""
    return _compared(data_version(), around, tuple(kpi.key for kpi in all_kpis()))


@kept_wordless(_KEPT_ANSWERS)
def _compared(version: Version, around: Around, keys: tuple[str, ...]) -> Mapping[str, Comparison]:
    del version  # part of the key alone
    return compare(facts(), keys, around)


def board(asked: Asked) -> list[Score]:
    """The scoreboard of all targets, kept until the data or the targets change."""
    return list(_board(_version(), asked))


def score(target: Target) -> Score | None:
    """Where one target stands, kept until the data or the targets change."""
    return _score(_version(), target)


@kept(_KEPT_ANSWERS)
def _score(version: Version, target: Target) -> Score | None:
    del version  # part of the key alone
    return next(iter(scoreboard(facts(), [target], scales(open_store()))), None)


@kept(_KEPT_ANSWERS)
def _board(version: Version, asked: Asked) -> tuple[Score, ...]:
    del version  # part of the key alone
    store = open_store()
    return tuple(scoreboard(facts(), targets(store, asked.as_of), scales(store), asked))


@kept_wordless(_KEPT_ANSWERS)
def _parts(version: Version, query: Query) -> Parts:
    return period_parts(_source(version), query)


@kept_wordless(2)
def _source(version: Version) -> KeptSource:
    del version  # part of the key alone
    return KeptSource(open_store())


def standards() -> Standards:
    """The company's own standards, kept until they change."""
    return _source(data_version()).standards()


def mixed(compared: Comparison | None, where: Filters) -> str:
    """That the sources of a KPI change within what is compared; empty where they don't."""
    return sources.told(compared, _source(data_version()).coverage(), where)


def _spans(version: Version) -> dict[str, Span]:
    return dict(_source(version).spans())


@kept_wordless(_KEPT_ANSWERS)
def _dimensions(version: Version, table: str | None) -> tuple[Column, ...]:
    del version  # part of the key alone
    return open_store().dimensions(table)


def dimensions(table: str | None = None) -> tuple[Column, ...]:
    """The columns by which a table may be split, or those that all share: the company's own among them."""
    return _dimensions(data_version(), table)


def names() -> dict[str, str]:
    """Key -> name of the dimensions that policies, targets and filters may be about."""
    return {column.key: column.title for column in dimensions()}


def scopes(specified: tuple[str, ...]) -> dict[str, str]:
    """Key -> name of the dimensions that are offered: some of the specified, and the company's own."""
    return {
        column.key: column.title
        for column in dimensions()
        if column.key in specified or (column.own and members(column.key))
    }


@kept_wordless(_KEPT_ANSWERS)
def _members(version: Version, dimension: str, table: str | None) -> tuple[str, ...]:
    del version  # part of the key alone
    return tuple(open_store().members(dimension, table))


def members(dimension: str, table: str | None = None) -> list[str]:
    """The members of a dimension that the data have, all of them or those of one table."""
    return list(_members(data_version(), dimension, table))
