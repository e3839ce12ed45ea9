"""Numbers beside each other that add up as they are shown, rounded."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose

from data import formats
from metrics.kpi import Kpi


def difference(kpi: Kpi, change: float, before: float, after: float) -> float:
    """A change between two values as they are shown, in the KPI's unit: what a reader gets by subtracting.

    Where the change isn't that of the two values, it stays as it is.
    """
    if not isclose(change, after - before, rel_tol=1e-9, abs_tol=1e-9):
        return change
    # What is left to round is what binary numbers leave of a difference of decimal ones.
    return formats.rounded(kpi.shown(after) - kpi.shown(before), kpi.decimals_of(before, after))


def apart(before: float, after: float, decimals: int) -> float:
    """After minus before as they are shown, with so many digits: what a reader gets by subtracting."""
    return formats.rounded(formats.rounded(after, decimals) - formats.rounded(before, decimals), decimals)


def adding_up(parts: Sequence[float], total: float, decimals: int) -> list[float]:
    """Parts rounded so that they add up to a total, rounded: those are moved that are rounded furthest.

    Source: the method of the largest remainder (Hamilton, 1792).
    """
    unit = 10.0**-decimals
    rounded = [formats.whole(part / unit) for part in parts]
    missing = formats.whole(total / unit) - sum(rounded)
    step = 1 if missing > 0 else -1
    furthest = sorted(range(len(parts)), key=lambda place: step * (rounded[place] - parts[place] / unit))
    for turn in range(abs(missing) if parts else 0):
        rounded[furthest[turn % len(parts)]] += step
    return [formats.rounded(one * unit, decimals) for one in rounded]
