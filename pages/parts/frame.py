"""The frame around a page: the page list and the filters of ``app.py``."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_APP = Path(__file__).parents[2] / "app.py"
_framed: ContextVar[bool] = ContextVar("framed", default=False)


@contextmanager
def around() -> Iterator[None]:
    """What ``app.py`` puts around the page that it runs."""
    token = _framed.set(True)
    try:
        yield
    finally:
        _framed.reset(token)


def show(page: Callable[[], None]) -> None:
    """Show a page within the frame.

    Until ``app.py`` has run once in a server, Streamlit takes every script in ``pages/`` for an app of
    its own: whoever follows a link to a page then would see it without its frame.
    """
    if _framed.get():
        page()
    else:
        runpy.run_path(str(_APP), run_name="__main__")
