"""Whether a KPI behaves as usual: its control chart by segment, and what it signals.

An XmR chart for values that come one a period, P' for shares, U' for rates by customer. Signals, never the
verdict on a rollout.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics.control_chart import ENOUGH, Assurance, ControlChart, Variation, p_prime, u_prime, xmr
from metrics.impact.course import Course, Out
from metrics.kpi import Kpi
from metrics.measures.exposure import PerExposure
from metrics.measures.kinds import Share
from metrics.measures.lists import OfLists
from metrics.measures.ratios import Ratio
from metrics.measures.retention import Churn, Retention
from metrics.periods import Grain
from metrics.statistics.signals import Signal

COLUMNS = ("start", "until", "value", "segment", "mean", "lower", "upper", "signal", "side", "trial")
# With fewer values a band would be as wide or as narrow as chance has it.
FEWEST = 6
_SHARES = Share | Ratio | Retention | Churn
_PERCENT = 100


@dataclass(frozen=True)
class Named:
    """A period that a rule names: ``side`` is 1 for high or rising, -1 for low or falling."""

    start: date
    signal: Signal
    side: int
    value: float


@dataclass(frozen=True, eq=False)
class Steadiness:
    """A control chart in the KPI's unit.

    points      one row a period that is finished, with the columns ``COLUMNS``
    variation   what the latest point says; None with fewer than 6 periods in its segment, which have no
                limits and signal nothing
    assurance   whether the process as it is meets the target; None without a target or limits
    trial       whether the latest limits rest on fewer than 13 periods
    since       the first day of the latest segment: that of the event which begins it
    reached     whether any point of the latest segment met the target
    """

    kpi: Kpi
    grain: Grain
    points: pd.DataFrame
    variation: Variation | None
    assurance: Assurance | None
    trial: bool
    since: date
    reached: bool = False

    @property
    def signals(self) -> list[Named]:
        """The periods that a rule names, in order."""
        named = self.points[self.points["signal"] != ""]
        return [
            Named(start.date(), Signal(signal), int(side), float(value))
            for start, signal, side, value in named[["start", "signal", "side", "value"]].itertuples(
                index=False
            )
        ]

    @property
    def latest(self) -> list[Named]:
        """The named periods of the latest segment."""
        first = self.segment["start"].iloc[0].date()
        return [named for named in self.signals if named.start >= first]

    @property
    def segment(self) -> pd.DataFrame:
        """The points of the latest segment."""
        return self.points[self.points["segment"] == self.points["segment"].iloc[-1]]


def steadiness(course: Course, target: float | None = None) -> Steadiness | None:
    """The control chart of a course, a segment from each event on; None where no period is finished.

    None for fewer lists of customers than limits take, too: they are of mostly the same customers.
    """
    shown = ~course.frame["out"].isin([Out.NO_VALUE, Out.UNFINISHED, Out.OPEN, Out.EVENT])
    fewest = ENOUGH if isinstance(course.kpi.measure, OfLists) else 1
    if shown.sum() < fewest:
        return None
    chart, scale = _chart(course, shown.to_numpy(), target)
    points = chart.points.assign(
        start=course.frame["start"],
        until=course.frame["until"],
        **{name: chart.points[name] * scale for name in ("value", "mean", "lower", "upper")},
    )
    kept = _told(points[shown].reset_index(drop=True)[list(COLUMNS)])
    is_told = len(kept[kept["segment"] == kept["segment"].iloc[-1]]) >= FEWEST
    return Steadiness(
        kpi=course.kpi,
        grain=course.grain,
        points=kept,
        variation=chart.variation if is_told else None,
        assurance=chart.assurance if is_told else None,
        trial=bool(kept["trial"].iloc[-1]),
        since=_since(course, kept),
        reached=target is not None and _reaches(course.kpi, kept, target),
    )


def _reaches(kpi: Kpi, points: pd.DataFrame, target: float) -> bool:
    values = points.loc[points["segment"] == points["segment"].iloc[-1], "value"]
    return any(kpi.reaches(value, target) for value in values)


def _told(points: pd.DataFrame) -> pd.DataFrame:
    """The points without limits and signals where a segment has too few of them for any."""
    few = points.groupby("segment")["value"].transform("size") < FEWEST
    points.loc[few, ["mean", "lower", "upper"]] = np.nan
    points.loc[few, "signal"], points.loc[few, "side"] = "", 0
    return points


def _since(course: Course, points: pd.DataFrame) -> date:
    """The day of the event that begins the latest segment, or the first day of the only one."""
    segment = int(points["segment"].iloc[-1])
    first = points.loc[points["segment"] == segment, "start"].iloc[0].date()
    behind = bisect_right(course.starts, int((course.frame["start"] < pd.Timestamp(first)).sum()))
    return course.began[behind - 1] if behind else first


def _chart(course: Course, shown: NDArray[np.bool_], target: float | None) -> tuple[ControlChart, float]:
    """The chart that fits the kind of KPI, and what its values are times in the KPI's unit."""
    measure, better = course.kpi.measure, course.kpi.better
    segments = list(np.searchsorted(course.starts, np.arange(len(course.frame)), side="right"))
    counts, sizes = (
        course.frame[name].where(shown).to_numpy(dtype=np.float64) for name in ("events", "exposure")
    )
    if isinstance(measure, PerExposure):
        return u_prime(counts, sizes, segments, better, target, per=measure.each), 1.0
    if isinstance(measure, _SHARES) and not (counts > sizes).any():
        aim = None if target is None else target / _PERCENT
        return p_prime(counts, sizes, segments, better, aim), _PERCENT
    values = course.frame["value"].where(shown).to_numpy(dtype=np.float64)
    return xmr(values, segments, better, target), 1.0
