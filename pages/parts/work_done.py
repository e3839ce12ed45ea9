"""Something of the work list is done: asked when, and written into the complaint as its next version."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import streamlit as st

from data.complaints import Place, Version
from data.kinds import COMPLAINTS
from data.language import gettext as _
from data.language import mark, pmark
from data.preparing.entry import prepare_entry
from data.store import (
    ChangedMeanwhile,
    NumberShared,
    Store,
    StoreError,
    UnknownComplaint,
    complaint_at,
    record_complaint,
    take_complaint_back,
)
from metrics.waiting.noting import COLUMNS, noted
from metrics.waiting.waiting import Item, Task
from pages.parts import session
from pages.parts.days import FORMAT
from pages.parts.session import here
from pages.parts.words import plain

LABELS = {Task.RESOLVE: pmark("marked as done", "Resolved"), Task.FOLLOW_UP: mark("Asked")}
_SAID = {
    Task.RESOLVE: mark("Complaint %(number)s is noted as resolved, in the complaint itself."),
    Task.FOLLOW_UP: mark("Complaint %(number)s is noted as followed up, in the complaint itself."),
}
_WRITTEN = "work_written"


def ask(store: Store, item: Item, key: str) -> None:
    """Ask when it was done, and write it into the complaint."""
    now = here(datetime.now(UTC)).replace(tzinfo=None, second=0, microsecond=0)
    name = _(COMPLAINTS.column(COLUMNS[item.task]).name)
    first = min(item.since.date(), now.date())
    day = st.date_input(
        name, now.date(), key=f"day_{key}", min_value=first, max_value=now.date(), format=FORMAT
    )
    clock = st.time_input(_("at"), None, key=f"time_{key}", step=60)
    st.caption(_("Without a time, now counts if it was today. It is kept in the log of the complaint."))
    if st.button(_("Save"), key=f"done_{key}", type="primary"):
        _write(store, item, _moment(day, clock, now))


def _moment(day: date, clock: time | None, now: datetime) -> datetime:
    if clock is None and day == now.date():
        return now
    return datetime.combine(day, clock or time())


def _write(store: Store, item: Item, at: datetime) -> None:
    try:
        base = complaint_at(store, (item.row.upload_id, item.row.row_number))
        entry = prepare_entry(noted(item.task, base.cells, at), store.dimensions("complaints"), base.days)
        if entry.faults:
            st.error(plain("; ".join(entry.faults.values())), icon=":material/error:")
            return
        today = here(datetime.now(UTC)).date()
        kept = record_complaint(store, entry.preparation, base, by=session.person(), on=today)
    except (ChangedMeanwhile, NumberShared, UnknownComplaint) as refusal:
        st.error(plain(str(refusal)), icon=":material/block:")
        return
    _remember(item.task, kept)
    st.rerun()


def _remember(task: Task, kept: Version) -> None:
    st.session_state[_WRITTEN] = (kept.place, kept.number, task)


def tell(store: Store) -> None:
    """Say what was written last, with the way to it and back."""
    if _WRITTEN not in st.session_state:
        return
    place, number, task = st.session_state[_WRITTEN]
    with st.container(horizontal=True, vertical_alignment="center", key="work_written_told"):
        st.success(_(_SAID[task]) % {"number": plain(number)}, icon=":material/check:", width="stretch")
        st.page_link(
            "pages/complaint_log.py",
            label=_("Open it"),
            icon=":material/edit_note:",
            query_params={"complaint": number},
        )
        if st.button(_("Undo"), key="work_unwrite", icon=":material/undo:"):
            _take_back(store, place)


def _take_back(store: Store, place: Place) -> None:
    del st.session_state[_WRITTEN]
    try:
        take_complaint_back(store, complaint_at(store, place), session.person())
    except StoreError as refusal:
        st.error(plain(str(refusal)), icon=":material/block:")
        return
    st.rerun()
