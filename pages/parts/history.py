"""The loaded files, the newest first: each with its numbers, the way to its page, and undo."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data import formats
from data.complaints import recorded_in_page
from data.kinds import KIND_NAMES
from data.language import gettext as _
from data.language import ngettext
from data.records import Undone, Upload
from data.store import Store, uploads
from pages.parts import outcome, undoing
from pages.parts.session import here
from pages.parts.words import plain

_SHOWN = 20
_SEARCHED = 8


def draw(store: Store) -> None:
    """The list, where anything is loaded."""
    known = uploads(store)
    if not known:
        return
    st.header(_("Loaded files"))
    found = _found(known) if len(known) > _SEARCHED else known
    shown = found[: st.session_state.get("files_shown", _SHOWN)]
    for upload in shown:
        _row(store, upload)
    if len(shown) < len(found):
        _more(len(shown), len(found))


def _found(known: Sequence[Upload]) -> Sequence[Upload]:
    """The files that a person searches for, by name or kind."""
    words = st.text_input(
        _("Search the loaded files"),
        key="files_search",
        placeholder=_("Part of the name or kind"),
        icon=":material/search:",
    )
    wanted = words.casefold().split()
    found = [upload for upload in known if all(word in _searched(upload) for word in wanted)]
    if not found:
        st.info(_("No loaded file has these words in its name or kind."), icon=":material/search_off:")
    return found


def _searched(upload: Upload) -> str:
    return f"{upload.file} {_(KIND_NAMES[upload.kind])}".casefold()


def _more(shown: int, all_found: int) -> None:
    words = {"n": formats.number(shown), "all": formats.number(all_found)}
    st.caption(_("%(n)s of %(all)s files are shown.") % words)
    if st.button(_("Show more"), key="files_more", icon=":material/expand_more:"):
        st.session_state["files_shown"] = shown + _SHOWN
        st.rerun()


def _row(store: Store, upload: Upload) -> None:
    if upload.recorded:
        _log(upload)
    else:
        _file(store, upload)


def _log(log: Upload) -> None:
    """All that is recorded in the page: each complaint has its own history there."""
    with st.container(border=True, key="page_log"):
        st.page_link(
            "pages/complaint_log.py",
            label=f"**{recorded_in_page(log.loaded)}**",
            icon=":material/edit_note:",
        )
        words = {"day": formats.day(here(log.uploaded_at).date())}
        st.caption(_("The latest on %(day)s. Each is changed and undone in the complaint log.") % words)


def _file(store: Store, upload: Upload) -> None:
    with st.container(border=True, key=f"upload_{upload.upload_id}"):
        words, button = st.columns([5, 1], vertical_alignment="center")
        with words:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.page_link(
                    "pages/loaded.py",
                    label=f"**{plain(upload.file)}**",
                    icon=":material/description:",
                    query_params={"upload": str(upload.upload_id)},
                )
                if upload.is_sample:
                    st.badge(_("sample"), color="gray")
            st.caption(counts(upload))
        with button, st.container(horizontal=True, horizontal_alignment="right"):
            undoing.button(upload, "list")
        undoing.confirm(store, upload, _undone)


def _undone(done: Undone) -> None:
    outcome.keep_undone(done)
    st.rerun()


def counts(upload: Upload) -> str:
    """The kind of a loaded file, its rows, its days and when it came."""
    rows = ngettext("%(n)s row loaded", "%(n)s rows loaded", upload.loaded)
    left_out = ngettext("%(n)s left out", "%(n)s left out", upload.rejected)
    said = [
        _(KIND_NAMES[upload.kind]),
        rows % {"n": formats.number(upload.loaded)},
        *([left_out % {"n": formats.number(upload.rejected)}] if upload.rejected else []),
        _("%(first)s to %(last)s")
        % {"first": formats.day(upload.first_day), "last": formats.day(upload.last_day)},
        _("uploaded %(day)s") % {"day": formats.day(here(upload.uploaded_at).date())},
    ]
    return " · ".join(said)
