"""When the sample company knew what had gone wrong, and when it told the customer how it was resolved."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.samples.chance import generator

# Where between the first response and the resolution the analysis ends, as a beta distribution has it.
WITHIN = (2, 3)
# Hours until the analysis of a complaint that is still open, on average.
STILL_OPEN = 30
# Median hours from the resolution until the customer is told.
TOLD = 7.0
ANALYSIS_NOTED, TELLING_NOTED = 0.9, 0.94


def staged(frame: pd.DataFrame, exported_at: pd.Timestamp) -> pd.DataFrame:
    """Complaints with ``analysed_at`` and ``told_at``; what comes later, or nobody noted, is empty.

    What is solved on the spot needs no analysis, and the customer hears of it at once.
    """
    rng, size = generator("complaint stages"), len(frame)
    answered, resolved, at_once = frame["first_response_at"], frame["resolved_at"], frame["resolved_on_spot"]
    gap = (resolved - answered) * rng.beta(*WITHIN, size)
    still, wait = rng.exponential(STILL_OPEN, size), rng.lognormal(np.log(TOLD), 0.9, size)
    analysed = _later(answered, gap.dt.total_seconds().fillna(pd.Series(still * 3600, frame.index)))
    told = _later(resolved, pd.Series(np.where(at_once, 0, wait * 3600), frame.index))
    noted = (rng.random(size) < ANALYSIS_NOTED) & ~at_once
    return frame.assign(
        analysed_at=analysed.where(noted & (analysed <= exported_at)),
        told_at=told.where((rng.random(size) < TELLING_NOTED) & (told <= exported_at)),
    )


def _later(moments: pd.Series, seconds: pd.Series) -> pd.Series:
    """So many seconds after each moment."""
    return moments + pd.to_timedelta(seconds.round(), unit="s")
