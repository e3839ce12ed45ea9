"""The work list, one thing after the other, to be marked as done; and the log of what was marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pandas as pd
import streamlit as st

from data import formats
from data.callbacks import Callback
from data.kinds import ORGANISED_BY
from data.language import gettext as _
from data.language import pgettext
from data.store import Store, UnknownCallback, mark_done, scales, unmark
from metrics.waiting import words
from metrics.waiting.waiting import Item, Task, Waiting
from pages.parts import session, work_done
from pages.parts.session import here
from pages.parts.words import plain

_SHOWN = 20
_ICONS = {
    Task.RESOLVE: ":material/alarm:",
    Task.CALL_BACK: ":material/call:",
    Task.FOLLOW_UP: ":material/how_to_reg:",
}
_COLOURS: dict[Task, Literal["orange", "blue", "gray"]] = {
    Task.RESOLVE: "orange",
    Task.CALL_BACK: "blue",
    Task.FOLLOW_UP: "gray",
}
_LONGEST_COMMENT = 280


def draw(store: Store, items: Sequence[Item], found: Waiting) -> None:
    """The first of the things to do, each with a button that says it is done."""
    for item in items[: st.session_state.get("work_shown", _SHOWN)]:
        with st.container(border=True, key=f"work_{_key(item)}", gap="xsmall"):
            _one(store, item, found)
    shown = st.session_state.get("work_shown", _SHOWN)
    if shown < len(items):
        told = {"n": formats.number(shown), "all": formats.number(len(items))}
        st.caption(_("%(n)s of %(all)s are shown; the download has all of them.") % told)
        if st.button(_("Show more"), key="work_more", icon=":material/expand_more:"):
            st.session_state["work_shown"] = shown + _SHOWN
            st.rerun()


def _key(item: Item) -> str:
    """What tells an item from others on the page."""
    return f"{item.task.value}_{item.row.table}_{item.row.upload_id}_{item.row.row_number}"


def _one(store: Store, item: Item, found: Waiting) -> None:
    told, button = st.columns([5, 1], vertical_alignment="center")
    with told, st.container(gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(_(words.TASK_NAMES[item.task]), icon=_ICONS[item.task], color=_COLOURS[item.task])
            st.markdown(f"**{plain(words.name(item))}**")
            st.caption(plain(words.since(item, found)))
        st.markdown(plain(" · ".join(words.why(item, scales(store)))))
        if item.comment:
            st.markdown(f"> {plain(_cut(item.comment))}")
        if about := _about(item):
            st.caption(plain(about))
    with button:
        _button(store, item)


def _button(store: Store, item: Item) -> None:
    """What says that it is done: written into the complaint, or a mark on the row."""
    if item.can_be_written:
        with st.popover(_(work_done.LABELS[item.task]), icon=":material/check:"):
            work_done.ask(store, item, _key(item))
    elif item.task is Task.CALL_BACK:
        with st.popover(_("Mark as done"), icon=":material/check:"):
            _mark(store, item, _("Done"))
    else:
        with st.popover(_("Hide from the list"), icon=":material/visibility_off:"):
            told = _("Its row has no number of its own, so this can't be written into it: it stays counted.")
            st.caption(told)
            _mark(store, item, _("Hide"))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_COMMENT else text[: _LONGEST_COMMENT - 1] + "…"


def _about(item: Item) -> str:
    """The nature, the team and the branch of a row, and its number."""
    titles = session.titles("complaints")
    told = [item.nature] if item.nature else []
    told += [f"{titles[key]}: {item.where[key]}" for key in ORGANISED_BY if key in item.where]
    if item.number and item.customer:
        told.append(_("No. %(number)s") % {"number": item.number})
    return " · ".join(told)


def _mark(store: Store, item: Item, label: str) -> None:
    note = st.text_input(_("Note"), key=f"note_{_key(item)}", placeholder=_("What came of it"))
    if st.button(label, key=f"done_{_key(item)}", type="primary"):
        try:
            mark_done(store, item.row, item.task.value, words.name(item), note, session.person())
        except UnknownCallback as error:
            st.error(str(error), icon=":material/block:")
            return
        st.rerun()


def done(store: Store, marks: Sequence[Callback]) -> None:
    """What was marked as done or hidden, with the way to take it back; and the log of all marks."""
    standing = [mark for mark in marks if mark.stands]
    if not marks:
        return
    st.header(_("Marked as done, or hidden"))
    if not standing:
        st.markdown(_("Nothing is marked any more."))
    for mark in standing[:_SHOWN]:
        _done(store, mark)
    if len(standing) > _SHOWN:
        st.caption(_("The latest %(n)s are shown; the log has all of them.") % {"n": formats.number(_SHOWN)})
    with st.expander(_("Log of changes")):
        st.dataframe(pd.DataFrame([_logged(mark) for mark in marks]), hide_index=True, key="work_log")


def _done(store: Store, mark: Callback) -> None:
    with st.container(border=True, key=f"done_{mark.callback_id}"):
        told, button = st.columns([5, 1], vertical_alignment="center")
        with told:
            task = _(words.TASK_NAMES[Task(mark.task)])
            icon = ":material/check:" if mark.task == Task.CALL_BACK else ":material/visibility_off:"
            st.markdown(f"{icon} **{plain(mark.about)}** · {task}")
            st.caption(
                plain(" · ".join(filter(None, (words.done_line(mark, here(mark.done_at)), mark.note))))
            )
        with button, st.container(horizontal=True, horizontal_alignment="right"):
            if st.button(_("Take back"), key=f"unmark_{mark.callback_id}", icon=":material/undo:"):
                _take_back(store, mark)


def _take_back(store: Store, mark: Callback) -> None:
    try:
        unmark(store, mark.callback_id, session.person())
    except UnknownCallback as error:
        st.error(str(error), icon=":material/block:")
        return
    st.rerun()


def _logged(mark: Callback) -> dict[str, str]:
    return {
        _("Who"): mark.about,
        _("What to do"): _(words.TASK_NAMES[Task(mark.task)]),
        _("Marked"): formats.moment(here(mark.done_at)),
        pgettext("done by whom", "By"): mark.done_by or formats.MISSING,
        _("Note"): mark.note or formats.MISSING,
        _("Taken back"): formats.moment(here(mark.taken_back_at)) if mark.taken_back_at else formats.MISSING,
        _("Taken back by"): mark.taken_back_by or formats.MISSING,
    }
