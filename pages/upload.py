"""Upload: files in, seen and mended before anything is kept; what was loaded, with undo."""

from __future__ import annotations

from collections.abc import Sequence

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
    ready: list[loading.Ready] = []
    for file in dropped:
        if found := _one(store, file, [one for _file, one in ready]):
            ready.append((file, found))
    with action:
        loading.draw(store, ready, dropped)
    history.draw(store)


def _one(store: Store, file: Dropped, before: Sequence[Preparation]) -> Preparation | None:
    """Draw one file; what was found, where it is ready to load, after those ``before`` it."""
    with st.container(border=True, key=f"file_{file.key}"):
        st.header(plain(file.name))
        found = reading.examine(file, scales(store))
        if found is None:
            return None
        loaded = loaded_before(store, found)
        if loaded is not None:
            outcome.loaded_before(file, loaded)
            return None
        files.draw(store, file, found, before)
        return found if found.status == "ready" else None


frame.show(show)
