"""The complaints of the sample company."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.samples import touchpoints
from data.samples.chance import (
    by,
    call_back_strength,
    drift,
    events,
    generator,
    month_of,
    partly,
    pick,
    policy_strength,
)
from data.samples.company import CALL_BACK_EFFECTS, CHANNELS, CHAT, LAST_DAY, MAIN_EFFECTS
from data.samples.complaint_words import worded
from data.samples.stages import staged

# Before the policy keeps some of them from happening.
TOTAL = 2720
NATURES = {
    "Late delivery": 0.27,
    "Faulty product": 0.24,
    "Billing": 0.17,
    "Installation": 0.13,
    "Waiting time": 0.11,
    "Staff attitude": 0.08,
}
# Median hours before the policy.
FIRST_RESPONSE = {"Phone": 4.0, "Chat": 2.5, "E-mail": 15.0, "In person": 1.5}
RESOLUTION = {"Phone": 50.0, "Chat": 38.0, "E-mail": 68.0, "In person": 40.0}
RESOLUTION_BY_NATURE = {
    "Late delivery": 0.9,
    "Faulty product": 1.25,
    "Billing": 0.8,
    "Installation": 1.3,
    "Waiting time": 0.7,
    "Staff attitude": 0.95,
}
PROMISED_DAYS = {
    "Late delivery": 3,
    "Faulty product": 5,
    "Billing": 3,
    "Installation": 5,
    "Waiting time": 2,
    "Staff attitude": 3,
}
# Some cases drag on: this share takes so many hours more.
DRAGGING, DRAG = 0.06, (72, 240)
ON_SPOT = {"Phone": 0.30, "Chat": 0.0, "E-mail": 0.0, "In person": 0.40}
ESCALATED, REOPENED, SATISFIED, ASKED, FOLLOWED_UP, REPURCHASED = 0.16, 0.08, 0.62, 0.75, 0.45, 0.58
COMPENSATED = 0.35
EXPORTED_AT = pd.Timestamp(LAST_DAY) + pd.Timedelta(hours=23, minutes=59, seconds=59)


def complaints(customers: pd.DataFrame) -> pd.DataFrame:
    """One row a complaint; what had not happened by the last day is empty, and such a case is open."""
    rng = generator("complaints")
    frame = _received(rng, customers)
    frame["nature"] = pick(rng, NATURES, len(frame))
    frame["touchpoint"] = touchpoints.of_complaints(frame["nature"])
    frame["resolved_on_spot"] = rng.random(len(frame)) < by(frame, "channel", ON_SPOT)
    frame = _handled(rng, frame)
    frame["promised_at"] = frame["moment"].dt.normalize() + pd.to_timedelta(
        by(frame, "nature", PROMISED_DAYS) * 24 + 18, unit="h"
    )
    frame = staged(worded(_outcomes(rng, frame)), EXPORTED_AT).rename(columns={"moment": "received_at"})
    frame.insert(0, "complaint_id", [f"K{number:05d}" for number in range(1, len(frame) + 1)])
    return frame


def _received(rng: np.random.Generator, customers: pd.DataFrame) -> pd.DataFrame:
    """The complaints that come in, thinned where the policy works."""
    frame = events(rng, TOTAL, 0.04, CHANNELS, customers)
    prevented = rng.random(len(frame)) < -MAIN_EFFECTS["complaints"].size / 100 * policy_strength(frame)
    return frame[~prevented].reset_index(drop=True)


def _handled(rng: np.random.Generator, frame: pd.DataFrame) -> pd.DataFrame:
    """First response and resolution; the first response never comes after the resolution."""
    strength = policy_strength(frame)
    pace = np.exp(drift(rng, 0.04))[month_of(frame)]
    typical = by(frame, "channel", RESOLUTION) * by(frame, "nature", RESOLUTION_BY_NATURE)
    hours = typical * rng.lognormal(0, 0.7, len(frame)) * pace
    hours += np.where(rng.random(len(frame)) < DRAGGING, rng.uniform(*DRAG, len(frame)), 0)
    hours = np.where(frame["resolved_on_spot"], rng.uniform(0.1, 1.0, len(frame)), hours)
    response = by(frame, "channel", FIRST_RESPONSE) * rng.lognormal(0, 0.7, len(frame)) * pace
    response = np.minimum(response, hours) * MAIN_EFFECTS["first_response_time"].factor ** strength
    resolution = np.where(
        frame["channel"] == CHAT,
        MAIN_EFFECTS["resolution_time in chat"].factor,
        MAIN_EFFECTS["resolution_time"].factor,
    )
    return frame.assign(
        first_response_at=_later(frame, response), resolved_at=_later(frame, hours * resolution**strength)
    )


def _later(frame: pd.DataFrame, hours: np.ndarray) -> pd.Series:
    """So many hours after each moment, empty where it lies beyond the last day."""
    later = pd.Series(frame["moment"]) + pd.to_timedelta((hours * 3600).round(), unit="s")
    return later.where(later <= EXPORTED_AT)


def _outcomes(rng: np.random.Generator, frame: pd.DataFrame) -> pd.DataFrame:
    """What became of each: status, money, escalation, and what the customer said and did afterwards."""
    size, solved = len(frame), frame["resolved_at"].notna().to_numpy()
    escalated = ESCALATED + CALL_BACK_EFFECTS["escalation"].size / 100 * call_back_strength(frame)
    money = np.where(rng.random(size) < COMPENSATED, rng.gamma(2, 18, size).round(2), 0.0)
    followed_up = frame["resolved_at"] + pd.to_timedelta(rng.integers(24, 168, size), unit="h")
    asked = solved & (rng.random(size) < ASKED)
    return frame.assign(
        status=np.where(solved, "resolved", "open"),
        compensation=partly(money, solved),
        escalated=rng.random(size) < escalated,
        reopened=partly(rng.random(size) < REOPENED, solved),
        satisfied=partly(rng.random(size) < SATISFIED, asked),
        repurchased=partly(rng.random(size) < REPURCHASED, solved),
        followed_up_at=followed_up.where((followed_up <= EXPORTED_AT) & (rng.random(size) < FOLLOWED_UP)),
    )
