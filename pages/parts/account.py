"""The account of a loaded file, part by part: where it came from, how it was read, what came of it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data import formats
from data.kinds import KIND_NAMES, layout_named
from data.language import gettext as _
from data.language import ngettext
from data.own_dimensions import with_own
from data.records import Problem, Upload
from data.store import Details, Replacement, Store
from metrics import feeds
from pages.parts import downloads, file_answers, mapping, mending, row_problems, translations
from pages.parts.session import here
from pages.parts.words import plain


def head(upload: Upload) -> None:
    """What a file is, how many of its rows are in, and who put them there when."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(_(KIND_NAMES[upload.kind]), icon=":material/table:", color="blue")
        if upload.is_sample:
            st.badge(_("sample"), color="gray")
    figures = {
        _("Rows in the file"): upload.rows,
        _("Loaded"): upload.loaded,
        _("Left out"): upload.rejected,
        _("Replaced earlier rows"): upload.replaced,
    }
    with st.container(horizontal=True, key="account_figures"):
        for label, count in figures.items():
            st.metric(label, formats.number(count), width=160)
    st.markdown("  \n".join((_by_whom(upload), _where(upload), _days(upload))))


def _by_whom(upload: Upload) -> str:
    words = {
        "when": formats.moment(here(upload.uploaded_at)),
        "who": plain(upload.uploaded_by),
        "number": formats.number(upload.upload_id),
    }
    if upload.uploaded_by:
        return _("Loaded on %(when)s by %(who)s, as upload %(number)s.") % words
    return _("Loaded on %(when)s, as upload %(number)s.") % words


def _where(upload: Upload) -> str:
    words = {"sheet": plain(upload.sheet or ""), "row": formats.number(upload.header_row)}
    if upload.header_row is None:
        return _("No row of the file names the columns, so they go by their letters.")
    if upload.sheet:
        return _("Read from the sheet “%(sheet)s”, the names of the columns in row %(row)s.") % words
    return _("The names of the columns stand in row %(row)s.") % words


def _days(upload: Upload) -> str:
    words = {"first": formats.day(upload.first_day), "last": formats.day(upload.last_day)}
    return _("Its rows tell of %(first)s to %(last)s.") % words


def feeds_told(upload: Upload) -> None:
    """The KPIs that the file feeds, each a link to its trend."""
    st.header(_("KPIs that it feeds"))
    kpis = feeds.fed(upload.layout, upload.mapping)
    if not kpis:
        st.markdown(_("None: its columns aren't enough for any."))
    with st.container(horizontal=True):
        for kpi in kpis:
            st.page_link(
                "pages/trend.py",
                label=kpi.title,
                icon=":material/show_chart:",
                query_params={"kpi": kpi.key},
            )


def left_out(store: Store, upload: Upload, found: Sequence[Problem]) -> None:
    """What couldn't be used, by reason and by row."""
    st.header(_("What couldn't be used"))
    if not found:
        st.markdown(_("Nothing: every row and every cell could be used."))
        return
    groups = row_problems.grouped(found)
    row_problems.draw_counts(row_problems.wrong(groups))
    row_problems.draw_facts(row_problems.facts(groups))
    downloads.left_out_of(store, upload)
    with st.expander(_("Row by row")):
        row_problems.draw_list(found, f"left_out_{upload.upload_id}")


def columns(upload: Upload, known: Details) -> None:
    """What each header was taken for and why, and what a person decided."""
    st.header(_("How it was read"))
    layout = with_own(layout_named(upload.layout), upload.mapping.values())
    matches = {match.header: match for match in known.matches}
    names = {column.key: column.title for column in layout.columns}
    rows = [
        {
            _("In the file"): header,
            _("Means"): names.get(column, column),
            _("How sure"): mapping.certainty(matches.get(header)),
            # Kept in the language of whoever loaded the file: in English it can be translated.
            _("Why"): _(matches[header].reason) if header in matches else "",
        }
        for header, column in upload.mapping.items()
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, key="account_columns")
    for conversion in known.conversions:
        name = names.get(conversion.column, conversion.column)
        st.caption(mapping.scale_told(name, conversion.scale, conversion.missing))
    for column, unit in known.units.items():
        words = {"name": plain(names.get(column, column)), "unit": translations.unit_name(unit)}
        st.caption(_("%(name)s: plain numbers were read as %(unit)s, as the file names no unit.") % words)
    for _about, told in file_answers.told(known.chosen):
        st.caption(told)


def mended(known: Details) -> None:
    """The cells that were mended by hand, where any were."""
    if known.mended:
        st.header(_("Mended by hand"))
        st.markdown(_("%(cells)s before the file was loaded:") % {"cells": mending.counted(known.mended)})
        mending.draw_mended(known.mended, "account_mended")


def replaced(known: Details) -> None:
    """Which rows of earlier files it replaced, and which of its own later files did."""
    if known.replaced:
        st.header(_("Earlier rows that it replaced"))
        for replacement in known.replaced:
            told = _recorded(replacement) if replacement.recorded else _replacing(replacement)
            _replacement(replacement, told)
    if known.replaced_by:
        st.header(_("Its rows that later files replaced"))
        for replacement in known.replaced_by:
            _replacement(replacement, _replacing(replacement))


def related(known: Details) -> None:
    """The file that its rows had been left out of, and those in which rows left out of it came back."""
    if known.origin:
        st.header(_("Where its rows come from"))
        st.markdown(_("They had been left out of this file, and were mended:"))
        _linked(known.origin.upload_id, known.origin.file)
    if known.returned:
        st.header(_("Rows left out that came back"))
        st.markdown(_("Rows left out of it were mended and loaded with:"))
        for upload in known.returned:
            _linked(upload.upload_id, upload.file)
            st.caption(
                ngettext("%(n)s row loaded", "%(n)s rows loaded", upload.loaded)
                % {"n": formats.number(upload.loaded)}
            )


def _recorded(replacement: Replacement) -> str:
    """Of complaints recorded in the page how many: they have no rows of a file."""
    words = ngettext("%(n)s complaint", "%(n)s complaints", replacement.count)
    return words % {"n": formats.number(replacement.count)}


def _replacing(replacement: Replacement) -> str:
    words = {"n": formats.number(replacement.count), "rows": numbers(replacement)}
    return ngettext("%(n)s row: %(rows)s", "%(n)s rows: %(rows)s", replacement.count) % words


def _replacement(replacement: Replacement, told: str) -> None:
    if replacement.recorded:
        st.page_link("pages/complaint_log.py", label=replacement.file, icon=":material/edit_note:")
    else:
        _linked(replacement.upload_id, replacement.file)
    st.caption(told)


def _linked(upload_id: int, file: str) -> None:
    st.page_link(
        "pages/loaded.py",
        label=plain(file),
        icon=":material/description:",
        query_params={"upload": str(upload_id)},
    )


def numbers(replacement: Replacement) -> str:
    """The first rows by their numbers, those in a run by its ends."""
    runs: list[list[int]] = []
    for number in replacement.rows:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    told = ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in runs)
    return f"{told} …" if replacement.count > len(replacement.rows) else told
