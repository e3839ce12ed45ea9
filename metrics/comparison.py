"""What happened: a KPI before and after a rollout, with the interval of the difference.

This is a description, not a verdict: it takes the answers as independent, and knows nothing of a
trend or a season that was there anyway.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from metrics.catalogue import kpi_named
from metrics.facts import Facts
from metrics.kpi import Kpi
from metrics.periods import Grain
from metrics.query import Filters
from metrics.series import Summary, covered, summary
from metrics.windows import parts_between

# Points only below the first pair, no verdict below the second: fewer months can't carry one.
FEWEST_BEFORE, FEWEST_AFTER = 8, 6
VERDICT_BEFORE = 12
LONGEST_YEARS_BEFORE = 3


@dataclass(frozen=True)
class Change:
    """After minus before in the KPI's unit, with its 95 % interval where there is one."""

    value: float
    low: float | None
    high: float | None

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out no change at all."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


@dataclass(frozen=True)
class Comparison:
    """A KPI on both sides of a rollout; a side without data is None, and so is the change then."""

    kpi: Kpi
    rollout: date
    before: Summary | None
    after: Summary | None
    change: Change | None

    @property
    def missing_before(self) -> int:
        """How many periods before are still missing to describe a change."""
        return max(0, FEWEST_BEFORE - (self.before.periods if self.before else 0))

    @property
    def missing_after(self) -> int:
        """How many finished periods after are still missing to describe a change."""
        return max(0, FEWEST_AFTER - (self.after.periods if self.after and self.after.finished else 0))


def compare(
    facts: Facts, keys: tuple[str, ...], rollout: date, where: Filters = (), grain: Grain = Grain.MONTH
) -> dict[str, Comparison]:
    """Each KPI before and after a day, from the finished periods on either side, three years before at most.

    Rows are parted by the day itself, customers by whole periods.
    """
    before = parts_between(facts, keys, earliest(rollout), rollout - timedelta(days=1), where, grain)
    after = parts_between(facts, keys, rollout, None, where, grain)
    return {key: _compared(kpi_named(key), rollout, before.get(key), after.get(key)) for key in keys}


def earliest(rollout: date) -> date:
    """The first day that a comparison looks at: older data tell of another company."""
    return (pd.Timestamp(rollout).replace(day=1) - pd.DateOffset(years=LONGEST_YEARS_BEFORE)).date()


def _compared(kpi: Kpi, rollout: date, before: pd.DataFrame | None, after: pd.DataFrame | None) -> Comparison:
    sides = [summary(kpi, side) if side is not None and not side.empty else None for side in (before, after)]
    if before is None or after is None or sides[0] is None or sides[1] is None:
        return Comparison(kpi, rollout, sides[0], sides[1], None)
    found = kpi.measure.difference(covered(kpi, before), covered(kpi, after))
    low, high = (None if pd.isna(bound) else float(bound) for bound in (found.low, found.high))
    return Comparison(kpi, rollout, sides[0], sides[1], Change(float(found.value), low, high))
