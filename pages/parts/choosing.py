"""What the pages about one KPI share: which KPI, by which dimension, and what to say without any."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.kinds import ORGANISED_BY
from data.language import gettext as _
from data.store import Store, is_empty, open_store
from metrics import captions, splits
from metrics.cards import View
from metrics.catalogue import by_key, kpi_named
from metrics.change.contributions import Contributions
from metrics.kpi import Kpi
from metrics.people import names_people
from pages.parts import link, sample, session, undated, ways_out, welcome


def filled_store() -> Store | None:
    """The store, with the notice of the sample company; None where it is empty, and people are greeted."""
    store = open_store()
    if is_empty(store):
        welcome.greet(store)
        return None
    sample.notice(store)
    return store


def kpi(view: View) -> Kpi:
    """The KPI that all these pages are about; the first that has a value until one is chosen."""
    titles = {key: kpi.title for key, kpi in by_key().items()}
    asked = st.session_state.get("kpi")
    link.offer("kpi", list(titles), asked if asked in titles else _first(list(titles), view), titles)
    key = st.selectbox(
        _("KPI"), list(titles), key="kpi", persist_state="session", format_func=titles.__getitem__
    )
    return kpi_named(key)


def _first(keys: Sequence[str], view: View) -> str:
    """The first KPI that has a value in a view, and something behind it; the first of all where none has."""
    return next((key for key in keys if any(card.reached.n for card in session.shown(view, (key,)))), keys[0])


def nothing(chosen: Kpi) -> None:
    """What would bring a KPI to life that has no value."""
    st.info(captions.missing(chosen), icon=":material/hourglass_empty:")
    ways_out.file(chosen.kind)
    ways_out.widen()
    undated.note(View(), chosen.table)


def dimensions(chosen: Kpi) -> dict[str, str]:
    """Key -> name of the dimensions by which a KPI can be split."""
    columns = session.dimensions(chosen.table)
    members = {column.key: session.members(column.key, chosen.table) for column in columns}
    return splits.dimensions(columns, members)


def most_telling(found: Sequence[Contributions]) -> Contributions:
    """The first of those taken apart by what isn't people: nobody meets names who didn't ask for them."""
    return next((one for one in found if not names_people(one.dimension)), found[0])


def first_to_compare(titles: dict[str, str]) -> str:
    """The dimension to compare by until another is chosen: one of teams or places, not of people."""
    wanted = [key for key in ORGANISED_BY if key in titles]
    return next(iter([*wanted, *(key for key in titles if not names_people(key)), *titles]))
