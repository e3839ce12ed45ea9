"""How long things last where some haven't ended yet: Kaplan-Meier curves and the log-rank test.

For durations (open cases are censored) and for how long customers stay (who is still there is censored; who
is watched only from some day on is left-truncated).
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
_NEVER = "a group is never at risk while something ends in another"
COLUMNS = ("time", "at_risk", "events", "survival", "low", "high")


class NeverTogether(ValueError):
    """Groups that can't be compared: one is never at risk while something ends in another."""


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
    since     the shortest duration that anybody is watched from: the curve is of those who lasted that long
    """

    points: pd.DataFrame
    median: Estimate
    n: int
    events: int
    longest: float
    since: float = 0.0

    def at(self, time: float) -> Estimate:
        """The share that lasts longer than ``time``; None beyond the longest duration, unless all ended.

        None before ``since``, too.
        """
        if time < 0 or np.isnan(time):
            raise ValueError(f"a time can't be {time}")
        if time < self.since:
            return Estimate(None, None, None)
        row = self.points[self.points["time"] <= time].tail(1)
        if row.empty:
            return Estimate(1.0, 1.0, 1.0) if time <= self.longest else Estimate(None, None, None)
        share, low, high = (float(row[name].iloc[0]) for name in ("survival", "low", "high"))
        known = time <= self.longest or share == 0
        return Estimate(share, low, high) if known else Estimate(None, None, None)

    def by_when(self, share: float) -> Estimate:
        """The time by which a share has ended, as the median is of a half; None where it isn't reached."""
        return _by_when(self.points, share)

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


@dataclass(frozen=True)
class HazardRatio:
    """How many times as often the second group ends as the first, at the same duration.

    observed, expected   what has ended in the second group, and what would have by the pace of both together
    """

    value: float
    low: float
    high: float
    observed: float
    expected: float


def kaplan_meier(durations: ArrayLike, events: ArrayLike, entry: ArrayLike | None = None) -> Curve:
    """The Kaplan-Meier curve of durations, with log-log intervals.

    durations  (n) 0 or above, in one unit; rows where it is missing are left out
    events     (n) whether it has ended (1, True) or is still open (0, False)
    entry      (n) the duration that each had already lasted when it began to be watched: it is at risk only
               after that; 0 for one that is watched from its start. Those never watched are left out

    Sources: Kaplan and Meier 1958, https://doi.org/10.1080/01621459.1958.10501452; Kalbfleisch and Prentice
    1980, The Statistical Analysis of Failure Time Data (log-log); Brookmeyer and Crowley 1982,
    https://doi.org/10.2307/2530286 (median); Klein and Moeschberger 2003, 4.6 (entry).
    Raises ValueError without a duration, or for a negative one.
    """
    # Loaded where it is used: it takes seconds.
    from statsmodels.duration.survfunc import SurvfuncRight

    times, ended, begun = _observed(durations, events, entry)
    longest, since = float(times.max()), 0.0 if begun is None else max(0.0, float(begun.min()))
    if not ended.any():
        empty = pd.DataFrame({name: np.zeros(0) for name in COLUMNS})
        return Curve(empty, Estimate(None, None, None), len(times), 0, longest, since)
    # As R does, and against its warnings about dividing by nobody: the last to end is no special case.
    with np.errstate(divide="ignore", invalid="ignore"):
        found = SurvfuncRight(times, ended.astype(np.float64), entry=begun)
    share = np.asarray(found.surv_prob, dtype=np.float64)
    at_risk, count = np.asarray(found.n_risk, np.float64), np.asarray(found.n_events, np.float64)
    low, high = _log_log(share, at_risk, count)
    columns = (np.asarray(found.surv_times, np.float64), at_risk, count, share, low, high)
    points = pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))
    points = points[points["events"] > 0].reset_index(drop=True)
    return Curve(points, _by_when(points, 1 / 2), len(times), int(ended.sum()), longest, since)


def _log_log(share: Array, at_risk: Array, events: Array) -> tuple[Array, Array]:
    """Greenwood's error on the scale of log(-log S); where S is 1 or 0 there is none."""
    inside = (share > 0) & (share < 1)
    left = np.where(inside, at_risk * (at_risk - events), 1)
    error = np.sqrt(np.cumsum(np.where(inside, events / left, 0)))
    log = np.log(np.where(inside, share, 0.5))
    stretch = np.exp(normal_quantile() * error / np.abs(log))
    return np.where(inside, np.exp(log * stretch), share), np.where(inside, np.exp(log / stretch), share)


def _by_when(points: pd.DataFrame, share: float) -> Estimate:
    value, low, high = (_reached(points, name, 1 - share) for name in ("survival", "low", "high"))
    return Estimate(value, low, high)


def _reached(points: pd.DataFrame, name: str, level: float) -> float | None:
    """The first time at which a curve is down to a level."""
    down = points[points[name] <= level + ROUNDING]
    return None if down.empty else float(down["time"].iloc[0])


