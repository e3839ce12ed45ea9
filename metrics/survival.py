"""How long things last where some haven't ended yet: Kaplan-Meier curves and the log-rank test.

For durations (open cases are censored) and for retention by joining cohort (who is still there is censored).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special

from metrics.intervals import normal_quantile
from metrics.statistics.sequences import Array, numeric

Bools = NDArray[np.bool_]
ROUNDING = 1e-12
COLUMNS = ("time", "at_risk", "events", "survival", "low", "high")


@dataclass(frozen=True)
class Estimate:
    """A value with its 95 % interval; a bound that the data don't reach is None, and so is the value."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Curve:
    """A Kaplan-Meier curve.

    points    one row a time at which something ended, with the columns ``COLUMNS``; survival from 1 to 0
              just after that time. Empty where nothing has ended.
    median    the time by which half have ended, in the unit of the durations
    n, events how many durations, and how many of them have ended
    longest   the longest duration: beyond it nothing is known
    """

    points: pd.DataFrame
    median: Estimate
    n: int
    events: int
    longest: float

    def at(self, time: float) -> Estimate:
        """The share that lasts longer than ``time``; None beyond the longest duration, unless all ended."""
        if time < 0 or np.isnan(time):
            raise ValueError(f"a time can't be {time}")
        row = self.points[self.points["time"] <= time].tail(1)
        if row.empty:
            return Estimate(1.0, 1.0, 1.0) if time <= self.longest else Estimate(None, None, None)
        share, low, high = (float(row[name].iloc[0]) for name in ("survival", "low", "high"))
        known = time <= self.longest or share == 0
        return Estimate(share, low, high) if known else Estimate(None, None, None)

    def restricted_mean(self, horizon: float) -> Estimate:
        """The mean duration up to ``horizon``: what lasts longer counts as that long.

        Source: Klein and Moeschberger 2003, Survival Analysis, 4.5. Raises ValueError for a horizon that
        isn't above 0; the value is None beyond the longest duration.
        """
        if not horizon > 0:
            raise ValueError(f"a horizon must be above 0, not {horizon}")
        if horizon > self.longest and self.at(self.longest).value != 0:
            return Estimate(None, None, None)
        rows = self.points[self.points["time"] < horizon]
        edges = np.concatenate([[0.0], rows["time"].to_numpy(), [horizon]])
        areas = np.concatenate([[1.0], rows["survival"].to_numpy()]) * np.diff(edges)
        later = areas[::-1].cumsum()[::-1][1:]
        at_risk, ended = rows["at_risk"].to_numpy(), rows["events"].to_numpy()
        # Where all that are left end at once, nothing comes after, and they add no variance.
        left = np.maximum(at_risk * (at_risk - ended), 1)
        reach = normal_quantile() * float(np.sqrt((later**2 * ended / left).sum()))
        value = float(areas.sum())
        return Estimate(value, max(0.0, value - reach), min(horizon, value + reach))


@dataclass(frozen=True)
class LogRank:
    """The log-rank test: its chi-square, degrees of freedom (groups less one) and p."""

    statistic: float
    df: int
    p: float


