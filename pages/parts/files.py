"""A file on its way in: what was understood, and what a person may change about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from data import formats
from data.kinds import KIND_NAMES, KINDS, layouts_of
from data.language import gettext as _
from data.language import ngettext
from data.preparing.span import span
from data.records import Preparation
from data.specs import Layout
from data.store import Store
from pages.parts import file_answers, foreseeing, letters, mapping, mending, questions, row_problems
from pages.parts.choices import Dropped, choices, choose


def draw(store: Store, file: Dropped, found: Preparation, before: Sequence[Preparation] = ()) -> None:
    """All that is known of a file, with the choices beside it; ``before`` are those loaded with it before."""
    _headline(found)
    if found.question:
        questions.draw(file, found)
    foreseeing.draw(store, file, found, before)
    mapping.draw_translations(file, found)
    file_answers.draw(file)
    _what_is_wrong(file, found)
    letters.draw(file, found)
    layout = found.layout or _chosen_layout(file)
    if layout is None:
        if found.status == "refused" and found.headers:
            st.caption(
                _("If a column was read wrongly, choose the kind below, then say what each column means.")
            )
        # Of a file that couldn't be opened nothing can be said.
        if found.sheets or found.encoding:
            _structure(file, found)
        _preview(found)
        return
    _parts(file, found, layout)


def _parts(file: Dropped, found: Preparation, layout: Layout) -> None:
    """The parts of what is known, that to be done first in front."""
    unusable, columns, preview, structure = _("Problems"), _("Columns"), _("Preview"), _("Sheet and kind")
    names = [columns, preview, structure]
    if found.mended or row_problems.wrong(row_problems.kept_groups(file.key, found.problems)):
        names.insert(0 if found.rejected else 1, unusable)
    # Tabs in another order are others, of which the first stands open.
    key = f"tabs_{file.key}_{names.index(unusable) if unusable in names else ''}"
    tabs = dict(zip(names, st.tabs(names, key=key), strict=True))
    if unusable in tabs:
        with tabs[unusable]:
            mending.draw(file, found)
    with tabs[columns]:
        mapping.draw(file, found, layout)
        mapping.draw_scales(file, found)
    with tabs[preview]:
        _preview(found)
    with tabs[structure]:
        _structure(file, found)


def _chosen_layout(file: Dropped) -> Layout | None:
    """The layout of the kind that a person chose for a file that tells no kind of its own."""
    kind = choices(file).get("kind")
    return layouts_of(kind)[0] if kind else None


def _headline(found: Preparation) -> None:
    if found.status == "ready":
        _ready(found)
        _days(found)
    elif found.status == "needs_answer":
        st.warning(_("One question before this file can be loaded."), icon=":material/help:")
        st.text(found.question.text if found.question else found.message)
    else:
        st.error(_("This file can't be loaded as it is."), icon=":material/block:")
        st.text(found.message)


def _ready(found: Preparation) -> None:
    kept = found.rows - found.rejected
    words = {
        "n": formats.number(kept),
        "all": formats.number(found.rows),
        "kind": _(KIND_NAMES[found.layout.kind]) if found.layout else "",
    }
    if found.rejected:
        st.warning(
            ngettext(
                "**%(kind)s:** %(n)s row of %(all)s can be used.",
                "**%(kind)s:** %(n)s rows of %(all)s can be used.",
                kept,
            )
            % words,
            icon=":material/rule:",
        )
    else:
        st.success(
            ngettext(
                "**%(kind)s:** %(n)s row, and it can be used.",
                "**%(kind)s:** all %(n)s rows can be used.",
                kept,
            )
            % words,
            icon=":material/task_alt:",
        )


def _days(found: Preparation) -> None:
    """Of which days the rows tell: where that looks wrong, dates were read wrongly."""
    if days := span(found):
        words = {"first": formats.day(days[0]), "last": formats.day(days[1])}
        st.caption(_("Its rows tell of %(first)s to %(last)s.") % words)


def _what_is_wrong(file: Dropped, found: Preparation) -> None:
    """What can't be used, by reason, and what else is to be known of the file."""
    mended = [mending.counted(found.mended)] if found.mended else []
    groups = row_problems.kept_groups(file.key, found.problems)
    row_problems.draw_counts(row_problems.wrong(groups), *mended)
    row_problems.draw_facts([*row_problems.facts(groups), *found.notes])


def _structure(file: Dropped, found: Preparation) -> None:
    known = [*found.sheets]
    kinds, rows, sheets = st.columns(3)
    with kinds:
        kind = st.selectbox(
            _("Kind of file"),
            KINDS,
            index=KINDS.index(found.layout.kind) if found.layout else None,
            format_func=lambda key: _(KIND_NAMES[key]),
            key=f"kind_{file.key}",
        )
    sheet = None
    if len(known) > 1:
        sheet = sheets.selectbox(
            _("Sheet"),
            known,
            index=known.index(found.sheet) if found.sheet in known else None,
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
