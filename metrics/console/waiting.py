"""``python -m metrics waiting``: complaints that wait too long, and customers to call back."""

from __future__ import annotations

from typing import Any

from data.language import gettext as _
from data.store import callbacks, open_store, scales
from metrics.console.options import Answer, Options, command, take_where
from metrics.console.options import where as conditions
from metrics.waiting.answer import waiting_answer, waiting_text
from metrics.waiting.listing import listed
from metrics.waiting.shown import shown


def add(commands: Any) -> None:
    """Add the command to the others."""
    words = _("complaints that wait too long, and customers to call back")
    take_where(command(commands, "waiting", words, _answer))


def _answer(options: Options) -> Answer:
    store = open_store()
    found, known = shown(listed(store), conditions(options.where), callbacks(store)), scales(store)
    return waiting_answer(found, known), waiting_text(found, known)
