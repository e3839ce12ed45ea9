"""Which header means which column, and on which scale a score is: shown, and to be changed."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from data import formats
from data.kinds import COMPANY_SCALES
from data.language import gettext as _
from data.language import ngettext
from data.own_dimensions import PREFIX, is_own, own, same
from data.records import Match, Preparation
from data.specs import Layout, Scale
from data.translation import Translation
from pages.parts import translations
from pages.parts.choices import Dropped, choices, choose, pin
from pages.parts.words import plain

_LEFT_OUT, _KEPT = "-", PREFIX
_SURE, _LIKELY = 0.95, 0.8
_TWO_LINES, _LONG = 52, 48
_ALL_SHOWN = 30
# The names of columns from their usual width on, in pixels.
_NAME, _LONG_NAME, _SIGN, _MARGIN = 170, 250, 7, 20
# So many columns are offered to be kept by a click.
_OFFERED = 12


def draw(file: Dropped, found: Preparation, layout: Layout) -> None:
    """The headers with what each is taken for; changing one reads the file again."""
    _draw_memory(file, found)
    if not layout.is_totals:
        _draw_offers(file, found, layout)
    names = _names(layout)
    before = _mapping_table(found, choices(file).get("mapping", {}))
    edited = st.data_editor(
        before,
        key=f"mapping_{file.key}_{hash(tuple(before['column']))}",
        hide_index=True,
        # A reason that is long has room for a second line.
        row_height=_TWO_LINES if any(len(match.reason) > _LONG for match in found.matches) else None,
        height="content" if len(before) <= _ALL_SHOWN else "auto",
        disabled=["header", "example", "certainty", "reason"],
        column_config={
            "header": st.column_config.TextColumn(_("In the file"), width=_name_width(before)),
            "column": st.column_config.SelectboxColumn(
                _("Means (click to change)"),
                options=list(names),
                format_func=lambda key: names[str(key)],
                required=True,
                width=190,
            ),
            "example": st.column_config.TextColumn(_("Example"), width=170),
            "certainty": st.column_config.TextColumn(_("How sure"), width=70),
            "reason": st.column_config.TextColumn(_("Why"), width=300),
        },
    )
    changed = edited[edited["column"] != before["column"]]
    if len(changed):
        # A scale goes with its column, and so does a unit.
        choose(file, scales={}, units={})
        pairs = zip(changed["header"].map(str), changed["column"].map(str), strict=True)
        _map(file, found, layout, {header: _chosen(header, column) for header, column in pairs})


def _name_width(table: pd.DataFrame) -> int:
    """A width in pixels that shows the names of the columns, most of each where they are questions."""
    longest = int(table["header"].str.len().max()) if len(table) else 0
    return min(max(_NAME, _SIGN * longest + _MARGIN), _LONG_NAME)


def _map(file: Dropped, found: Preparation, layout: Layout, chosen: Mapping[str, str | None]) -> None:
    """Read the file again, what was found as it is but for the columns that were changed."""
    pin(file, layout, found)
    choose(file, mapping={**choices(file).get("mapping", {}), **chosen})
    st.rerun()


def _names(layout: Layout) -> dict[str, str]:
    """What a header may mean, in words; one of a log may also be kept under its own name."""
    kept = {} if layout.is_totals else {_KEPT: _("keep to split by")}
    return {_LEFT_OUT: _("leave out"), **kept, **{column.key: column.title for column in layout.columns}}


def _chosen(header: str, column: str) -> str | None:
    if column == _LEFT_OUT:
        return None
    return own(header) if column == _KEPT else column


def _shown(header: str, column: str | None) -> str:
    """What stands in the table for what a header was taken for."""
    if column is None:
        return _LEFT_OUT
    return _KEPT if same(column) == same(own(header)) else column


def _draw_memory(file: Dropped, found: Preparation) -> None:
    """Where the columns are read as those of an earlier file: a way to start afresh."""
    if found.memory is None:
        return
    label = _("Detect the columns anew, not as in '%(file)s'") % {"file": plain(found.memory.file)}
    if st.button(label, key=f"fresh_{file.key}", icon=":material/restart_alt:"):
        choose(file, kind=None, fresh=True)
        st.rerun()


def _draw_offers(file: Dropped, found: Preparation, layout: Layout) -> None:
    """The headers that mean nothing known and make good dimensions, each kept by one click."""
    kept = [match.header for match in found.matches if is_own(match.column)]
    good = [offer.header for offer in found.offers if not offer.caution or offer.header in kept]
    if not good:
        return
    offered = [header for header in good if header in good[:_OFFERED] or header in kept]
    chosen = st.pills(
        _("Keep to split by"),
        offered,
        selection_mode="multi",
        default=kept,
        format_func=plain,
        key=f"own_{file.key}_{hash(tuple(kept))}",
        help=_("Columns that mean nothing known are left out. Those kept can be filtered and split by."),
    )
    if more := len(good) - len(offered):
        st.caption(
            ngettext(
                "%(n)s more column can be kept by its line in the table.",
                "%(n)s more columns can be kept by their lines in the table.",
                more,
            )
            % {"n": formats.number(more)}
        )
    for offer in found.offers:
        # What an earlier file was loaded with has been thought over.
        if offer.caution and offer.header in kept and offer.header in choices(file).get("mapping", {}):
            words = {"header": plain(offer.header), "caution": offer.caution}
            st.warning(
                _("'%(header)s' is kept to split by, but %(caution)s.") % words, icon=":material/warning:"
            )
    if set(chosen) != set(kept):
        changed = set(chosen) ^ set(kept)
        _map(file, found, layout, {header: own(header) if header in chosen else None for header in changed})


def _mapping_table(found: Preparation, chosen: Mapping[str, str | None]) -> pd.DataFrame:
    """The headers with what was found, or chosen where the file can't be read by it yet."""
    by_header = {match.header: match for match in found.matches}
    columns: dict[str, str | None] = {header: match.column for header, match in by_header.items()}
    columns |= chosen
    body = found.preview[1:]
    rows = [
        {
            "header": header,
            "column": _shown(header, columns.get(header)),
            "example": next((row[at] for row in body if at < len(row) and row[at]), ""),
            "certainty": certainty(by_header.get(header)),
            "reason": _reason(found, header),
        }
        for at, header in enumerate(found.headers)
        if header
    ]
    return pd.DataFrame(rows, columns=["header", "column", "example", "certainty", "reason"])