def kaplan_meier(durations: ArrayLike, events: ArrayLike) -> Curve:
    """The Kaplan-Meier curve of durations, with log-log intervals.

    durations  (n) 0 or above, in one unit; rows where it is missing are left out
    events     (n) whether it has ended (1, True) or is still open (0, False)

    Sources: Kaplan and Meier 1958, https://doi.org/10.1080/01621459.1958.10501452; Kalbfleisch and Prentice
    1980, The Statistical Analysis of Failure Time Data (log-log); Brookmeyer and Crowley 1982,
    https://doi.org/10.2307/2530286 (median). Raises ValueError without a duration, or for a negative one.
    """
    # Loaded where it is used: it takes seconds.
    from statsmodels.duration.survfunc import SurvfuncRight

    times, ended = _observed(durations, events)
    if not ended.any():
        empty = pd.DataFrame({name: np.zeros(0) for name in COLUMNS})
        return Curve(empty, Estimate(None, None, None), len(times), 0, float(times.max()))
    # As R does, and against its warnings about dividing by nobody: the last to end is no special case.
    with np.errstate(divide="ignore", invalid="ignore"):
        found = SurvfuncRight(times, ended.astype(np.float64))
    share = np.asarray(found.surv_prob, dtype=np.float64)
    at_risk, count = np.asarray(found.n_risk, np.float64), np.asarray(found.n_events, np.float64)
    low, high = _log_log(share, at_risk, count)
    columns = (np.asarray(found.surv_times, np.float64), at_risk, count, share, low, high)
    points = pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))
    points = points[points["events"] > 0].reset_index(drop=True)
    return Curve(points, _median(points), len(times), int(ended.sum()), float(times.max()))


def _log_log(share: Array, at_risk: Array, events: Array) -> tuple[Array, Array]:
    """Greenwood's error on the scale of log(-log S); where S is 1 or 0 there is none."""
    inside = (share > 0) & (share < 1)
    left = np.where(inside, at_risk * (at_risk - events), 1)
    error = np.sqrt(np.cumsum(np.where(inside, events / left, 0)))
    log = np.log(np.where(inside, share, 0.5))
    stretch = np.exp(normal_quantile() * error / np.abs(log))
    return np.where(inside, np.exp(log * stretch), share), np.where(inside, np.exp(log / stretch), share)


def _median(points: pd.DataFrame) -> Estimate:
    value, low, high = (_reached(points, name) for name in ("survival", "low", "high"))
    return Estimate(value, low, high)


def _reached(points: pd.DataFrame, name: str) -> float | None:
    """The first time at which a curve is down to a half."""
    down = points[points[name] <= 1 / 2 + ROUNDING]
    return None if down.empty else float(down["time"].iloc[0])


def logrank(durations: ArrayLike, events: ArrayLike, groups: ArrayLike) -> LogRank:
    """Whether the durations of two or more groups differ.

    durations, events  (n) as for ``kaplan_meier``
    groups             (n) labels

    Source: Mantel 1966; Peto and Peto 1972, https://doi.org/10.2307/2344317
    Raises ValueError for fewer than two groups, or where nothing has ended.
    """
    # Loaded where it is used: it takes seconds.
    from statsmodels.duration.survfunc import survdiff

    spans, marks = numeric(durations, "durations"), numeric(events, "events")
    names = np.array(groups, dtype=object)
    if names.shape != spans.shape:
        raise ValueError(f"{len(names)} groups are given for {len(spans)} durations")
    known = ~pd.isna(names) & np.isfinite(spans) & np.isfinite(marks)
    labels, group = np.unique(names[known].astype(str), return_inverse=True)
    if len(labels) < 2:
        raise ValueError("a log-rank test takes two groups or more")
    times, ended = _observed(spans[known], marks[known])
    if not ended.any():
        raise ValueError("nothing has ended yet: there is nothing to compare")
    statistic, __ = survdiff(times, ended.astype(np.float64), group)
    df = len(labels) - 1
    return LogRank(float(statistic), df, float(special.chdtrc(df, statistic)))


def _observed(durations: ArrayLike, events: ArrayLike) -> tuple[Array, Bools]:
    times, marks = numeric(durations, "durations"), numeric(events, "events")
    if len(times) != len(marks):
        raise ValueError(f"{len(times)} durations have {len(marks)} events")
    known = np.isfinite(times) & np.isfinite(marks)
    times, marks = times[known], marks[known]
    if not len(times):
        raise ValueError("a curve takes at least one duration")
    if (times < 0).any():
        raise ValueError("a duration can't be negative")
    if not np.isin(marks, (0, 1)).all():
        raise ValueError("an event is 1 where something ended, 0 where it is still open")
    return times, marks == 1
