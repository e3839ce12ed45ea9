"""How far the reading and storing of a file is, told between its steps."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Stage(StrEnum):
    """Where the reading and storing of a file is."""

    READING = "reading"
    FINDING = "finding"
    CHECKING = "checking"
    STORING = "storing"


# Told between the steps of a long work, with the share of the stage that is done. What it raises ends it.
Tell = Callable[[Stage, float], None]


def untold(stage: Stage, share: float) -> None:
    """Nobody is told how far a work is."""
