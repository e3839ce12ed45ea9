"""Scores put on one scale: 0 where every answer is the worst one, 100 where every answer is the best one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from math import isfinite

import pandas as pd

from data.questionnaires.questionnaire import Questionnaire
from data.questionnaires.rounds import Round, Sums
from data.specs import Scale
from metrics import intervals
from metrics.assessment.results import Result, State
from metrics.catalogue import kpi_named
from metrics.counting.scan import NOT_GIVEN
from metrics.facts import Facts
from metrics.intervals import Moments
from metrics.measures.columns import column
from metrics.query import Filters
from metrics.windows import Days, parts_between

# How many days of answers, the last day of the round among them, stand beside a round.
DAYS = 90
WORST, BEST = 0.0, 100.0
MEAN, SHARE, TEAM = "csat_mean", "csat", "team"


@dataclass(frozen=True)
class Place:
    """A mean on the scale from 0 to 100.

    n          members or answers
    value      None where there are too few to tell it
    low, high  its 95 % interval; None where there is none to tell
    moments    the parts of the mean; None where how they vary isn't known
    """

    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    moments: Moments | None = None


@dataclass(frozen=True)
class Satisfied:
    """The share of satisfied answers, in percent, with its interval and n."""

    value: float
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True)
class Customers:
    """What the customers of a team said."""

    place: Place
    satisfied: Satisfied | None = None


def window(found: Round) -> Days:
    """The days whose answers stand beside a round."""
    return Days(found.last_day - timedelta(days=DAYS - 1), found.last_day)


def placed(questionnaire: Questionnaire, total: float) -> float:
    """A total on the scale from 0 to 100: (mean of the sections - 1) / 4 x 100."""
    return BEST * (total - questionnaire.lowest) / (questionnaire.highest - questionnaire.lowest)


def own(found: Result) -> Place:
    """How a team sees itself; of fewer members than may be told of, the place of their total alone."""
    if found.total is None:
        return Place(found.n)
    value = placed(found.questionnaire, float(found.total))
    if found.state is not State.TOLD or found.value is None or found.totals is None:
        return Place(found.n, value)
    bounds = (
        None if bound is None else placed(found.questionnaire, float(bound))
        for bound in (found.value.low, found.value.high)
    )
    return Place(found.n, value, *bounds, moments=_of_totals(found.questionnaire, found.totals))


def _of_totals(questionnaire: Questionnaire, sums: Sums) -> Moments:
    """The moments of the places of members' totals, exactly until the end."""
    times = Fraction(100) / (questionnaire.highest - questionnaire.lowest)
    shift = -times * questionnaire.lowest
    return _rescaled((sums.n, sums.total, sums.squares), times, shift)


def _rescaled(sums: tuple[int, Fraction, Fraction], times: Fraction, shift: Fraction) -> Moments:
    """The moments of ``times`` x + ``shift``, from n, the sum and the sum of squares of x."""
    n, total, squares = sums
    moved = times * total + n * shift
    return Moments(n, float(moved), float(times**2 * squares + 2 * times * shift * total + n * shift**2))


def customers(facts: Facts, scale: Scale, days: Days, where: Filters = ()) -> dict[str, Customers]:
    """Team -> what its customers said on some days; ``scale`` is the company's scale of satisfaction."""
    if TEAM not in {one.key for one in facts.dimensions(kpi_named(MEAN).table)}:
        return {}
    parts = parts_between(facts, (MEAN, SHARE), days, where, split=TEAM)
    means = parts.get(MEAN, pd.DataFrame())
    teams = {str(team) for team in means.get("split", [])} - {NOT_GIVEN}
    return {
        team: Customers(_place(_of(parts[MEAN], team), scale), _satisfied(_of(parts[SHARE], team)))
        for team in teams
    }


def _of(parts: pd.DataFrame, team: str) -> pd.DataFrame:
    return parts[parts["split"] == team]


def _place(parts: pd.DataFrame, scale: Scale) -> Place:
    measure = kpi_named(MEAN).measure
    together = measure.pooled(parts)
    n, total, squares = (float(column(together, name)[0]) for name in ("n", "total", "squares"))
    if n < measure.fewest:
        return Place(round(n))
    # Points rise from worst to best, whichever way the scale itself runs.
    times = BEST / scale.span
    shift = -times * scale.low
    moved = times * total + n * shift
    if not isfinite(squares):
        # Totals of a survey may tell the mean alone.
        return Place(round(n), moved / n)
    moments = Moments(n, moved, times**2 * squares + 2 * times * shift * total + n * shift**2)
    reach = intervals.mean(*moments)
    return Place(round(n), moments.mean, max(WORST, float(reach.low)), min(BEST, float(reach.high)), moments)


def _satisfied(parts: pd.DataFrame) -> Satisfied | None:
    measure = kpi_named(SHARE).measure
    if parts.empty:
        return None
    told = measure.estimate(measure.pooled(parts))
    value, low, high, n = (float(column(told, name)[0]) for name in ("value", "low", "high", "n"))
    if not isfinite(value) or n < measure.fewest:
        return None
    return Satisfied(value, low if isfinite(low) else None, high if isfinite(high) else None, round(n))
