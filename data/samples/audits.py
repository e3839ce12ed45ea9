"""Audits of the sample company's teams: own ones and mystery shopping, before and after the policy."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import numpy as np

from data.audits import HIGHEST, LOWEST, Audit, AuditKind, scored
from data.questionnaires.standards_audit import STANDARDS
from data.samples.chance import generator
from data.samples.company import MAIN_ROLLOUT, TEAMS

# The days from which on a team is audited within three weeks, and how; as often each way before and after.
ROUNDS = (
    (date(2024, 3, 4), AuditKind.OWN),
    (date(2024, 6, 3), AuditKind.PHONE),
    (date(2024, 9, 2), AuditKind.VISIT),
    (date(2025, 1, 13), AuditKind.EMAIL),
    (date(2025, 4, 7), AuditKind.OWN),
    (date(2025, 6, 16), AuditKind.PHONE),
    (date(2025, 8, 25), AuditKind.VISIT),
    (date(2025, 11, 10), AuditKind.EMAIL),
)
WITHIN_DAYS = 19
AUDITORS = {
    AuditKind.OWN: "Ilva Marden",
    AuditKind.PHONE: "Rune Castell",
    AuditKind.VISIT: "Odile Brandt",
    AuditKind.EMAIL: "Rune Castell",
}

# The truth: the mean of a score, what a team or a standard adds to it, and what the policy adds.
LEVEL, POLICY_EFFECT = 3.25, 0.6
TEAM_SHIFT = {"Support desk": 0.2, "Deliveries": -0.45, "Sales desk": 0.3, "Repairs": 0.0}
WEAKEST = "after_sales"
STANDARD_SHIFT = {
    WEAKEST: -1.3,
    "loyalty": -0.8,
    "offers": -0.5,
    "feedback": -0.4,
    "respect": 0.7,
    "training": 0.5,
    "greeting": 0.4,
}
OF_AN_AUDIT, OF_A_SCORE = 0.12, 0.6
# What can't be seen by these ways, and the share of what else is left out.
UNSEEN = {
    AuditKind.OWN: frozenset[str](),
    AuditKind.PHONE: frozenset({"quality", "improvement"}),
    AuditKind.VISIT: frozenset({"after_sales"}),
    AuditKind.EMAIL: frozenset({"quality", "improvement", "feedback"}),
}
LEFT_OUT, NOTED = 0.05, 0.16

NOTES = {
    1: ("Nobody came back to it.", "Left to the customer.", "Not done at all."),
    2: ("Only after asking twice.", "Hurried.", "Half of it was missing."),
    3: ("Correct, nothing more.", "As the manual says."),
    4: ("Well done, a little slow.", "Good; the summary was missing."),
    5: ("A model for the others.", "Without being asked."),
}


def audits() -> tuple[Audit, ...]:
    """The audits of every team in every round, the same ones at every call."""
    rng = generator("audits")
    return tuple(_audit(rng, team, day, kind) for (day, kind), team in product(ROUNDS, TEAMS))


def _audit(rng: np.random.Generator, team: str, first: date, kind: AuditKind) -> Audit:
    on = first + timedelta(days=int(rng.integers(0, WITHIN_DAYS)))
    level = LEVEL + TEAM_SHIFT[team] + POLICY_EFFECT * (on >= MAIN_ROLLOUT) + rng.normal(0, OF_AN_AUDIT)
    scores: dict[str, int | None] = {}
    notes: dict[str, str] = {}
    for one in STANDARDS:
        drawn = level + STANDARD_SHIFT.get(one.key, 0.0) + rng.normal(0, OF_A_SCORE)
        score = int(np.clip(np.rint(drawn), LOWEST, HIGHEST))
        left_out, noted, which = rng.random(3)
        if one.key in UNSEEN[kind] or left_out < LEFT_OUT:
            continue
        scores[one.key] = score
        if noted < NOTED:
            notes[one.key] = NOTES[score][int(which * len(NOTES[score]))]
    return Audit("team", team, on, kind, AUDITORS[kind], scored(scores, notes), is_sample=True)
