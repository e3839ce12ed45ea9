"""How far a result may lie off, from the ranges of what it is worked out from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import hypot
from typing import TypeVar

Inputs = TypeVar("Inputs")
Moved = Callable[[Inputs, str, float], Inputs]


@dataclass(frozen=True)
class Range:
    """A value with the two ends of its range."""

    value: float
    low: float
    high: float

    @property
    def has_zero(self) -> bool:
        """Whether none at all lies within."""
        return self.low <= 0 <= self.high

    def reaching(self, value: float) -> Range:
        """The range, as far as a value."""
        return Range(self.value, min(self.low, value), max(self.high, value))

    def times(self, factor: float) -> Range:
        """The range times a number."""
        ends = sorted((self.low * factor, self.high * factor))
        return Range(self.value * factor, *ends)


def spread(
    outcome: Callable[[Inputs], float], inputs: Inputs, ranges: Mapping[str, Range], moved: Moved[Inputs]
) -> Range:
    """The 95 % interval of an outcome from those of its inputs, which are taken as independent.

    Each input is moved to the ends of its interval while the others stay; the squares of what that does to
    the outcome add up. ``moved`` gives the inputs with one of them moved.
    Source: Zou and Donner 2008 (MOVER), https://doi.org/10.1002/sim.3095; Donner and Zou 2012,
    https://doi.org/10.1177/0962280210388106
    """
    value = outcome(inputs)
    down, up = 0.0, 0.0
    for key, one in ranges.items():
        ends = [outcome(moved(inputs, key, end)) for end in (one.low, one.high)]
        down = hypot(down, value - min(value, *ends))
        up = hypot(up, max(value, *ends) - value)
    return Range(value, value - down, value + up)
