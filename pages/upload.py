"""Upload: files in, seen and mended before anything is kept; what was loaded, with undo."""

from __future__ import annotations

import streamlit as st

from data import formats
from data.kinds import KIND_NAMES
from data.language import gettext as _
from data.language import ngettext
from data.records import Preparation, Upload
from data.store import Store, load, loaded_before, open_store, scales, undo, uploads
from data.store import problems as stored_problems
from pages.parts import choices, files, frame, outcome, problems, sample
from pages.parts.choices import Dropped
from pages.parts.words import plain


def show() -> None:
    store = open_store()
    st.title(_("Upload"))
    sample.notice(store)
    outcome.tell()
    dropped = choices.drop_zone()
    ready = [(file, found) for file in dropped if (found := _one(store, file)) is not None]
    if ready:
        _load_all(store, ready, len(dropped))
    _loaded(store)


def _one(store: Store, file: Dropped) -> Preparation | None:
    """Draw one file; what was found, where it is ready to load."""
    with st.container(border=True, key=f"file_{file.key}"):
        st.subheader(plain(file.name))
        found = choices.examine(file, scales(store))
        before = loaded_before(store, found)
        if before is not None:
            st.info(plain(before.message), icon=":material/content_copy:")
            return None
        files.draw(file, found)
        return found if found.status == "ready" else None


def _load_all(store: Store, ready: list[tuple[Dropped, Preparation]], waiting: int) -> None:
    rows = sum(found.rows - found.rejected for _file, found in ready)
    label = ngettext("Load %(n)s row", "Load %(n)s rows", rows) % {"n": formats.number(rows)}
    if not st.button(label, type="primary", icon=":material/upload:", key="load"):
        return
    results = []
    progress = st.progress(0.0, text=_("Loading …"))
    for at, (file, found) in enumerate(ready):
        progress.progress(at / len(ready), text=_("Loading %(file)s …") % {"file": plain(file.name)})
        results.append(load(store, found))
    outcome.keep_loaded(results)
    # Files that still wait for an answer stay where they are.
    if len(ready) == waiting:
        choices.empty_drop_zone([file for file, _found in ready])
    st.rerun()


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
                outcome.keep_undone(undo(store, upload.upload_id))
                st.rerun()
        if upload.rejected:
            with st.expander(_("What was left out")):
                problems.draw([found for found in stored_problems(store, upload.upload_id) if found.left_out])


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


frame.show(show)
