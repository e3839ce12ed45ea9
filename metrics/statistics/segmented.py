"""The design of a segmented regression: a line, steps and bends from given periods on, and the season."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from metrics.statistics.sequences import Array

SEASONS_NEEDED = 2
SLOPE = "slope"


@dataclass(frozen=True)
class Segmented:
    """A design over the periods with a value.

    design     (n, p): constant, time, the steps and bends, the season's sines and cosines
    times      (n) the periods' positions
    columns    which column each step or bend is
    harmonics  how many of the season's waves are in it
    """

    design: Array
    times: Array
    columns: dict[str, int]
    harmonics: int

    def contrast(self, name: str) -> Array:
        """The coefficient of a step or bend, as a contrast (p)."""
        return np.eye(self.design.shape[1])[self.columns[name]]


def segmented(series: Array, changes: Mapping[str, int], harmonics: int = 0, season: int = 12) -> Segmented:
    """The design for a series (N, NaN where a period has no value).

    ``changes`` gives the first period of each step; the one called ``slope`` bends the line instead, and
    counts 1 in its first period. The season takes two whole ones, or it stays out.
    Raises ValueError for a negative number of waves, or a season of fewer than two periods.
    """
    if harmonics < 0 or season < 2:
        raise ValueError(f"no season of {season} periods has {harmonics} waves")
    times: Array = np.flatnonzero(np.isfinite(series)).astype(np.float64)
    since = {name: times - first + 1 for name, first in changes.items()}
    parts = [np.maximum(age, 0) if name == SLOPE else (age > 0) * 1.0 for name, age in since.items()]
    waves = _waves(times, harmonics, season)
    # A trend round its middle and of order one keeps the sums of squares well apart.
    trend = (times - times.mean()) / max(len(times), 1) if len(times) else times
    design: Array = np.column_stack([np.ones_like(times), trend, *parts, *waves]).astype(np.float64)
    return Segmented(design, times, {name: 2 + k for k, name in enumerate(changes)}, len(waves) and harmonics)


def _waves(times: Array, harmonics: int, season: int) -> list[Array]:
    """Sine and cosine of each wave; of the one that alternates from period to period, the cosine alone."""
    if not len(times) or times[-1] - times[0] + 1 < SEASONS_NEEDED * season:
        return []
    found: list[Array] = []
    for wave in range(1, min(harmonics, season // 2) + 1):
        turns = 2 * np.pi * wave * times / season
        found += [np.cos(turns)] if 2 * wave == season else [np.sin(turns), np.cos(turns)]
    return found
