"""Parts as arrays of numbers: frames are handy to hold parts, but slow to reckon with."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics.intervals import Array

_WORDS, _OF_PYTHON = ("split", "passed_over"), pd.StringDtype("python", na_value=np.nan)


def column(parts: pd.DataFrame, part: str) -> Array:
    """A part of all rows as numbers, NaN where it is missing."""
    return parts[part].to_numpy(dtype=np.float64)


def divided(over: Array, under: Array) -> Array:
    """One part over another, row by row; NaN where there is nothing to divide by."""
    return np.divide(over, under, out=np.full(len(under), np.nan), where=under > 0)


def rows(parts: pd.DataFrame, kept: NDArray[np.bool_]) -> pd.DataFrame:
    """The rows that are kept: a slice where they lie together, which copies nothing."""
    at = np.flatnonzero(kept)
    if len(at) and at[-1] - at[0] + 1 == len(at):
        return parts.iloc[at[0] : at[-1] + 1]
    return parts.take(at)


@lru_cache(maxsize=100)
def named(parts: tuple[str, ...]) -> pd.Index:
    """The names of parts as an index of columns: a new one would be worked out anew for each frame."""
    return pd.Index(parts)


def worded(parts: pd.DataFrame) -> pd.DataFrame:
    """Parts with their words as Python's own: to cut Arrow's takes longer than all else on so few rows."""
    others = [name for name in _WORDS if name in parts and parts[name].dtype != _OF_PYTHON]
    return parts.assign(**{name: parts[name].astype(_OF_PYTHON) for name in others}) if others else parts
