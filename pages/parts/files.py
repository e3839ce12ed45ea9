"""A file on its way in: what was understood, what a person may change, and what stays out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from data import formats
from data.kinds import COMPANY_SCALES, KIND_NAMES, KINDS
from data.language import gettext as _
from data.language import ngettext
from data.preparation import prepare
from data.records import Choices, Match, Preparation, Problem
from data.tables import Layout, Scale
from pages.parts.words import plain

_LEFT_OUT = ""
_SURE, _LIKELY = 0.95, 0.8
_SHOWN_PROBLEMS = 500


@dataclass(frozen=True)
class Dropped:
    """A file as it was dropped on the page."""

    name: str
    content: bytes
    key: str


@st.cache_data(max_entries=20, show_spinner=False)
def _prepared(
    name: str, content: bytes, choices: dict[str, Any], scales: dict[str, tuple[float, float, bool]]
) -> Preparation:
    given = Choices(**choices) if choices else Choices()
    return prepare(name, content, given, {key: Scale(*ends) for key, ends in scales.items()})


def examine(file: Dropped, scales: Mapping[str, Scale]) -> Preparation:
    """What the file holds, by the choices made so far."""
    ends = {key: (scale.low, scale.high, scale.low_is_good) for key, scale in scales.items()}
    with st.spinner(_("Reading %(file)s …") % {"file": plain(file.name)}):
        return _prepared(file.name, file.content, _choices(file), ends)


def _choices(file: Dropped) -> dict[str, Any]:
    return st.session_state.setdefault(f"choices_{file.key}", {})


def _choose(file: Dropped, **chosen: Any) -> None:
    """Keep a choice and look at the file again; a new kind or sheet begins the mapping anew."""
    kept = _choices(file)
    if {"kind", "sheet", "header_row"} & set(chosen):
        kept.pop("mapping", None)
        kept.pop("scales", None)
    kept.update(chosen)


def draw(file: Dropped, found: Preparation) -> None:
    """All that is known of a file, with the choices beside it."""
    _headline(found)
    if found.question:
        _question(file, found)
    if found.layout is None:
        _structure(file, found)
        _preview(found)
        return
    columns, rows, problems, structure = st.tabs(
        [_("Columns"), _("Preview"), _problem_title(found), _("Sheet and kind")], key=f"tabs_{file.key}"
    )
    with columns:
        _mapping(file, found, found.layout)
        _scales(file, found)
    with rows:
        _preview(found)
    with problems:
        _problems(found.problems)
    with structure:
        _structure(file, found)


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
        day = st.date_input(label, value=None, format="DD/MM/YYYY", key=f"{about}_{file.key}")
        answer = None if day is None else {about: day}
    else:
        return
    if answer and st.button(_("Use this answer"), key=f"answer_{file.key}", type="primary"):
        _choose(file, **answer)
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
    if found.header_row and row != found.header_row:
        chosen["header_row"] = int(row)
    if chosen and st.button(_("Read it this way"), key=f"read_{file.key}"):
        _choose(file, **chosen)
        st.rerun()


def _mapping(file: Dropped, found: Preparation, layout: Layout) -> None:
    names = {_LEFT_OUT: _("leave out"), **{column.key: _(column.name) for column in layout.columns}}
    before = _mapping_table(found)
    edited = st.data_editor(
        before,
        key=f"mapping_{file.key}_{hash(tuple(before['column']))}",
        hide_index=True,
        disabled=["header", "example", "certainty", "reason"],
        column_config={
            "header": st.column_config.TextColumn(_("In the file")),
            "example": st.column_config.TextColumn(_("Example")),
            "column": st.column_config.SelectboxColumn(
                _("Means"), options=list(names), format_func=names.__getitem__, required=True
            ),
            "certainty": st.column_config.TextColumn(_("How sure")),
            "reason": st.column_config.TextColumn(_("Why"), width="large"),
        },
    )
    changed = edited[edited["column"] != before["column"]]
    if len(changed):
        given = dict(_choices(file).get("mapping", {}))
        given |= {row.header: row.column or None for row in changed.itertuples()}
        _choose(file, mapping=given, kind=layout.kind, sheet=found.sheet, header_row=found.header_row)
        _choices(file)["mapping"] = given
        st.rerun()


def _mapping_table(found: Preparation) -> pd.DataFrame:
    by_header = {match.header: match for match in found.matches}
    body = found.preview[1:]
    rows = [
        {
            "header": header,
            "example": next((row[at] for row in body if at < len(row) and row[at]), ""),
            "column": by_header[header].column if header in by_header else _LEFT_OUT,
            "certainty": _certainty(by_header.get(header)),
            "reason": by_header[header].reason if header in by_header else "",
        }
        for at, header in enumerate(found.headers)
        if header
    ]
    return pd.DataFrame(rows, columns=["header", "example", "column", "certainty", "reason"])


def _certainty(match: Match | None) -> str:
    if match is None:
        return ""
    if match.certainty >= _SURE:
        return _("sure")
    return _("likely") if match.certainty >= _LIKELY else _("a guess")


def _scales(file: Dropped, found: Preparation) -> None:
    """The scale of each score in the file, to be changed where it was read wrongly."""
    for conversion in found.conversions:
        name = _(found.layout.column(conversion.column).name) if found.layout else conversion.column
        st.caption(_scale_told(name, conversion.scale, conversion.missing))
    scored = [match for match in found.matches if match.column in COMPANY_SCALES]
    for match in scored:
        known = {item.column: item.scale for item in found.conversions}.get(match.column)
        _scale(file, match, known or COMPANY_SCALES[match.column])


def _scale_told(name: str, scale: Scale, missing: int) -> str:
    words = {"name": name, "low": formats.number(scale.low), "high": formats.number(scale.high)}
    told = _("%(name)s is read on a scale from %(low)s to %(high)s and converted to your company's.") % words
    if missing:
        told += " " + ngettext(
            "%(n)s answer off the scale is taken as missing.",
            "%(n)s answers off the scale are taken as missing.",
            missing,
        ) % {"n": formats.number(missing)}
    return told


def _scale(file: Dropped, match: Match, scale: Scale) -> None:
    with st.popover(_("Scale of %(header)s") % {"header": plain(match.header)}):
        low = st.number_input(_("Worst answer"), value=float(scale.low), key=f"low_{match.column}_{file.key}")
        high = st.number_input(
            _("Best answer"), value=float(scale.high), key=f"high_{match.column}_{file.key}"
        )
        if st.button(_("Use this scale"), key=f"scale_{match.column}_{file.key}", disabled=low == high):
            given = Scale(min(low, high), max(low, high), low_is_good=low > high)
            _choose(file, scales={**_choices(file).get("scales", {}), match.column: given})
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


def _problem_title(found: Preparation) -> str:
    return _("Problems (%(n)s)") % {"n": formats.number(len(found.problems))}


def _problems(problems: tuple[Problem, ...]) -> None:
    if not problems:
        st.markdown(_("No problems: every row can be used."))
        return
    counts = Counter((problem.column, problem.reason, problem.left_out) for problem in problems)
    for (column, reason, left_out), count in counts.most_common(20):
        words = {"n": formats.number(count), "column": plain(column), "reason": plain(reason)}
        template = (
            ngettext(
                "%(n)s row left out – %(column)s: %(reason)s",
                "%(n)s rows left out – %(column)s: %(reason)s",
                count,
            )
            if left_out
            else ngettext(
                "%(n)s cell – %(column)s: %(reason)s", "%(n)s cells – %(column)s: %(reason)s", count
            )
        )
        st.markdown("- " + template % words)
    st.dataframe(problem_table(problems[:_SHOWN_PROBLEMS]), hide_index=True)
    if len(problems) > _SHOWN_PROBLEMS:
        st.caption(_("The first %(n)s are listed.") % {"n": formats.number(_SHOWN_PROBLEMS)})


def problem_table(problems: tuple[Problem, ...] | list[Problem]) -> pd.DataFrame:
    """Problems as a table in words: row, column, what stands there, why it can't be used, what follows."""
    rows = [
        {
            _("Row"): problem.row,
            _("Column"): problem.column,
            _("What stands there"): problem.value,
            _("Why"): problem.reason,
            _("What follows"): _("row left out") if problem.left_out else _("row kept"),
        }
        for problem in problems
    ]
    return pd.DataFrame(rows)


def clear(file: Dropped) -> None:
    """Forget the choices of a file that is loaded."""
    st.session_state.pop(f"choices_{file.key}", None)
