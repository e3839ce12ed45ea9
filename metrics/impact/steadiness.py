"""Whether a KPI behaves as usual: its control chart by segment, and what it signals.

An XmR chart for values that come one a period, P' for shares, U' for rates by customer. Signals, never the
verdict on a rollout.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics.control_chart import Assurance, ControlChart, Variation, p_prime, u_prime, xmr
from metrics.impact.course import Course, Out
from metrics.kpi import Kpi
from metrics.measures.exposure import PerExposure
from metrics.measures.kinds import Share
from metrics.measures.ratios import Ratio
from metrics.measures.retention import Churn, Retention
from metrics.periods import Grain
from metrics.statistics.signals import Signal

COLUMNS = ("start", "until", "value", "segment", "mean", "lower", "upper", "signal", "side", "trial")
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
    variation   what the latest point says
    assurance   whether the process as it is meets the target; None without a target or limits
    trial       whether the latest limits rest on fewer than 13 periods
    """

    kpi: Kpi
    grain: Grain
    points: pd.DataFrame
    variation: Variation
    assurance: Assurance | None
    trial: bool

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
    def since(self) -> date:
        """The first day of the latest segment."""
        latest = self.points["segment"].iloc[-1]
        return self.points.loc[self.points["segment"] == latest, "start"].iloc[0].date()

    @property
    def latest(self) -> list[Named]:
        """The named periods of the latest segment."""
        return [named for named in self.signals if named.start >= self.since]


def steadiness(course: Course, target: float | None = None) -> Steadiness | None:
    """The control chart of a course, a segment from each event on; None where no period is finished."""
    shown = ~course.frame["out"].isin([Out.NO_VALUE, Out.UNFINISHED, Out.OPEN])
    if not shown.any():
        return None
    chart, scale = _chart(course, shown.to_numpy(), target)
    points = chart.points.assign(
        start=course.frame["start"],
        until=course.frame["until"],
        **{name: chart.points[name] * scale for name in ("value", "mean", "lower", "upper")},
    )
    kept = points[shown].reset_index(drop=True)[list(COLUMNS)]
    return Steadiness(
        course.kpi, course.grain, kept, chart.variation, chart.assurance, bool(kept["trial"].iloc[-1])
    )


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
