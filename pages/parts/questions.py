"""The one question that a file asks before it can be loaded, as a field with a button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from data.kinds import KIND_NAMES, KINDS, LAYOUTS
from data.language import gettext as _
from data.records import Preparation
from pages.parts.choices import Dropped, choices, choose
from pages.parts.days import EARLIEST, FORMAT

Answer = Mapping[str, Any]
_NOTHING = ""


def draw(file: Dropped, found: Preparation) -> None:
    """The field for what a file asks; none where the table of columns is the place to answer."""
    ask = _ASKED.get(found.question.about) if found.question else None
    if ask is None:
        st.caption(_("Answer below, by the kind of file or by what its columns mean."))
        return
    answer = ask(file, found)
    if (
        st.button(_("Use this answer"), key=f"answer_{file.key}", type="primary", disabled=answer is None)
        and answer
    ):
        choose(file, **answer)
        st.rerun()


def _order(file: Dropped, found: Preparation) -> Answer | None:
    del found
    orders = {True: _("Day first: 3/4 is 3 April"), False: _("Month first: 3/4 is 4 March")}
    order = st.radio(_("Dates"), list(orders), index=None, format_func=orders.get, key=f"order_{file.key}")
    return None if order is None else {"day_first": order}


def _day(label: str, about: str, file: Dropped) -> date | None:
    return st.date_input(
        label, value=None, min_value=EARLIEST, format=FORMAT, key=f"{about}_{file.key}", width=240
    )


def _survey(file: Dropped, found: Preparation) -> Answer | None:
    del found
    day = _day(_("Date of the survey"), "date", file)
    return None if day is None else {"date": day}


def _snapshot(file: Dropped, found: Preparation) -> Answer | None:
    del found
    day = _day(_("Date of the snapshot"), "snapshot_date", file)
    return None if day is None else {"snapshot_date": day}


def _kind(file: Dropped, found: Preparation) -> Answer | None:
    del found
    kind = st.radio(
        _("What are the rows?"),
        KINDS,
        index=None,
        format_func=lambda key: _(KIND_NAMES[key]),
        key=f"asked_kind_{file.key}",
    )
    return None if kind is None else {"kind": kind}


def _sheet(file: Dropped, found: Preparation) -> Answer | None:
    sheet = st.radio(_("Sheet to load"), found.sheets, index=None, key=f"asked_sheet_{file.key}")
    return None if sheet is None else {"sheet": sheet}


def _year(file: Dropped, found: Preparation) -> Answer | None:
    del found
    year = st.number_input(
        _("Year of the months"),
        min_value=EARLIEST.year,
        max_value=date.today().year + 1,
        value=None,
        step=1,
        format="%d",
        key=f"asked_year_{file.key}",
        width=240,
    )
    return None if year is None else {"year": int(year)}


def _column(file: Dropped, found: Preparation) -> Answer | None:
    """What the column asked about holds, of what it may hold."""
    if found.question is None:
        return None
    names = {column.key: column.title for layout in LAYOUTS for column in layout.columns}
    header, keys = found.question.header, found.question.columns
    key = st.radio(
        _("What this column holds"),
        [*keys, _NOTHING],
        index=None,
        format_func=lambda key: names.get(key) or _("nothing of the kind"),
        key=f"asked_column_{file.key}_{header}",
    )
    return None if key is None else {"mapping": {**choices(file).get("mapping", {}), header: key or None}}


_ASKED: Mapping[str, Callable[[Dropped, Preparation], Answer | None]] = {
    "day_first": _order,
    "date": _survey,
    "snapshot_date": _snapshot,
    "kind": _kind,
    "sheet": _sheet,
    "column": _column,
    "year": _year,
}
