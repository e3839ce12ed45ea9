"""The nine steps: whose each is, by when, and whether it is done; nobody's change overwrites another's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from data import formats
from data.language import gettext as _
from data.language import pgettext
from data.store import Store, TaskChangedMeanwhile, begin_tasks_anew, change_policy_task
from data.written_policy import LONGEST_LINE, PolicyTask
from metrics.policy import words
from metrics.policy.checklist import STAGE_ADVICE, STAGE_NAMES, is_late
from metrics.policy.whole import Whole
from pages.parts import session
from pages.parts.days import EARLIEST, FORMAT
from pages.parts.words import plain


@dataclass(frozen=True)
class Shown:
    """A step as it stands in the fields: as it was when they were filled, and the change known of since."""

    task: PolicyTask
    change_id: int | None
    is_told: bool = False


def section(store: Store, whole: Whole) -> None:
    """How far the steps are, each of them, and the way to begin them anew."""
    known = whole.checklist
    st.progress(known.done / len(known.tasks))
    st.markdown(words.review(whole.review))
    told = words.evidence(whole)
    for place, task in enumerate(known.tasks, start=1):
        with st.container(border=True, key=f"task_{task.stage.value}", gap="xsmall"):
            _step(store, whole, task, place, told.get(task.stage, ""))
    if known.is_complete:
        st.markdown(_("All nine steps are done. After the review the next round begins with the goals."))
        if st.button(_("Begin the next round"), type="primary", key="policy_round"):
            _anew(store, known.round_number)


def _anew(store: Store, after: int) -> None:
    try:
        begin_tasks_anew(store, after, session.person())
    except TaskChangedMeanwhile as error:
        st.error(str(error), icon=":material/group:")
    else:
        st.rerun()


def _step(store: Store, whole: Whole, task: PolicyTask, place: int, evidence: str) -> None:
    told, button = st.columns([5, 1], vertical_alignment="center")
    with told:
        head = f"**{formats.number(place)}. {_(STAGE_NAMES[task.stage])}** {_badge(task, whole)}"
        facts = plain(" · ".join(one for one in (task.owner, _due(task), evidence) if one))
        lines = (head, f":small[{facts}]" if facts else "", f":small[:gray[{_(STAGE_ADVICE[task.stage])}]]")
        st.markdown("  \n".join(line for line in lines if line))
    shown = _shown(task)
    with button, st.popover(pgettext("to do", "Change"), icon=":material/edit:"):
        _fields(store, task, shown)
    if shown.is_told:
        st.warning(_meanwhile(task), icon=":material/group:")


def _badge(task: PolicyTask, whole: Whole) -> str:
    if task.done_on is not None:
        told = _("done on %(day)s") % {"day": formats.day(task.done_on)}
        return f":blue-badge[:material/check: {told}]"
    if is_late(task, whole.day):
        return f":orange-badge[:material/alarm: {_('late')}]"
    return f":gray-badge[:material/radio_button_unchecked: {pgettext('step', 'open')}]"


def _due(task: PolicyTask) -> str:
    return _("due by %(day)s") % {"day": formats.day(task.due)} if task.due else ""


def _place(task: PolicyTask) -> str:
    return f"policy_task_{task.round_number}_{task.stage.value}"


def _key(shown: Shown, field: str) -> str:
    return f"{_place(shown.task)}_{shown.task.change_id or 0}_{field}"


def _shown(task: PolicyTask) -> Shown:
    """What the fields were filled with; filled anew with a later change while nobody has typed in them."""
    kept: Shown | None = st.session_state.get(_place(task))
    if kept is None or (kept.change_id != task.change_id and not kept.is_told and _is_untouched(kept)):
        kept = Shown(task, task.change_id)
        st.session_state[_place(task)] = kept
    return kept


def _is_untouched(shown: Shown) -> bool:
    fields = {"owner": shown.task.owner, "due": shown.task.due, "done": shown.task.done_on}
    return all(st.session_state.get(_key(shown, name), value) == value for name, value in fields.items())


def _meanwhile(task: PolicyTask) -> str:
    told = _(
        "%(who)s has changed this step since. It says now: %(now)s. Press Save again to put yours in its"
        " place."
    )
    now = " · ".join(one for one in (task.owner, _due(task), _done(task)) if one)
    return plain(told % {"who": task.changed_by or _("Somebody else"), "now": now or formats.MISSING})


def _done(task: PolicyTask) -> str:
    return _("done on %(day)s") % {"day": formats.day(task.done_on)} if task.done_on else ""


def _fields(store: Store, task: PolicyTask, shown: Shown) -> None:
    given = shown.task
    owner = st.text_input(_("Whose it is"), given.owner, key=_key(shown, "owner"), max_chars=LONGEST_LINE)
    due = st.date_input(_("Due by"), given.due, EARLIEST, format=FORMAT, key=_key(shown, "due"))
    done = st.date_input(
        _("Done on (empty while it isn't)"),
        given.done_on,
        EARLIEST,
        "today",
        format=FORMAT,
        key=_key(shown, "done"),
    )
    if st.button(_("Save"), type="primary", key=f"{_place(task)}_save"):
        changed = replace(given, owner=owner, due=_day(due), done_on=_day(done), change_id=shown.change_id)
        _save(store, task, shown, changed)


def _day(chosen: object) -> date | None:
    return chosen if isinstance(chosen, date) else None


def _save(store: Store, task: PolicyTask, shown: Shown, changed: PolicyTask) -> None:
    try:
        kept = change_policy_task(store, changed, session.person())
    except TaskChangedMeanwhile:
        st.session_state[_place(task)] = replace(shown, change_id=task.change_id, is_told=True)
    else:
        st.session_state[_place(task)] = Shown(kept, kept.change_id)
    st.rerun()
