"""Which header means which column, and on which scale a score is: shown, and to be changed."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from data import formats
from data.kinds import COMPANY_SCALES
from data.language import gettext as _
from data.language import ngettext
from data.records import Match, Preparation
from data.tables import Layout, Scale
from pages.parts.choices import Dropped, choices, choose
from pages.parts.words import plain

_LEFT_OUT = "-"
_SURE, _LIKELY = 0.95, 0.8


def draw(file: Dropped, found: Preparation, layout: Layout) -> None:
    """The headers with what each is taken for; changing one reads the file again."""
    names = {_LEFT_OUT: _("leave out"), **{column.key: _(column.name) for column in layout.columns}}
    before = _mapping_table(found, choices(file).get("mapping", {}))
    edited = st.data_editor(
        before,
        key=f"mapping_{file.key}_{hash(tuple(before['column']))}",
        hide_index=True,
        disabled=["header", "example", "certainty", "reason"],
        column_config={
            "header": st.column_config.TextColumn(_("In the file"), width="medium"),
            "example": st.column_config.TextColumn(_("Example")),
            "column": st.column_config.SelectboxColumn(
                _("Means"), options=list(names), format_func=lambda key: names[str(key)], required=True
            ),
            "certainty": st.column_config.TextColumn(_("How sure")),
            "reason": st.column_config.TextColumn(_("Why")),
        },
    )
    changed = edited[edited["column"] != before["column"]]
    if len(changed):
        given: dict[str, str | None] = dict(choices(file).get("mapping", {}))
        given |= {
            str(header): None if column == _LEFT_OUT else str(column)
            for header, column in zip(changed["header"], changed["column"], strict=True)
        }
        # What was found stays as it is but for the columns that were changed.
        choose(file, kind=layout.kind, layout=layout.name, sheet=found.sheet, header_row=found.header_row)
        choose(file, mapping=given)
        st.rerun()


def _mapping_table(found: Preparation, chosen: Mapping[str, str | None]) -> pd.DataFrame:
    """The headers with what was found, or chosen where the file can't be read by it yet."""
    by_header = {match.header: match for match in found.matches}
    columns = {header: match.column for header, match in by_header.items()}
    columns |= {header: column or _LEFT_OUT for header, column in chosen.items()}
    body = found.preview[1:]
    rows = [
        {
            "header": header,
            "example": next((row[at] for row in body if at < len(row) and row[at]), ""),
            "column": columns.get(header, _LEFT_OUT),
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


def draw_scales(file: Dropped, found: Preparation) -> None:
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
            choose(file, scales={**choices(file).get("scales", {}), match.column: given})
            st.rerun()
