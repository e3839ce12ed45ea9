"""The rules that tell a special cause from common cause on a control chart.

Those of NHS England's Making Data Count, as in NHSRplotthedots, within one segment. The first that matches
names a point:

outside       strictly beyond a limit
trend         seven points one after another, each strictly further the same way
two of three  three in a row on one side of the mean, at least two of them in the outer third between mean
              and limit; only those are named, and points beyond the limit don't count
shift         seven in a row on one side of the mean

Source: https://github.com/nhs-r-community/NHSRplotthedots
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from metrics.statistics.sequences import Array

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

RUN, TRIO = 7, 3
OUTER_THIRD = 2 / 3
# A value that differs from a line by less, relatively, lies on it: the rest is rounding.
ROUNDING = 1e-12


class Signal(StrEnum):
    """Which rule names a point; ``none`` for common cause."""

    NONE = ""
    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two of three"
    SHIFT = "shift"


def signals(values: Array, mean: Array, lower: Array, upper: Array) -> tuple[list[Signal], Ints]:
    """The first rule that names each point of a segment, and its side; all (n), without missing values."""
    values = _on_lines(values, mean, lower, upper)
    above = np.sign(values - mean).astype(np.int64)
    beyond = (values > upper).astype(np.int64) - (values < lower)
    edge = mean + above * OUTER_THIRD * np.where(above > 0, upper - mean, mean - lower)
    outer = (np.abs(values - mean) > np.abs(edge - mean)) & (beyond == 0) & (above != 0)
    rules = {
        Signal.OUTSIDE: beyond,
        Signal.TREND: trends(values),
        Signal.TWO_OF_THREE: two_of_three(outer, above),
        Signal.SHIFT: runs(above),
    }
    found, side = [Signal.NONE] * len(values), np.zeros(len(values), dtype=np.int64)
    for at in range(len(values)):
        named = next((rule for rule, sides in rules.items() if sides[at]), Signal.NONE)
        found[at], side[at] = named, rules[named][at] if named else 0
    return found, side


def runs(side: Ints, length: int = RUN) -> Ints:
    """(n) 1 or -1 for every point of a run of at least ``length`` on one side; 0 breaks a run."""
    found = np.zeros(len(side), dtype=np.int64)
    for end in range(length, len(side) + 1):
        window = side[end - length : end]
        if window[0] and (window == window[0]).all():
            found[end - length : end] = window[0]
    return found


def trends(values: Array) -> Ints:
    """(n) 1 or -1 for every point of six strict differences one way."""
    steps = np.sign(np.diff(values)).astype(np.int64)
    rising = runs(steps, RUN - 1)
    found = np.zeros(len(values), dtype=np.int64)
    for at in np.flatnonzero(rising):
        # Where one trend turns into another, the point belongs to the later one.
        found[at : at + 2] = rising[at]
    return found


def two_of_three(outer: Bools, side: Ints) -> Ints:
    """(n) 1 or -1 for points in the outer third, two or more of three in a row on one side."""
    found = np.zeros(len(side), dtype=np.int64)
    for end in range(TRIO, len(side) + 1):
        window = slice(end - TRIO, end)
        if abs(int(side[window].sum())) == TRIO and outer[window].sum() >= 2:
            found[window] = np.where(outer[window], side[window], found[window])
    return found


def _on_lines(values: Array, *lines: Array) -> Array:
    for line in lines:
        values = np.where(np.isclose(values, line, rtol=ROUNDING, atol=0), line, values)
    return values
