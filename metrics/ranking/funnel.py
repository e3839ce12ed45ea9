"""Members beside each other: who differs from the rest by more than chance.

A funnel plot: the fewer rows stand behind a member, the further from all together it may lie by chance.
Source: Spiegelhalter 2005, Funnel plots for comparing institutional performance,
https://doi.org/10.1002/sim.1970; its overdispersion as in Spiegelhalter 2005, Handling over-dispersion of
performance indicators, https://doi.org/10.1136/qshc.2005.013755
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import sqrt
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special

from data.language import mark
from metrics.change.contrast import counting
from metrics.counting.parts import DESCRIPTION
from metrics.counting.scan import NOT_GIVEN
from metrics.facts import Facts
from metrics.intervals import EXACT_BELOW, nps_variance, variance
from metrics.kpi import Kpi
from metrics.measures.kinds import Mean, NetPromoterScore, Share
from metrics.measures.quotients import PerRow
from metrics.measures.retention import Churn, Retention
from metrics.periods import Grain
from metrics.query import Filters
from metrics.ranking.drawing_lots import drawn
from metrics.windows import Days, parts_between

Array = NDArray[np.float64]

# Outside the inner limits lies one of 20 by chance, outside the outer ones one of 500.
INNER, OUTER = 0.95, 0.998
# With fewer members nobody can tell whether they differ by more than chance in general.
_FEWEST_TO_TELL = 10
_WINSORISED = 0.1


class Verdict(StrEnum):
    """How a member stands to the rest."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    CHANCE = "chance"
    TOO_FEW = "too_few"


VERDICT_WORDS = {
    Verdict.BETTER: mark("better than the rest"),
    Verdict.WORSE: mark("worse than the rest"),
    Verdict.HIGHER: mark("higher than the rest"),
    Verdict.LOWER: mark("lower than the rest"),
    Verdict.CHANCE: mark("within the limits of chance"),
    Verdict.TOO_FEW: mark("too few to tell"),
}


@dataclass(frozen=True)
class Limits:
    """Between which values a member may lie by chance: inner (95 %) and outer (99.8 %) limits."""

    inner_low: float
    inner_high: float
    outer_low: float
    outer_high: float


@dataclass(frozen=True)
class Ranked:
    """One member: its value with the interval and n, its limits, and how it stands to the rest."""

    member: str
    value: float
    low: float | None
    high: float | None
    n: int
    limits: Limits
    verdict: Verdict


@dataclass(frozen=True)
class _Pool:
    """All members together: value, n, the spread of one row, and for a share the rows that it counts."""

    value: float
    n: float
    spread: float
    hits: float | None


@dataclass(frozen=True)
class Funnel:
    """The members of a dimension, the best first, beside the value of all together.

    n    what stands behind that value
    dispersion    how much more the members vary than chance would have it; the limits are widened by its
                  root where it is above 1
    whole    the value and n of all rows, those without a member among them; None where all have one
    """

    kpi: Kpi
    dimension: str
    centre: float
    n: int
    members: tuple[Ranked, ...]
    dispersion: float
    _pool: _Pool
    whole: tuple[float, int] | None = None

    @property
    def without_member(self) -> int:
        """How many rows name no member."""
        return self.whole[1] - self.n if self.whole else 0

    def limits(self, n: float) -> Limits:
        """The limits of a member of this size."""
        return _limits(self._pool, n, self.dispersion)


# The spread of one row's contribution to the value, by the parts of all together.
_SPREADS: dict[type, Callable[[pd.Series], float]] = {
    Share: lambda parts: 100 * _spread_of_share(parts["hits"], parts["n"]),
    Retention: lambda parts: 100 * _spread_of_share(parts["kept"], parts["at_start"]),
    Churn: lambda parts: 100 * _spread_of_share(parts["kept"], parts["at_start"]),
    Mean: lambda parts: float(np.sqrt(variance(parts["n"], parts["total"], parts["squares"]))),
    NetPromoterScore: lambda parts: (
        100 * float(np.sqrt(nps_variance(parts["promoters"], parts["passives"], parts["detractors"])))
    ),
}


def can_rank(kpi: Kpi) -> bool:
    """Whether members of a KPI can be compared: what adds up follows from a member's size alone."""
    return _spread_by(kpi) is not None


def funnel(facts: Facts, kpi: Kpi, days: Days, dimension: str, where: Filters = ()) -> Funnel | None:
    """The members of a dimension over some days; None where fewer than two have a value."""
    if not can_rank(kpi):
        return None
    whole = counting(facts, kpi, days, where, Grain.MONTH)
    found = funnel_of(kpi, dimension, pooled_members(facts, kpi, days, dimension, where, whole))
    if found is None:
        return None
    everybody = _pool(kpi, whole.sum(numeric_only=True))
    n = round(everybody.n)
    return replace(found, whole=(everybody.value, n)) if n > found.n else found


def pooled_members(
    facts: Facts, kpi: Kpi, days: Days, dimension: str, where: Filters, whole: pd.DataFrame
) -> pd.DataFrame:
    """The parts of each member over some days, a row a member; who says no member is left out.

    ``whole`` are the periods that count, as ``counting`` gives them of all together.
    """
    parts = parts_between(facts, (kpi.key,), days, where, split=dimension).get(kpi.key)
    if parts is None or whole.empty:
        return pd.DataFrame()
    rows = parts[parts["start"].isin(whole["start"]) & (parts["split"] != NOT_GIVEN)]
    told = rows.drop(columns=[*set(DESCRIPTION) - {"split"}], errors="ignore")
    return told.groupby("split").sum(numeric_only=True)


