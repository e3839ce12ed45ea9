"""The filters of the sidebar: rollout, period, grain and dimensions; the link carries them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from data.language import gettext as _
from data.language import mark, pgettext
from data.records import EventKind
from data.store import Store, policies
from metrics.cards import View
from metrics.counting.coverage import over
from metrics.periods import GRAIN_NAMES, Grain
from metrics.query import filters
from metrics.readings import LOGS
from metrics.rollouts import Event, comparable
from pages.parts import link, naming
from pages.parts.days import EARLIEST, FORMAT
from pages.parts.session import dimensions, facts, members, names
from pages.parts.words import plain

_SINCE, _QUARTER, _YEAR, _ALL, _CHOSEN = "since", "3", "12", "all", "days"
_PERIODS = {
    _SINCE: mark("Since the rollout"),
    _QUARTER: mark("Last 3 months"),
    _YEAR: mark("Last 12 months"),
    _ALL: mark("All data"),
    _CHOSEN: mark("From … to …"),
}
_MONTHS = {_QUARTER: 3, _YEAR: 12}


@dataclass(frozen=True)
class Chosen:
    """What the filters say: the view, and the event that it compares around."""

    view: View
    event: Event | None


def sidebar(store: Store) -> None:
    """Draw the filters; ``chosen`` reads them on any page. What the link asks in vain is told above it."""
    with st.sidebar:
        known = comparable(policies(store))
        if known:
            _rollout(known)
        _period(bool(known))
        link.offer("by", list(GRAIN_NAMES), Grain.MONTH, {key: _(name) for key, name in GRAIN_NAMES.items()})
        st.selectbox(
            pgettext("length of periods", "By"), list(GRAIN_NAMES), key="by", format_func=_grain_name
        )
        for column in dimensions():
            found = members(column.key)
            if found:
                link.offer_many(column.key, found)
                called = naming.quietly(column.key, found)
                st.multiselect(
                    plain(column.title),
                    found,
                    key=column.key,
                    placeholder=_("all"),
                    format_func=called.__getitem__,
                )
    link.tell_of_filters()


def _grain_name(grain: str) -> str:
    return _(GRAIN_NAMES[Grain(grain)])


def _rollout(known: list[Event]) -> None:
    # What is no policy has no place among rollouts, unless a link asks how it was before and after.
    asked = st.session_state.get("rollout")
    offered = [event for event in known if event.kind is EventKind.POLICY or event.key == asked]
    titles = {event.key: event.title(names()) for event in offered}
    link.offer("rollout", list(titles), known[0].key, titles)
    key = st.selectbox(_("Rollout"), list(titles), key="rollout", format_func=titles.__getitem__)
    # The box is too narrow for the whole title.
    st.caption(plain(titles[key]))


def _period(has_rollout: bool) -> None:
    options = [key for key in _PERIODS if key != _SINCE or has_rollout]
    default = _SINCE if has_rollout else _ALL
    link.offer("period", options, default, {key: _(_PERIODS[key]) for key in options})
    st.selectbox(_("Period"), options, key="period", format_func=lambda key: _(_PERIODS[key]))
    if st.session_state["period"] == _CHOSEN:
        first, last = data_days()
        st.session_state.setdefault("from", first)
        st.session_state.setdefault("to", last)
        st.date_input(_("First day"), key="from", min_value=EARLIEST, format=FORMAT)
        st.date_input(_("Last day"), key="to", min_value=EARLIEST, format=FORMAT)


def data_days() -> tuple[date, date]:
    """The days of the logs, or of the customers where there are no logs."""
    spans = facts().spans()
    logs = [span for table, span in spans.items() if table in LOGS] or list(spans.values())
    if not logs:
        return date.today(), date.today()
    return min(first for first, _last in logs).date(), max(last for _first, last in logs).date()


def chosen(store: Store) -> Chosen:
    """The filters as they stand."""
    state = st.session_state
    known = {event.key: event for event in comparable(policies(store))}
    event = known.get(state.get("rollout") or "") or next(iter(known.values()), None)
    first, last = _days(state.get("period") or (_SINCE if event else _ALL), event)
    where = {column.key: state[column.key] for column in dimensions() if state.get(column.key)}
    view = View(
        first=first,
        last=last,
        grain=Grain(state.get("by") or Grain.MONTH),
        where=filters(where | _scope(event, where)),
        rollout=event.starts_on if event else None,
    )
    return Chosen(view, event)


def _scope(event: Event | None, where: dict[str, list[str]]) -> dict[str, list[str]]:
    """Those whom an event is about: of the members chosen, never others, as they have no before and after."""
    about = dict(event.where) if event else {}
    return {
        name: [member for member in members if member in where.get(name, ())] or list(members)
        for name, members in about.items()
    }


def narrows_days() -> bool:
    """Whether the period leaves out any days."""
    return st.session_state.get("period") not in (None, _ALL)


def narrows_members() -> bool:
    """Whether any members are chosen."""
    return any(st.session_state.get(column.key) for column in dimensions())


def show_all_days() -> None:
    """Take the period away."""
    st.session_state["period"] = _ALL


def show_all_members() -> None:
    """Take the choice of members away."""
    for column in dimensions():
        if st.session_state.get(column.key):
            st.session_state[column.key] = []


def _days(period: str, event: Event | None) -> tuple[date | None, date | None]:
    if period == _SINCE and event:
        return event.starts_on, None
    if period in _MONTHS:
        return _latest_months(_MONTHS[period]), None
    if period == _CHOSEN:
        return st.session_state.get("from"), st.session_state.get("to")
    return None, None


def _latest_months(months: int) -> date:
    """The first day of the latest so many finished months."""
    reached = data_days()[1]
    month = pd.Timestamp(reached).to_period("M")
    if not over(month.start_time, reached, Grain.MONTH):
        month -= 1
    return (month - (months - 1)).start_time.date()
