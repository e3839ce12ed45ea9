"""Whether a change lasts: the periods from the seventh month after a rollout on against the first six.

Where nobody keeps controlling it, service tends to fall off after half a year.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from metrics.impact.course import Course, Scale
from metrics.impact.verdict import HARMONICS
from metrics.interrupted import FEWEST_AFTER, NoVerdict, decay
from metrics.periods import MONTHS
from metrics.statistics.autoregression import Effect
from metrics.statistics.sequences import Array

FIRST_MONTHS = 6


class Lasting(StrEnum):
    """What became of a change later on."""

    FADES = "fades"
    GROWS = "grows"
    NO_FADING = "no fading seen"
    CANT_TELL = "can't tell"


@dataclass(frozen=True)
class Decay:
    """The second step, after half a year, on top of the first.

    later      the level from then on against that of the first six months, in the KPI's unit or as a ratio
    first      the first step, likewise
    missing    how many more periods it takes to tell
    periods    how many periods the first six months are
    at         the position, within the stretch, of the first later period
    """

    kind: Lasting
    later: Effect | None = None
    first: Effect | None = None
    is_ratio: bool = False
    missing: int = 0
    periods: int = FIRST_MONTHS
    at: int = 0
    reason: NoVerdict | None = None


UNTOLD = Decay(Lasting.CANT_TELL, reason=NoVerdict.TOO_FEW)


def lasting(course: Course) -> Decay:
    """Whether the change of a course lasts."""
    periods = max(1, round(FIRST_MONTHS / MONTHS[course.grain]))
    at = course.rollout + periods
    series, is_ratio = _series(course)
    late = int(np.isfinite(series[at:]).sum())
    if not 0 <= course.rollout <= len(series):
        return Decay(Lasting.CANT_TELL, missing=FEWEST_AFTER, periods=periods, reason=NoVerdict.TOO_FEW)
    waves = HARMONICS if course.season else 0
    found = decay(series, course.rollout, after=periods, harmonics=waves, season=course.season or 12)
    later, first = (_in_unit(effect, is_ratio) for effect in (found.later, found.level))
    kind = Lasting.CANT_TELL
    if found.reason is None and found.later is not None and found.level is not None:
        kind = _kind(found.later, found.level)
    missing = max(0, FEWEST_AFTER - late)
    return Decay(kind, later, first, is_ratio, missing, periods, at, found.reason)


def _kind(later: Effect, first: Effect) -> Lasting:
    if not later.is_clear:
        return Lasting.NO_FADING
    return Lasting.GROWS if (later.value > 0) == (first.value > 0) else Lasting.FADES


def _series(course: Course) -> tuple[Array, bool]:
    """The values, or their logarithms where the verdict is by ratio and all are above zero."""
    values = course.values
    known = values[np.isfinite(values)]
    if course.scale is Scale.VALUES or not (known > 0).all():
        return values, False
    return np.log(values), True


def _in_unit(effect: Effect | None, is_ratio: bool) -> Effect | None:
    if effect is None or not is_ratio:
        return effect
    value, low, high = (float(bound) for bound in np.exp([effect.value, effect.low, effect.high]))
    return Effect(value, low, high, effect.p, effect.error)
