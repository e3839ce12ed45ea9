"""Working time on the settings page: days, hours and holidays."""

from __future__ import annotations

from datetime import date, time

import streamlit as st

from data import formats
from data.language import gettext as _
from data.store import Store, Version, remove_version, save_version
from metrics.standards import WORKING_TIME, standards
from metrics.working_time import NoWorkingTimeError, WorkingTime, checked
from pages.parts.standards import from_day, history

_WEEK = range(7)


def section(store: Store) -> None:
    """When the company is at work, and what it was before."""
    st.markdown(
        _(
            "With it, response and resolution are told in working time, too: hours in which nobody is at work"
            " don't count. Until it is set, those KPIs have no value."
        )
    )
    for version in standards(store).working:
        if history(WORKING_TIME, version, _held(version), removable=True):
            remove_version(store, WORKING_TIME, version.since)
            st.rerun()
    _change(store)


def _held(version: Version) -> str:
    known: WorkingTime = version.value
    words = {
        "days": ", ".join(formats.weekday(day) for day in known.days),
        "opens": known.opens.isoformat("minutes"),
        "closes": known.closes.isoformat("minutes"),
    }
    told = _("%(days)s, %(opens)s to %(closes)s") % words
    if not known.holidays:
        return told
    days = ", ".join(formats.day(day) for day in sorted(known.holidays))
    return _("%(time)s, but for %(holidays)s") % {"time": told, "holidays": days}


def _change(store: Store) -> None:
    st.header(_("Set the working time"))
    days = st.pills(
        _("Working days"),
        list(_WEEK),
        default=[0, 1, 2, 3, 4],
        selection_mode="multi",
        format_func=formats.weekday,
        key="working_days",
    )
    opens, closes, start = st.columns(3)
    begin = opens.time_input(_("Work begins at"), value=time(9), key="working_opens", step=900)
    end = closes.time_input(_("Work ends at"), value=time(17), key="working_closes", step=900)
    since = from_day(start, WORKING_TIME)
    holidays = st.text_area(
        _("Holidays, one date a line"), key="working_holidays", placeholder="2025-12-25", height=120
    )
    if st.button(_("Save the working time"), type="primary", key="save_working_time"):
        _save(store, days, (begin, end), holidays, since)


def _save(store: Store, days: list[int], hours: tuple[time, time], holidays: str, since: date | None) -> None:
    try:
        found = checked(WorkingTime(tuple(sorted(days)), *hours, _dates(holidays)))
    except NoWorkingTimeError as error:
        st.error(str(error), icon=":material/error:")
        return
    save_version(store, WORKING_TIME, found.told(), since)
    st.rerun()


def _dates(text: str) -> frozenset[date]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return frozenset(_date(line) for line in lines)


def _date(line: str) -> date:
    try:
        return date.fromisoformat(line)
    except ValueError:
        message = _("%(text)s is not a date: write holidays as in 2025-12-25, one a line.")
        raise NoWorkingTimeError(message % {"text": line}) from None
