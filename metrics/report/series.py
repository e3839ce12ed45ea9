"""The values of a section by period, as a chart of any format draws them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from data import formats
from metrics.blanks import parted
from metrics.chart import middle
from metrics.goals.targets import Level
from metrics.periods import Grain
from metrics.report.report import SERIES, Side


def series(found: pd.DataFrame, grain: Grain, rollout: date | None, levels: Sequence[Level]) -> pd.DataFrame:
    """The columns ``SERIES``: what a card has by period, with its name, its side and the level to reach."""
    at = middle(found)
    is_before = pd.Series(False, index=found.index) if rollout is None else at < pd.Timestamp(rollout)
    told = found.assign(
        period=[formats.period(start.date(), grain.value) for start in found["start"]],
        side=np.where(is_before, Side.BEFORE.value, Side.AFTER.value),
        target=[_level(levels, day) for day in at],
    )
    return told.loc[:, list(SERIES)].reset_index(drop=True)


def unbroken(found: pd.DataFrame) -> pd.DataFrame:
    """A series with a row without a value where periods are missing."""
    follow_on = (found["start"].to_numpy()[1:] == found["until"].to_numpy()[:-1]).all()
    return found if follow_on else parted(found).fillna({"n": 0})


def _level(levels: Sequence[Level], day: pd.Timestamp) -> float:
    """What is to be reached on a day: that of the next step, after all dates that of the last."""
    if not levels or (levels[0].first is not None and day < pd.Timestamp(levels[0].first)):
        return float("nan")
    held = (level.value for level in levels if day < pd.Timestamp(level.last) + pd.Timedelta(days=1))
    return next(held, levels[-1].value)
