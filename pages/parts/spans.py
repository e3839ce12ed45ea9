"""The choice of the two spans that a page compares."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from data.language import gettext as _
from metrics.change.contrast import Pair
from metrics.change.pairs import PAIR_NAMES, Paired
from metrics.span_names import UnknownSpanError, name_of, span_named
from metrics.windows import Days
from pages.parts import link
from pages.parts.days import EARLIEST, FORMAT

_SIDES = ("then", "now")


def choose(offered: Mapping[Paired, Pair]) -> Pair:
    """The pair of spans that a person chose of those offered, or by days of their own."""
    if all(st.session_state.get(side) for side in _SIDES):
        st.session_state["pair"] = Paired.DAYS.value
    options = [*(paired.value for paired in offered), Paired.DAYS.value]
    link.offer("pair", options, options[0])
    chosen = st.selectbox(
        _("Compare"),
        options,
        key="pair",
        format_func=lambda key: _(PAIR_NAMES[Paired(key)]),
        on_change=_forget,
    )
    if chosen == Paired.DAYS:
        return _by_days(next(iter(offered.values())))
    return offered[Paired(chosen)]


def _forget() -> None:
    """Days of one's own hold until another pair is chosen."""
    for side in _SIDES:
        st.session_state.pop(side, None)
        st.session_state.pop(f"{side}_days", None)


def _by_days(default: Pair) -> Pair:
    places = st.columns(2)
    labels = {"then": _("Then"), "now": _("Now")}
    found: list[Days] = []
    for side, place, days in zip(_SIDES, places, default, strict=True):
        key = f"{side}_days"
        if key not in st.session_state:
            st.session_state[key] = _range(_linked(side) or days)
        with place:
            given = st.date_input(labels[side], key=key, min_value=EARLIEST, format=FORMAT)
        chosen = _read(given) or _linked(side) or days
        if chosen.first and chosen.last:
            st.session_state[side] = name_of(chosen.first, chosen.last)
        found.append(chosen)
    return found[0], found[1]


def _linked(side: str) -> Days | None:
    """The span that the link names; None where it names none."""
    try:
        return span_named(st.session_state.get(side) or "")
    except UnknownSpanError:
        return None


def _range(days: Days) -> tuple[date, date]:
    first, last = days.first or EARLIEST, days.last or date.today()
    return max(first, EARLIEST), max(last, EARLIEST)


def _read(given: object) -> Days | None:
    """The days of a finished choice: it has a first day and a last one."""
    match given:
        case (date() as first, date() as last):
            return Days(first, last)
        case _:
            return None
