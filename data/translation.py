"""A column whose cells don't count as they stand, and what they count as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from data.specs import Scale


@dataclass(frozen=True)
class Translation:
    """A column whose cells don't count as they stand: scores that are words or on another scale, mixed units.

    way       by the words of a scale, by its numbers, by units; missing where only stand-ins are none; unit
              where plain numbers count in a unit that the file doesn't name
    examples  cells of the file and what they count as: on the company's scale, in hours or in seconds
    scale, company  of the file and of the company, for scores
    missing   how many answers off the scale are taken as none
    unit      that of plain numbers, as in ``PARTS``
    """

    column: str
    header: str
    way: Literal["words", "scale", "units", "missing", "unit"]
    examples: tuple[tuple[str, float], ...] = ()
    scale: Scale | None = None
    company: Scale | None = None
    missing: int = 0
    unit: str = ""
