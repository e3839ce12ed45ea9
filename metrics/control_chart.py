"""Control charts: whether a process behaves as usual. They give signals, never the verdict on a rollout.

``xmr`` is for values that come one a period, ``p_prime`` for shares and ``u_prime`` for rates, whose sizes
differ from period to period. Limits belong to a segment; a new one begins at a rollout's period.

The rules are those of NHS England's Making Data Count, as in NHSRplotthedots
(https://github.com/nhs-r-community/NHSRplotthedots); ``metrics.statistics.signals`` has them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from metrics.statistics.sequences import Array, counted, numeric
from metrics.statistics.signals import Signal, signals

Better = Literal["higher", "lower"]
Ints = NDArray[np.int64]

# Wheeler and Chambers 1992, Understanding Statistical Process Control: 3 / d2, D4 and d2 for pairs of points.
LIMITS, SCREEN, PAIRS = 2.66, 3.267, 1.128
SIGMAS = 3
ENOUGH = 13
COLUMNS = ("value", "segment", "mean", "lower", "upper", "signal", "side", "trial")


class Variation(StrEnum):
    """What the latest point says: a special cause is neutral where neither way is better."""

    COMMON_CAUSE = "common cause"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL = "special cause"


class Assurance(StrEnum):
    """Whether the process, as it is, meets the target."""

    ALWAYS_MET = "always met"
    NEVER_MET = "never met"
    HIT_AND_MISS = "hit and miss"


@dataclass(frozen=True)
class ControlChart:
    """A chart's points and its two icons.

    points     one row a value, in order, with the columns ``COLUMNS``: mean and limits of its segment (NaN
               in a segment of fewer than two values), ``signal`` one of ``Signal``, ``side`` 1 for high or
               rising and -1 for low or falling, ``trial`` where the segment has fewer than 13 values
    variation  from the latest value
    assurance  from the latest limits; None without a target, a better way or limits
    """

    points: pd.DataFrame
    variation: Variation
    assurance: Assurance | None

    @property
    def trial(self) -> bool:
        """Whether the latest limits rest on fewer than 13 values."""
        return bool(self.points["trial"].iloc[-1])


Limits = tuple[Array, Array, Array]


def xmr(
    values: ArrayLike,
    segments: ArrayLike | None = None,
    better: Better | None = None,
    target: float | None = None,
    screen: bool = True,
) -> ControlChart:
    """An XmR chart: mean and mean +- 2.66 x mean moving range, segment by segment.

    values    (n) in order; NaN or None where missing: the moving range then joins its neighbours
    segments  (n) labels, a new segment where the label changes; or the positions where segments start,
              0 understood. As many as there are values are labels.
    better    which way is an improvement
    target    in the unit of the values
    screen    leaves out moving ranges of 3.267 times their mean or more, in one pass

    Source: Wheeler and Chambers 1992, Understanding Statistical Process Control; NHSRplotthedots.
    Raises ValueError where there is no value, or segments don't fit.
    """
    series = numeric(values)

    def limits(part: Array) -> Limits:
        return _individuals(part, screen)

    return _chart(series, _segments(segments, len(series)), (series,), limits, (better, target))


def p_prime(
    counts: ArrayLike,
    sizes: ArrayLike,
    segments: ArrayLike | None = None,
    better: Better | None = None,
    target: float | None = None,
) -> ControlChart:
    """Laney's P' chart of shares (0 to 1): ``counts`` (n) out of ``sizes`` (n); other arguments as ``xmr``.

    Periods without any size have no value. Source: Laney 2002, https://doi.org/10.1081/QEN-120003555
    Raises ValueError where a count is more than its size.
    """
    hits, trials = counted(counts, sizes)
    if (hits > trials).any():
        raise ValueError("a share can't count more than there are")

    def limits(part: Array, size: Array) -> Limits:
        centre = _pooled(part, size)
        return _laney(part, centre, np.sqrt(centre * (1 - centre) / size), 1.0)

    value, size = _rates(hits, trials, 1.0)
    return _chart(value, _segments(segments, len(hits)), (value, size), limits, (better, target))


def u_prime(
    counts: ArrayLike,
    sizes: ArrayLike,
    segments: ArrayLike | None = None,
    better: Better | None = None,
    target: float | None = None,
    per: float = 1.0,
) -> ControlChart:
    """Laney's U' chart of rates: ``counts`` (n) per ``sizes`` (n); other arguments as ``xmr``.

    ``per`` of 1000 gives events per 1,000, and takes the target so. Periods without any size have no value.
    Source: Laney 2002, https://doi.org/10.1081/QEN-120003555
    """
    events, exposure = counted(counts, sizes)

    def limits(part: Array, size: Array) -> Limits:
        centre = _pooled(part, size)
        return _laney(part, centre, np.sqrt(centre * per / size), np.inf)

    value, size = _rates(events, exposure, per)
    return _chart(value, _segments(segments, len(events)), (value, size), limits, (better, target))


def _rates(counts: Array, sizes: Array, per: float) -> tuple[Array, Array]:
    """Rates and sizes, NaN where either is missing or there is no size."""
    size = np.where(np.isfinite(counts) & (sizes > 0), sizes, np.nan)
    return counts * per / size, size


def _pooled(rates: Array, size: Array) -> float:
    """The rate of all points together; NaN without any."""
    return float(np.nansum(rates * size) / np.nansum(size)) if np.isfinite(rates).any() else np.nan


def _segments(segments: ArrayLike | None, length: int) -> Ints:
    """The number (n) of the segment that each point belongs to, from 0 on."""
    if segments is None:
        return np.zeros(length, dtype=np.int64)
    given = list(np.asarray(segments, dtype=object).ravel())
    if len(given) == length:
        return np.cumsum([False] + [label != following for label, following in pairwise(given)])
    return np.searchsorted(_starts(given, length), np.arange(length), side="right") - 1


def _starts(given: Sequence[object], length: int) -> Ints:
    whole = [int(start) for start in given if isinstance(start, int | np.integer)]
    if len(whole) != len(given) or sorted(set(whole)) != whole or any(not 0 <= at < length for at in whole):
        raise ValueError(f"segments are {length} labels, or positions below {length} in order, not {given}")
    return np.unique([0, *whole])


def _chart(
    values: Array,
    segments: Ints,
    parts: tuple[Array, ...],
    limits: Callable[..., Limits],
    aims: tuple[Better | None, float | None],
) -> ControlChart:
    if not np.isfinite(values).any():
        raise ValueError("a control chart takes at least one value")
    if aims[0] not in (None, "higher", "lower"):
        raise ValueError(f"better is 'higher', 'lower' or None, not {aims[0]!r}")
    found = [
        _points(values[at], limits(*(part[at] for part in parts))).assign(segment=number)
        for number in np.unique(segments)
        for at in [segments == number]
    ]
    points = pd.concat(found, ignore_index=True)[list(COLUMNS)]
    latest = points[points["value"].notna()].iloc[-1]
    return ControlChart(points, _variation(latest, aims[0]), _assurance(latest, *aims))


def _points(values: Array, limits: Limits) -> pd.DataFrame:
    """The rows of one segment."""
    mean, lower, upper = limits
    known = np.isfinite(values)
    signal, side = np.full(len(values), Signal.NONE, dtype=object), np.zeros(len(values), dtype=np.int64)
    signal[known], side[known] = signals(values[known], mean[known], lower[known], upper[known])
    return pd.DataFrame(
        {
            "value": values,
            "mean": mean,
            "lower": lower,
            "upper": upper,
            "signal": [str(word) for word in signal],
            "side": side,
            "trial": bool(known.sum() < ENOUGH),
        }
    )


def _individuals(values: Array, screen: bool) -> Limits:
    known = values[np.isfinite(values)]
    flat = np.ones(len(values))
    if not len(known):
        return flat * np.nan, flat * np.nan, flat * np.nan
    reach = LIMITS * _mean_range(known, screen) if len(known) > 1 else np.nan
    # The mean of one value many times would differ from it by rounding.
    centre = float(known.mean() if np.ptp(known) else known[0])
    return flat * centre, flat * (centre - reach), flat * (centre + reach)


def _mean_range(values: Array, screen: bool = True) -> float:
    """The mean moving range; where it is screened, of those below 3.267 times their mean."""
    ranges = np.abs(np.diff(values))
    mean = float(ranges.mean())
    kept = ranges[ranges < SCREEN * mean]
    return float(kept.mean()) if screen and len(kept) else mean


def _laney(values: Array, centre: float, sigma: Array, most: float) -> Limits:
    """Limits (n) from each point's own sigma, by how much more the points vary than that."""
    known = np.isfinite(values)
    flat = np.full(len(values), centre)
    if known.sum() < 2 or not (sigma[known] > 0).all():
        steady = flat if known.sum() > 1 else flat * np.nan
        return flat, steady, steady
    beyond = _mean_range((values[known] - centre) / sigma[known]) / PAIRS
    reach = SIGMAS * sigma * beyond
    return flat, np.maximum(centre - reach, 0), np.minimum(centre + reach, most)


def _variation(latest: pd.Series, better: Better | None) -> Variation:
    if not latest["signal"]:
        return Variation.COMMON_CAUSE
    if better is None:
        return Variation.NEUTRAL
    return Variation.IMPROVEMENT if (latest["side"] > 0) == (better == "higher") else Variation.CONCERN


def _assurance(latest: pd.Series, better: Better | None, target: float | None) -> Assurance | None:
    if better is None or target is None or np.isnan(target) or pd.isna(latest["lower"]):
        return None
    return assurance(float(latest["lower"]), float(latest["upper"]), better, target)


def assurance(lower: float, upper: float, better: Better, target: float) -> Assurance:
    """Limits against a target: one equal to a limit is met on the good side, missed on the bad one.

    A process that never varies, whose limits are one, is judged by its value.
    """
    sign = 1 if better == "higher" else -1
    worst, best = sorted((sign * lower, sign * upper))
    if sign * target <= worst:
        return Assurance.ALWAYS_MET
    return Assurance.NEVER_MET if sign * target >= best else Assurance.HIT_AND_MISS
