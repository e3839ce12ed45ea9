"""From a number to the rows behind it: the link that leads there, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from data import formats
from data.language import gettext as _
from metrics import sentences
from metrics.behind import rows as behind
from metrics.behind.rows import Scope
from metrics.cards import Card
from metrics.counting.scan import NOT_GIVEN
from metrics.kpi import Kpi
from metrics.people import member_name
from metrics.periods import Grain
from metrics.query import Filters
from metrics.span_names import name_of
from metrics.splits import Member
from pages.parts.words import plain

# A member that rows don't say; a link can't carry nothing.
_NOT_GIVEN = "-"


def link(kpi: Kpi, label: str, first: date, last: date, of: tuple[str, str] | None = None) -> None:
    """A link to the rows behind a KPI's value over some days, of one member (dimension, member) or all."""
    if not behind.has_rows(kpi):
        return
    told = {"kpi": kpi.key, "days": name_of(first, last)}
    if of:
        told |= {"dimension": of[0], "member": of[1] or _NOT_GIVEN}
    st.page_link("pages/rows.py", label=label, icon=":material/table_rows:", query_params=told)


def why(kpi: Kpi, then: str | None = None, now: str | None = None) -> None:
    """A link to why a KPI changed: between two spans by name, or those that are chosen there."""
    told = {"kpi": kpi.key} | ({"then": then, "now": now} if then and now else {})
    st.page_link(
        "pages/change.py", label=_("Why did it change?"), icon=":material/call_split:", query_params=told
    )


def onward(card: Card) -> None:
    """Where to look further from a KPI's value."""
    why(card.kpi)
    link(card.kpi, _("Rows behind it"), card.reached.first, card.reached.last)


def period(card: Card, day: date | None, grain: Grain) -> None:
    """What a picked point of a chart says, and where to look further from it."""
    series = card.series
    if day is None:
        if len(series):
            st.caption(_("Pick a point to see what is behind it."))
        return
    at = series["start"].le(pd.Timestamp(day)) & series["until"].gt(pd.Timestamp(day))
    if not at.any():
        return
    point = series[at].iloc[0]
    words = {
        "period": formats.period(point["start"].date(), grain.value),
        "value": card.kpi.text(point["value"]),
        "n": sentences.counted(card.kpi, round(point["n"])),
    }
    st.markdown(_("**%(period)s**: %(value)s, from %(n)s.") % words)
    with st.container(horizontal=True):
        link(card.kpi, _("Rows behind it"), *_days(point))
        before = series[series["until"] == point["start"]]
        if len(before):
            why(card.kpi, name_of(*_days(before.iloc[-1])), name_of(*_days(point)))


def _days(point: pd.Series) -> tuple[date, date]:
    return point["start"].date(), (point["until"] - pd.Timedelta(days=1)).date()


def member(kpi: Kpi, dimension: str, members: Sequence[Member], event: Any) -> None:
    """The way to the rows of the member that is picked in a table."""
    picked = event.selection.rows if event and event.selection else []
    if not picked or picked[0] >= len(members):
        if behind.has_rows(kpi):
            st.caption(_("Pick a row to see what is behind it."))
        return
    one = members[picked[0]]
    name = NOT_GIVEN if one.name == member_name(NOT_GIVEN) else one.name
    label = _("Rows behind it: %(member)s") % {"member": plain(one.name)}
    link(kpi, label, one.reached.first, one.reached.last, (dimension, name))


def days() -> str:
    """The name of the span whose rows the link asks for; "" without one."""
    return str(st.session_state.get("days") or "")


def narrowed(where: Filters) -> Filters:
    """The filters with the member that the link is about, in place of a choice in its dimension."""
    dimension, member = st.session_state.get("dimension"), st.session_state.get("member")
    if not dimension or not member:
        return where
    kept = tuple(one for one in where if one[0] != dimension)
    return (*kept, (str(dimension), (NOT_GIVEN if member == _NOT_GIVEN else str(member),)))


def page(pages: int, scope: Scope) -> int:
    """The number of the page of rows to show, from 1; another number of other rows begins anew."""
    if pages < 2:
        return 1
    key = f"page_{hash(scope)}"
    return int(st.number_input(_("Page"), 1, pages, key=key, width=160))


def picked(event: Any) -> date | None:
    """The day of the point that was picked in a chart of periods; None where none is."""
    points = event.selection.points if event and event.selection else []
    texts = [str(point["x"])[:10] for point in points if "x" in point]
    try:
        return date.fromisoformat(texts[0]) if texts else None
    except ValueError:
        return None
