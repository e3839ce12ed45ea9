"""Data health: what the files cover, what is wrong with the data, and what that means for the KPIs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data import formats
from data.kinds import KIND_NAMES
from data.language import gettext as _
from data.language import ngettext
from data.store import is_empty, open_store
from metrics.health.examination import Health, KindHealth
from metrics.health.findings import About, Finding, Severity
from metrics.health.headline import headline
from metrics.health.methods import CHECKS
from metrics.health.sentences import names, title
from metrics.health.timeline import timeline, told
from pages.parts import charts, findings, frame, sample, session
from pages.parts.words import plain

_SHOWN = 12
# More names than these are cut in the middle of a word where the page is narrow.
_NAMED = 2


def show() -> None:
    store = open_store()
    st.title(_("Data health"))
    if is_empty(store):
        _nothing()
        return
    sample.notice(store)
    with st.spinner(_("Looking at the data …")):
        health = session.health()
    st.markdown(plain(headline(health)))
    st.caption(_extent(health))
    _timeline(health)
    _findings(health)
    _columns(health.kinds)
    _methods()


def _nothing() -> None:
    st.markdown(
        _(
            "Nothing is loaded yet. Once there are files, this page shows the days that they cover, gaps,"
            " rows that count twice, empty columns and figures that stand out, and which KPIs each of these"
            " touches."
        )
    )
    with st.container(horizontal=True):
        st.page_link("pages/upload.py", label=_("Upload your files"), icon=":material/upload_file:")
        st.page_link("pages/overview.py", label=_("Explore the sample company"), icon=":material/explore:")
    _methods()


def _extent(health: Health) -> str:
    rows, files = sum(kind.rows for kind in health.kinds), sum(len(kind.files) for kind in health.kinds)
    words = {
        "rows": ngettext("%(n)s row", "%(n)s rows", rows) % {"n": formats.number(rows)},
        "files": ngettext("%(n)s file", "%(n)s files", files) % {"n": formats.number(files)},
    }
    return _("All that is loaded, whatever the filters: %(rows)s from %(files)s.") % words


def _timeline(health: Health) -> None:
    st.header(_("The days that your files cover"))
    figure = timeline(health)
    if not figure.data:
        st.markdown(_("None of the rows has a date."))
        return
    charts.draw(figure, key="timeline", alt=told(health))
    if any(kind.gaps for kind in health.kinds):
        st.caption(_("A bar is a file; hatched are the gaps."))
    elif any(found.about is About.DISJOINT for found in health.findings):
        st.caption(_("A bar is a file. Between files of different kinds there are days that none covers."))
    else:
        st.caption(_("A bar is a file. There are no gaps."))


def _findings(health: Health) -> None:
    st.header(_("What stands out"))
    if not health.findings:
        st.success(
            _("Nothing: no gaps, no rows twice, no figures far off, and every file could be used whole."),
            icon=":material/check_circle:",
        )
        return
    _counts(health.findings)
    files = {file.upload_id: file.file for kind in health.kinds for file in kind.files}
    for place, found in enumerate(health.findings[:_SHOWN]):
        findings.draw(found, files, place)
    more = health.findings[_SHOWN:]
    if more:
        with st.expander(_("%(n)s more") % {"n": formats.number(len(more))}):
            for place, found in enumerate(more, start=_SHOWN):
                findings.draw(found, files, place)


def _counts(found: Sequence[Finding]) -> None:
    counts = Counter(one.severity for one in found)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for severity in Severity:
            if counts[severity]:
                findings.badge(severity, counts[severity])


def _columns(kinds: Sequence[KindHealth]) -> None:
    # Of rows without a day of their own nothing is told by day and column.
    kinds = [kind for kind in kinds if kind.missing]
    if not kinds:
        return
    st.header(_("How complete the rows are"))
    tabs = st.tabs([_(KIND_NAMES[kind.kind]) for kind in kinds], key="health_kinds")
    for tab, kind in zip(tabs, kinds, strict=True):
        with tab:
            st.dataframe(
                _table(kind),
                hide_index=True,
                key=f"columns_{kind.kind}",
                column_config={
                    _("Rows without it"): st.column_config.ProgressColumn(
                        format="percent", min_value=0, max_value=1, width="small"
                    ),
                    _("KPIs that need it"): st.column_config.TextColumn(width="large"),
                },
            )


def _table(kind: KindHealth) -> pd.DataFrame:
    """The columns that any row fills, the emptiest first."""
    rows = [
        {
            _("Column"): missing.own or title(kind.kind, missing.column),
            _("Rows without it"): formats.rounded(missing.share, 3),
            _("KPIs that need it"): names(missing.kpis, _NAMED) or formats.MISSING,
        }
        for missing in kind.missing
    ]
    return pd.DataFrame(rows)


def _methods() -> None:
    with st.expander(_("What is checked, and how")):
        st.markdown("\n".join(f"- {_(check)}" for check in CHECKS))


frame.show(show)
