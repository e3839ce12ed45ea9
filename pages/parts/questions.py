"""The one question that a file asks before it can be loaded, as a field with a button."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import streamlit as st

from data.kinds import KIND_NAMES, KINDS, LAYOUTS
from data.language import gettext as _
from data.records import Preparation, Question
from pages.parts.choices import Dropped, choices, choose
from pages.parts.days import EARLIEST, FORMAT
from pages.parts.words import plain

Answer = Mapping[str, Any]
_NOTHING = ""


def draw(file: Dropped, found: Preparation) -> None:
    """The field for what a file asks; none where the table of columns is the place to answer."""
    question = found.question
    ask = _ASKED.get(question.about) if question else None
    if question is None or ask is None:
        st.caption(_("Answer below, by the kind of file or by what its columns mean."))
        return
    answer = ask(Asking(file, question, found.sheets))
    if _used(answer, f"answer_{file.key}", "primary"):
        if question.about == "column":
            _keep_meaning(file, question)
        choose(file, **(answer or {}))
        st.rerun()


def again(file: Dropped, question: Question, given: object) -> None:
    """The field of a question that was answered, with the answer in it."""
    asking = Asking(file, question, (), given, f"again_{question.header}_")
    answer = _ASKED[question.about](asking)
    if _used(answer, asking.key(f"use_{question.about}"), "secondary"):
        choose(file, **(answer or {}))
        st.rerun()


def _used(answer: Answer | None, key: str, kind: Literal["primary", "secondary"]) -> bool:
    """Whether the button is pressed that uses an answer; without one it says so.

    A field tells what is typed into it when it is left, so a button that waited for that would be dead to the
    click that leaves it.
    """
    pressed = st.button(_("Use this answer"), key=key, type=kind)
    if pressed and answer is None:
        st.caption(_("Give an answer first."))
    return pressed and answer is not None


def meanings(file: Dropped) -> dict[str, Question]:
    """The questions about columns that were answered, by header, those that still hold."""
    kept: dict[str, Question] = st.session_state.get(f"meanings_{file.key}", {})
    return {header: asked for header, asked in kept.items() if header in choices(file).get("mapping", {})}


def _keep_meaning(file: Dropped, question: Question) -> None:
    st.session_state.setdefault(f"meanings_{file.key}", {})[question.header] = question


@dataclass(frozen=True)
class Asking:
    """A question about a file, asked for the first time or once more.

    given  the answer that was given; None for the first time
    place  what keys begin with, which tells both apart
    """

    file: Dropped
    question: Question
    sheets: Sequence[str] = ()
    given: Any = None
    place: str = ""

    def key(self, name: str) -> str:
        return f"{self.place}{name}_{self.file.key}"


def _order(asking: Asking) -> Answer | None:
    orders = {True: _("Day first: 3/4 is 3 April"), False: _("Month first: 3/4 is 4 March")}
    order = st.radio(
        _("Dates"),
        list(orders),
        index=_place(list(orders), asking.given),
        format_func=orders.get,
        key=asking.key("order"),
    )
    return None if order is None else {"day_first": order}


def _place(options: Sequence[Any], given: object) -> int | None:
    return options.index(given) if given in options else None


def _day(label: str, about: str, asking: Asking) -> Answer | None:
    day = st.date_input(
        label, value=asking.given, min_value=EARLIEST, format=FORMAT, key=asking.key(about), width=240
    )
    return None if day is None else {about: day}


def _survey(asking: Asking) -> Answer | None:
    return _day(_("Date of the survey"), "date", asking)


def _snapshot(asking: Asking) -> Answer | None:
    return _day(_("Date of the snapshot"), "snapshot_date", asking)


def _days(asking: Asking) -> Answer | None:
    """The first and the last day of complaints that have none of their own."""
    given = asking.given or (None, None)
    with st.container(horizontal=True):
        first, last = (
            st.date_input(
                label, value=value, min_value=EARLIEST, format=FORMAT, key=asking.key(about), width=240
            )
            for label, value, about in zip(
                (_("First day"), _("Last day")), given, ("first_day", "last_day"), strict=True
            )
        )
    if first is None or last is None:
        return None
    if last < first:
        st.caption(_("The last day lies before the first. Mend one of the two."))
        return None
    return {"days": (first, last)}


def _kind(asking: Asking) -> Answer | None:
    kind = st.radio(
        _("What are the rows?"),
        KINDS,
        index=None,
        format_func=lambda key: _(KIND_NAMES[key]),
        key=asking.key("asked_kind"),
    )
    return None if kind is None else {"kind": kind}


def _sheet(asking: Asking) -> Answer | None:
    sheet = st.radio(_("Sheet to load"), asking.sheets, index=None, key=asking.key("asked_sheet"))
    return None if sheet is None else {"sheet": sheet}


def _year(asking: Asking) -> Answer | None:
    year = st.number_input(
        _("Year of the months"),
        min_value=EARLIEST.year,
        max_value=date.today().year + 1,
        value=asking.given,
        step=1,
        format="%d",
        key=asking.key("asked_year"),
        width=240,
    )
    return None if year is None else {"year": int(year)}


def _column(asking: Asking) -> Answer | None:
    """What the column asked about holds, of what it may hold."""
    names = column_names()
    header, options = asking.question.header, [*asking.question.columns, _NOTHING]
    key = st.radio(
        _("What does '%(header)s' hold?") % {"header": plain(header)},
        options,
        index=_place(options, asking.given),
        format_func=lambda key: names.get(key) or _("None of these: leave the column out"),
        key=asking.key(f"asked_column_{header}"),
    )
    return (
        None if key is None else {"mapping": {**choices(asking.file).get("mapping", {}), header: key or None}}
    )


def column_names() -> dict[str, str]:
    """Column key -> what a person reads, for the columns of all layouts."""
    return {column.key: column.title for layout in LAYOUTS for column in layout.columns}


_ASKED: Mapping[str, Callable[[Asking], Answer | None]] = {
    "day_first": _order,
    "date": _survey,
    "snapshot_date": _snapshot,
    "days": _days,
    "kind": _kind,
    "sheet": _sheet,
    "column": _column,
    "year": _year,
}
