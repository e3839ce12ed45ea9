"""The files in the drop zone, and what a person chose about each of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data.files.signatures import ENDINGS
from data.language import gettext as _
from data.records import Preparation
from data.specs import Layout

# What a choice makes void: other columns have other meanings, other rows hold other cells.
_VOIDED = {
    "encoding": ("mapping", "scales", "units", "edits"),
    "kind": ("mapping", "scales", "units", "layout"),
    "sheet": ("mapping", "scales", "units", "layout", "edits"),
    "header_row": ("mapping", "scales", "units", "layout", "edits"),
}
_KEPT = ("choices", "reading", "groups", "foreseen", "draft", "meanings", "stopped", "loaded")
# What is let go of with the file; it may be large.
_GOING = ("reading_", "groups_", "foreseen_", "loaded_")
_FINGERPRINTS = "fingerprints"


@dataclass(frozen=True)
class Dropped:
    """A file as it was dropped on the page; the key tells it from others."""

    name: str
    key: str
    given: UploadedFile

    @property
    def content(self) -> bytes:
        return self.given.getvalue()


def drop_zone() -> list[Dropped]:
    """The place to drop files, and those that lie there now."""
    given = st.file_uploader(
        _("Drop files here: survey answers, complaints, calls or customers, as csv or Excel"),
        type=list(ENDINGS),
        accept_multiple_files=True,
        key=f"files_{st.session_state.get('round', 0)}",
    )
    dropped = _distinct(given)
    _forget_others(dropped)
    return dropped


def empty_drop_zone(done: Iterable[Dropped]) -> None:
    """Begin a new round: what is loaded, or no longer wanted, need not be looked at again."""
    for file in done:
        for kept in _KEPT:
            st.session_state.pop(f"{kept}_{file.key}", None)
    st.session_state["round"] = st.session_state.get("round", 0) + 1


def _distinct(files: Sequence[UploadedFile]) -> list[Dropped]:
    # A file of 100 MB takes a moment to sum up, and the page runs at every click.
    known: dict[str, str] = st.session_state.get(_FINGERPRINTS, {})
    keys = {file.file_id: known.get(file.file_id) or _fingerprint(file) for file in files}
    st.session_state[_FINGERPRINTS] = keys
    dropped = [Dropped(file.name, keys[file.file_id], file) for file in files]
    return list({file.key: file for file in dropped}.values())


def _fingerprint(file: UploadedFile) -> str:
    return hashlib.sha256(file.name.encode() + b"\0" + file.getvalue()).hexdigest()[:16]


def _forget_others(dropped: Sequence[Dropped]) -> None:
    """Let go of what is known of files that are gone."""
    there = {start + file.key for file in dropped for start in _GOING}
    for key in map(str, list(st.session_state)):
        if key.startswith(_GOING) and key not in there:
            del st.session_state[key]


def choices(file: Dropped) -> dict[str, Any]:
    """The choices made about a file so far, as fields of ``Choices``."""
    return st.session_state.setdefault(f"choices_{file.key}", {})


def choose(file: Dropped, **chosen: Any) -> None:
    """Keep a choice about a file; what was said of another sheet, header row or kind is void."""
    kept = choices(file)
    # A header that means nothing means nothing in a file of another kind as well.
    nothing = {header: None for header, column in kept.get("mapping", {}).items() if column is None}
    for choice in chosen:
        for void in _VOIDED.get(choice, ()):
            kept.pop(void, None)
    if nothing and "kind" in chosen and not chosen.keys() & {"sheet", "header_row"}:
        kept["mapping"] = nothing
    kept.update(chosen)


def pin(file: Dropped, layout: Layout, found: Preparation) -> None:
    """Keep to what was found in a file, so that only what is chosen next is read in another way."""
    where = {"sheet": found.sheet, "header_row": found.header_row}
    choices(file).update(kind=layout.kind, layout=layout.name, **where)
