"""Impacts put together by hand, without data behind them."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.catalogue import kpi_named
from metrics.comparison import Comparison
from metrics.impact.course import Course, Out, Scale
from metrics.impact.impact import Impact
from metrics.impact.lasting import Decay
from metrics.impact.verdict import Kind, Verdict
from metrics.interrupted import NoVerdict
from metrics.periods import Grain
from metrics.statistics.autoregression import Effect

ROLLOUT = date(2025, 3, 1)


def impact(
    key: str,
    kind: Kind,
    level: tuple[float, float, float] | None = None,
    p: float = 0.001,
    *,
    variance: float = 1.0,
    is_ratio: bool = False,
    after: int = 6,
) -> Impact:
    """A KPI with a verdict; ``level`` is value, low and high."""
    kpi = kpi_named(key)
    verdict = Verdict(
        kind,
        kpi,
        level=Effect(*level, p, 1.0) if level else None,
        is_ratio=is_ratio,
        reason=None if level else NoVerdict.TOO_FEW,
        before=24,
        after=after,
        variance=variance,
    )
    day = pd.Timestamp(2025, 11, 1)
    frame = pd.DataFrame([{"start": day, "until": pd.Timestamp(2025, 12, 1), "out": Out.COUNTS}]).assign(
        value=1.0, events=1.0, exposure=1.0
    )
    course = Course(kpi, Grain.MONTH, frame, 0, 0, 1, (), (), (), (), Scale.VALUES)
    return Impact(kpi, ROLLOUT, Comparison(kpi, ROLLOUT, None, None, None), verdict, course)


def lasting_as(found: Impact, decay: Decay) -> Impact:
    """The same impact, as if its periods had told this of whether it lasts."""
    vars(found)["_decay"] = decay
    return found
