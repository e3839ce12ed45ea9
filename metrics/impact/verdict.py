"""The verdict on a rollout: whether a KPI shifted at it, which way, and how sure that is.

Level and slope of the periods by ``metrics.interrupted``: of the values, of their logarithms for durations,
of counts with their exposure for rates. The kind hangs on the level's interval alone: a second test, on the
slope, would raise the share of false verdicts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, partial
from math import exp, inf, log
from typing import Any

import numpy as np
import pandas as pd

from metrics import interrupted
from metrics.impact.course import Course, Scale
from metrics.impact.lines import lines
from metrics.interrupted import BEFORE_A_VERDICT, FEWEST_AFTER, LINES, NoVerdict, Shift
from metrics.kpi import Kpi
from metrics.power import Model, periods_needed, smallest_detectable
from metrics.statistics.autoregression import Effect

HARMONICS = 2
# What the simulations of how long it takes are worked out for: so that few of them are needed.
_CORRELATION_STEP = 0.05
_HIGHEST_CORRELATION = 0.95


class Kind(StrEnum):
    """What became of a KPI at a rollout; changed is one that neither way is better for."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    CHANGED = "changed"
    NO_CHANGE = "no change seen"
    CANT_TELL = "can't tell"


@dataclass(frozen=True, eq=False)
class Verdict:
    """Whether a KPI shifted at a rollout.

    level      the jump beside what the line before foretold: in the KPI's unit, or as a ratio (1: none)
    slope      the change of the slope a period, as the level; None for rates, which have one trend
    is_ratio   whether level and slope are ratios
    reason     why there is no verdict; None where there is one
    before, after    how many periods count on either side
    harmonics  how many waves of the season were accounted for; 0: the season is not
    method     in words, to be translated
    drawn      what works out ``lines``; None without a verdict
    """

    kind: Kind
    kpi: Kpi
    level: Effect | None = None
    slope: Effect | None = None
    is_ratio: bool = False
    reason: NoVerdict | None = None
    before: int = 0
    after: int = 0
    harmonics: int = 0
    season: int = 12
    method: str = LINES
    variance: float | None = None
    rho: float | None = None
    drawn: Callable[[], pd.DataFrame] | None = field(default=None, repr=False, compare=False)
    aim: float | None = None
    is_rate: bool = False

    # Worked out when asked for: what is told of all KPIs at once draws none.
    @cached_property
    def lines(self) -> pd.DataFrame | None:
        """The lines to draw, as ``metrics.impact.lines`` gives them; None without a verdict."""
        return self.drawn() if self.drawn else None

    @property
    def p(self) -> float | None:
        """Of the level against no change; None without a verdict."""
        return self.level.p if self.level and self.reason is None else None

    @property
    def has_lines(self) -> bool:
        """Whether there are lines to draw."""
        return self.lines is not None and not self.lines.empty

    @property
    def missing_before(self) -> int:
        """How many more periods before it takes for a verdict."""
        return max(0, BEFORE_A_VERDICT - self.before)

    @property
    def missing_after(self) -> int:
        """How many more periods after it takes for a verdict."""
        return max(0, FEWEST_AFTER - self.after)

    @cached_property
    def smallest(self) -> float | None:
        """The smallest shift, as the level, that so many periods show four times in five.

        None where there is no verdict, or none of any size would show.
        """
        if self.variance is None or self.reason is not None:
            return None
        found = smallest_detectable(self.variance, self.before, self.after, **self._assumed)
        if found == inf:
            return None
        return exp(found) if self.is_ratio else found

    @cached_property
    def needed(self) -> int | None:
        """How many more periods after it takes to show the target's change four times in five.

        None without a target or a verdict, or where five years wouldn't be enough.
        """
        if self.variance is None or not self.aim or self.reason is not None:
            return None
        return periods_needed(self.aim, self.variance, self.before, self.after, **self._assumed)

    @property
    def _assumed(self) -> dict[str, Any]:
        correlation = np.clip(self.rho or 0.0, -_HIGHEST_CORRELATION, _HIGHEST_CORRELATION)
        near = round(float(correlation) / _CORRELATION_STEP) * _CORRELATION_STEP
        model = Model(slope=not self.is_rate, harmonics=self.harmonics, season=self.season)
        return {"rho": round(near, 2), "model": model}


def verdict(course: Course, aim: tuple[float, float] | None = None) -> Verdict:
    """The verdict on the rollout of a course; ``aim`` is the value before and the target's."""
    shift = _shift(course)
    effects = [_in_unit(course, effect) for effect in (shift.level, shift.slope)]
    is_rate = course.scale is Scale.RATES
    return Verdict(
        kind=_kind(course.kpi, shift),
        kpi=course.kpi,
        level=effects[0],
        slope=effects[1],
        is_ratio=course.scale is not Scale.VALUES,
        reason=shift.reason,
        before=shift.before,
        after=shift.after,
        harmonics=shift.harmonics,
        season=course.season or 12,
        method=shift.method,
        variance=_variance(course, shift),
        rho=shift.rho,
        drawn=partial(lines, course, shift) if shift.reason is None else None,
        aim=_aim(course, aim),
        is_rate=is_rate,
    )


def _shift(course: Course) -> Shift:
    at, waves, season = course.rollout, HARMONICS if course.season else 0, course.season or 12
    if not 0 <= at <= course.last - course.first:
        return Shift(None, None, 0, 0, NoVerdict.TOO_FEW)
    if course.scale is Scale.RATES:
        counts, exposure = course.events, course.exposure
        known = np.isfinite(counts) & (exposure > 0)
        counts, exposure = (np.where(known, part, np.nan) for part in (counts, exposure))
        return interrupted.rate(counts, exposure, at, waves, season=season)
    values = np.log(course.values) if course.scale is Scale.LOGS else course.values
    return interrupted.level_and_slope(values, at, harmonics=waves, season=season)


def _kind(kpi: Kpi, shift: Shift) -> Kind:
    if shift.verdict is None or shift.level is None:
        return Kind.CANT_TELL
    if not shift.verdict:
        return Kind.NO_CHANGE
    if kpi.better is None:
        return Kind.CHANGED
    none = 1.0 if isinstance(shift, interrupted.RateShift) else 0.0
    return Kind.IMPROVED if (shift.level.value > none) == (kpi.better == "higher") else Kind.WORSENED


def _in_unit(course: Course, effect: Effect | None) -> Effect | None:
    """An effect on logarithms as a ratio; those of rates are ratios already."""
    if effect is None or course.scale is not Scale.LOGS:
        return effect
    value, low, high = np.exp(np.clip([effect.value, effect.low, effect.high], -700, 700))
    return Effect(float(value), float(low), float(high), effect.p, effect.error)


def _variance(course: Course, shift: Shift) -> float | None:
    """Of a period around its line, on the scale on which the level is judged; of the logarithm for rates."""
    if not isinstance(shift, interrupted.RateShift):
        return shift.variance
    mean = float(np.nanmean(course.events)) if np.isfinite(course.events).any() else 0.0
    return shift.dispersion / mean if shift.dispersion is not None and mean > 0 else None


def _aim(course: Course, aim: tuple[float, float] | None) -> float | None:
    """The change that a target asks for, on the scale on which the level is judged."""
    if aim is None:
        return None
    was, asked = aim
    if course.scale is Scale.VALUES:
        return asked - was
    return log(asked / was) if was > 0 and asked > 0 else None
