"""Which values a KPI can have at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from data.specs import Scale
from metrics.kpi import Kpi, Unit
from metrics.measures.kinds import NetPromoterScore
from metrics.measures.quotients import Linearised


class Limits(NamedTuple):
    """The lowest and the highest value; None where there is no such limit."""

    low: float | None
    high: float | None

    def clipped(self, value: float) -> float:
        """The nearest value within the limits."""
        high = value if self.high is None else min(value, self.high)
        return high if self.low is None else max(high, self.low)


def limits(kpi: Kpi, scales: Mapping[str, Scale]) -> Limits:
    """The limits of a KPI's value: of a share, a net promoter score, a score on the company's scale.

    Points of any other kind may be below zero; counts, times and money may not.
    """
    if isinstance(kpi.measure, NetPromoterScore):
        return Limits(-100, 100)
    if kpi.scale:
        scale = scales[kpi.scale]
        return Limits(min(scale.low, scale.high), max(scale.low, scale.high))
    if kpi.unit is Unit.PERCENT:
        # What is divided by something else than what it is a part of may come to more.
        return Limits(0, None if isinstance(kpi.measure, Linearised) else 100)
    return Limits(None if kpi.unit is Unit.POINTS else 0, None)
