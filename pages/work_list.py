"""Work list: complaints that wait too long, customers to call back, and what was marked of it by whom."""

from __future__ import annotations

import streamlit as st

from data import formats
from data.language import gettext as _
from data.store import Store, scales
from metrics.cards import View
from metrics.rollouts import scope
from metrics.waiting import words
from metrics.waiting.shown import shown
from metrics.waiting.waiting import Item, Task, Waiting
from pages.parts import (
    choosing,
    downloads,
    filters,
    frame,
    kept_procedure,
    link,
    session,
    undated,
    ways_out,
    work_done,
    work_items,
)
from pages.parts.words import plain

_ALL = "all"


def show() -> None:
    store = choosing.filled_store()
    if store is None:
        return
    where = filters.chosen(store).view.where
    found, marks = kept_procedure.work(), kept_procedure.marks()
    told = shown(found, where, marks)
    left = list(told.items)
    undatable = bool(undated.found(View(where=where)))
    st.title(words.headline(left, told.still, told.hidden, undated=undatable))
    work_done.tell(store)
    if where:
        st.markdown(_("Only %(scope)s.") % {"scope": plain(scope(where, session.names()))})
    if found.today or found.answers_today or not undatable:
        st.markdown(words.day_told(found))
    for sentence in words.beside(left, told.still, told.hidden):
        st.markdown(sentence)
    st.caption(_("Whatever period the sidebar has, the list tells what is left to do as of that day."))
    undated.note(View(where=where))
    if left:
        _list(store, found, left)
    elif not (found.today or found.answers_today or undatable):
        ways_out.file("complaints")
    with st.expander(_("What gets on this list?")):
        for rule in words.rules(found):
            st.markdown(rule)
    work_items.done(store, marks)


def _list(store: Store, found: Waiting, left: list[Item]) -> None:
    picked = _of_task(left)
    work_items.draw(store, picked, found)
    titles = {column.key: column.title for column in session.dimensions("complaints")}
    downloads.of_table(words.table(picked, found, scales(store), titles), "work_list")


def _of_task(left: list[Item]) -> list[Item]:
    """Those of the task that is chosen."""
    counts = {task: sum(item.task is task for item in left) for task in Task}
    names = {_ALL: _("All (%(n)s)") % {"n": formats.number(len(left))}} | {
        task.value: _("%(task)s (%(n)s)") % {"task": _(words.TASK_NAMES[task]), "n": formats.number(n)}
        for task, n in counts.items()
        if n
    }
    if len(names) < 3:
        return left
    link.offer("task", list(names), _ALL)
    picked = st.segmented_control(
        _("What to do"), list(names), key="task", required=True, format_func=names.__getitem__
    )
    return left if picked in (None, _ALL) else [item for item in left if item.task.value == picked]


frame.show(show)
