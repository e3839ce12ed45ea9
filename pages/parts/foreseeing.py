"""What loading a file will do to the rows that are there: told before it does."""

from __future__ import annotations

import streamlit as st

from data import formats
from data.language import gettext as _
from data.language import ngettext
from data.records import Preparation, Upload
from data.store import Foreseen, Store, foresee_load, origin_of
from pages.parts.choices import Dropped
from pages.parts.session import here
from pages.parts.words import plain

_NAMED = 3


def foreseen(store: Store, file: Dropped, found: Preparation) -> Foreseen:
    """What loading the file would replace: worked out once, until the file or the store changes."""
    kept = st.session_state.get(f"foreseen_{file.key}")
    if kept is None or kept[0] is not found or kept[1] != store.version:
        version = store.version
        kept = (found, version, foresee_load(store, found))
        st.session_state[f"foreseen_{file.key}"] = kept
    return kept[2]


def draw(store: Store, file: Dropped, found: Preparation) -> None:
    """Which file the rows had been left out of, and how many of them will replace earlier ones."""
    if origin := origin_of(store, found):
        told = _("These rows had been left out of %(file)s.") % {"file": _named(origin)}
        st.markdown(f":material/assignment_return: {told}")
    will = foreseen(store, file, found)
    if will.rows:
        st.markdown(f":material/swap_horiz: {_replacing(will)}")


def _replacing(will: Foreseen) -> str:
    words = {"n": formats.number(will.rows), "files": _files(will)}
    return (
        ngettext(
            "**%(n)s of these rows replaces an earlier version** from %(files)s. Undo brings it back.",
            "**%(n)s of these rows replace earlier versions** from %(files)s. Undo brings them back.",
            will.rows,
        )
        % words
    )


def _files(will: Foreseen) -> str:
    """The latest of the files whose rows will be replaced; of several, each with how many."""
    latest = list(reversed(will.replaced))
    if len(latest) == 1:
        return _named(latest[0][0])
    told = [f"{_named(upload)}: {formats.number(count)}" for upload, count in latest[:_NAMED]]
    if more := len(latest) - len(told):
        told.append(ngettext("%(n)s more file", "%(n)s more files", more) % {"n": formats.number(more)})
    return "; ".join(told)


def _named(upload: Upload) -> str:
    words = {"file": plain(upload.file), "day": formats.day(here(upload.uploaded_at).date())}
    return _("%(file)s (loaded on %(day)s)") % words
