"""How far a long work is: a bar with its stage in words, and a button that ends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from data.language import gettext as _
from data.language import mark, pmark
from data.preparing.stages import Stage, Tell

STAGES = {
    Stage.READING: pmark("a file", "Reading"),
    Stage.FINDING: mark("Finding the table"),
    Stage.CHECKING: mark("Checking"),
    Stage.STORING: mark("Storing"),
}

# Where a stage begins and ends on the bar of the work that it is a part of.
_SPANS = {
    Stage.READING: (0.0, 0.5),
    Stage.FINDING: (0.5, 0.6),
    Stage.CHECKING: (0.6, 1.0),
    Stage.STORING: (0.0, 1.0),
}


@contextmanager
def bar(name: str, key: str, cancel: Callable[..., None], *given: Any) -> Iterator[Tell]:
    """A bar while the block runs, moved by what the block tells; gone when it ends.

    ``name`` says what is worked on, as Markdown. The button runs ``cancel(*given)`` and ends the block: any
    click makes Streamlit start the page anew, which it does by an exception out of the next call that draws,
    and that is the one that moves the bar.
    """
    place = st.empty()
    with place.container(horizontal=True, vertical_alignment="center", key=f"progress_{key}"):
        moving = st.progress(0.0, text=name)
        st.button(_("Cancel"), key=f"cancel_{key}", icon=":material/close:", on_click=cancel, args=given)

    reached = 0.0

    def tell(stage: Stage, share: float) -> None:
        nonlocal reached
        first, last = _SPANS[stage]
        words = {"stage": _(STAGES[stage]), "name": name}
        # What has to be done once more doesn't move the bar back.
        reached = max(reached, first + (last - first) * share)
        moving.progress(reached, text=_("%(stage)s … %(name)s") % words)

    yield tell
    place.empty()
