"""Upload: files in, seen and mended before anything is kept; what was loaded, with undo."""

from __future__ import annotations

import hashlib

import streamlit as st

from data import formats
from data.kinds import KIND_NAMES
from data.language import gettext as _
from data.language import ngettext
from data.records import LoadResult, Preparation, Upload
from data.store import Store, load, loaded_before, open_store, problems, scales, undo, uploads
from metrics import feeds
from pages.parts import files, frame, sample
from pages.parts.files import Dropped
from pages.parts.words import plain

_TYPES = ["csv", "tsv", "txt", "xlsx", "xlsm", "xlsb", "xls", "ods"]


def show() -> None:
    store = open_store()
    st.title(_("Upload"))
    sample.notice(store)
    _done()
    dropped = _dropped()
    ready = [(file, found) for file in dropped if (found := _one(store, file)) is not None]
    if ready:
        _load_all(store, ready)
    _loaded(store)


def _dropped() -> list[Dropped]:
    given = st.file_uploader(
        _("Drop files here: survey answers, complaints, calls or customers, as csv or Excel"),
        type=_TYPES,
        accept_multiple_files=True,
        key=f"files_{st.session_state.get('round', 0)}",
    )
    return [
        Dropped(file.name, content, hashlib.sha256(file.name.encode() + content).hexdigest()[:16])
        for file in given
        for content in [file.getvalue()]
    ]


def _one(store: Store, file: Dropped) -> Preparation | None:
    """Draw one file; what was found, where it is ready to load."""
    with st.container(border=True, key=f"file_{file.key}"):
        st.subheader(plain(file.name))
        found = files.examine(file, scales(store))
        before = loaded_before(store, found)
        if before is not None:
            st.info(plain(before.message), icon=":material/content_copy:")
            return None
        files.draw(file, found)
        return found if found.status == "ready" else None


def _load_all(store: Store, ready: list[tuple[Dropped, Preparation]]) -> None:
    rows = sum(found.rows - found.rejected for _file, found in ready)
    label = ngettext("Load %(n)s row", "Load %(n)s rows", rows) % {"n": formats.number(rows)}
    if not st.button(label, type="primary", icon=":material/upload:", key="load"):
        return
    results = []
    progress = st.progress(0.0, text=_("Loading …"))
    for at, (file, found) in enumerate(ready):
        progress.progress(at / len(ready), text=_("Loading %(file)s …") % {"file": plain(file.name)})
        results.append(load(store, found))
        files.clear(file)
    st.session_state["results"] = results
    # A new round empties the drop zone: what is loaded need not be looked at again.
    st.session_state["round"] = st.session_state.get("round", 0) + 1
    st.rerun()


def _done() -> None:
    """Say what the last load did, and what it feeds."""
    for result in st.session_state.pop("results", []):
        _told(result)
    if undone := st.session_state.pop("undone", ""):
        st.success(undone, icon=":material/undo:")


def _told(result: LoadResult) -> None:
    name = plain(result.preparation.file)
    if result.status != "loaded" or result.upload is None:
        st.warning(f"{name}: {plain(result.message)}", icon=":material/info:")
        return
    kpis = ", ".join(kpi.title for kpi in feeds.fed(result.upload.layout, result.upload.mapping))
    told = _("%(file)s: %(message)s") % {"file": name, "message": plain(result.message)}
    st.success(told, icon=":material/task_alt:")
    if kpis:
        st.markdown(_("It feeds: %(kpis)s.") % {"kpis": kpis})
        st.page_link("pages/overview.py", label=_("See the overview"), icon=":material/dashboard:")


def _loaded(store: Store) -> None:
    known = uploads(store)
    if not known:
        return
    st.header(_("Loaded files"))
    for upload in known:
        _row(store, upload)


def _row(store: Store, upload: Upload) -> None:
    with st.container(border=True, key=f"upload_{upload.upload_id}"):
        words, button = st.columns([5, 1], vertical_alignment="center")
        with words:
            st.markdown(f"**{plain(upload.file)}** · {_(KIND_NAMES[upload.kind])}")
            st.caption(_counts(upload))
        with button:
            if st.button(_("Undo"), key=f"undo_{upload.upload_id}", icon=":material/undo:"):
                _undo(store, upload)
        if upload.rejected:
            with st.expander(_("What was left out")):
                st.dataframe(files.problem_table(problems(store, upload.upload_id)), hide_index=True)


def _counts(upload: Upload) -> str:
    words = {
        "loaded": formats.number(upload.loaded),
        "rejected": formats.number(upload.rejected),
        "day": formats.day(upload.uploaded_at.date()),
        "first": formats.day(upload.first_day),
        "last": formats.day(upload.last_day),
    }
    told = (
        _("%(loaded)s rows loaded, %(rejected)s left out · %(first)s to %(last)s · uploaded %(day)s") % words
    )
    return told + " · " + _("sample") if upload.is_sample else told


def _undo(store: Store, upload: Upload) -> None:
    done = undo(store, upload.upload_id)
    words = {"removed": formats.number(done.removed), "restored": formats.number(done.restored)}
    st.session_state["undone"] = (
        _("%(removed)s rows taken out, %(restored)s earlier versions brought back.") % words
    )
    st.rerun()


frame.show(show)
