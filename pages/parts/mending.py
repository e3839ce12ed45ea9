"""Rows with problems, mended in place: the cells as the file has them, typed over, and checked again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd
import streamlit as st

from data import formats
from data.language import gettext as _
from data.language import ngettext
from data.preparing.mending import SHOWN
from data.records import Mended, Preparation
from pages.parts import downloads, row_problems
from pages.parts.choices import Dropped, choices, choose
from pages.parts.row_problems import Group, Sort

_ROW, _WHY = "row", "why"
# Headers are any words, so the editor's columns go by their place among them.
_CELL = "cell_%d"

Edits = dict[int, dict[str, str]]


@dataclass
class _Draft:
    """Cells that were typed over and aren't checked yet.

    turn     how often the rows were read: an editor of another turn begins anew
    sort     of the problems that are looked at
    view     what the editor shows; ``settled`` was typed in other views, ``typed`` in this one
    """

    turn: int = 0
    sort: Sort | None = None
    view: tuple[str, ...] = ()
    settled: Edits = field(default_factory=dict)
    typed: Edits = field(default_factory=dict)

    @property
    def edits(self) -> Edits:
        return _merged(self.settled, self.typed)

    def turn_to(self, view: tuple[str, ...]) -> None:
        if view != self.view:
            self.view, self.settled, self.typed = view, self.edits, {}

    def begin_anew(self) -> None:
        self.turn, self.settled, self.typed = self.turn + 1, {}, {}


def unchecked(file: Dropped) -> bool:
    """Whether cells were typed over since the file was read."""
    return bool(_draft(file).edits)


def _draft(file: Dropped) -> _Draft:
    return st.session_state.setdefault(f"draft_{file.key}", _Draft())


def draw(file: Dropped, found: Preparation) -> None:
    """The rows with a kind of problem in an editor, with what to do about them."""
    # What can be mended comes first: a total or a note is no row of the table.
    known = row_problems.wrong(row_problems.kept_groups(file.key, found.problems))
    groups = sorted(known, key=lambda group: not _shown(found, group))
    if groups:
        _editor(file, found, _chosen(file, groups))
    _told(file, found)


def _chosen(file: Dropped, groups: list[Group]) -> Group:
    if len(groups) == 1:
        return groups[0]
    draft, labels = _draft(file), [group.words for group in groups]
    sorts = [group.sort for group in groups]
    # A list whose labels change under it answers with an old label: another one takes its place, and the
    # reason that is looked at outlasts that.
    at = st.selectbox(
        _("Rows with this problem"),
        range(len(groups)),
        index=sorts.index(draft.sort) if draft.sort in sorts else 0,
        key=f"reason_{file.key}_{hash(tuple(labels))}",
        format_func=labels.__getitem__,
    )
    draft.sort = sorts[at]
    return groups[at]


def _editor(file: Dropped, found: Preparation, group: Group) -> None:
    shown = _shown(found, group)
    if not shown:
        st.caption(_("These rows are no data of the table, so there is nothing to mend in them."))
        row_problems.draw_list(group.problems, f"unmendable_{file.key}")
        return
    draft = _draft(file)
    draft.turn_to((str(group.left_out), group.column, group.reason, *map(str, shown)))
    wrong, others = _headers(found, group)
    headers = [*wrong, *others]
    before = _cells(found, shown, headers, draft.settled).assign(**{_WHY: _reasons(found, shown, group)})
    if not any(before[_WHY]):
        before = before.drop(columns=_WHY)
    st.caption(_("Type over what is wrong; the column with the problem stands first. Then check again."))
    edited = st.data_editor(
        before,
        key=f"mend_{file.key}_{hash((draft.turn, draft.view))}",
        hide_index=True,
        disabled=[_ROW, _WHY],
        column_config=_config(wrong, others),
    )
    draft.typed = _typed(before, edited, headers)
    if len(group.problems) > len(shown):
        words = {"n": formats.number(len(shown)), "all": formats.number(len(group.problems))}
        st.caption(_("The first %(n)s of %(all)s rows are shown; mend these, or mend the file.") % words)


def _shown(found: Preparation, group: Group) -> list[int]:
    """The rows of a group that the editor shows; none where they are no rows of the table."""
    numbers = dict.fromkeys(problem.row for problem in group.problems)
    return [number for number in numbers if number in found.faulty][:SHOWN]


def _headers(found: Preparation, group: Group) -> tuple[list[str], list[str]]:
    """The headers whose cells can be mended: those with the problem, and the others."""
    # A row without any score has its problem in all of them.
    keys = found.layout.any_of if found.layout and not group.column else ()
    wrong = [header for header, key in found.mapping.items() if header == group.column or key in keys]
    return wrong, [header for header in found.mapping if header not in wrong]


def _cells(found: Preparation, shown: list[int], headers: list[str], settled: Edits) -> pd.DataFrame:
    """The rows as the file has them, by their numbers and the places of the headers."""
    places = {_CELL % at: (header, found.headers.index(header)) for at, header in enumerate(headers)}
    rows = [
        {_ROW: number}
        | {
            name: settled.get(number, {}).get(header, found.faulty[number][place])
            for name, (header, place) in places.items()
        }
        for number in shown
    ]
    return pd.DataFrame(rows, columns=[_ROW, *places])


def _reasons(found: Preparation, shown: list[int], group: Group) -> list[str]:
    """What else is wrong with each of the rows."""
    own = set(group.problems)
    others: dict[int, list[str]] = {number: [] for number in shown}
    for problem in found.problems:
        if problem.row in others and problem not in own:
            told = f"{problem.column}: {problem.reason}" if problem.column else problem.reason
            others[problem.row].append(told)
    return ["; ".join(told) for told in others.values()]


def _config(wrong: list[str], others: list[str]) -> dict[str, Any]:
    config: dict[str, Any] = {
        _ROW: st.column_config.NumberColumn(_("Row"), pinned=True, width="small", format="%d"),
        _WHY: st.column_config.TextColumn(_("What else is wrong"), width="large"),
    }
    for at, header in enumerate([*wrong, *others]):
        label = f"⚠ {header}" if header in wrong else header
        config[_CELL % at] = st.column_config.TextColumn(label, default="")
    return config


def _typed(before: pd.DataFrame, edited: pd.DataFrame, headers: list[str]) -> Edits:
    typed: Edits = {}
    for at, header in enumerate(headers):
        name = _CELL % at
        now = edited[name].fillna("").astype(str)
        changed = now != before[name]
        for number, text in zip(before.loc[changed, _ROW], now[changed], strict=True):
            typed.setdefault(int(number), {})[header] = text
    return typed


def _merged(first: Mapping[int, Mapping[str, str]], then: Mapping[int, Mapping[str, str]]) -> Edits:
    return {number: {**first.get(number, {}), **then.get(number, {})} for number in {**first, **then}}


def _told(file: Dropped, found: Preparation) -> None:
    """The buttons for what was typed, and what was mended so far."""
    draft = _draft(file)
    if not (draft.edits or found.mended or found.faulty or found.left_out):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        wanted: Literal["primary", "secondary"] = "primary" if draft.edits else "secondary"
        if st.button(_("Check again"), key=f"check_{file.key}", type=wanted, icon=":material/rule:"):
            _keep(file, _merged(choices(file).get("edits", {}), draft.edits))
        downloads.left_out(file.name, found, file.key)
        has_edits = bool(draft.edits or found.mended)
        if has_edits and st.button(_("Undo my edits"), key=f"unmend_{file.key}", icon=":material/undo:"):
            _keep(file, {})
        if draft.edits:
            count = sum(map(len, draft.edits.values()))
            st.caption(
                ngettext("%(n)s cell isn't checked yet.", "%(n)s cells aren't checked yet.", count)
                % {"n": formats.number(count)}
            )
    if found.mended:
        with st.expander(counted(found.mended)):
            draw_mended(found.mended, f"mended_{file.key}")


def _keep(file: Dropped, edits: Edits) -> None:
    """Take edits for what the file holds from now on, and read it again."""
    choose(file, edits=edits)
    _draft(file).begin_anew()
    st.rerun()


def counted(mended: tuple[Mended, ...]) -> str:
    """How many cells were mended by hand."""
    return ngettext("%(n)s cell mended by hand", "%(n)s cells mended by hand", len(mended)) % {
        "n": formats.number(len(mended))
    }


def draw_mended(mended: tuple[Mended, ...], key: str) -> None:
    """The cells that were mended by hand, with what stood there."""
    rows = [
        {_("Row"): cell.row, _("Column"): cell.header, _("In the file"): cell.was, _("Mended"): cell.now}
        for cell in mended
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, key=key)
