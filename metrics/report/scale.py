"""Round numbers along an axis, as a person would choose them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

from data import formats

# What a step may be, times a power of ten.
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_DIGITS = 6


@dataclass(frozen=True)
class Scale:
    """An axis from ``low`` to ``high`` with a mark at each ``step``; both ends are marks."""

    low: float
    high: float
    step: float

    @property
    def marks(self) -> list[float]:
        """The numbers to stand along the axis."""
        count = round((self.high - self.low) / self.step)
        return [round(self.low + at * self.step, _DIGITS) for at in range(count + 1)]

    @property
    def decimals(self) -> int:
        """How many digits tell one mark from another."""
        return next(
            digits for digits in range(_DIGITS + 1) if round(self.step, digits) == round(self.step, _DIGITS)
        )

    def label(self, mark: float) -> str:
        """A mark as the reader writes numbers."""
        return formats.number(mark, self.decimals)

    def share(self, value: float) -> float:
        """Where a value lies between the ends, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def scale(values: Sequence[float], *, from_zero: bool = False, most: int = 5) -> Scale:
    """The axis with at most ``most`` steps or so that takes in all values that are known."""
    known = [value for value in values if isfinite(value)] or [0.0]
    low, high = min(known), max(known)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = (
            (0.0, 1.0) if not low else (min(low, 0.9 * low, 1.1 * low), max(high, 0.9 * high, 1.1 * high))
        )
    step = _step((high - low) / most)
    return Scale(floor(low / step + _SLACK) * step, ceil(high / step - _SLACK) * step, step)


# A value that lies on a mark but for the last bit is on it.
_SLACK = 1e-9


def _step(least: float) -> float:
    power = 10.0 ** floor(log10(least))
    return power * next(step for step in _STEPS if step * power >= least * (1 - _SLACK))
