"""How the letters of a text file are stored, where that is a guess: chosen by how its words look."""

from __future__ import annotations

import streamlit as st

from data.files.encodings import is_sure
from data.files.letters import previews
from data.language import gettext as _
from data.records import Preparation
from pages.parts.choices import Dropped, choices, choose
from pages.parts.words import plain


def draw(file: Dropped, found: Preparation) -> None:
    """The words as each encoding reads them, to choose from; nothing where there is no doubt."""
    chosen = choices(file).get("encoding")
    if found.encoding is None or (is_sure(found.encoding) and chosen is None):
        return
    looks = previews(file.content)
    if len(looks) < 2:
        return
    with st.popover(_("Do the letters look right?"), icon=":material/translate:"):
        st.markdown(_("The file doesn't say how its letters are stored. Which of these words look right?"))
        options = list(looks)
        meant = st.radio(
            _("Words of the file"),
            options,
            index=options.index(found.encoding) if found.encoding in options else None,
            format_func=lambda encoding: f"{plain(looks[encoding])} ({encoding})",
            key=f"encoding_{file.key}",
            label_visibility="collapsed",
        )
        if meant != found.encoding and st.button(_("Use these letters"), key=f"letters_{file.key}"):
            choose(file, encoding=meant)
            st.rerun()
