"""The lines of a verdict: those that the periods followed, and how before would have gone on."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics.impact.course import Course, Scale
from metrics.interrupted import Shift
from metrics.statistics import autoregression, quasi_poisson
from metrics.statistics.segmented import SLOPE, Segmented, segmented
from metrics.statistics.sequences import Array

COLUMNS = ("start", "until", "fitted", "expected")


def lines(course: Course, shift: Shift) -> pd.DataFrame:
    """One row a period of the stretch, with ``COLUMNS``: the line that it follows and the one foretold.

    Both are in the KPI's unit and without the season; ``expected`` is NaN before the rollout.
    Empty where the shift has no estimate.
    """
    rows = course.frame.iloc[course.first : course.last]
    if shift.level is None:
        return pd.DataFrame(columns=list(COLUMNS))
    model = _model(course, shift)
    places = np.arange(len(rows), dtype=np.float64)
    plain, with_steps = _design(model, places, course.rollout)
    coefficients = _coefficients(course, shift, model)[: with_steps.shape[1]]
    fitted = _in_unit(course, with_steps @ coefficients)
    expected = _in_unit(course, plain @ coefficients[: plain.shape[1]])
    after = places >= course.rollout
    return pd.DataFrame(
        {
            "start": rows["start"].to_numpy(),
            "until": rows["until"].to_numpy(),
            "fitted": fitted,
            "expected": np.where(after, expected, np.nan),
        }
    )


def _model(course: Course, shift: Shift) -> Segmented:
    at = course.rollout
    steps = {"level": at} if course.scale is Scale.RATES else {"level": at, SLOPE: at}
    known = np.isfinite(course.events) & (course.exposure > 0)
    series = np.where(known, course.events, np.nan) if course.scale is Scale.RATES else course.values
    return segmented(series, steps, shift.harmonics, course.season or 12)


def _coefficients(course: Course, shift: Shift, model: Segmented) -> Array:
    """The coefficients of the model behind a shift; the same estimates, as its correlation is the same."""
    kept = model.times.astype(np.int64)
    if course.scale is Scale.RATES:
        return quasi_poisson.fit(model.design, course.events[kept], course.exposure[kept]).coefficients
    values = np.log(course.values[kept]) if course.scale is Scale.LOGS else course.values[kept]
    rho = np.array([shift.rho or 0.0])
    found = autoregression.profile(model.design, values[:, None], model.times, rho)
    return found.coefficients[0, :, 0]


def _design(model: Segmented, places: Array, at: int) -> tuple[Array, Array]:
    """The design at every position: the line before alone, and with what changed at the rollout."""
    count = max(len(model.times), 1)
    plain: Array = np.column_stack([np.ones_like(places), (places - model.times.mean()) / count])
    age = places - at + 1
    steps = [np.maximum(age, 0) if name == SLOPE else (age > 0) * 1.0 for name in model.columns]
    both: Array = np.column_stack([plain, *steps]).astype(np.float64)
    return plain, both


def _in_unit(course: Course, line: Array) -> Array:
    if course.scale is Scale.VALUES:
        return line
    return np.exp(line) * (course.each if course.scale is Scale.RATES else 1.0)
