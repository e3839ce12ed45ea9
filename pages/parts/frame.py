"""The frame around a page: the page list and the filters of ``app.py``, and which page it is around."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from streamlit.navigation.page import StreamlitPage

_APP = Path(__file__).parents[2] / "app.py"
_framed: ContextVar[StreamlitPage | None] = ContextVar("framed", default=None)


@contextmanager
def around(page: StreamlitPage) -> Iterator[None]:
    """What ``app.py`` puts around the page that it runs."""
    token = _framed.set(page)
    try:
        yield
    finally:
        _framed.reset(token)


def shown() -> StreamlitPage | None:
    """The page that is shown; None where a part of one is drawn by itself."""
    return _framed.get()


def opened() -> StreamlitPage:
    """The page that is shown; AssertionError where none is."""
    page = _framed.get()
    assert page is not None
    return page


def show(page: Callable[[], None]) -> None:
    """Show a page within the frame.

    Until ``app.py`` has run once in a server, Streamlit takes every script in ``pages/`` for an app of
    its own: whoever follows a link to a page then would see it without its frame.
    """
    if _framed.get():
        page()
    else:
        runpy.run_path(str(_APP), run_name="__main__")
