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
# Lists that the company drew before the present one. Each tells how much was bought in the months before it.
EARLIER_LISTS = (date(2024, 12, 31), date(2025, 6, 30))
PURCHASES_COUNTED = 3


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
    frame["purchase_count"] = _purchases(frame, LAST_DAY)
    return frame


def lists() -> dict[date, pd.DataFrame]:
    """Day -> the customers as they were listed on it, the latest last: whoever had joined by then."""
    everyone = customers()
    return {day: _listed(everyone, day) for day in EARLIER_LISTS} | {LAST_DAY: everyone}


def _listed(everyone: pd.DataFrame, day: date) -> pd.DataFrame:
    """The customers as they were known on a day."""
    known = everyone[everyone["joined_at"] <= pd.Timestamp(day)].reset_index(drop=True)
    known["left_at"] = known["left_at"].where(known["left_at"] <= pd.Timestamp(day))
    return known.assign(purchase_count=_purchases(known, day))


def _purchases(frame: pd.DataFrame, day: date) -> np.ndarray:
    """How many purchases each made in the three months up to a day, the first of all on joining.

    Since joining nearly everybody would have bought twice, and ever more would.
    """
    opens, closes = pd.Timestamp(day) - pd.DateOffset(months=PURCHASES_COUNTED), pd.Timestamp(day)
    joined, left = frame["joined_at"], frame["left_at"].fillna(closes)
    there = left.where(left < closes, closes) - joined.where(joined > opens, opens)
    days = there.dt.days.clip(lower=0).to_numpy()
    improved = (frame["branch"] != UNIMPROVED_BRANCH).to_numpy() & (day >= MAIN_ROLLOUT)
    often = frame["purchases_per_month"].to_numpy() * np.where(improved, MAIN_EFFECTS["purchases"].factor, 1)
    bought = generator(f"bought by {day}").poisson(often * days / DAYS_A_MONTH)
    return bought + (joined >= opens).to_numpy()


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
