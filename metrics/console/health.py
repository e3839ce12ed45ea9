"""``python -m metrics health``: what the data cover, and what is wrong with them."""

from __future__ import annotations

from typing import Any

from data.language import gettext as _
from data.store import open_store
from metrics.console.options import Answer, Options, command
from metrics.health.answer import health_answer, health_text
from metrics.health.examination import examine


def add(commands: Any) -> None:
    """Add the command to the others."""
    command(commands, "health", _("what the data cover, and what is wrong with them"), _answer)


def _answer(_options: Options) -> Answer:
    health = examine(open_store())
    return health_answer(health), health_text(health)
