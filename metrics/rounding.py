"""Numbers beside each other that add up as they are shown, rounded."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose

from metrics.kpi import Kpi


def difference(kpi: Kpi, change: float, before: float, after: float) -> float:
    """A change between two values as they are shown, in the KPI's unit: what a reader gets by subtracting.

    Where the change isn't that of the two values, it stays as it is.
    """
    if not isclose(change, after - before, rel_tol=1e-9, abs_tol=1e-9):
        return change
    return round(round(after, kpi.decimals) - round(before, kpi.decimals), kpi.decimals)


def adding_up(parts: Sequence[float], total: float, decimals: int) -> list[float]:
    """Parts rounded so that they add up to a total, rounded: those are moved that are rounded furthest.

    Source: the method of the largest remainder (Hamilton, 1792).
    """
    unit = 10.0**-decimals
    rounded = [round(part / unit) for part in parts]
    missing = round(total / unit) - sum(rounded)
    step = 1 if missing > 0 else -1
    furthest = sorted(range(len(parts)), key=lambda place: step * (rounded[place] - parts[place] / unit))
    for turn in range(abs(missing) if parts else 0):
        rounded[furthest[turn % len(parts)]] += step
    return [round(one * unit, decimals) for one in rounded]
