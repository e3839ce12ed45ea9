"""The works behind the service of the sample company: what was sold, ordered, made and shipped each month."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.samples.chance import MONTHS, SEASON, drift, generator
from data.samples.company import FIRST_DAY

# A usual month, and the share of it that goes wrong.
SOLD, RETURNED = 1900, 0.052
ORDERED, UNAVAILABLE = 2700, 0.061
PRODUCED, REJECTED = 950, 0.018
SHIPPED, RESHIPPED = 1650, 0.024
# Each customer-service hour costs what it costs, whoever calls.
SERVICE_COST = 21_500.0
PAIRS = {
    ("sold", "returned"): (SOLD, RETURNED),
    ("ordered", "unavailable"): (ORDERED, UNAVAILABLE),
    ("produced", "rejected"): (PRODUCED, REJECTED),
    ("shipped", "reshipped"): (SHIPPED, RESHIPPED),
}


def operations() -> pd.DataFrame:
    """One row a month, with what was there and what of it went wrong; no policy changes any of it."""
    rng = generator("operations")
    frame = pd.DataFrame({"period": pd.period_range(FIRST_DAY, periods=MONTHS, freq="M").astype(str)})
    season = np.tile(SEASON, MONTHS // SEASON.size)
    for (whole, wrong), (usual, share) in PAIRS.items():
        frame[whole] = np.round(usual * season * np.exp(drift(rng, 0.03))).astype(int)
        frame[wrong] = rng.binomial(frame[whole], share)
    frame["service_cost"] = np.round(SERVICE_COST * season**0.5 * np.exp(drift(rng, 0.02)), 2)
    return frame
