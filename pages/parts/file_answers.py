"""What a person answered about a file: a line each, with a way to answer otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal

import streamlit as st

from data import formats
from data.language import gettext as _
from data.language import pgettext
from data.records import Question
from pages.parts import questions
from pages.parts.choices import Dropped, choices
from pages.parts.words import plain

About = Literal["date", "snapshot_date", "days", "day_first", "year"]
_ABOUT: tuple[About, ...] = ("date", "snapshot_date", "days", "day_first", "year")


def draw(file: Dropped) -> None:
    """The answers given so far, each with its field folded away beside it."""
    given = choices(file)
    for about, words in told(given):
        _line(file, Question(about, "", ""), words, given[about])
    for header, asked in questions.meanings(file).items():
        meaning = given["mapping"][header]
        _line(file, asked, _meaning(header, meaning), meaning or "")


def _line(file: Dropped, question: Question, words: str, given: Any) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":material/check: {words}", width="content")
        with st.popover(
            pgettext("to do", "Change"),
            type="tertiary",
            key=f"change_{question.about}_{question.header}_{file.key}",
        ):
            questions.again(file, question, given)


def _meaning(header: str, key: str | None) -> str:
    if key is None:
        return _("'%(header)s' is left out, as you said.") % {"header": plain(header)}
    words = {"header": plain(header), "name": plain(questions.column_names().get(key, key))}
    return _("'%(header)s' holds, as you said: %(name)s.") % words


def told(chosen: Mapping[str, Any]) -> Iterator[tuple[About, str]]:
    """What a person told of a file that it doesn't tell itself: what about, and a sentence."""
    for about in _ABOUT:
        if chosen.get(about) is not None:
            yield about, _SENTENCES[about](chosen[about])


def _order(day_first: Any) -> str:
    return _("In its dates the day comes first.") if day_first else _("In its dates the month comes first.")


def _day(day: Any) -> str:
    return formats.day(day if isinstance(day, date) else date.fromisoformat(str(day)))


def _days(days: Any) -> str:
    words = dict(zip(("first", "last"), map(_day, days), strict=True))
    return _("Its complaints came in between %(first)s and %(last)s, each on a day that isn't known.") % words


_SENTENCES = {
    "date": lambda day: _("The survey was held on %(day)s.") % {"day": _day(day)},
    "snapshot_date": lambda day: _("It shows the customers of %(day)s.") % {"day": _day(day)},
    "days": _days,
    "day_first": _order,
    "year": lambda year: _("Its months are those of %(year)s.") % {"year": year},
}
