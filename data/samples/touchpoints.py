"""Where on the customer's way the answers and complaints of the sample company come from."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.samples.chance import generator, pick
from data.samples.company import (
    BY_NATURE,
    TOUCHPOINT_OF_NATURE,
    TOUCHPOINTS,
    WORST_TIMES,
    WORST_TOUCHPOINT,
)


def of_answers(satisfied: np.ndarray) -> np.ndarray:
    """The stage of each answer, by whether it is satisfied."""
    rng = generator("touchpoints of answers")
    often = TOUCHPOINTS | {WORST_TOUCHPOINT: TOUCHPOINTS[WORST_TOUCHPOINT] * WORST_TIMES}
    unhappy = {stage: weight / sum(often.values()) for stage, weight in often.items()}
    return np.where(satisfied, pick(rng, TOUCHPOINTS, satisfied.size), pick(rng, unhappy, satisfied.size))


def of_complaints(natures: pd.Series) -> np.ndarray:
    """The stage of each complaint, mostly by its nature."""
    rng = generator("touchpoints of complaints")
    expected = natures.map(TOUCHPOINT_OF_NATURE).to_numpy()
    return np.where(rng.random(natures.size) < BY_NATURE, expected, pick(rng, TOUCHPOINTS, natures.size))
