"""Values period by period as plain arrays, from whatever holds them, and where among them a rollout falls."""

from __future__ import annotations

from datetime import date
from numbers import Integral
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Rollout = int | date | pd.Timestamp


def numeric(values: ArrayLike, name: str = "values") -> Array:
    """Values (n) as floats, NaN where one is missing: NaN, None or pandas' NA.

    Raises ValueError where they aren't one row of finite numbers.
    """
    try:
        found = _floats(values)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} must be numbers: {error}") from error
    if found.ndim != 1:
        raise ValueError(f"{name} must be one row of numbers, not {found.ndim} dimensions")
    if np.isinf(found).any():
        raise ValueError(f"{name} must be finite")
    return found


def _floats(values: Any) -> Array:
    if isinstance(values, np.ma.MaskedArray):
        return np.where(np.ma.getmaskarray(values), np.nan, np.ma.getdata(values).astype(np.float64))
    if isinstance(values, pd.Series | pd.Index) or hasattr(values, "to_numpy"):
        return np.array(pd.Series(values).to_numpy(dtype=np.float64, na_value=np.nan))
    plain = list(values) if not isinstance(values, np.ndarray) and np.iterable(values) else values
    if isinstance(plain, list):
        plain = [None if value is pd.NA else value for value in plain]
    return np.array(plain, dtype=np.float64)


def counted(counts: ArrayLike, exposure: ArrayLike) -> tuple[Array, Array]:
    """Counts (n) and what they are out of (n, or one number for all), NaN where one is missing.

    Raises ValueError for negative ones, lengths that differ, or counts out of nothing.
    """
    events = numeric(counts, "counts")
    at_risk = numeric(np.full(len(events), exposure) if np.ndim(exposure) == 0 else exposure, "exposure")
    if len(events) != len(at_risk):
        raise ValueError(f"{len(events)} counts have {len(at_risk)} exposures")
    if (events < 0).any() or (at_risk < 0).any():
        raise ValueError("counts and exposure can't be negative")
    if ((at_risk == 0) & (events > 0)).any():
        raise ValueError("something was counted in a period without exposure")
    return events, at_risk


def position(values: ArrayLike, rollout: Rollout) -> int:
    """The position of a rollout's period: 0 for the first, n for one after all.

    A day takes values with dates (a Series whose index holds the starts of periods, or periods), and falls
    in the period that has begun by then. Raises ValueError for one that lies outside.
    """
    if isinstance(rollout, date | np.datetime64):
        return _of_day(values, pd.Timestamp(rollout))
    length = len(values) if isinstance(values, pd.Series) else len(numeric(values))
    if isinstance(rollout, bool) or not isinstance(rollout, Integral):
        raise ValueError(f"a rollout is a position or a day, not {rollout!r}")
    if not 0 <= rollout <= length:
        raise ValueError(f"a rollout at position {rollout} lies outside {length} periods")
    return int(rollout)


def _of_day(values: ArrayLike, day: pd.Timestamp) -> int:
    index = values.index if isinstance(values, pd.Series) else None
    starts = index.start_time if isinstance(index, pd.PeriodIndex) else index
    if not isinstance(starts, pd.DatetimeIndex):
        raise ValueError("a rollout's day takes values with dates: a Series with the starts of its periods")
    if not starts.is_monotonic_increasing:
        raise ValueError("the periods must be in order of time")
    return max(0, int(starts.searchsorted(day, side="right")) - 1)
