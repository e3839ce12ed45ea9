"""Workbooks to take away: templates to fill in, and rows left out to be mended."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

import streamlit as st

from data import language
from data.forms import handback, templates
from data.forms.tables import CSV_MIME, Table, text_file, workbook
from data.forms.writing import MIME
from data.kinds import LAYOUTS
from data.language import gettext as _
from data.records import Preparation, Upload
from data.specs import Layout
from data.store import Store, problems, scales
from data.store import left_out as kept_rows
from metrics import feeds


def template(store: Store, layout: Layout, label: str = "") -> None:
    """A button that gives a layout's template, in the reader's language and on the company's scales."""
    made_when_asked(
        label or templates.title(layout),
        templates.file_name(layout),
        lambda: templates.template(layout, scales(store), _fed(layout)),
        f"template_{layout.key}",
    )


def _fed(layout: Layout) -> dict[str, list[str]]:
    """Column key -> the KPIs that it feeds, as a person reads them."""
    return {
        column.key: [kpi.title for kpi in feeds.fed_by(layout.key, column.key)] for column in layout.columns
    }


def all_templates(store: Store) -> None:
    """A choice of the templates of all kinds, folded away until it is wanted."""
    with st.popover(_("Templates to fill in"), icon=":material/table_view:"):
        st.markdown(
            _(
                "A workbook for each kind of data, with the names of its columns, examples and checks of "
                "what is entered. A second sheet explains each column."
            )
        )
        for layout in LAYOUTS:
            template(store, layout)


def left_out(file: str, found: Preparation, key: str) -> None:
    """A button that gives the rows left out of a file that isn't loaded yet; nothing where there are none.

    ``key`` tells the file from others on the page.
    """
    rows, told = found.left_out, found.problems
    if rows is None:
        return
    made_when_asked(
        _("Download the rows left out"),
        handback.file_name(file),
        lambda: handback.handback(file, rows, told),
        f"left_out_{key}",
    )


def left_out_of(store: Store, upload: Upload) -> None:
    """A button that gives the rows left out of a loaded file; nothing where there are none."""
    if not upload.rejected:
        return
    number, file = upload.upload_id, upload.file
    made_when_asked(
        _("Download the rows left out"),
        handback.file_name(file),
        lambda: handback.handback(file, kept_rows(store, number), problems(store, number)),
        f"left_out_of_{number}",
    )


def of_table(table: Table, key: str) -> None:
    """Buttons that give a table as a workbook and as text; ``key`` tells it from others on the page."""
    of_table_when_asked(table.title, lambda: table, key)


def of_table_when_asked(title: str, table: Callable[[], Table], key: str) -> None:
    """The same buttons for a table that is put together when one of them is clicked."""
    makers = {"xlsx": (MIME, workbook), "csv": (CSV_MIME, text_file)}
    with st.container(horizontal=True):
        for ending, (mime, make) in makers.items():
            made_when_asked(
                _("Download as %(kind)s") % {"kind": ending},
                f"{title}.{ending}",
                partial(_file, make, table),
                f"{key}_{ending}",
                mime=mime,
            )


def _file(make: Callable[[Table], bytes], table: Callable[[], Table]) -> bytes:
    return make(table())


def made_when_asked(
    label: str,
    file: str,
    make: Callable[[], bytes],
    key: str,
    *,
    mime: str = MIME,
    look: Literal["secondary", "tertiary"] = "secondary",
) -> None:
    """A button whose file is made when it's clicked, in the reader's language."""
    spoken = language.current()

    def made() -> bytes:
        # It runs in a thread of its own, which has no language yet.
        language.choose(spoken)
        return make()

    st.download_button(
        label,
        made,
        file_name=file,
        mime=mime,
        icon=":material/download:",
        on_click="ignore",
        key=key,
        type=look,
    )
