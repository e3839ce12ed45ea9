"""A cell that can't be read, with the reason in words."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Unreadable:
    """Why a cell can't be read, in words."""

    reason: str


def shown(text: str) -> str:
    """A cell's text as it's quoted in a message, cut where it's long."""
    stripped = " ".join(text.split())
    return stripped if len(stripped) <= LONGEST_SHOWN else stripped[:LONGEST_SHOWN] + "…"
