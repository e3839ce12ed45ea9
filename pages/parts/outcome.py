"""What the last load or undo did: kept over the rerun that shows it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.language import gettext as _
from data.records import LoadResult, Undone
from metrics import feeds
from pages.parts import undoing
from pages.parts.words import plain

_LOADED, _UNDONE, _CANCELLED, _FAILED = "loaded", "undone", "cancelled", "failed"


def keep_loaded(results: Sequence[LoadResult]) -> None:
    """Remember what became of files until it is told."""
    st.session_state[_LOADED] = list(results)


def keep_undone(done: Undone) -> None:
    """Remember what an undo did until it is told."""
    st.session_state[_UNDONE] = done


def keep_cancelled() -> None:
    """Remember until it is told that a load was cancelled."""
    st.session_state[_CANCELLED] = True


def keep_failed(words: str) -> None:
    """Remember until it is told why a load failed."""
    st.session_state[_FAILED] = words


def tell() -> None:
    """Say what the last load or undo did, once."""
    for result in st.session_state.pop(_LOADED, []):
        _loaded(result)
    done = st.session_state.pop(_UNDONE, None)
    if done is not None:
        st.success(undoing.done(done), icon=":material/undo:")
    if st.session_state.pop(_CANCELLED, False):
        st.info(_("Cancelled: nothing was loaded."), icon=":material/cancel:")
    failed = st.session_state.pop(_FAILED, None)
    if failed is not None:
        st.error(_("The file couldn't be stored, and nothing of it was kept."), icon=":material/block:")
        st.text(failed)


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
    with st.container(horizontal=True):
        st.page_link("pages/overview.py", label=_("See the overview"), icon=":material/dashboard:")
        st.page_link(
            "pages/loaded.py",
            label=_("What was loaded, and undo"),
            icon=":material/description:",
            query_params={"upload": str(result.upload.upload_id)},
        )
