"""From which day on the log in the page has every complaint: told, and said by who keeps it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from data import formats
from data.language import gettext as _
from data.store import LogDays, NotThereYet, Store, log_days, say_log_complete, unsay_log_complete
from pages.parts import session
from pages.parts.days import EARLIEST, FORMAT
from pages.parts.session import here
from pages.parts.words import plain


def draw(store: Store) -> None:
    """Say which days the log vouches for, with the way to say it otherwise; nothing without a log."""
    known = log_days(store)
    if known is None:
        return
    with st.container(border=True, key="log_kept"):
        st.markdown(_told(known))
        with st.popover(_("Say from when on it is complete"), icon=":material/event_available:"):
            _form(store, known)


def _told(known: LogDays) -> str:
    words = {
        "first": formats.day(known.first),
        "last": formats.day(known.last),
        "who": plain(known.said_by or ""),
    }
    told = (
        _("**This log counts as complete on %(first)s alone.**")
        if known.first == known.last
        else _("**This log counts as complete from %(first)s to %(last)s.**")
    ) % words
    if known.said_by is None:
        why = _("It goes from the day on which it was begun to that of the latest recording.")
    elif known.said_by:
        why = _("%(who)s said so.") % words
    else:
        why = _("That is what was said of it.")
    other = _(
        "Complaints of other days are counted, but a day outside of these isn't taken for one without"
        " complaints."
    )
    return f"{told} {why} {other}"


def _form(store: Store, known: LogDays) -> None:
    today = here(datetime.now(UTC)).date()
    st.markdown(_("Every complaint is in this log, or in a file, from this day until today:"))
    since = st.date_input(
        _("Complete from"),
        min(known.first, today),
        key="log_kept_since",
        min_value=EARLIEST,
        max_value=today,
        format=FORMAT,
    )
    if st.button(_("Save"), key="log_kept_save", type="primary"):
        _say(store, since, today)
    if known.said_by is not None and st.button(
        _("Take this back"), key="log_kept_undo", icon=":material/undo:"
    ):
        unsay_log_complete(store)
        st.rerun()


def _say(store: Store, since: date, today: date) -> None:
    try:
        say_log_complete(store, since, on=today, by=session.person())
    except NotThereYet as refusal:
        st.error(str(refusal), icon=":material/block:")
    else:
        st.rerun()
