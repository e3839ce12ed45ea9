"""Words that Streamlit itself writes in English: those that a style can replace are replaced."""

from __future__ import annotations

import json

import streamlit as st

from data import formats, language
from data.language import gettext as _


def draw() -> None:
    """Put the reader's words in place of Streamlit's; in English they stay as they are."""
    if language.current() != language.SOURCE_LANGUAGE:
        st.html(f"<style>{''.join(_rule(*pair) for pair in _words().items())}</style>")


def _words() -> dict[str, str]:
    """What is replaced, as a selector -> the words in its place."""
    most = formats.number(int(st.get_option("server.maxUploadSize")))
    return {
        '[data-testid="stSkipToContent"]': _("Skip to the content"),
        '[data-testid="stFileUploaderDropzone"] button p': _("Choose files"),
        '[data-testid="stFileUploaderDropzoneInstructions"] span': _("up to %(n)s MB each") % {"n": most},
        '.stTextInput [data-testid="InputInstructions"]': _("Press Enter"),
        '.stNumberInput [data-testid="InputInstructions"]': _("Press Enter"),
    }


def _rule(selector: str, words: str) -> str:
    content = json.dumps(words, ensure_ascii=False)
    return f"{selector} {{ font-size: 0; }} {selector}::after {{ content: {content}; font-size: 0.875rem; }}"
