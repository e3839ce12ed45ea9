"""Which of the numbers behind a worth matters: each moved over its range while the others stay."""

from __future__ import annotations

from dataclasses import dataclass

from data.language import mark as _
from metrics.worth.assumptions import ASSUMPTIONS
from metrics.worth.worth import Inputs, Worth, result, sales

MEASURED_NAMES = {
    "kept": _("Customers kept"),
    "monthly": _("What a customer pays a month"),
    "churn": _("Churn before the rollout"),
    "extra": _("Compensation beyond as before"),
}


@dataclass(frozen=True)
class Swing:
    """What one number does to the outcome.

    name       marked for translation
    low, high  the ends of its range, and ``at_low`` and ``at_high`` what the outcome is there
    is_measured    whether the data tell it
    """

    key: str
    name: str
    low: float
    high: float
    at_low: float
    at_high: float
    is_measured: bool

    @property
    def width(self) -> float:
        return abs(self.at_high - self.at_low)


def tornado(found: Worth) -> list[Swing]:
    """The numbers that move the outcome, the one that moves it most first.

    The outcome is what is left after all costs or, without a margin, what the kept customers bring in.
    """
    inputs = found.inputs
    if inputs is None:
        return []
    swings = [
        _swing(found, inputs, key, MEASURED_NAMES[key], (one.low, one.high), is_measured=True)
        for key, one in found.ranges.items()
    ]
    for one in (one for one in ASSUMPTIONS if one.in_sum):
        present = inputs.assumed[one.key]
        if present is not None:
            swings.append(_swing(found, inputs, one.key, one.name, one.ends(present), is_measured=False))
    return sorted((one for one in swings if one.width), key=lambda one: -one.width)


def _swing(
    found: Worth, inputs: Inputs, key: str, name: str, ends: tuple[float, float], *, is_measured: bool
) -> Swing:
    outcome = result if found.result else sales
    at_low, at_high = (outcome(inputs.moved(key, end)) for end in ends)
    return Swing(key, name, *ends, at_low, at_high, is_measured)