def _reason(found: Preparation, header: str) -> str:
    """Why a header is taken for its column, or for none though it names one."""
    for match in found.matches:
        if match.header == header:
            return match.reason
    taken = {match.column: match.header for match in found.matches}
    for rival in found.rivals:
        if rival.header == header and found.layout and rival.column in taken:
            words = {"name": found.layout.column(rival.column).title, "taken": taken[rival.column]}
            return _("%(name)s is '%(taken)s'") % words
    return ""


def certainty(match: Match | None) -> str:
    """How sure it is what a header means, in a word; nothing where that isn't known."""
    if match is None:
        return ""
    if match.certainty >= _SURE:
        return _("sure")
    return _("likely") if match.certainty >= _LIKELY else _("a guess")


def draw_translations(file: Dropped, found: Preparation) -> None:
    """The columns whose cells don't count as they stand, a line each; a scale may be changed beside it."""
    for translation in found.translations:
        if found.layout is None:
            continue
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            words = translations.told(found.layout.column(translation.column), translation)
            st.markdown(f":material/straighten: {words}", width="content")
            if translation.scale is not None and _is_numbered(translation):
                label = _("Change the scale")
                _scale(file, translation.header, translation.column, translation.scale, label)
            if translation.way == "unit":
                _unit(file, translation)


def _is_numbered(translation: Translation) -> bool:
    """Whether it is a score whose answers are numbers, so that a scale of numbers says something about it."""
    return translation.column in COMPANY_SCALES and translation.way != "words"


def draw_scales(file: Dropped, found: Preparation) -> None:
    """The scales of the other scores in the file, to be changed where they were read wrongly."""
    # A scale of numbers says nothing about words.
    told = {translation.column for translation in found.translations if translation.scale is not None}
    for match in found.matches:
        if match.column in COMPANY_SCALES and match.column not in told:
            known = choices(file).get("scales", {}).get(match.column)
            label = _("Scale of %(header)s") % {"header": plain(match.header)}
            _scale(file, match.header, match.column, known or COMPANY_SCALES[match.column], label)


def scale_told(name: str, scale: Scale, missing: int) -> str:
    """On which scale a score of a loaded file was read."""
    words = {"name": name, "low": formats.number(scale.low), "high": formats.number(scale.high)}
    told = _("%(name)s is read on a scale from %(low)s to %(high)s.") % words
    if missing:
        told += " " + ngettext(
            "%(n)s answer off the scale is taken as missing.",
            "%(n)s answers off the scale are taken as missing.",
            missing,
        ) % {"n": formats.number(missing)}
    return told


def _unit(file: Dropped, translation: Translation) -> None:
    """The unit of a duration's plain numbers, to be changed where it was taken wrongly."""
    with st.popover(_("Change the unit"), type="tertiary", icon=":material/edit:"):
        units = list(translations.UNIT_NAMES)
        unit = st.radio(
            _("The numbers of '%(header)s' are") % {"header": plain(translation.header)},
            units,
            index=units.index(translation.unit) if translation.unit in units else None,
            format_func=translations.unit_name,
            key=f"unit_{translation.column}_{file.key}",
        )
        if unit and unit != translation.unit:
            choose(file, units={**choices(file).get("units", {}), translation.column: unit})
            st.rerun()


def _scale(file: Dropped, header: str, column: str, scale: Scale, label: str) -> None:
    worst, best = (scale.high, scale.low) if scale.low_is_good else (scale.low, scale.high)
    with st.popover(label, type="tertiary", icon=":material/edit:"):
        st.caption(_("The answers of '%(header)s', as they stand in the file:") % {"header": plain(header)})
        low = st.number_input(_("Worst answer"), value=float(worst), key=f"low_{column}_{file.key}")
        high = st.number_input(_("Best answer"), value=float(best), key=f"high_{column}_{file.key}")
        if st.button(_("Use this scale"), key=f"scale_{column}_{file.key}", disabled=low == high):
            given = Scale(min(low, high), max(low, high), low_is_good=low > high)
            choose(file, scales={**choices(file).get("scales", {}), column: given})
            st.rerun()
