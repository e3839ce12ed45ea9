"""What a dropped file holds by the choices made so far: read once, kept until something changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from data import language
from data.language import gettext as _
from data.preparing.memory import Memory
from data.preparing.preparation import prepare
from data.records import Choices, Preparation
from data.specs import Scale
from data.store import open_store, recall
from pages.parts import progress
from pages.parts.choices import Dropped, choices
from pages.parts.words import plain


@dataclass(frozen=True)
class _Reading:
    """What a file was found to hold, and what that hangs on beside its bytes."""

    chosen: Mapping[str, Any]
    scales: Mapping[str, Scale]
    spoken: str
    found: Preparation
    memory: Memory | None


def examine(file: Dropped, scales: Mapping[str, Scale]) -> Preparation | None:
    """What the file holds, by the choices made so far; None where its reading was cancelled."""
    # Kept by the visit and not in Streamlit's caches: those copy a table at every run, or keep it for ever.
    kept: _Reading | None = st.session_state.get(f"reading_{file.key}")
    chosen, spoken = dict(choices(file)), language.current()
    same = kept is not None and (kept.chosen, kept.scales, kept.spoken) == (chosen, scales, spoken)
    if kept and same and kept.memory == _remembered(kept.found):
        return kept.found
    if st.session_state.get(f"stopped_{file.key}"):
        _stopped(file)
        return None
    with progress.bar(plain(file.name), file.key, _stop, file.key) as tell:
        found = prepare(file.name, file.content, Choices(**chosen), scales, tell, recall(open_store()))
        reading = _Reading(chosen, dict(scales), spoken, found, _remembered(found))
        st.session_state[f"reading_{file.key}"] = reading
    return found


def _remembered(found: Preparation) -> Memory | None:
    """What is remembered of the file's header now: another file may have been loaded meanwhile."""
    return recall(open_store())(found.fingerprint) if found.fingerprint else None


def _stop(key: str) -> None:
    st.session_state[f"stopped_{key}"] = True


def _go_on(key: str) -> None:
    st.session_state.pop(f"stopped_{key}", None)


def _stopped(file: Dropped) -> None:
    st.info(_("Reading this file was cancelled. Nothing of it was kept."), icon=":material/cancel:")
    st.button(
        _("Read it after all"),
        key=f"read_again_{file.key}",
        icon=":material/replay:",
        on_click=_go_on,
        args=(file.key,),
    )
