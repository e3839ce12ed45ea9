"""The calls, chats and e-mails of the sample company."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.samples.chance import (
    by,
    call_back_strength,
    drift,
    events,
    generator,
    month_of,
    partly,
    policy_strength,
    season_of,
)
from data.samples.company import CALL_BACK_EFFECTS, CONTACT_CHANNELS, MAIN_EFFECTS

TOTAL = 25000
INBOUND = 0.86
# Before the policy: customers who give up, mean seconds of waiting and median seconds of handling.
ABANDONED = {"Phone": 0.155, "Chat": 0.115, "E-mail": 0.0}
WAIT = {"Phone": 58.0, "Chat": 36.0, "E-mail": np.nan}
HANDLE = {"Phone": 260.0, "Chat": 410.0, "E-mail": 520.0}
NO_REPLY, TRANSFERRED, RESOLVED_FIRST = 0.25, 0.19, 0.67
# A busy season makes customers wait: a season twice as busy, so much more.
SEASON_ABANDONED, SEASON_WAIT = 0.07, 0.8


def contacts(customers: pd.DataFrame) -> pd.DataFrame:
    """One row a contact; e-mails have no waiting time, and only what was answered was handled."""
    rng = generator("contacts")
    frame = events(rng, TOTAL, 0.035, CONTACT_CHANNELS, customers)
    frame["inbound"] = (rng.random(len(frame)) < INBOUND) | (frame["channel"] != "Phone")
    frame["answered"] = _answered(rng, frame)
    frame["wait_seconds"] = _wait(rng, frame)
    frame = _handled(rng, frame).rename(columns={"moment": "started_at"})
    frame.insert(0, "contact_id", [f"T{number:06d}" for number in range(1, len(frame) + 1)])
    return frame


def _answered(rng: np.random.Generator, frame: pd.DataFrame) -> np.ndarray:
    """Whether someone answered: the company a customer's contact, the customer an outgoing call."""
    abandoned = (
        by(frame, "channel", ABANDONED)
        + SEASON_ABANDONED * (season_of(frame) - 1)
        + drift(rng, 0.008)[month_of(frame)]
        + MAIN_EFFECTS["abandonment"].size / 100 * policy_strength(frame)
    )
    missed = np.where(frame["channel"] == "E-mail", 0, np.where(frame["inbound"], abandoned, NO_REPLY))
    return rng.random(len(frame)) >= missed


def _wait(rng: np.random.Generator, frame: pd.DataFrame) -> pd.Series:
    """Whole seconds that a caller or chatter waited; empty for e-mails and outgoing calls."""
    busy = 1 + SEASON_WAIT * (season_of(frame) - 1)
    month = np.exp(drift(rng, 0.05))[month_of(frame)]
    policy = MAIN_EFFECTS["speed_of_answer"].factor ** policy_strength(frame)
    wait = by(frame, "channel", WAIT) * rng.gamma(1.6, 1 / 1.6, len(frame)) * busy * month * policy
    return partly(wait.round(), frame["inbound"].to_numpy())


def _handled(rng: np.random.Generator, frame: pd.DataFrame) -> pd.DataFrame:
    """Handling time, transfer and resolution of what was answered; resolution of inbound ones alone."""
    size, answered = len(frame), frame["answered"].to_numpy()
    handle = by(frame, "channel", HANDLE) * rng.lognormal(0, 0.5, size)
    transferred = TRANSFERRED + CALL_BACK_EFFECTS["transfer"].size / 100 * call_back_strength(frame)
    resolved = (
        RESOLVED_FIRST
        + drift(rng, 0.008)[month_of(frame)]
        + MAIN_EFFECTS["first_contact_resolution"].size / 100 * policy_strength(frame)
    )
    return frame.assign(
        handle_seconds=partly(handle.round(), answered),
        transferred=partly(rng.random(size) < transferred, answered),
        resolved_first=partly(rng.random(size) < resolved, answered & frame["inbound"].to_numpy()),
    )
