"""What a person's own device keeps of a page, so that nothing has to be kept of them elsewhere.

The link would keep it, too, but links are copied, sent on and written into the logs of servers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streamlit.components.v2 import component

Note = dict[str, Any]

_component = component("policypulse_device", js=Path(__file__).with_name("device.js").read_text("utf-8"))


@dataclass(frozen=True)
class Kept:
    """What a device kept.

    lasting     until it is taken away, whoever uses the device
    tab         as long as the tab is open
    is_refused  whether the browser is set to keep nothing
    """

    lasting: Note
    tab: Note
    is_refused: bool = False


def keep(place: str, step: str, lasting: Note | None = None, tab: Note | None = None) -> Kept | None:
    """What the device kept under ``place`` before this visit; None until it has told.

    ``lasting`` and ``tab`` take the place of what is kept; an empty one takes it away, None leaves it.
    ``step`` tells where on the page a person is: with another, the page is shown from its top.
    """
    notes = {"lasting": _written(lasting), "tab": _written(tab)}
    told = _component(
        # Streamlit refuses a key with two underscores, which a random place may have.
        key=f"device-{place.replace('_', '-')}",
        data={"place": place, "step": step, "notes": notes},
        height=1,
        on_kept_change=_nothing,
    )
    kept = told.get("kept")
    if kept is None:
        return None
    return Kept(_read(kept, "lasting"), _read(kept, "tab"), bool(kept.get("refused")))


def _nothing() -> None:
    """Streamlit wants a callback for what a component tells."""


def _written(note: Note | None) -> str | None:
    if note is None:
        return None
    return json.dumps(note) if note else ""


def _read(kept: Mapping[str, Any], part: str) -> Note:
    """A note as it was kept; what a person or another program changed into something else counts as none."""
    try:
        note = json.loads(kept.get(part) or "{}")
    except ValueError:
        return {}
    return note if isinstance(note, dict) else {}
