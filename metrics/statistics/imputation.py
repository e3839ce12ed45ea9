"""What treated cells of a panel would have been: unit and period effects, fitted on the untreated ones.

The same treatment dates dealt to the units otherwise tell what chance alone makes of the same panel.
Sources: Borusyak, Jaravel and Spiess 2024, https://doi.org/10.1093/restud/rdae007 (imputation);
Rosenbaum 2002, Observational Studies, 2.6 (interval by permutation).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import factorial, prod

import numpy as np
from numpy.typing import NDArray

from metrics.intervals import CONFIDENCE
from metrics.statistics.sequences import Array

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

DEALS = 999
SEED = 20_260_101
NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Panel:
    """Values (units, periods), NaN where missing, and each unit's first treated period (or ``NEVER``)."""

    values: Array
    first: Ints

    @property
    def known(self) -> Bools:
        """(units, periods): the cells that have a value."""
        return np.isfinite(self.values)

    def treated(self, first: Ints) -> Bools:
        """(units, periods): the cells that a dealing of first treated periods treats."""
        return np.arange(self.values.shape[1])[None, :] >= first[:, None]


@dataclass(frozen=True)
class Compared:
    """Value minus imputed value.

    apart   (units, periods, 2): of the values, and of the true treatment
    cells   (units, periods): the treated cells with somebody untreated beside them
    """

    apart: Array
    cells: Bools

    @property
    def mean(self) -> Array:
        """(2): over all cells; NaN where there are none."""
        return self.apart[self.cells].mean(axis=0) if self.cells.any() else np.full(2, np.nan)

    def by_age(self, first: Ints, most: int) -> Array:
        """(most, 2): over the cells of each age, 0 the first treated period; NaN where there are none."""
        ages = (np.arange(self.cells.shape[1])[None, :] - first[:, None])[self.cells]
        near = ages < most
        count = np.bincount(ages[near], minlength=most)
        kinds = self.apart[self.cells][near].T
        sums = np.stack([np.bincount(ages[near], weights=of, minlength=most) for of in kinds], axis=1)
        return sums / np.where(count > 0, count, np.nan)[:, None]


def compared(panel: Panel, first: Ints) -> Compared:
    """The cells that a dealing ``first`` treats, beside what they would have been."""
    treated = panel.treated(first)
    fitted = panel.known & ~treated
    group = _groups(fitted)
    cells: Bools = panel.known & treated & (group[: len(first), None] == group[None, len(first) :])
    true = panel.treated(panel.first).astype(np.float64)
    outcomes = np.stack([np.where(panel.known, panel.values, 0.0), true], axis=2)
    return Compared(outcomes - _imputed(fitted, outcomes, group), cells)


@dataclass(frozen=True)
class Permuted:
    """What the deals make of an effect: ``low`` and ``high`` are infinite where they set no bound."""

    value: float
    low: float
    high: float
    p: float
    deals: int


def permuted(effects: Array) -> Permuted | None:
    """The 95 % interval and p of the first of ``effects`` (deals, 2), beside the others.

    Those with NaN take no part. None where there are too few deals for any verdict.
    """
    usable = effects[np.isfinite(effects).all(axis=1)]
    if not len(usable) or 1 / len(usable) > 1 - CONFIDENCE:
        return None
    lows, highs = _reached(usable)
    # An effect is within the interval where more than 5 % of the deals reach at least as far.
    at = int(np.floor((1 - CONFIDENCE) * len(usable) + 1e-9))
    p = float(np.mean((lows <= 0) & (highs >= 0)))
    low, high = float(np.sort(lows)[at]), float(np.sort(highs)[::-1][at])
    return Permuted(float(usable[0, 0]), low, high, p, len(usable))


def _reached(effects: Array) -> tuple[Array, Array]:
    """For each deal, the lowest and highest effect under which it reaches as far as the true deal does.

    ``effects`` (deals, 2): what a deal, the true one first, makes of the values and of the true treatment.
    Taking an effect t out leaves a - t b; that is no less than the true a0 - t between two values of t, or
    for any t where the deal treats the same cells.
    """
    value, share = effects[:, 0], effects[:, 1]
    apart = np.abs(share) < 1 - 1e-9
    safe = np.where(apart, share, 0.0)
    ends = np.stack([(value[0] - value) / (1 - safe), (value[0] + value) / (1 + safe)])
    return np.where(apart, ends.min(axis=0), -np.inf), np.where(apart, ends.max(axis=0), np.inf)


def _groups(fitted: Bools) -> Ints:
    """A number for each unit and then each period, the same for those that fitted cells link."""
    count = fitted.astype(np.float64)
    units, periods = fitted.shape
    linked = count @ count.T + np.eye(units) > 0
    for _ in range(units.bit_length()):
        linked = linked @ linked
    of_units = linked.argmax(axis=1)
    of_periods = np.where(fitted.any(axis=0), of_units[fitted.argmax(axis=0)], units + np.arange(periods))
    return np.concatenate([of_units, of_periods])


def _imputed(fitted: Bools, outcomes: Array, group: Ints) -> Array:
    """Unit plus period effects (units, periods, k), by least squares on the fitted cells.

    ``group`` tells which units and periods are linked by fitted cells: within one, a constant can move from
    its units to its periods, and is held here so that the effects are one solution.
    """
    count = fitted.astype(np.float64)
    across, down = count.sum(axis=1), count.sum(axis=0)
    sign = np.concatenate([np.ones(len(across)), -np.ones(len(down))])
    held = (group[:, None] == group[None, :]) * np.outer(sign, sign)
    normal = held + np.diag(np.concatenate([across, down]))
    normal[: len(across), len(across) :] += count
    normal[len(across) :, : len(across)] += count.T
    masked = outcomes * count[:, :, None]
    sums = np.concatenate([masked.sum(axis=1), masked.sum(axis=0)])
    effects = np.linalg.solve(normal, sums)
    return effects[: len(across), None, :] + effects[None, len(across) :, :]


def deals(first: Ints) -> Iterator[Ints]:
    """The true dealing of dates, then every other one, or so many at random where there are more."""
    yield first
    dates, counts = np.unique(first, return_counts=True)
    ways = factorial(len(first)) // prod(factorial(int(count)) for count in counts)
    if ways <= DEALS + 1:
        others = _arrangements(dict(zip(dates.tolist(), counts.tolist(), strict=True)), len(first))
        yield from (deal for deal in map(np.array, others) if (deal != first).any())
        return
    draw = np.random.default_rng(SEED)
    yield from (draw.permutation(first) for _ in range(DEALS))


def _arrangements(left: dict[int, int], length: int) -> Iterator[list[int]]:
    if not length:
        yield []
    for date, count in left.items():
        if count:
            yield from ([date, *rest] for rest in _arrangements(left | {date: count - 1}, length - 1))
