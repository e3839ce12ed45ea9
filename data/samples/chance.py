"""Chance as real series have it: season, months that hang together, a customer behind every event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from data.samples.company import (
    CALL_BACK_ROLLOUTS,
    FADING_FROM,
    FADING_STRENGTH,
    FADING_TEAM,
    FIRST_DAY,
    LAST_DAY,
    MAIN_ROLLOUT,
    POSTS,
    TEAMS,
    UNIMPROVED_BRANCH,
)

SEED = 20230122
MONTHS = 36
SEASON = np.array([1.06, 0.98, 0.97, 0.96, 0.97, 0.95, 0.92, 0.91, 0.98, 1.01, 1.11, 1.28])
WEEKDAYS = np.array([1.25, 1.15, 1.10, 1.10, 1.10, 0.80, 0.50])
OPENS, CLOSES = 8 * 3600, 20 * 3600
FAR_FUTURE = pd.Timestamp("2100-01-01")


def generator(table: str) -> np.random.Generator:
    """Random numbers of a table's own, so that a change to one table leaves the others as they are."""
    return np.random.default_rng([SEED, *table.encode()])


def drift(rng: np.random.Generator, deviation: float, correlation: float = 0.35) -> np.ndarray:
    """Noise of each of the 36 months: AR(1) with this standard deviation."""
    noise = rng.normal(0, deviation, MONTHS)
    for month in range(1, MONTHS):
        noise[month] = correlation * noise[month - 1] + np.sqrt(1 - correlation**2) * noise[month]
    return noise


def pick(rng: np.random.Generator, shares: Mapping[str, float], size: int) -> np.ndarray:
    """Members drawn by their shares."""
    return rng.choice(np.array(list(shares), dtype=object), size, p=list(shares.values()))


def by(frame: pd.DataFrame, dimension: str, amounts: Mapping[str, float]) -> np.ndarray:
    """The amount of each row's member."""
    return np.array([amounts[member] for member in frame[dimension]])


def partly(values: np.ndarray, known: np.ndarray) -> pd.Series:
    """The values where they are known, empty cells elsewhere; whole numbers stay whole."""
    return pd.Series(values).convert_dtypes().where(known)


def month_of(frame: pd.DataFrame) -> np.ndarray:
    """The number of each moment's month since the first one, from 0."""
    moments = pd.DatetimeIndex(frame["moment"])
    return np.asarray((moments.year - FIRST_DAY.year) * 12 + moments.month - 1)


def season_of(frame: pd.DataFrame) -> np.ndarray:
    """How busy each moment's time of year is, about 1."""
    return SEASON[pd.DatetimeIndex(frame["moment"]).month - 1]


def happenings(rng: np.random.Generator, total: float, noise: float) -> pd.DataFrame:
    """About ``total`` moments in opening hours, busier in December and on Mondays, in order of time."""
    days = pd.DataFrame({"moment": pd.date_range(FIRST_DAY, LAST_DAY, unit="s")})
    weekdays = WEEKDAYS[pd.DatetimeIndex(days["moment"]).day_of_week]
    weights = season_of(days) * weekdays * np.exp(drift(rng, noise))[month_of(days)]
    counts = rng.poisson(weights * total / weights.sum())
    seconds = rng.integers(OPENS, CLOSES, counts.sum())
    moments = np.repeat(days["moment"].to_numpy(), counts) + seconds.astype("timedelta64[s]")
    return pd.DataFrame({"moment": np.sort(moments)})


def customers_at(rng: np.random.Generator, moments: np.ndarray, customers: pd.DataFrame) -> pd.DataFrame:
    """A customer for each moment, drawn among those who had joined and not left by then."""
    joined, left = customers["joined_at"].to_numpy(), customers["left_at"].fillna(FAR_FUTURE).to_numpy()
    chosen = np.zeros(moments.size, dtype=int)
    absent = np.arange(moments.size)
    while absent.size:
        drawn = rng.integers(0, len(customers), absent.size)
        there = (joined[drawn] <= moments[absent]) & (moments[absent] < left[drawn])
        chosen[absent] = drawn
        absent = absent[~there]
    return customers.iloc[chosen][["customer_id", "segment", "branch", "product"]].reset_index(drop=True)


def events(
    rng: np.random.Generator,
    total: float,
    noise: float,
    channels: Mapping[str, float],
    customers: pd.DataFrame,
) -> pd.DataFrame:
    """``moment``, ``customer_id`` and the six dimensions of about ``total`` events, in order of time."""
    frame = happenings(rng, total, noise)
    frame = frame.join(customers_at(rng, frame["moment"].to_numpy(), customers))
    frame["channel"] = pick(rng, channels, len(frame))
    frame["team"] = pick(rng, TEAMS, len(frame))
    frame["employee"] = [POSTS[post] for post in zip(frame["branch"], frame["team"], strict=True)]
    return frame


def after(frame: pd.DataFrame, day: date) -> np.ndarray:
    """Whether each event comes on this day or later."""
    return frame["moment"].to_numpy() >= np.datetime64(day)


def policy_strength(frame: pd.DataFrame) -> np.ndarray:
    """How strongly the main policy works at each event, 0 or 1: never in the branch that did not improve."""
    return (after(frame, MAIN_ROLLOUT) & (frame["branch"] != UNIMPROVED_BRANCH).to_numpy()).astype(float)


def satisfaction_strength(frame: pd.DataFrame) -> np.ndarray:
    """As ``policy_strength``, fading in one team from month 7 after the rollout on."""
    fading = after(frame, FADING_FROM) & (frame["team"] == FADING_TEAM).to_numpy()
    return policy_strength(frame) * np.where(fading, FADING_STRENGTH, 1)


def call_back_strength(frame: pd.DataFrame) -> np.ndarray:
    """1 where the call-back promise holds at an event's branch and time, else 0."""
    holds = [
        after(frame, day) & (frame["branch"] == branch).to_numpy()
        for branch, day in CALL_BACK_ROLLOUTS.items()
    ]
    return np.any(holds, axis=0).astype(float)
