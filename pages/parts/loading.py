"""Files that are ready go into the store, with a bar that shows how far it is and a way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st
from streamlit.runtime.scriptrunner import StopException

from data import formats
from data.language import gettext as _
from data.language import ngettext
from data.records import LoadResult, Preparation
from data.store import Store, StoreError, load, undo
from pages.parts import choices, mending, outcome, progress
from pages.parts.choices import Dropped
from pages.parts.session import person
from pages.parts.words import plain

Ready = tuple[Dropped, Preparation]
_LOADING = "loading"


@dataclass
class _Loading:
    """A load that a person began: it lasts over clicks elsewhere on the page, which start the page anew.

    ready    the files as they were seen when it began
    results  what became of those that are done
    """

    ready: Sequence[Ready]
    results: list[LoadResult] = field(default_factory=list)
    is_cancelled: bool = False


def draw(store: Store, ready: Sequence[Ready], dropped: Sequence[Dropped]) -> None:
    """The button that loads what is ready, or how far the load is that it began."""
    begun: _Loading | None = st.session_state.get(_LOADING)
    if begun is None and ready and _wanted(ready, dropped):
        begun = st.session_state[_LOADING] = _Loading(ready)
    if begun is None:
        return
    there = {file.key for file in dropped}
    if begun.is_cancelled or not all(file.key in there for file, _found in begun.ready):
        _take_back(store, begun)
    else:
        _go_on(store, begun)
    if len(begun.results) == len(dropped):
        # Files that still wait for an answer stay where they are.
        choices.empty_drop_zone(file for file, _found in begun.ready)
    st.rerun()


def _wanted(ready: Sequence[Ready], dropped: Sequence[Dropped]) -> bool:
    """Whether the button is pressed; it waits for cells that were typed over and aren't checked."""
    rows = sum(found.rows - found.rejected for _file, found in ready)
    waits = any(mending.unchecked(file) for file, _found in ready)
    with st.container(horizontal=True, vertical_alignment="center"):
        wanted = st.button(
            ngettext("Load %(n)s row", "Load %(n)s rows", rows) % {"n": formats.number(rows)},
            type="primary",
            icon=":material/upload:",
            key="load",
            disabled=waits,
        )
        st.button(
            ngettext("Don't load this file", "Don't load these files", len(dropped)),
            key="leave",
            type="tertiary",
            on_click=choices.empty_drop_zone,
            args=(dropped,),
        )
        if waits:
            st.caption(_("Check the mended cells again before loading."))
        elif left_out := sum(found.rejected for _file, found in ready):
            st.caption(_left_out(left_out))
    return wanted and not waits


def _left_out(count: int) -> str:
    return ngettext(
        "%(n)s row stays out.",
        "%(n)s rows stay out.",
        count,
    ) % {"n": formats.number(count)}


def _go_on(store: Store, begun: _Loading) -> None:
    """Load what isn't loaded yet; nothing of a file is kept where that fails or is cancelled midway."""
    for at, (file, found) in enumerate(begun.ready[len(begun.results) :], len(begun.results) + 1):
        words = {"file": plain(file.name), "at": at, "of": len(begun.ready)}
        name = words["file"] if len(begun.ready) == 1 else _("%(file)s (%(at)s of %(of)s)") % words
        with progress.bar(name, f"load_{at}", _cancel) as tell:
            try:
                begun.results.append(load(store, found, uploaded_by=person(), tell=tell))
            except StoreError as error:
                outcome.keep_failed(str(error))
                break
            except StopException:
                # Streamlit's own button in the corner of the page.
                begun.is_cancelled = True
                raise
            except Exception:
                # Else every click would begin what fails anew.
                del st.session_state[_LOADING]
                raise
    outcome.keep_loaded(
        [(file, result) for (file, _found), result in zip(begun.ready, begun.results, strict=False)]
    )
    del st.session_state[_LOADING]


def _cancel() -> None:
    st.session_state[_LOADING].is_cancelled = True


def _take_back(store: Store, begun: _Loading) -> None:
    """Take out again what was loaded before the rest was cancelled."""
    while begun.results:
        result = begun.results.pop()
        if result.status == "loaded" and result.upload:
            undo(store, result.upload.upload_id)
    outcome.keep_cancelled()
    del st.session_state[_LOADING]
