"""What the reader's language calls each problem, kept until the data change."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from data import language
from data.store import open_store
from metrics.problems import titles as problem_titles
from pages.parts import session
from pages.parts.session import Version


def titles() -> dict[str, str]:
    """Name of a problem -> its title in the language of the reader's browser, where the company named it."""
    spoken = (st.context.locale or language.current()).split("-")[0]
    return dict(_titles(session.data_version(), spoken))


@lru_cache(maxsize=20)
def _titles(version: Version, spoken: str) -> dict[str, str]:
    del version  # part of the key alone
    return problem_titles.titles(open_store(), spoken)
