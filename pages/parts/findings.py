"""A finding on a page: how bad it is, what it is, which KPIs it touches, and the ways on from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Literal

import streamlit as st

from data import formats
from data.kinds import KIND_NAMES
from data.language import gettext as _
from metrics.health.findings import About, Finding, Severity
from metrics.health.sentences import SEVERITY_WORDS, advice, means, what
from pages.parts.words import plain

ICONS = {
    Severity.BLOCKS: ":material/block:",
    Severity.WEAKENS: ":material/warning:",
    Severity.GOOD_TO_KNOW: ":material/info:",
}
_COLOURS: dict[Severity, Literal["red", "orange", "gray"]] = {
    Severity.BLOCKS: "red",
    Severity.WEAKENS: "orange",
    Severity.GOOD_TO_KNOW: "gray",
}
_FILES_NAMED = 3
_AROUND = timedelta(days=56)
# Where the way on is a file that isn't there yet, or one made anew.
_TO_UPLOAD = (About.GAP, About.CLOSED, About.EMPTY_DAYS, About.NO_COLUMN, About.SPARSE)


def draw(found: Finding, files: Mapping[int, str], place: int) -> None:
    """One finding; ``files`` gives the names of uploads, ``place`` tells it from others on the page."""
    with st.container(border=True, key=f"finding_{place}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            badge(found.severity)
            st.badge(_(KIND_NAMES[found.kind]), color="blue")
        st.markdown(f"**{plain(what(found))}**")
        st.markdown(plain(means(found)))
        st.caption(plain(advice(found)))
        with st.container(horizontal=True, gap="medium"):
            _ways_on(found, files)


def badge(severity: Severity, count: int | None = None) -> None:
    """How bad a finding is, as a word and an icon; with a count, how many are as bad."""
    words = _(SEVERITY_WORDS[severity])
    told = words if count is None else f"{formats.number(count)} · {words}"
    st.badge(told, icon=ICONS[severity], color=_COLOURS[severity])


def _ways_on(found: Finding, files: Mapping[int, str]) -> None:
    for number in found.uploads[:_FILES_NAMED]:
        if number in files:
            st.page_link(
                "pages/loaded.py",
                label=plain(files[number]),
                icon=":material/description:",
                query_params={"upload": str(number)},
            )
    if found.kpis:
        st.page_link(
            "pages/trend.py", label=_("Trend"), icon=":material/show_chart:", query_params=_trend(found)
        )
    if found.about in _TO_UPLOAD:
        st.page_link("pages/upload.py", label=_("Files and templates"), icon=":material/upload_file:")


def _trend(found: Finding) -> dict[str, str]:
    """The course of the first KPI that it touches, around its days."""
    link = {"kpi": found.kpis[0]}
    if found.first is None or found.last is None:
        return link
    first, last = found.first - _AROUND, found.last + _AROUND
    return link | {"period": "days", "from": first.isoformat(), "to": last.isoformat(), "by": "week"}
