"""What a person chose about a dropped file, and what the file holds by those choices."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data import language
from data.language import gettext as _
from data.preparation import prepare
from data.reading import ENDINGS
from data.records import Choices, Preparation
from data.tables import Scale
from pages.parts.words import plain

# Another kind, sheet or header row makes what was said of the columns void.
_VOIDING = {"kind", "sheet", "header_row"}


@dataclass(frozen=True)
class Dropped:
    """A file as it was dropped on the page; the key tells it from others."""

    name: str
    content: bytes
    key: str


def drop_zone() -> list[Dropped]:
    """The place to drop files, and those that lie there now."""
    given = st.file_uploader(
        _("Drop files here: survey answers, complaints, calls or customers, as csv or Excel"),
        type=list(ENDINGS),
        accept_multiple_files=True,
        key=f"files_{st.session_state.get('round', 0)}",
    )
    return _distinct([_dropped(file) for file in given])


def empty_drop_zone(loaded: Sequence[Dropped]) -> None:
    """Begin a new round: what is loaded need not be looked at again."""
    for file in loaded:
        st.session_state.pop(f"choices_{file.key}", None)
    st.session_state["round"] = st.session_state.get("round", 0) + 1


def _dropped(file: UploadedFile) -> Dropped:
    content = file.getvalue()
    return Dropped(file.name, content, hashlib.sha256(file.name.encode() + content).hexdigest()[:16])


def _distinct(files: list[Dropped]) -> list[Dropped]:
    return list({file.key: file for file in files}.values())


def choices(file: Dropped) -> dict[str, Any]:
    """The choices made about a file so far, as fields of ``Choices``."""
    return st.session_state.setdefault(f"choices_{file.key}", {})


def choose(file: Dropped, **chosen: Any) -> None:
    """Keep a choice about a file."""
    kept = choices(file)
    if _VOIDING & set(chosen):
        for void in ("mapping", "scales", "layout"):
            kept.pop(void, None)
    kept.update(chosen)


def examine(file: Dropped, scales: Mapping[str, Scale]) -> Preparation:
    """What the file holds, by the choices made so far."""
    ends = {key: (scale.low, scale.high, scale.low_is_good) for key, scale in scales.items()}
    with st.spinner(_("Reading %(file)s …") % {"file": plain(file.name)}):
        return _prepared(file.name, file.content, choices(file), ends, language.current())


@st.cache_data(max_entries=20, show_spinner=False)
def _prepared(
    name: str,
    content: bytes,
    chosen: dict[str, Any],
    scales: dict[str, tuple[float, float, bool]],
    spoken: str,
) -> Preparation:
    del spoken  # part of the key alone: problems are told in words
    return prepare(name, content, Choices(**chosen), {key: Scale(*ends) for key, ends in scales.items()})
