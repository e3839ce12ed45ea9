"""The fields of a complaint: which stand together, how each is typed in, and how it reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import streamlit as st

from data import formats
from data.complaints import Cell, Cells
from data.forms.explanations import MEANINGS
from data.language import gettext as _
from data.language import mark
from data.specs import Column, Scale, Type
from pages.parts.days import EARLIEST, FORMAT
from pages.parts.words import plain

# A column that stands nowhere here is asked for under the last name.
_SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        mark("Who"),
        (
            *("complaint_id", "employee", "customer_id", "customer_name", "customer_phone"),
            *("customer_email", "customer_address", "segment"),
        ),
    ),
    (mark("When and where"), ("received_at", "channel", "branch", "team", "touchpoint")),
    (mark("What happened"), ("nature", "product", "description")),
    (
        mark("What was agreed"),
        ("first_response_at", "promised_at", "agreed_solution", "resolved_on_spot", "escalated"),
    ),
    (
        mark("What was done"),
        ("resolved_at", "analysed_at", "told_at", "status", "action", "compensation", "reopened"),
    ),
    (mark("Afterwards"), ("followed_up_at", "csat", "satisfied", "repurchased", "prevention")),
)
_OTHERS = mark("Also")

_YES, _NO, _UNKNOWN = "yes", "no", "unknown"
_FLAGS = {_YES: mark("yes"), _NO: mark("no"), _UNKNOWN: mark("unknown")}
_FLAG_OF = {True: _YES, False: _NO, None: _UNKNOWN}
_LATEST = date(2100, 12, 31)
_MINUTE = 60
_NUMBER = "complaint_id"


@dataclass(frozen=True)
class Asked:
    """What a form needs to ask for a column: the name of its widgets, what it says, what else there is.

    cell     what the complaint says at first
    members  what other complaints say there
    scale    of a score, the company's
    fixed    whether it can't be changed
    """

    column: Column
    key: str
    cell: Cell = None
    members: Sequence[str] = ()
    scale: Scale | None = None
    fixed: bool = False


def sections(columns: Sequence[Column]) -> list[tuple[str, list[Column]]]:
    """The name of each section with its columns, in the order in which they are asked for."""
    known = {column.key: column for column in columns}
    named = {key for _name, keys in _SECTIONS for key in keys}
    others = [column for column in columns if column.key not in named]
    found = [(_(name), [known[key] for key in keys if key in known]) for name, keys in _SECTIONS]
    return [(name, of) for name, of in (*found, (_(_OTHERS), others)) if of]


def is_wide(column: Column) -> bool:
    """Whether a column takes the whole width: texts of several sentences."""
    return column.type is Type.TEXT and not column.personal


def ask(asked: Asked) -> Cell:
    """Draw the widget of a column; what it says now, and to the last digit what it said if that stands."""
    shown, now = _WIDGETS[asked.column.type](asked)
    return asked.cell if shown == now else now


def _name(asked: Asked) -> str:
    return plain(asked.column.title)


def _help(asked: Asked) -> str | None:
    meaning = MEANINGS.get(asked.column.key)
    return _(meaning) if meaning else None


def _line(asked: Asked) -> tuple[Cell, Cell]:
    first = str(asked.cell or "")
    given = _("given when you save") if asked.column.key == _NUMBER and not first else None
    now = st.text_input(
        _name(asked), first, key=asked.key, help=_help(asked), placeholder=given, disabled=asked.fixed
    )
    return first, now or None


def _text(asked: Asked) -> tuple[Cell, Cell]:
    if asked.column.personal:
        return _line(asked)
    first = str(asked.cell or "")
    return first, st.text_area(_name(asked), first, key=asked.key, help=_help(asked), height=92) or None


def _choice(asked: Asked) -> tuple[Cell, Cell]:
    options = list(dict.fromkeys([*([asked.cell] if asked.cell else []), *asked.members]))
    now = st.selectbox(
        _name(asked),
        options,
        index=0 if asked.cell else None,
        key=asked.key,
        help=_help(asked),
        placeholder=_("Choose, or type a new one"),
        accept_new_options=True,
    )
    return asked.cell, now or None


def _moment(asked: Asked) -> tuple[Cell, Cell]:
    known = asked.cell
    first = (known.date(), known.time().replace(second=0, microsecond=0)) if known else (None, None)
    if first[1] == time():
        first = (first[0], None)
    days, clock = st.columns([3, 2])
    day = days.date_input(
        _name(asked),
        first[0],
        key=f"{asked.key}_day",
        help=_help(asked),
        min_value=min(EARLIEST, first[0] or EARLIEST),
        max_value=_LATEST,
        format=FORMAT,
    )
    at = clock.time_input(_("at"), first[1], key=f"{asked.key}_time", step=_MINUTE)
    return first, first if (day, at) == first else _joined(day, at)


def _joined(day: date | None, at: time | None) -> Cell:
    """A moment; a time of day without a day is left to the checks."""
    if day is None:
        return None if at is None else f"{at:%H:%M}"
    return datetime.combine(day, at or time())


def _number(asked: Asked) -> tuple[Cell, Cell]:
    now = st.number_input(
        _name(asked), value=asked.cell, key=asked.key, help=_help(asked), format="%.2f", placeholder="0.00"
    )
    return asked.cell, now


def _score(asked: Asked) -> tuple[Cell, Cell]:
    scale = asked.scale or Scale(0, 1)
    first = None if asked.cell is None else min(max(scale.answer(asked.cell), scale.low), scale.high)
    words = {"low": f"{scale.low:g}", "high": f"{scale.high:g}"}
    now = st.number_input(
        _name(asked),
        float(scale.low),
        float(scale.high),
        first,
        step=1.0,
        format="%.4g",
        key=asked.key,
        help=_help(asked),
        placeholder=_("%(low)s to %(high)s") % words,
    )
    return first, first if now == first else None if now is None else scale.position(now)


def _flag(asked: Asked) -> tuple[Cell, Cell]:
    now = st.segmented_control(
        _name(asked),
        list(_FLAGS),
        default=_FLAG_OF[asked.cell],
        required=True,
        key=asked.key,
        help=_help(asked),
        format_func=lambda word: _(_FLAGS[word]),
    )
    return asked.cell, {_YES: True, _NO: False}.get(str(now))


_WIDGETS: Mapping[Type, Callable[[Asked], tuple[Cell, Cell]]] = {
    Type.IDENTIFIER: _line,
    Type.TEXT: _text,
    Type.CATEGORY: _choice,
    Type.STATUS: _choice,
    Type.MOMENT: _moment,
    Type.NUMBER: _number,
    Type.COUNT: _number,
    Type.SCORE: _score,
    Type.FLAG: _flag,
}


def told(column: Column, cell: Any, scales: Mapping[str, Scale]) -> str:
    """What a field says, in words; a dash where it says nothing."""
    match cell:
        case None:
            return formats.MISSING
        case bool():
            return _(_FLAGS[_FLAG_OF[cell]])
        case datetime():
            return formats.day(cell.date()) if cell.time() == time() else formats.moment(cell)
        case float() | int():
            scale = scales.get(column.scale or column.key) if column.type is Type.SCORE else None
            value = scale.answer(cell) if scale else float(cell)
            return formats.number(value, 0 if round(value, 6).is_integer() else 2)
        case _:
            return "  \n".join(plain(line) for line in str(cell).splitlines())


def titles(columns: Sequence[Column]) -> dict[str, str]:
    """Column -> its name in the reader's language, without markup."""
    return {column.key: plain(column.title) for column in columns}


def filled(columns: Sequence[Column], cells: Cells) -> list[Column]:
    """The columns that a complaint says something in."""
    return [column for column in columns if cells.get(column.key) is not None]
