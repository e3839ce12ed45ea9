"""Branches or teams that got a policy on different dates, compared with those that hadn't got it yet.

What each treated cell (unit x period) would have been without the policy is imputed from unit and period
effects fitted on the untreated cells alone; the effect is the mean of value minus imputed value over the
treated cells. Its p comes from permutation: the same rollout dates dealt to the units otherwise. The
interval holds the effects that, taken out of the treated cells, no such deal would contradict at 5 %.

Sources: Borusyak, Jaravel and Spiess 2024, https://doi.org/10.1093/restud/rdae007 (imputation);
Rosenbaum 2002, Observational Studies, 2.6 (interval by permutation).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from math import factorial, prod

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.language import mark
from metrics.intervals import CONFIDENCE
from metrics.statistics.sequences import Array, numeric

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

FEWEST_UNITS = 6
DEALS = 999
SEED = 20_260_101
NEVER = np.iinfo(np.int64).max


class Dropped(StrEnum):
    """Why a unit takes no part."""

    NEVER_UNTREATED = "never untreated"
    NO_VALUE_AFTER = "no value after"


class NoVerdict(StrEnum):
    """Why there is no verdict."""

    TOO_FEW_UNITS = "too few units"
    NO_COMPARISON = "no comparison"
    TOO_FEW_DEALS = "too few deals"
    STEADY = "steady"


DROPPED = {
    Dropped.NEVER_UNTREATED: mark("It has no value from before the policy."),
    Dropped.NO_VALUE_AFTER: mark("It has no value from after its rollout."),
}
REASONS = {
    NoVerdict.TOO_FEW_UNITS: mark("A comparison takes at least 6 units with values before their rollout."),
    NoVerdict.NO_COMPARISON: mark("Once the policy had begun, there was nobody left without it."),
    NoVerdict.TOO_FEW_DEALS: mark("The rollout dates are too much alike to tell chance from effect."),
    NoVerdict.STEADY: mark("The values don't vary between units or periods: there is nothing to judge by."),
}
METHOD = mark(
    "What the treated units would have been, from unit and period effects of those untreated so far; "
    "interval and p by permuting the rollout dates."
)


@dataclass(frozen=True)
class StaggeredEffect:
    """The mean effect on the treated cells, in the unit of the values.

    value      None where no treated cell can be compared
    low, high  the 95 % interval; None where the permutations set no bound on that side
    p          two-sided, by permutation; None without a verdict
    units, treated  how many units took part, and how many of them got the policy
    cells      how many treated cells were compared
    left_out   how many treated cells had nobody untreated in their period
    dropped    unit -> why it took no part
    deals      how many ways of dealing the rollout dates stand behind p, the true one included
    reason     why there is no verdict; None where there is one
    """

    value: float | None
    low: float | None
    high: float | None
    p: float | None
    units: int
    treated: int
    cells: int
    left_out: int
    dropped: dict[Hashable, Dropped]
    deals: int
    reason: NoVerdict | None
    method: str = METHOD

    @property
    def verdict(self) -> bool | None:
        """Whether there was an effect: True, False (it can't be told from none), None (no verdict)."""
        return None if self.reason is not None or self.p is None else self.p <= 1 - CONFIDENCE


@dataclass(frozen=True)
class _Panel:
    """Values (units, periods), NaN where missing, and each unit's first treated period (or ``NEVER``)."""

    values: Array
    first: Ints

    @property
    def known(self) -> Bools:
        return np.isfinite(self.values)

    def treated(self, first: Ints) -> Bools:
        return np.arange(self.values.shape[1])[None, :] >= first[:, None]


@dataclass(frozen=True)
class _Compared:
    """``effects`` (2): on the values, and on the true treatment; over so many cells."""

    effects: Array
    cells: int


def effect(panel: pd.DataFrame, unit: str, period: str, value: str, first_treated: str) -> StaggeredEffect:
    """The effect of a policy that reached units in different periods, or some of them never.

    panel          one row a unit and period, in any order
    unit, period, value  its columns; periods sort by time, a missing value is a missing cell
    first_treated  the column with the unit's first treated period; missing where it never was

    Raises ValueError for a column that isn't there, a unit and period that stand twice, or a unit with more
    than one first treated period.
    """
    names, whole = _panel(panel, unit, period, value, first_treated)
    kept, dropped = _usable(names, whole)
    treated = int((kept.first != NEVER).sum())
    found = _compared(kept, kept.first)
    described = StaggeredEffect(
        value=None if found is None else float(found.effects[0]),
        low=None,
        high=None,
        p=None,
        units=len(kept.first),
        treated=treated,
        cells=0 if found is None else found.cells,
        left_out=int((kept.known & kept.treated(kept.first)).sum()) - (0 if found is None else found.cells),
        dropped=dropped,
        deals=1,
        reason=_no_verdict(kept, found),
    )
    return described if described.reason is not None else _judged(described, kept)


def _judged(described: StaggeredEffect, kept: _Panel) -> StaggeredEffect:
    """With interval and p, where there are ways enough to deal the rollout dates."""
    compared = [_compared(kept, first) for first in _deals(kept.first)]
    effects = np.array([found.effects for found in compared if found is not None])
    if 1 / len(effects) > 1 - CONFIDENCE:
        return replace(described, deals=len(effects), reason=NoVerdict.TOO_FEW_DEALS)
    lows, highs = _reached(effects)
    p = float(np.mean((lows <= 0) & (highs >= 0)))
    # An effect is within the interval where more than 5 % of the deals reach at least as far.
    at = int(np.floor((1 - CONFIDENCE) * len(effects) + 1e-9))
    low, high = (float(bound) for bound in (np.sort(lows)[at], np.sort(highs)[::-1][at]))
    return replace(
        described,
        low=low if np.isfinite(low) else None,
        high=high if np.isfinite(high) else None,
        p=p,
        deals=len(effects),
    )


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


def _panel(
    panel: pd.DataFrame, unit: str, period: str, value: str, first_treated: str
) -> tuple[list[Hashable], _Panel]:
    missing = [name for name in (unit, period, value, first_treated) if name not in panel.columns]
    if missing:
        raise ValueError(f"the panel has no column {', '.join(missing)}")
    if panel.empty or panel[[unit, period]].isna().any(axis=None):
        raise ValueError("every row of a panel takes a unit and a period")
    if panel.duplicated([unit, period]).any():
        raise ValueError("a unit and period stand in the panel twice")
    if (panel.groupby(unit)[first_treated].nunique(dropna=False) > 1).any():
        raise ValueError("a unit has more than one first treated period")
    wide = panel.assign(**{value: numeric(panel[value], value)}).pivot(
        index=unit, columns=period, values=value
    )
    starts = panel.groupby(unit)[first_treated].first().reindex(wide.index)
    first = [NEVER if pd.isna(start) else int(wide.columns.searchsorted(start)) for start in starts]
    within = [NEVER if start >= wide.shape[1] else start for start in first]
    return list(wide.index), _Panel(wide.to_numpy(dtype=np.float64), np.array(within, dtype=np.int64))


def _usable(names: list[Hashable], whole: _Panel) -> tuple[_Panel, dict[Hashable, Dropped]]:
    """The units that can be compared, and why the others can't."""
    treated = whole.treated(whole.first)
    earlier: Bools = np.any(whole.known & ~treated, axis=1)
    later: Bools = np.any(whole.known & treated, axis=1) | (whole.first == NEVER)
    kept = earlier & later
    dropped = {
        names[at]: Dropped.NO_VALUE_AFTER if earlier[at] else Dropped.NEVER_UNTREATED
        for at in np.flatnonzero(~kept)
    }
    return _Panel(whole.values[kept], whole.first[kept]), dropped


def _no_verdict(kept: _Panel, found: _Compared | None) -> NoVerdict | None:
    if len(kept.first) < FEWEST_UNITS:
        return NoVerdict.TOO_FEW_UNITS
    if found is None:
        return NoVerdict.NO_COMPARISON
    return NoVerdict.STEADY if np.ptp(kept.values[kept.known]) == 0 else None


def _compared(kept: _Panel, first: Ints) -> _Compared | None:
    """The mean effect on the cells that ``first`` treats: of the values, and of the true treatment."""
    treated = kept.treated(first)
    fitted = kept.known & ~treated
    group = _groups(fitted)
    linked = group[: len(first), None] == group[None, len(first) :]
    cells = kept.known & treated & linked
    if not cells.any():
        return None
    true = kept.treated(kept.first).astype(np.float64)
    outcomes = np.stack([np.where(kept.known, kept.values, 0.0), true], axis=2)
    imputed = _imputed(fitted, outcomes, group)
    return _Compared((outcomes - imputed)[cells].mean(axis=0), int(cells.sum()))


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


def _deals(first: Ints) -> Iterator[Ints]:
    """The true dealing of rollout dates, then every other one, or so many at random where there are more."""
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
