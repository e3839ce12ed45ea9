"""What loading a file will do to the rows that are there: told before it does."""

from __future__ import annotations

from collections.abc import Sequence

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


def foreseen(store: Store, file: Dropped, found: Preparation, before: Sequence[Preparation]) -> Foreseen:
    """What loading the file would replace: worked out once, until it, those before it or the store change."""
    kept = st.session_state.get(f"foreseen_{file.key}")
    by, version = (found, *before), store.version
    if kept is None or kept[1] != version or not _are_same(kept[0], by):
        kept = (by, version, foresee_load(store, found, before))
        st.session_state[f"foreseen_{file.key}"] = kept
    return kept[2]


def _are_same(kept: Sequence[Preparation], now: Sequence[Preparation]) -> bool:
    """Whether they are the very same, and not merely alike: a table takes long to compare."""
    return len(kept) == len(now) and all(one is other for one, other in zip(kept, now, strict=True))


def draw(store: Store, file: Dropped, found: Preparation, before: Sequence[Preparation]) -> None:
    """Which file the rows had been left out of, and how many of them will replace earlier ones.

    ``before`` are the files that are loaded with it, before it.
    """
    if twin := next((one for one in before if _are_alike(one, found)), None):
        words = {"file": plain(twin.file)}
        told = _("This is the same file as %(file)s above, and its rows are loaded only once.")
        st.info(told % words, icon=":material/content_copy:")
        return
    if origin := origin_of(store, found):
        told = _("These rows had been left out of %(file)s.") % {"file": _named(origin)}
        st.markdown(f":material/assignment_return: {told}")
    will = foreseen(store, file, found, before)
    if will.rows:
        st.markdown(f":material/swap_horiz: {_replacing(will)}")


def _are_alike(one: Preparation, other: Preparation) -> bool:
    return (one.sha256, one.sheet) == (other.sha256, other.sheet)


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
    latest = [
        *(
            (_("%(file)s (loaded with it)") % {"file": plain(file)}, count)
            for file, count in will.together[::-1]
        ),
        *((_named(upload), count) for upload, count in will.replaced[::-1]),
    ]
    if len(latest) == 1:
        return latest[0][0]
    told = [f"{name}: {formats.number(count)}" for name, count in latest[:_NAMED]]
    if more := len(latest) - len(told):
        told.append(ngettext("%(n)s more file", "%(n)s more files", more) % {"n": formats.number(more)})
    return "; ".join(told)


def _named(upload: Upload) -> str:
    if upload.recorded:
        return _("the complaint log")
    words = {"file": plain(upload.file), "day": formats.day(here(upload.uploaded_at).date())}
    return _("%(file)s (loaded on %(day)s)") % words
