"""The sample company: who it is, what it promised its customers, and what that truly changed.

Talverra Home is invented. It sells and repairs household appliances to club members through six
branches. Its three years of data let a new user look around before uploading anything; as the true
effects are known, they also show whether a verdict is right.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Literal

from data.language import mark as _
from data.records import Goal, Policy, Rollout
from data.specs import Scale

COMPANY_NAME = _("Talverra Home")
FIRST_DAY = date(2023, 1, 1)
LAST_DAY = date(2025, 12, 31)
SCALES = {"csat": Scale(1, 5), "ces": Scale(0, 5)}

# Shares of customers, of the work of teams, and of ways to get in touch.
BRANCHES = {"North": 0.13, "South": 0.20, "East": 0.15, "West": 0.16, "Centre": 0.22, "Harbour": 0.14}
SEGMENTS = {"Households": 0.68, "Small business": 0.22, "Large accounts": 0.10}
PRODUCTS = {"Kitchen": 0.34, "Laundry": 0.26, "Heating": 0.22, "Service plan": 0.18}
TEAMS = {"Support desk": 0.40, "Deliveries": 0.25, "Sales desk": 0.20, "Repairs": 0.15}
CHANNELS = {"Phone": 0.42, "Chat": 0.27, "E-mail": 0.21, "In person": 0.10}
CONTACT_CHANNELS = {"Phone": 0.56, "Chat": 0.26, "E-mail": 0.18}
# One adviser a branch and team.
POSTS = {post: f"Adviser {number:02d}" for number, post in enumerate(product(BRANCHES, TEAMS), start=1)}

# Where on their way customers are when they answer. Answers that aren't satisfied come so many times as often
# from the worst stage as others do; the other stages are alike.
TOUCHPOINTS = {"Pre-sale": 0.15, "Purchase": 0.23, "Delivery": 0.22, "After-sale": 0.17, "Support": 0.23}
WORST_TOUCHPOINT, WORST_TIMES = "Delivery", 1.8
# Most complaints arise where their nature has it, the others anywhere.
TOUCHPOINT_OF_NATURE = {
    "Late delivery": "Delivery",
    "Faulty product": "After-sale",
    "Billing": "Purchase",
    "Installation": "Delivery",
    "Waiting time": "Support",
    "Staff attitude": "Support",
}
BY_NATURE = 0.85

# The natures of most complaints, the most frequent first.
PROBLEMS = ("Late delivery", "Faulty product", "Billing")

MAIN_ROLLOUT = date(2025, 3, 1)
CALL_BACK_ROLLOUTS = {
    "South": date(2024, 9, 1),
    "Centre": date(2024, 12, 1),
    "East": date(2025, 3, 1),
    "North": date(2025, 6, 1),
}
UNIMPROVED_BRANCH = "North"
FADING_TEAM = "Support desk"
FADING_FROM = date(2025, 9, 1)
FADING_STRENGTH = 0.5
CHAT = "Chat"


@dataclass(frozen=True)
class Effect:
    """How much a policy truly changes a KPI, from its rollout on.

    size    in ``points`` of the KPI (percentage points for a share), or in ``percent`` of its value
    """

    size: float
    basis: Literal["points", "percent"]

    @property
    def factor(self) -> float:
        """What a value is multiplied by, for an effect in percent."""
        return 1 + self.size / 100


# The truth behind the sample. The main policy reaches every branch but North, where nothing changes.
# In the support desk csat, nps and ces keep only half of their effect from month 7 on.
# Resolution by chat gets slower instead of faster: the side effect to find.
MAIN_EFFECTS = {
    "csat": Effect(9, "points"),
    "nps": Effect(8, "points"),
    "ces": Effect(0.25, "points"),
    "complaints": Effect(-17, "percent"),
    "first_response_time": Effect(-30, "percent"),
    "resolution_time": Effect(-28, "percent"),
    "resolution_time in chat": Effect(30, "percent"),
    "abandonment": Effect(-5, "points"),  # of inbound calls and chats; e-mails always get an answer
    "speed_of_answer": Effect(-20, "percent"),
    "first_contact_resolution": Effect(7, "points"),
    "churn": Effect(-20, "percent"),
    "purchases": Effect(25, "percent"),  # how often a customer buys
}
CALL_BACK_EFFECTS = {
    "transfer": Effect(-6, "points"),
    "escalation": Effect(-5, "points"),
}


def policies() -> tuple[Policy, ...]:
    """The two policies: one for everyone on one day, one that reached four of six branches in turn."""
    staggered = tuple(Rollout(day, "branch", branch) for branch, day in CALL_BACK_ROLLOUTS.items())
    return (
        Policy(_("Customer-service policy"), (Rollout(MAIN_ROLLOUT),), is_sample=True),
        Policy(_("Call-back promise"), staggered, is_sample=True),
    )


def targets() -> tuple[Goal, ...]:
    """What the company wants to reach, and by when."""
    year_end = date(2025, 12, 31)
    return (
        Goal("csat", "points", 4, year_end),
        Goal("csat", "absolute", 80, date(2026, 6, 30), "branch", UNIMPROVED_BRANCH),
        Goal("nps", "points", 10, date(2026, 6, 30)),
        Goal("complaints", "percent", -10, year_end),
        Goal("resolution_time", "absolute", 40, date(2025, 6, 30)),
        Goal("abandonment", "absolute", 9, year_end),
        Goal("first_contact_resolution", "absolute", 75, date(2026, 6, 30)),
        Goal("retention", "points", 0.1, date(2026, 3, 31)),  # of a month
    )
