"""What the last load or undo did: kept over the rerun that shows it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data import formats
from data.kinds import COMPLAINTS
from data.language import gettext as _
from data.language import ngettext
from data.records import LoadResult, Undone, Upload
from metrics import feeds
from metrics.measures.exposure import CostPerCustomer, PerExposure
from pages.parts import session, undated, undoing
from pages.parts.choices import Dropped
from pages.parts.words import plain

# Whatever tells how many customers there are.
_LISTS = {"customers", "retention_totals"}
_LOADED, _UNDONE, _CANCELLED, _FAILED = "loaded", "undone", "cancelled", "failed"


def keep_loaded(results: Sequence[tuple[Dropped, LoadResult]]) -> None:
    """Remember what became of files until it is told, and which are loaded while they lie there."""
    st.session_state[_LOADED] = [result for _file, result in results]
    for file, result in results:
        if result.status == "loaded" and result.upload:
            st.session_state[f"loaded_{file.key}"] = result.upload.upload_id


def loaded_before(file: Dropped, before: LoadResult) -> None:
    """Say of a file that is in the store whether it was loaded just now, or earlier."""
    upload = before.upload
    if upload is None or st.session_state.get(f"loaded_{file.key}") != upload.upload_id:
        st.info(plain(before.message), icon=":material/content_copy:")
    else:
        words = ngettext("Loaded: %(n)s row is in.", "Loaded: %(n)s rows are in.", upload.loaded)
        st.success(words % {"n": formats.number(upload.loaded)}, icon=":material/task_alt:")
    if upload is not None:
        _account(upload)


def _account(upload: Upload) -> None:
    st.page_link(
        "pages/loaded.py",
        label=_("What was loaded, and undo"),
        icon=":material/description:",
        query_params={"upload": str(upload.upload_id)},
    )


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
    _all_loaded(st.session_state.pop(_LOADED, []))
    done = st.session_state.pop(_UNDONE, None)
    if done is not None:
        st.success(undoing.done(done), icon=":material/undo:")
    if st.session_state.pop(_CANCELLED, False):
        st.info(_("Cancelled: nothing was loaded."), icon=":material/cancel:")
    failed = st.session_state.pop(_FAILED, None)
    if failed is not None:
        st.error(_("The file couldn't be stored, and nothing of it was kept."), icon=":material/block:")
        st.text(failed)


def _all_loaded(results: Sequence[LoadResult]) -> None:
    """What became of the files of a load, and what they feed together."""
    for result in results:
        if result.status == "loaded":
            st.success(_said(result), icon=":material/task_alt:")
        else:
            st.warning(_said(result), icon=":material/info:")
    uploads = [result.upload for result in results if result.status == "loaded" and result.upload]
    if not uploads:
        return
    kpis = dict.fromkeys(kpi.title for upload in uploads for kpi in feeds.fed(upload.layout, upload.mapping))
    if kpis:
        words = _("It feeds: %(kpis)s.") if len(uploads) == 1 else _("They feed: %(kpis)s.")
        st.markdown(words % {"kpis": ", ".join(kpis)})
        _need_customers(uploads)
    if any(upload.kind == COMPLAINTS.kind for upload in uploads):
        undated.note_of_loaded()
    with st.container(horizontal=True):
        # No card counts what has no days: where that is counted, the note above says.
        if not all(map(_has_no_days, uploads)):
            st.page_link("pages/overview.py", label=_("See the overview"), icon=":material/dashboard:")
        # Those of several are listed below, each with its account.
        if len(uploads) == 1:
            _account(uploads[0])


def _has_no_days(upload: Upload) -> bool:
    columns = feeds.completed(upload.layout, upload.mapping.values())
    return upload.layout == COMPLAINTS.key and COMPLAINTS.moment not in columns


def _need_customers(uploads: Sequence[Upload]) -> None:
    """Which KPIs of these files have no value yet, as they need a list of customers beside them."""
    fed = (kpi for upload in uploads for kpi in feeds.fed(upload.layout, upload.mapping))
    waiting = dict.fromkeys(
        kpi.title for kpi in fed if isinstance(kpi.measure, PerExposure | CostPerCustomer)
    )
    if waiting and not _LISTS & session.facts().spans().keys():
        words = {"kpis": ", ".join(waiting)}
        st.caption(_("These have a value once a list of customers is loaded, too: %(kpis)s.") % words)


def _said(result: LoadResult) -> str:
    words = {"file": plain(result.preparation.file), "message": plain(result.message)}
    return _("%(file)s: %(message)s") % words