def logrank(
    durations: ArrayLike, events: ArrayLike, groups: ArrayLike, entry: ArrayLike | None = None
) -> LogRank:
    """Whether the durations of two or more groups differ.

    durations, events, entry  (n) as for ``kaplan_meier``
    groups                    (n) labels

    Source: Mantel 1966; Peto and Peto 1972, https://doi.org/10.2307/2344317
    Raises ValueError for fewer than two groups, or where nothing has ended.
    """
    # Loaded where it is used: it takes seconds.
    from statsmodels.duration.survfunc import survdiff

    times, ended, begun, group = _grouped(durations, events, groups, entry)
    try:
        statistic, __ = survdiff(times, ended.astype(np.float64), group, entry=begun)
    except np.linalg.LinAlgError as error:
        raise NeverTogether(_NEVER) from error
    df = int(group.max())
    return LogRank(float(statistic), df, float(special.chdtrc(df, statistic)))


def hazard_ratio(
    durations: ArrayLike, events: ArrayLike, is_second: ArrayLike, entry: ArrayLike | None = None
) -> HazardRatio:
    """How many times as often those of a second group end as the others, by the parts of the log-rank test.

    durations, events, entry  (n) as for ``kaplan_meier``
    is_second                 (n) whether each is of the second group

    Source: Peto's one-step estimate, Yusuf, Peto, Lewis, Collins and Sleight 1985,
    https://doi.org/10.1016/S0033-0620(85)80003-7. Raises ValueError as ``logrank`` does.
    """
    times, ended, begun, group = _grouped(durations, events, is_second, entry)
    moments = np.unique(times[ended])
    at_risk = [_at_risk(times, begun, moments, group == one) for one in (0, 1)]
    counts = [_counted(times[ended & (group == one)], moments) for one in (0, 1)]
    everyone, all_ended = at_risk[0] + at_risk[1], counts[0] + counts[1]
    share = at_risk[1] / everyone
    expected = float((share * all_ended).sum())
    spread = share * (1 - share) * all_ended * (everyone - all_ended) / np.maximum(everyone - 1, 1)
    variance, observed = float(spread.sum()), float(counts[1].sum())
    if not variance > 0:
        raise NeverTogether(_NEVER)
    value, reach = (observed - expected) / variance, normal_quantile() / np.sqrt(variance)
    bounds = (float(np.exp(value + step)) for step in (0, -reach, reach))
    return HazardRatio(*bounds, observed=observed, expected=expected)


def _at_risk(times: Array, begun: Array | None, moments: Array, members: Bools) -> Array:
    """How many of some are watched at each moment, and have not ended before it."""
    left = np.searchsorted(np.sort(times[members]), moments, side="left")
    came = members.sum() if begun is None else np.searchsorted(np.sort(begun[members]), moments, side="left")
    return (came - left).astype(np.float64)


def _counted(times: Array, moments: Array) -> Array:
    """How many have ended at each moment."""
    return np.bincount(np.searchsorted(moments, times), minlength=len(moments)).astype(np.float64)


def _grouped(
    durations: ArrayLike, events: ArrayLike, groups: ArrayLike, entry: ArrayLike | None
) -> tuple[Array, Bools, Array | None, NDArray[np.intp]]:
    """What is observed, with the group of each by its number; those without a group are left out."""
    spans, marks = numeric(durations, "durations"), numeric(events, "events")
    since = np.zeros_like(spans) if entry is None else numeric(entry, "entry")
    names = np.array(groups, dtype=object)
    if names.shape != spans.shape:
        raise ValueError(f"{len(names)} groups are given for {len(spans)} durations")
    if len(since) != len(spans):
        raise ValueError(f"{len(spans)} durations have {len(since)} entries")
    known = ~pd.isna(names) & np.isfinite(spans) & np.isfinite(marks) & np.isfinite(since)
    known &= (since == 0) | (since < spans)
    group, labels = pd.factorize(names[known], sort=True)
    if len(labels) < 2:
        raise ValueError("a log-rank test takes two groups or more")
    kept = None if entry is None else since[known]
    times, ended, begun = _observed(spans[known], marks[known], kept)
    if not ended.any():
        raise ValueError("nothing has ended yet: there is nothing to compare")
    return times, ended, begun, group


def _observed(
    durations: ArrayLike, events: ArrayLike, entry: ArrayLike | None = None
) -> tuple[Array, Bools, Array | None]:
    times, marks = numeric(durations, "durations"), numeric(events, "events")
    since = None if entry is None else numeric(entry, "entry")
    for name, given in (("events", marks), ("entries", since)):
        if given is not None and len(times) != len(given):
            raise ValueError(f"{len(times)} durations have {len(given)} {name}")
    known = np.isfinite(times) & np.isfinite(marks)
    if since is not None:
        # As R's Surv: one that ends as soon as it is watched was never at risk.
        known &= np.isfinite(since) & ((since == 0) | (since < times))
        since = since[known]
    times, marks = times[known], marks[known]
    if not len(times):
        raise ValueError("a curve takes at least one duration")
    if (times < 0).any() or (since is not None and (since < 0).any()):
        raise ValueError("a duration can't be negative")
    if not np.isin(marks, (0, 1)).all():
        raise ValueError("an event is 1 where something ended, 0 where it is still open")
    # Watched from the start is at risk at once, at a duration of 0 as well.
    return times, marks == 1, None if since is None else np.where(since == 0, -1.0, since)
