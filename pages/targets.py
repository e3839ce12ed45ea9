"""Scoreboard: all targets on one page, the worst first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from data import formats
from data.forms.tables import CSV_MIME, text_file, workbook
from data.forms.writing import MIME
from data.kinds import AIMED_BY, COMPLAINTS
from data.language import gettext as _
from data.store import is_empty, open_store, targets
from metrics.cards import View
from metrics.goals import words as score_words
from metrics.goals.answer import table as score_table
from metrics.goals.method import method
from metrics.goals.scoreboard import Asked, Score, only
from metrics.goals.targets import STATUS_WORDS, Status
from pages.parts import cards as drawn
from pages.parts import frame, sample, session, undated, welcome
from pages.parts.days import EARLIEST, FORMAT
from pages.parts.words import plain

_ALL, _COMPANY = "all", "company"
_BLOCKS, _FULL, _EMPTY = 10, "▰", "▱"
_WIDTHS = (4, 3, 2, 4, 3)


def show() -> None:
    store = open_store()
    if is_empty(store):
        welcome.greet(store)
        return
    st.title(_("Scoreboard"))
    sample.notice(store)
    if not targets(store):
        st.info(_("No target is set yet."), icon=":material/flag:")
        st.page_link("pages/policy.py", label=_("Set a rollout and targets"), icon=":material/flag:")
        return
    headline = st.empty()
    day, board = _chosen()
    shown = _filtered(board)
    headline.markdown(f"## {plain(score_words.headline(board))}")
    names = session.names()
    st.caption(_extent(board, day))
    if any(score.kpi.table == COMPLAINTS.table for score in board):
        undated.note_of_months(View(last=day))
    if shown:
        _rows(shown, names)
        _downloads(shown, names)
    else:
        st.info(_("No target fits this choice."), icon=":material/filter_alt_off:")
    _method()


def _chosen() -> tuple[date | None, list[Score]]:
    """The board of the day and of those that are chosen."""
    names = session.scopes(AIMED_BY)
    whom, when = st.columns([3, 1], vertical_alignment="bottom")
    scope = whom.segmented_control(
        _("For whom"),
        [_ALL, _COMPANY, *names],
        default=_ALL,
        required=True,
        key="score_scope",
        format_func=lambda key: (
            {_ALL: _("all that are set"), _COMPANY: _("the whole company")}.get(key)
            or _("each %(what)s") % {"what": names[key].lower()}
        ),
    )
    day = when.date_input(
        _("As of"),
        value=None,
        min_value=EARLIEST,
        format=FORMAT,
        key="score_day",
        help=_(
            "Empty is today. On a day of the past the board shows what held then, from the data up to it."
        ),
    )
    as_of = day if isinstance(day, date) else None
    if scope in names:
        return as_of, session.board(Asked(as_of, scope, tuple(session.members(scope))))
    board = session.board(Asked(as_of))
    return as_of, only(board, (), (None,)) if scope == _COMPANY else board


def _filtered(board: list[Score]) -> list[Score]:
    statuses = st.pills(
        _("Status"),
        list(Status),
        selection_mode="multi",
        key="score_status",
        format_func=lambda status: f"{score_words.SIGNS[status]} {_(STATUS_WORDS[status])}",
        label_visibility="collapsed",
    )
    return only(board, statuses, ())


def _extent(board: list[Score], day: date | None) -> str:
    """The day that the board is of, and how far the data reach."""
    reached = max((score.as_of for score in board if score.as_of), default=None)
    words = {"reached": formats.day(reached), "day": formats.day(day)}
    if day is None:
        return (
            _("Data to %(reached)s. Each target is judged by its own days; the filters don't narrow it.")
            % words
        )
    return _("As of %(day)s, with data to %(reached)s, by the targets that held on that day.") % words


def _rows(shown: list[Score], names: Mapping[str, str]) -> None:
    """A row a target; on a phone its parts stand below each other."""
    for place, score in enumerate(shown):
        with st.container(border=True, key=f"score_{place}"):
            for column, told in zip(st.columns(_WIDTHS), _parts(score, names), strict=True):
                column.markdown(told)


def _parts(score: Score, names: Mapping[str, str]) -> list[str]:
    target = f"**{score.kpi.title}** · {plain(score_words.for_whom(score, names))}"
    return [
        _lines(target, plain(score_words.aimed(score))),
        _lines(drawn.badge_text(score.status), plain(score_words.note(score))),
        _headed(_("Now"), *map(plain, score_words.reached(score))),
        _headed(_("The way so far"), *_way(score)) if score.way is not None else "",
        _headed(_("If the trend goes on"), *map(plain, score_words.foretold(score))),
    ]


def _way(score: Score) -> tuple[str, ...]:
    """A bar from the baseline to the target, and the words to it."""
    way = score.way or 0.0
    filled = round(_BLOCKS * min(max(way, 0.0), 1.0))
    bar = _FULL * filled + _EMPTY * (_BLOCKS - filled)
    told = score_words.course(score)
    return f":{'blue' if way >= 1 else 'gray'}[{bar}] {plain(score_words.way(score))}", plain(told)


def _headed(heading: str, *lines: str) -> str:
    return _lines(f":small[:gray[{heading}]]  \n{lines[0]}", *lines[1:])


def _lines(first: str, *others: str) -> str:
    return "  \n".join([first, *(f":small[{one}]" for one in others if one)])


def _downloads(shown: list[Score], names: Mapping[str, str]) -> None:
    table = score_table(shown, names)
    with st.container(horizontal=True):
        for ending, mime, content in (
            ("xlsx", MIME, workbook(table)),
            ("csv", CSV_MIME, text_file(table)),
        ):
            st.download_button(
                _("Download as %(kind)s") % {"kind": ending},
                content,
                file_name=f"{table.title}.{ending}",
                mime=mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"score_{ending}",
            )


def _method() -> None:
    with st.expander(_("How is this computed?")):
        for told in method():
            st.markdown(told)


frame.show(show)
