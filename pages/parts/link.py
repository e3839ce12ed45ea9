"""The link carries what a person looks at: filters and choices go into it and come out of it.

Streamlit's own binding writes the words on the screen into the link, which another language
couldn't read; here it is keys, dates and the members' own names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NoReturn

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from data.language import gettext as _
from pages.parts import speaking
from pages.parts.days import EARLIEST
from pages.parts.session import dimensions
from pages.parts.words import plain

_DAYS = ("from", "to")
_ONE = ("rollout", "period", "by", "kpi", "split")
# Those of them that stand in the sidebar, beside the dimensions; and the period of days that are chosen.
_FILTERS = ("rollout", "period", "by")
_FROM_TO = "days"
_WRITTEN = "link"
# What the link says anew, by key; and by key what it asked for in vain with what is shown instead.
_ASKED, _MISSED = "link_asked", "link_missed"

# What is looked at on one page alone, and gone from the link on every other.
_PAGES_OWN = ("upload", "complaint", "audit")
# What a page lets choose, until another page is opened.
_PAGES_CHOICES = (
    *("pair", "then", "now", "days"),
    *("dimension", "member", "view", "beside", "score", "heat", "assume"),
    *("rank", "within"),
    *("step", "task", "stage_column"),
    *("wave", "of_team", "before", "shape"),
    *("format", "sections"),
    "whom",
    "guide",
)
_LONGEST_NUMBER = 9
_LONGEST_TOLD = 60


def _many() -> tuple[str, ...]:
    return tuple(column.key for column in dimensions())


def adopt() -> None:
    """Take over what the link says anew, before any widget is drawn."""
    written: dict[str, list[str]] = st.session_state.get(_WRITTEN, {})
    given = {key: st.query_params.get_all(key) for key in st.query_params}
    st.session_state[_ASKED] = {key: texts for key, texts in given.items() if texts != written.get(key)}
    if not given:
        # Another page was opened: what its link asks for is another matter.
        st.session_state[_MISSED] = {}
    # Widgets of a page that a link opens begin anew, even where the link says what the page before it said.
    is_opened = bool(given) and not written.keys() <= given.keys()
    _adopt_filters({key: texts for key, texts in given.items() if is_opened or texts != written.get(key)})
    for key in _PAGES_OWN:
        st.session_state[key] = st.query_params.get(key)
    for key in _PAGES_CHOICES:
        _adopt_choice(key, st.query_params.get_all(key), written.get(key, []))


def _adopt_filters(given: Mapping[str, list[str]]) -> None:
    many = _many()
    for key in (one for one in (*_ONE, *_DAYS, *many) if given.get(one)):
        value = given[key] if key in many else _read(key, given[key])
        if value is not None:
            st.session_state[key] = value
        elif key in _DAYS:
            _missed(key, given[key][:1], "")
    if any(given.get(key) and _read(key, given[key]) for key in _DAYS) and not st.query_params.get("period"):
        # Days alone ask for the days from one to another.
        st.session_state["period"] = _FROM_TO


def _adopt_choice(key: str, given: list[str], written: list[str]) -> None:
    """Take over a page's choice where the link says another; what the link no longer says is over."""
    if given and given != written:
        st.session_state[key] = given[0]
    elif written and not given:
        st.session_state.pop(key, None)


def chosen_upload() -> int:
    """The number of the upload that the link is about; 0, which no upload has, where it is about none."""
    given = st.session_state.get("upload") or ""
    return int(given) if given.isdecimal() and len(given) < _LONGEST_NUMBER else 0


def _read(key: str, given: list[str]) -> Any:
    if key not in _DAYS:
        return given[0]
    try:
        day = date.fromisoformat(given[0])
    except ValueError:
        return None
    return day if day >= EARLIEST else None


def offer(
    key: str,
    options: Sequence[str],
    default: str | None = None,
    names: Mapping[str, str] | None = None,
) -> None:
    """Make sure that a choice stands among what is offered now; the default stands in where not.

    Where the link itself asks for another, a line says so, and what is shown instead by its name.
    """
    if st.session_state.get(key) not in options:
        st.session_state[key] = default
        shown = plain((names or {}).get(default or "", ""))
        _missed(key, _asked(key)[:1], shown)
    _tell(key)


def offer_many(key: str, options: Sequence[str]) -> None:
    """Keep of several choices those that are offered now; a line tells what the link asks for in vain."""
    chosen = _apart(st.session_state.get(key, []), options)
    st.session_state[key] = [one for one in chosen if one in options]
    _missed(key, [one for one in _apart(_asked(key), options) if one not in options], "")
    _tell(key)


def _apart(given: Sequence[str], options: Sequence[str]) -> list[str]:
    """Several choices, one by one; those that are written with commas between them are taken apart."""
    each = ([one] if one in options else [part.strip() for part in one.split(",")] for one in given)
    return list(dict.fromkeys(part for parts in each for part in parts if part))


def tell_of_filters() -> None:
    """Say above a page what its link asks of the filters in vain, as the sidebar may be folded."""
    for key in (*_FILTERS, *_DAYS, *_many()):
        _told(key)


def _asked(key: str) -> list[str]:
    return st.session_state.get(_ASKED, {}).get(key, [])


def _missed(key: str, asked: Sequence[str], shown: str) -> None:
    """Keep in mind what a link asks for in vain, as long as nothing else is chosen."""
    if told := [one for one in asked if one]:
        missed = {key: (told, shown, st.session_state.get(key))}
        st.session_state[_MISSED] = st.session_state.get(_MISSED, {}) | missed


def _tell(key: str) -> None:
    """Say what the link asks for in vain; of filters ``tell_of_filters`` says it."""
    if key not in (*_FILTERS, *_many()):
        _told(key)


def _told(key: str) -> None:
    asked, shown, instead = st.session_state.get(_MISSED, {}).get(key, ([], "", None))
    if not asked or st.session_state.get(key) != instead:
        return
    words = {"asked": ", ".join(plain(one[:_LONGEST_TOLD]) for one in asked), "shown": shown}
    template = (
        _("The link asks for “%(asked)s”, which isn't there to choose. Shown instead: %(shown)s.")
        if shown
        else _("The link asks for “%(asked)s”, which isn't there to choose.")
    )
    st.caption(f":material/link_off: {template % words}")


def write() -> None:
    """Put what is looked at into the link, after all widgets are drawn."""
    keys = (*_ONE, *_DAYS, *_PAGES_OWN, *_PAGES_CHOICES, *_many())
    state = {key: _text(st.session_state.get(key)) for key in keys}
    state[speaking.KEY] = _text(speaking.told() or None)
    told = {key: texts for key, texts in state.items() if texts}
    st.session_state[_WRITTEN] = told
    if {key: st.query_params.get_all(key) for key in st.query_params} != told:
        st.query_params.from_dict(told)


def switch(page: StreamlitPage, asked: Mapping[str, str]) -> NoReturn:
    """Go to a page that is asked for something, with the filters: Streamlit forgets them on that way."""
    filters = (*_FILTERS, *_DAYS, *_many())
    state = {key: _text(st.session_state.get(key)) for key in filters} | {
        key: [one] for key, one in asked.items()
    }
    written: dict[str, list[str]] = st.session_state.get(_WRITTEN, {})
    st.session_state[_WRITTEN] = {key: texts for key, texts in written.items() if key not in filters}
    st.switch_page(page, query_params={key: texts for key, texts in state.items() if texts})


def _text(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, date):
        return [value.isoformat()]
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
