"""The survey answers of the sample company."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.samples import touchpoints
from data.samples.chance import (
    by,
    drift,
    events,
    generator,
    month_of,
    partly,
    pick,
    satisfaction_strength,
    season_of,
)
from data.samples.company import CHANNELS, MAIN_EFFECTS

TOTAL = 12000
# Shares of satisfied answers, promoters and detractors, and the mean ease, before the policy.
SATISFIED, PROMOTERS, DETRACTORS, EASE = 0.715, 0.37, 0.25, 3.35
CHANNEL_SHIFT = {"Phone": 0.01, "Chat": 0.0, "E-mail": -0.04, "In person": 0.05}
BRANCH_SHIFT = {"North": -0.03, "South": 0.01, "East": 0.0, "West": 0.01, "Centre": -0.01, "Harbour": 0.02}
TEAM_SHIFT = {"Support desk": 0.0, "Deliveries": -0.03, "Sales desk": 0.03, "Repairs": 0.01}
# A busy season costs satisfaction: points of share for a season twice as busy.
SEASON_SHIFT = -0.05
ANSWERED = {"csat": 0.97, "nps": 0.85, "ces": 0.65}
COMMENTED = 0.22
COMMENTS = {
    "good": (
        "Quick and friendly, thank you.",
        "Solved in one call.",
        "They called back as promised.",
        "Clear answer, no waiting.",
        "The technician came on time.",
        "Very helpful adviser.",
    ),
    "fair": (
        "Fine in the end, but it took a while.",
        "Had to ask twice.",
        "OK.",
        "The answer was correct, the tone was not.",
        "Waited longer than expected.",
    ),
    "poor": (
        "Nobody called me back.",
        "Third time with the same fault.",
        "Delivery was late again.",
        "Passed from one person to another.",
        "Still waiting for the refund.",
        "The chat ended without an answer.",
    ),
}


def surveys(customers: pd.DataFrame) -> pd.DataFrame:
    """One row an answer: scores as whole numbers, some of them empty, at least one in every row."""
    rng = generator("surveys")
    frame = events(rng, TOTAL, 0.04, CHANNELS, customers)
    mood = rng.random(len(frame))
    shift, strength = _shift(rng, frame), satisfaction_strength(frame)
    frame["csat"] = _csat(mood, SATISFIED + shift + strength * MAIN_EFFECTS["csat"].size / 100)
    frame["nps"] = _nps(rng, mood, shift + strength * MAIN_EFFECTS["nps"].size / 200)
    frame["ces"] = _ces(rng, mood, (EASE + strength * MAIN_EFFECTS["ces"].size) / 5 + shift / 2)
    frame["comment"] = _comments(rng, frame["csat"].to_numpy())
    frame["touchpoint"] = touchpoints.of_answers((frame["csat"] >= 4).to_numpy())
    frame.insert(0, "response_id", [f"S{number:06d}" for number in range(1, len(frame) + 1)])
    return _unanswered(rng, frame).rename(columns={"moment": "answered_at"})


def _shift(rng: np.random.Generator, frame: pd.DataFrame) -> np.ndarray:
    """What moves the share of satisfied answers besides the policy: place, season, month."""
    place = (
        by(frame, "channel", CHANNEL_SHIFT)
        + by(frame, "branch", BRANCH_SHIFT)
        + by(frame, "team", TEAM_SHIFT)
    )
    return place + SEASON_SHIFT * (season_of(frame) - 1) + drift(rng, 0.008)[month_of(frame)]


def _csat(mood: np.ndarray, satisfied: np.ndarray) -> np.ndarray:
    """Scores from 1 to 5; 4 and 5 for the share ``satisfied`` of answers."""
    rest = (1 - mood) / (1 - satisfied)
    unhappy = np.select([rest < 0.22, rest < 0.50], [1, 2], 3)
    return np.where(mood < satisfied, np.where(mood < 0.46 * satisfied, 5, 4), unhappy)


def _alike(rng: np.random.Generator, mood: np.ndarray) -> np.ndarray:
    """Another question's mood: the same for six people in ten."""
    return np.where(rng.random(mood.size) < 0.6, mood, rng.random(mood.size))


def _nps(rng: np.random.Generator, mood: np.ndarray, shift: np.ndarray) -> np.ndarray:
    """Answers from 0 to 10; ``shift`` adds to the promoters and is taken from the detractors."""
    mood = _alike(rng, mood)
    promoter, detractor = mood < PROMOTERS + shift, mood > 1 - (DETRACTORS - shift)
    high, middle = rng.integers(9, 11, mood.size), rng.integers(7, 9, mood.size)
    low = rng.choice(7, mood.size, p=[0.07, 0.04, 0.06, 0.11, 0.15, 0.28, 0.29])
    return np.select([promoter, detractor], [high, low], middle)


def _ces(rng: np.random.Generator, mood: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Answers from 0 to 5 whose mean is 5 times ``share``."""
    return np.sum([_alike(rng, mood) < share for _step in range(5)], axis=0)


def _comments(rng: np.random.Generator, csat: np.ndarray) -> np.ndarray:
    """A comment in the answer's tone for about one in five, else empty."""
    tones = np.select([csat >= 4, csat == 3], ["good", "fair"], "poor")
    comments = np.full(csat.size, "", dtype=object)
    for tone, texts in COMMENTS.items():
        chosen = (tones == tone) & (rng.random(csat.size) < COMMENTED)
        comments[chosen] = pick(rng, dict.fromkeys(texts, 1 / len(texts)), int(chosen.sum()))
    return comments


def _unanswered(rng: np.random.Generator, frame: pd.DataFrame) -> pd.DataFrame:
    """Empties some scores, keeping the satisfaction score where no other one is left."""
    given = pd.DataFrame({score: rng.random(len(frame)) < share for score, share in ANSWERED.items()})
    given["csat"] |= ~given["nps"] & ~given["ces"]
    scores = {score: partly(frame[score].to_numpy(), given[score].to_numpy()) for score in ANSWERED}
    return frame.assign(**scores)
