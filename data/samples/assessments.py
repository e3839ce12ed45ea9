"""How the teams of the sample company see their own service: two rounds, before and after the policy."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from data.questionnaires.questionnaire import HIGHEST, LOWEST, Answers
from data.questionnaires.rounds import Answered
from data.questionnaires.self_assessment import SELF_ASSESSMENT
from data.samples.chance import generator
from data.samples.company import MAIN_ROLLOUT

ROUNDS = ((date(2025, 1, 20), date(2025, 1, 31)), (date(2025, 10, 6), date(2025, 10, 17)))
# Too few of the last team answer for more than a total to be told.
MEMBERS = {"Support desk": 11, "Deliveries": 8, "Sales desk": 6, "Repairs": 2}

# The truth: the mean of an answer, and what a team, a section and the policy add to it.
LEVEL = 3.2
TEAM_SHIFT = {"Support desk": 0.0, "Deliveries": -0.45, "Sales desk": 0.45, "Repairs": 0.1}
SECTION_SHIFT = {"feedback": -0.9, "knowledge": -0.45, "staff": 0.4, "offer": 0.3}
POLICY_EFFECT = {"feedback": 1.0, "access": 0.8, "culture": 0.4}
# On this statement a team is of two minds.
DISPUTED, DISPUTED_IN, APART = "staff.solving", "Deliveries", 1.7
OF_A_MEMBER, OF_AN_ANSWER = 0.3, 0.6

HINDRANCES = {
    "Support desk": (
        "Too many customers wait at the same time on Mondays.",
        "On Mondays too many customers wait at the same time!",
        "We can't see in the system what deliveries told the customer.",
        "The system doesn't show what deliveries told the customer.",
        "Every refund has to be signed by a manager.",
    ),
    "Deliveries": (
        "The routes change after we have told the customer a time.",
        "Routes change when the customer has been told a time already.",
        "There are too few vans.",
    ),
    "Sales desk": ("The brochures are out of date.", "Out of date brochures."),
    "Repairs": ("Spare parts come too late.",),
}


def assessments() -> tuple[Answered, ...]:
    """The rounds with what every member answered, the same at every call."""
    rng = generator("assessments")
    return tuple(_round(rng, days) for days in ROUNDS)


def _round(rng: np.random.Generator, days: tuple[date, date]) -> Answered:
    first, last = days
    given = {
        team: tuple(
            (first + timedelta(days=int(rng.integers((last - first).days + 1))), answers)
            for answers in _team(rng, team, members, first >= MAIN_ROLLOUT)
        )
        for team, members in MEMBERS.items()
    }
    return Answered(SELF_ASSESSMENT.key, days, given, HINDRANCES if first < MAIN_ROLLOUT else _left())


def _left() -> dict[str, tuple[str, ...]]:
    """What still hinders after the policy: one thing less in each team."""
    return {team: words[1:] for team, words in HINDRANCES.items()}


def _team(rng: np.random.Generator, team: str, members: int, has_policy: bool) -> list[Answers]:
    return [_member(rng, team, has_policy, place) for place in range(members)]


def _member(rng: np.random.Generator, team: str, has_policy: bool, place: int) -> Answers:
    own = LEVEL + TEAM_SHIFT[team] + rng.normal(0, OF_A_MEMBER)
    answers: dict[str, int] = {}
    for one in SELF_ASSESSMENT.statements:
        section = one.key.partition(".")[0]
        drawn = own + SECTION_SHIFT.get(section, 0) + has_policy * POLICY_EFFECT.get(section, 0)
        if (one.key, team) == (DISPUTED, DISPUTED_IN):
            drawn += APART if place % 2 else -APART
        answers[one.key] = int(np.clip(np.rint(drawn + rng.normal(0, OF_AN_ANSWER)), LOWEST, HIGHEST))
    return answers
