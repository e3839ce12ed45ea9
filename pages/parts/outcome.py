"""What the last load or undo did: kept over the rerun that shows it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data import formats
from data.language import gettext as _
from data.records import LoadResult, Undone
from metrics import feeds
from pages.parts.words import plain

_LOADED, _UNDONE = "loaded", "undone"


def keep_loaded(results: Sequence[LoadResult]) -> None:
    """Remember what became of files until it is told."""
    st.session_state[_LOADED] = list(results)


def keep_undone(done: Undone) -> None:
    """Remember what an undo did until it is told."""
    st.session_state[_UNDONE] = done


def tell() -> None:
    """Say what the last load or undo did, once."""
    for result in st.session_state.pop(_LOADED, []):
        _loaded(result)
    done = st.session_state.pop(_UNDONE, None)
    if done is not None:
        words = {"removed": formats.number(done.removed), "restored": formats.number(done.restored)}
        told = _("%(removed)s rows taken out, %(restored)s earlier versions brought back.") % words
        st.success(told, icon=":material/undo:")


def _loaded(result: LoadResult) -> None:
    words = {"file": plain(result.preparation.file), "message": plain(result.message)}
    told = _("%(file)s: %(message)s") % words
    if result.status != "loaded" or result.upload is None:
        st.warning(told, icon=":material/info:")
        return
    st.success(told, icon=":material/task_alt:")
    kpis = ", ".join(kpi.title for kpi in feeds.fed(result.upload.layout, result.upload.mapping))
    if kpis:
        st.markdown(_("It feeds: %(kpis)s.") % {"kpis": kpis})
    st.page_link("pages/overview.py", label=_("See the overview"), icon=":material/dashboard:")
