"""The rows behind a number, page by page, with the files that they came from."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import streamlit as st

from data import formats
from data.language import gettext as _
from data.store import Store, StoredRow, row_columns, scales, stored_rows
from metrics.behind import rows as behind
from metrics.behind import tables as row_tables
from metrics.behind.rows import Number
from metrics.kpi import Kpi
from metrics.rollouts import scope
from metrics.span_names import UnknownSpanError, span_named
from metrics.windows import Days
from pages.parts import choosing, drilling, filters, frame, naming, session, undated, ways_out
from pages.parts.filters import Chosen
from pages.parts.words import plain

_LONGEST_TOLD = 60
_A_PAGE = 50


def show() -> None:
    store = choosing.filled_store()
    if store is None:
        return
    chosen = filters.chosen(store)
    st.title(_("Rows behind a number"))
    kpi = choosing.kpi(chosen.view)
    if not behind.has_rows(kpi):
        st.info(
            _(
                "No single rows stand behind this KPI: it comes from totals, or from customers who are"
                " counted anew in every period. Look at the files themselves under Upload."
            ),
            icon=":material/table_rows:",
        )
        return
    number = session.behind(kpi.key, _days(chosen), drilling.narrowed(chosen.view.where))
    _head(kpi, number)
    undated.note(chosen.view, kpi.table)
    if number.rows:
        _rows(store, kpi, number)
    else:
        ways_out.widen()


def _days(chosen: Chosen) -> Days:
    """The days that the link names, else those of the filters."""
    asked = drilling.days()
    try:
        return span_named(asked)
    except UnknownSpanError:
        if asked:
            st.warning(
                _("“%(asked)s” in the link names no days. Shown instead: the days chosen.")
                % {"asked": plain(asked[:_LONGEST_TOLD])},
                icon=":material/link_off:",
            )
        return Days(chosen.view.first, chosen.view.last)


def _head(kpi: Kpi, number: Number) -> None:
    st.markdown(row_tables.headline(kpi, number))
    if number.scope.where:
        st.markdown(
            _("Only %(scope)s.") % {"scope": plain(scope(number.scope.where, session.titles(kpi.table)))}
        )


def _rows(store: Store, kpi: Kpi, number: Number) -> None:
    pages = ceil(number.rows / _A_PAGE)
    at = drilling.page(pages, number.scope)
    found = session.rows(number.scope, (at - 1) * _A_PAGE, _A_PAGE)
    rows = stored_rows(store, [one.key for one in found])
    columns = {row.key.table: row_columns(store, row.key.table) for row in rows}
    named = naming.asked() if any("employee" in row.cells for row in rows) else False
    words = {
        "first": formats.number((at - 1) * _A_PAGE + 1),
        "last": formats.number((at - 1) * _A_PAGE + len(rows)),
        "all": formats.number(number.rows),
    }
    st.caption(
        _(
            "Rows %(first)s to %(last)s of %(all)s, the latest first. Customers' names, addresses, phones and"
            " e-mails are kept apart and never shown."
        )
        % words
    )
    st.dataframe(row_tables.of_rows(kpi, found, rows, columns, scales(store), named=named), hide_index=True)
    st.markdown(_("Where they came from:"))
    if any(row.recorded for row in rows):
        st.page_link("pages/complaint_log.py", label=_("Complaint log"), icon=":material/edit_note:")
    _files([row for row in rows if not row.recorded])


def _files(rows: Sequence[StoredRow]) -> None:
    for upload, file in {row.key.upload_id: row.file for row in rows}.items():
        st.page_link(
            "pages/loaded.py",
            label=plain(file),
            icon=":material/description:",
            query_params={"upload": str(upload)},
        )


frame.show(show)
