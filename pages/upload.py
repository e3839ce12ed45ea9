"""Upload: files in, seen and mended before anything is kept; what was loaded, with undo."""

from __future__ import annotations

import streamlit as st

from data.language import gettext as _
from data.records import Preparation
from data.store import Store, loaded_before, open_store, scales
from pages.parts import choices, downloads, files, frame, history, loading, outcome, reading, sample
from pages.parts.choices import Dropped
from pages.parts.words import plain


def show() -> None:
    store = open_store()
    st.title(_("Upload"))
    sample.notice(store)
    outcome.tell()
    dropped = choices.drop_zone()
    if not dropped:
        downloads.all_templates(store)
    # What there is to do stands above the files, and is known once they are read.
    action = st.container()
    ready = [(file, found) for file in dropped if (found := _one(store, file)) is not None]
    with action:
        loading.draw(store, ready, dropped)
    history.draw(store)


def _one(store: Store, file: Dropped) -> Preparation | None:
    """Draw one file; what was found, where it is ready to load."""
    with st.container(border=True, key=f"file_{file.key}"):
        st.subheader(plain(file.name))
        found = reading.examine(file, scales(store))
        if found is None:
            return None
        before = loaded_before(store, found)
        if before is not None:
            outcome.loaded_before(file, before)
            return None
        files.draw(store, file, found)
        return found if found.status == "ready" else None


frame.show(show)