def funnel_of(kpi: Kpi, dimension: str, pooled: pd.DataFrame, *, widened: bool = True) -> Funnel | None:
    """The members whose parts these are, a row a member; None where fewer than two have a value.

    Without ``widened`` the limits are those of chance alone, however much members vary in general.
    """
    if pooled.empty:
        return None
    found = kpi.measure.estimate(pooled).dropna(subset=["value"])
    return _funnel(kpi, dimension, pooled, found, widened=widened) if len(found) > 1 else None


def _funnel(kpi: Kpi, dimension: str, pooled: pd.DataFrame, found: pd.DataFrame, *, widened: bool) -> Funnel:
    pool = _pool(kpi, pooled.sum())
    scores = _scores(pool, found)[found["n"] >= kpi.measure.fewest]
    dispersion = _dispersion(scores) if widened else 1.0
    ranked = [
        _ranked(kpi, pool, dispersion, row)
        for row in found.rename_axis("member").reset_index().to_dict("records")
    ]
    ordered = sorted(ranked, key=lambda one: one.value, reverse=kpi.better != "lower")
    return Funnel(kpi, dimension, pool.value, round(pool.n), tuple(ordered), dispersion, pool)


def _pool(kpi: Kpi, together: pd.Series) -> _Pool:
    found = kpi.measure.estimate(together.to_frame().T).iloc[0]
    return _Pool(float(found["value"]), float(found["n"]), _spread(kpi, together), _successes(kpi, together))


def _ranked(kpi: Kpi, pool: _Pool, dispersion: float, row: Mapping[Any, Any]) -> Ranked:
    limits = _limits(pool, row["n"], dispersion)
    low, high = (None if pd.isna(row[bound]) else float(row[bound]) for bound in ("low", "high"))
    verdict = _verdict(kpi, row["value"], row["n"], limits)
    return Ranked(str(row["member"]), float(row["value"]), low, high, round(row["n"]), limits, verdict)


def _verdict(kpi: Kpi, value: float, n: float, limits: Limits) -> Verdict:
    if n < kpi.measure.fewest:
        return Verdict.TOO_FEW
    if limits.outer_low <= value <= limits.outer_high:
        return Verdict.CHANCE
    above = value > limits.outer_high
    if kpi.better is None:
        return Verdict.HIGHER if above else Verdict.LOWER
    return Verdict.BETTER if above == (kpi.better == "higher") else Verdict.WORSE


def _spread_by(kpi: Kpi) -> Callable[[pd.Series], float] | None:
    if isinstance(kpi.measure, PerRow):
        return kpi.measure.spread
    return next((_SPREADS[kind] for kind in type(kpi.measure).__mro__ if kind in _SPREADS), None)


def _spread(kpi: Kpi, together: pd.Series) -> float:
    found = _spread_by(kpi)
    if found is None:
        raise ValueError(f"members of {kpi.key} can't be ranked")
    return found(together)


def _spread_of_share(hits: float, n: float) -> float:
    share = hits / n
    return sqrt(share * (1 - share))


def _error(spread: float, n: ArrayLike, everything: float) -> Array:
    """The standard error of a member's distance from all together, of which it is a part."""
    size = np.asarray(n, dtype=np.float64)
    return spread * np.sqrt(np.maximum(1 / size - 1 / everything, 0.0))


def _scores(pool: _Pool, found: pd.DataFrame) -> pd.Series:
    """How many standard errors each member lies from all together."""
    error = pd.Series(_error(pool.spread, found["n"], pool.n), index=found.index)
    return ((found["value"] - pool.value) / error.where(error > 0)).fillna(0.0)


def _dispersion(scores: pd.Series) -> float:
    """The mean square of the scores, the outermost tenth drawn in; 1 where it may be chance."""
    if len(scores) < _FEWEST_TO_TELL:
        return 1.0
    low, high = scores.quantile([_WINSORISED, 1 - _WINSORISED])
    found = float((scores.clip(low, high) ** 2).mean())
    return found if found > 1 + 2 * sqrt(2 / len(scores)) else 1.0


def _limits(pool: _Pool, n: float, dispersion: float) -> Limits:
    hits = pool.hits
    few = hits is not None and min(hits, pool.n - hits) * n / pool.n < EXACT_BELOW
    wider = sqrt(dispersion)
    bounds: list[float] = []
    for level in (INNER, OUTER):
        if hits is not None and few:
            low, high = (100 * one for one in drawn(hits, pool.n, n, level))
        else:
            reach = float(special.ndtri((1 + level) / 2) * _error(pool.spread, n, pool.n))
            low, high = pool.value - reach, pool.value + reach
        bounds += [pool.value - wider * (pool.value - low), pool.value + wider * (high - pool.value)]
    if hits is not None:
        bounds = [min(100.0, max(0.0, bound)) for bound in bounds]
    return Limits(*bounds)


def _successes(kpi: Kpi, together: pd.Series) -> float | None:
    """How many of all rows count towards a share; None for another measure."""
    if isinstance(kpi.measure, Share):
        return float(together["hits"])
    if isinstance(kpi.measure, Retention):
        return float(together["kept"])
    return float(together["at_start"] - together["kept"]) if isinstance(kpi.measure, Churn) else None
