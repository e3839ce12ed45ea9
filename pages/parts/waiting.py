"""Words while something takes long, above the page: nothing on it moves for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st


@contextmanager
def waiting(told: str) -> Iterator[None]:
    """Tell what is done where it takes longer than a moment; ``style.css`` says where, and from when on."""
    with st.container(key="waiting"), st.spinner(told):
        yield
