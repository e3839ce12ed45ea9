"""The customers of the sample company: when they joined, when they left, what they buy."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from data.samples.chance import by, generator, pick
from data.samples.company import (
    BRANCHES,
    LAST_DAY,
    MAIN_EFFECTS,
    MAIN_ROLLOUT,
    PRODUCTS,
    SEGMENTS,
    UNIMPROVED_BRANCH,
)

TOTAL = 5000
FIRST_JOINED = date(2014, 1, 1)
# Chance of leaving in a month: in the first year, and later.
EARLY_CHURN, LATER_CHURN = 0.018, 0.0075
PURCHASES = {"Households": 0.5, "Small business": 1.1, "Large accounts": 2.4}
MEAN_PURCHASE = {"Households": 62.0, "Small business": 118.0, "Large accounts": 240.0}
DAYS_A_MONTH = 30.4375


def customers() -> pd.DataFrame:
    """One row a customer: number, joined, left (empty while a customer), purchases, dimensions."""
    rng = generator("customers")
    frame = pd.DataFrame(
        {
            "customer_id": [f"C{number:05d}" for number in range(1, TOTAL + 1)],
            "joined_at": _joined(rng),
            "segment": pick(rng, SEGMENTS, TOTAL),
            "branch": pick(rng, BRANCHES, TOTAL),
            "product": pick(rng, PRODUCTS, TOTAL),
        }
    )
    frame["left_at"] = _left(rng, frame)
    typical = by(frame, "segment", MEAN_PURCHASE) * rng.lognormal(-0.08, 0.4, TOTAL)
    frame["mean_purchase"] = typical.round(2)
    often = by(frame, "segment", PURCHASES) * rng.gamma(6, 1 / 6, TOTAL)
    frame["purchases_per_month"] = often.clip(0.05).round(2)
    frame["purchase_count"] = _purchases(frame)
    return frame


def _purchases(frame: pd.DataFrame) -> np.ndarray:
    """How many purchases each has made: the first on joining, others as often as the customer buys."""
    days = (frame["left_at"].fillna(pd.Timestamp(LAST_DAY)) - frame["joined_at"]).dt.days
    months = days.to_numpy() / DAYS_A_MONTH
    return 1 + generator("purchases").poisson(frame["purchases_per_month"].to_numpy() * months)


def _joined(rng: np.random.Generator) -> pd.Series:
    """Days of joining, more of them in the early years."""
    span = (LAST_DAY - FIRST_JOINED).days
    days = np.sort((rng.beta(1, 1.25, TOTAL) * span).astype(int))
    # Someone joins on the last day: a list of customers is known only up to its latest date.
    days[-1] = span
    return pd.Series(np.datetime64(FIRST_JOINED, "s") + days.astype("timedelta64[D]"))


def _left(rng: np.random.Generator, frame: pd.DataFrame) -> pd.Series:
    """Days of leaving, walked month by month of membership; empty for those who are still there."""
    joined = frame["joined_at"]
    member = (frame["branch"] != UNIMPROVED_BRANCH).to_numpy()
    left = pd.Series(pd.NaT, index=frame.index, dtype=joined.dtype)
    for month in range((LAST_DAY.year - FIRST_JOINED.year + 1) * 12):
        start = joined + pd.Timedelta(days=int(month * DAYS_A_MONTH))
        improved = (start >= pd.Timestamp(MAIN_ROLLOUT)).to_numpy() & member
        usual = EARLY_CHURN if month < 12 else LATER_CHURN
        chance = usual * np.where(improved, MAIN_EFFECTS["churn"].factor, 1)
        leaves = (rng.random(TOTAL) < chance) & left.isna().to_numpy()
        day = start + pd.to_timedelta(rng.integers(1, 31, TOTAL), unit="D")
        left = left.mask(leaves, day)
    return left.where(left <= pd.Timestamp(LAST_DAY))
