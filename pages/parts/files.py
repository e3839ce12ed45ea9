"""A file on its way in: what was understood, and what a person may change about it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data import formats
from data.kinds import KIND_NAMES, KINDS, layouts_of
from data.language import gettext as _
from data.language import ngettext
from data.records import Preparation
from data.tables import Layout
from pages.parts import mapping, problems
from pages.parts.choices import Dropped, choices, choose
from pages.parts.days import EARLIEST, FORMAT


def draw(file: Dropped, found: Preparation) -> None:
    """All that is known of a file, with the choices beside it."""
    _headline(found)
    if found.question:
        _question(file, found)
    layout = found.layout or _chosen_layout(file)
    if layout is None:
        _structure(file, found)
        _preview(found)
        return
    columns, rows, unusable, structure = st.tabs(
        [_("Columns"), _("Preview"), problems.title(found), _("Sheet and kind")], key=f"tabs_{file.key}"
    )
    with columns:
        mapping.draw(file, found, layout)
        mapping.draw_scales(file, found)
    with rows:
        _preview(found)
    with unusable:
        problems.draw(found.problems, is_read=found.frame is not None)
    with structure:
        _structure(file, found)


def _chosen_layout(file: Dropped) -> Layout | None:
    """The layout of the kind that a person chose for a file that tells no kind of its own."""
    kind = choices(file).get("kind")
    return layouts_of(kind)[0] if kind else None


def _headline(found: Preparation) -> None:
    if found.status == "ready":
        kept = found.rows - found.rejected
        st.success(
            ngettext("%(n)s row is ready: %(kind)s.", "%(n)s rows are ready: %(kind)s.", kept)
            % {"n": formats.number(kept), "kind": _(KIND_NAMES[found.layout.kind]) if found.layout else ""},
            icon=":material/task_alt:",
        )
    elif found.status == "needs_answer":
        st.warning(_("One question before this file can be loaded."), icon=":material/help:")
    else:
        st.error(_("This file can't be loaded as it is."), icon=":material/block:")
    if found.status != "ready":
        st.text(found.question.text if found.question else found.message)


def _question(file: Dropped, found: Preparation) -> None:
    """The one question that has to be answered, as a field."""
    about = found.question.about if found.question else ""
    if about == "day_first":
        orders = {True: _("Day first: 3/4 is 3 April"), False: _("Month first: 3/4 is 4 March")}
        order = st.radio(
            _("Dates"), list(orders), index=None, format_func=orders.get, key=f"order_{file.key}"
        )
        answer = None if order is None else {"day_first": order}
    elif about in ("date", "snapshot_date"):
        label = _("Date of the survey") if about == "date" else _("Date of the snapshot")
        day = st.date_input(label, value=None, min_value=EARLIEST, format=FORMAT, key=f"{about}_{file.key}")
        answer = None if day is None else {about: day}
    else:
        return
    if answer and st.button(_("Use this answer"), key=f"answer_{file.key}", type="primary"):
        choose(file, **answer)
        st.rerun()


def _structure(file: Dropped, found: Preparation) -> None:
    kinds, sheets, rows = st.columns(3)
    with kinds:
        kind = st.selectbox(
            _("Kind of file"),
            KINDS,
            index=KINDS.index(found.layout.kind) if found.layout else None,
            format_func=lambda key: _(KIND_NAMES[key]),
            key=f"kind_{file.key}",
        )
    with sheets:
        known = [*found.sheets]
        sheet = st.selectbox(
            _("Sheet"),
            known,
            index=known.index(found.sheet) if found.sheet in known else None,
            disabled=len(known) < 2,
            key=f"sheet_{file.key}",
        )
    with rows:
        row = st.number_input(
            _("Header row"), min_value=1, value=found.header_row or 1, step=1, key=f"header_{file.key}"
        )
    chosen: dict[str, Any] = {}
    if kind and (found.layout is None or kind != found.layout.kind):
        chosen["kind"] = kind
    if sheet and sheet != found.sheet:
        chosen["sheet"] = sheet
    if row != (found.header_row or 1):
        chosen["header_row"] = int(row)
    if chosen and st.button(_("Read it this way"), key=f"read_{file.key}"):
        choose(file, **chosen)
        st.rerun()


def _preview(found: Preparation) -> None:
    if not found.preview:
        return
    header, *body = found.preview
    width = max(map(len, found.preview))
    names = [
        f"{name or '–'}{'' if header.count(name) == 1 else f' ({at + 1})'}" for at, name in enumerate(header)
    ]
    names += [str(at + 1) for at in range(len(names), width)]
    st.dataframe(
        pd.DataFrame([[*row, *[""] * (width - len(row))] for row in body], columns=names), hide_index=True
    )
