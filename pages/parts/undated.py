"""A word on complaints that have no day of their own, where pages tell of days that they don't have."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from data.kinds import COMPLAINTS
from data.language import gettext as _
from data.store import open_store
from metrics import undated
from metrics.cards import View
from metrics.facts import StoredFacts
from metrics.query import Filters
from metrics.undated import Undated
from metrics.windows import Days
from pages.parts import session
from pages.parts.kept import kept_wordless
from pages.parts.session import Version
from pages.parts.words import plain

_KEPT_ANSWERS = 100


def note(view: View, table: str = COMPLAINTS.table) -> bool:
    """Say what is left out of the numbers of a table, and where it is counted; whether anything is."""
    if table != COMPLAINTS.table:
        return False
    return _told(undated.left_out(found(view)))


def note_of_months(view: View) -> bool:
    """The same of a page whose numbers are added up over months, and are no trends."""
    return _told(undated.by_month(found(view)))


def note_of_loaded() -> None:
    """The same of what was just loaded; the link leads to a period that holds all of its days."""
    known = found(View())
    if known:
        days = {"from": min(one.first for one in known), "to": max(one.last for one in known)}
        _told(undated.left_out(known), {"period": "days", **{name: str(day) for name, day in days.items()}})


def _told(told: str, asked: Mapping[str, str] | None = None) -> bool:
    if told:
        st.caption(f":material/event_busy: {plain(told)}")
        st.page_link(
            "pages/complaints.py",
            label=_("What to fix first"),
            icon=":material/priority_high:",
            query_params=asked,
        )
    return bool(told)


def found(view: View) -> tuple[Undated, ...]:
    """The complaints without a day of their own that may lie within the days of a view."""
    return _found(session.data_version(), Days(view.first, view.last), view.where)


@kept_wordless(_KEPT_ANSWERS)
def _found(version: Version, days: Days, where: Filters) -> tuple[Undated, ...]:
    del version  # part of the key alone
    return undated.undated(StoredFacts(open_store()), days, where)
