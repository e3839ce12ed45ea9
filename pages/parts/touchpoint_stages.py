"""Which members of a column stand for which stage of the customer's way: asked, explained and kept."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from data.kinds import CHANNEL, COMPLAINTS, PRODUCT, TEAM, TOUCHPOINT
from data.language import gettext as _
from data.language import pgettext
from data.specs import Column
from data.store import Store, assign_touchpoints, touchpoints
from data.touchpoints import STAGES, Assignment, stage_of
from metrics.journey.stages import TABLES
from pages.parts import link, session
from pages.parts.words import plain

NATURE = COMPLAINTS.column("nature")
_OFFERED = (TOUCHPOINT.key, NATURE.key, TEAM.key, PRODUCT.key, CHANNEL.key)
# More can't well be assigned by hand.
MOST_MEMBERS = 60


def section(store: Store) -> None:
    """The form: a column, and a field a stage with the members that stand for it."""
    kept, offered = touchpoints(store), _columns()
    if not offered:
        st.info(
            _("There is no other column to tell stages by either, such as what a complaint was about."),
            icon=":material/info:",
        )
        return
    st.markdown(
        _(
            "If another column tells it, say which of its words stand for which stage: a complaint about a"
            " late delivery arose at the delivery. Where your answers or complaints have touchpoints of their"
            " own, those count instead. Words that you leave out belong to no stage. Nothing in your files is"
            " changed."
        )
    )
    link.offer("stage_column", list(offered), _first(offered, kept))
    key = st.selectbox(
        _("Column"),
        list(offered),
        key="stage_column",
        format_func=lambda key: plain(offered[key].title),
    )
    _form(store, key, kept)


def _columns() -> dict[str, Column]:
    """The columns that can be assigned, those first that say most of the way."""
    columns = {column.key: column for table in TABLES for column in session.dimensions(table)}
    wanted = (*_OFFERED, *(key for key, column in columns.items() if column.own))
    return {key: columns[key] for key in wanted if key in columns and 1 <= len(_members(key)) <= MOST_MEMBERS}


def _members(key: str) -> list[str]:
    """The members of a column in answers and complaints, where these have it."""
    having = [table for table in TABLES if key in (column.key for column in session.dimensions(table))]
    return sorted({one for table in having for one in session.members(key, table)}, key=str.casefold)


def _first(offered: dict[str, Column], kept: Assignment | None) -> str:
    return kept.dimension if kept and kept.dimension in offered else next(iter(offered))


def _form(store: Store, key: str, kept: Assignment | None) -> None:
    members = _members(key)
    own = dict(kept.stages) if kept and kept.dimension == key else None
    now = {member: stage_of(member) for member in members} if own is None else own
    with st.form(f"stages_of_{key}"):
        for stage in STAGES:
            st.multiselect(
                _(stage.name),
                members,
                default=[member for member in members if now.get(member) == stage.key],
                key=f"stage_{key}_{stage.key}",
                placeholder=pgettext("members", "none"),
                format_func=plain,
            )
        saved = st.form_submit_button(_("Save the stages"), key="save_stages", icon=":material/save:")
    if saved:
        _save(store, key)
    if own is not None and st.button(_("Take this back"), key="take_back_stages", icon=":material/undo:"):
        assign_touchpoints(store, None)
        st.rerun()


def _save(store: Store, key: str) -> None:
    chosen = [
        (member, stage.key) for stage in STAGES for member in st.session_state[f"stage_{key}_{stage.key}"]
    ]
    twice = [member for member, times in Counter(member for member, _stage in chosen).items() if times > 1]
    if twice:
        words = _("%(members)s can stand for one stage only: take it out of the others.")
        st.error(words % {"members": plain(", ".join(twice))}, icon=":material/error:")
    elif not chosen:
        st.error(_("Choose at least one word for a stage."), icon=":material/error:")
    else:
        assign_touchpoints(store, Assignment(key, tuple(sorted(chosen))))
        st.rerun()
