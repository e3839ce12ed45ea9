"""The complaints as a list, the newest first: searched by number, opened by a click."""

from __future__ import annotations

from math import ceil

import pandas as pd
import streamlit as st

from data import formats
from data.complaints import Place
from data.language import gettext as _
from data.language import ngettext, pgettext
from data.store import Listed, Store, Wanted, count_complaints, list_complaints
from metrics.sentences import span
from pages.parts import filters

_A_PAGE = 50


def draw(store: Store) -> Listed | None:
    """Draw the list under the filters of the sidebar; the complaint that was picked in it."""
    if not count_complaints(store, Wanted()):
        st.info(_("There are no complaints yet."), icon=":material/inbox:")
        return None
    view = filters.chosen(store).view
    number = st.text_input(
        _("Search by number"),
        key="complaint_search",
        placeholder=_("All or part of it"),
        icon=":material/search:",
    )
    wanted = Wanted(view.first, view.last, view.where, number.strip())
    count = count_complaints(store, wanted)
    if not count:
        _nothing(store, wanted)
        return None
    pages = ceil(count / _A_PAGE)
    at = int(st.number_input(_("Page"), 1, pages, key="complaint_page", width=160)) if pages > 1 else 1
    found = list_complaints(store, wanted, (at - 1) * _A_PAGE, _A_PAGE)
    words = ngettext("%(n)s complaint", "%(n)s complaints", count) % {"n": formats.number(count)}
    st.caption(
        _("%(complaints)s under the filters, the newest first. Pick one to open it.") % {"complaints": words}
    )
    event = st.dataframe(
        _table(found),
        hide_index=True,
        key=f"complaint_list_{at}",
        on_select="rerun",
        selection_mode="single-row",
    )
    picked = event.selection.rows
    return found[picked[0]] if picked and picked[0] < len(found) else None


def _nothing(store: Store, wanted: Wanted) -> None:
    everywhere = count_complaints(store, Wanted(number=wanted.number))
    if everywhere:
        words = ngettext(
            "Nothing under these filters; %(n)s complaint outside of them.",
            "Nothing under these filters; %(n)s complaints outside of them.",
            everywhere,
        )
        st.info(words % {"n": formats.number(everywhere)}, icon=":material/filter_alt:")
    else:
        st.info(_("No complaint has this in its number."), icon=":material/search_off:")


def _table(found: list[Listed]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                _("Number"): one.number or formats.MISSING,
                _("Received on"): _received(one),
                _("State"): _state(one),
                _("Nature"): one.nature or formats.MISSING,
                _("Channel"): one.channel or formats.MISSING,
                _("Promised for"): formats.day(one.promised_at),
                _("Resolved on"): formats.day(one.resolved_at),
                pgettext("source", "From"): _("the page") if one.recorded else _("a file"),
            }
            for one in found
        ]
    )


def _received(one: Listed) -> str:
    if one.received_at:
        return formats.moment(one.received_at)
    return span(*one.days) if one.days else formats.MISSING


def _state(one: Listed) -> str:
    return {True: pgettext("status of a complaint", "open"), False: _("resolved"), None: _("not known")}[
        one.open
    ]


def place_of(token: str) -> Place | None:
    """The place in the store that a link names, as in ``row-3.17``; None where it names none."""
    upload, _dot, row = token.removeprefix("row-").partition(".")
    if not token.startswith("row-") or not (upload.isdecimal() and row.isdecimal()):
        return None
    return int(upload), int(row)
